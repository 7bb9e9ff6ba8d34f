"""Somebody with an account in each of two rooms: what their conversations begin with."""

from datetime import date

from bot.store import people
from tests.house import at, draft

WALK = draft("Walk", at(date(2026, 3, 12), 10), ref="12", capacity=2)
ANN = {"email": "ann@example.org", "name": "Ann Hughes"}
OTHER = {"email": "a.hughes@elsewhere.example", "name": "Ann H"}


async def person_at(house, someone):
    roles = house.settings.organisers.roles
    return await house.database.read(lambda db: people.at(db, someone.address, roles))


async def same(house, one, other):
    return await person_at(house, one) == await person_at(house, other)


async def code_of(someone):
    """As they read it: "link K7QM-3XPD"."""
    text = await someone.types("link")
    return next(line for line in text.splitlines() if line.startswith("link "))


async def linked(house):
    """Ann with two addresses that no e-mail joins, and a code between them."""
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    await house.postman.flush()
    return slack, teams


def clear(house):
    for room in house.rooms.values():
        room.parcels.clear()
