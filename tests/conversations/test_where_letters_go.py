"""Somebody with two accounts gets their letters at the one where they speak, or which they chose."""

from datetime import date, timedelta

import pytest

from bot.room import Undeliverable
from bot.store import people
from tests.conversations.two_accounts import ANN, WALK, clear, code_of, linked, person_at, same
from tests.house import MONDAY, Someone, at, build_house


@pytest.fixture
def house(database):
    return build_house(database, rooms=("slack", "teams"))


async def reminded(house, slack, teams):
    """Where the reminder of a session came."""
    clear(house)
    await house.wait_until(at(date(2026, 3, 11), 17))
    return [name for name, each in (("slack", slack), ("teams", teams)) if each.post]


@pytest.mark.parametrize("last", ["slack", "teams"])
async def test_letters_go_where_somebody_last_spoke(house, last):
    await house.puts_on(WALK)
    slack, teams = await linked(house)
    for each in (slack, teams, slack, teams, slack, teams):
        await each.types("mine")
    await slack.types("book 12")
    await {"slack": slack, "teams": teams}[last].types("mine")
    assert await reminded(house, slack, teams) == [last]


async def test_letters_go_where_somebody_chose(house):
    await house.puts_on(WALK)
    slack, teams = await linked(house)
    await slack.types("settings")
    assert "saved" in await slack.submits(letters_to="teams")
    await slack.types("book 12")
    assert await reminded(house, slack, teams) == ["teams"]
    await slack.types("settings")
    chosen = next(field.value for field in slack.last.body.fields if field.name == "letters_to")
    assert chosen == "teams"


async def test_who_is_in_one_room_is_not_asked_where(house):
    slack = await house.meets("ann", **ANN)
    await slack.types("settings")
    assert "letters_to" not in [field.name for field in slack.last.body.fields]
    await slack.submits(letters_to="teams")
    assert (await person_at(house, slack)).letters_to == ""


async def test_a_letter_that_cannot_arrive_goes_to_the_other_account(house):
    await house.puts_on(WALK)
    slack, teams = await linked(house)
    await slack.types("settings")
    await slack.submits(letters_to="slack")
    await slack.types("book 12")
    await house.deliver()
    house.rooms["slack"].outcomes.append(Undeliverable("account_inactive", gone=True))
    assert await reminded(house, slack, teams) == ["teams"]
    assert await reminded(house, slack, teams) == []
    await slack.types("mine")
    person = await person_at(house, slack)
    where = await house.database.read(lambda db: people.address_of(db, person.id, ("slack", "teams")))
    assert where == slack.address, "spoken from again, it is where they chose"


async def test_reading_changes_nothing_but_when_somebody_comes_over(house):
    slack, teams = await linked(house)
    await slack.types("mine")

    def moments(db):
        person = people.at(db, slack.address, house.settings.organisers.roles)
        return repr(
            [
                people.visitor(db, a, house.settings.organisers.roles)
                for a in people.addresses_of(db, person.id)
            ]
        )

    before = await house.database.read(moments)
    for hours in (1, 30):
        house.clock.move_to(MONDAY + timedelta(hours=hours))
        await slack.types("mine")
    assert await house.database.read(moments) == before
    await teams.types("mine")
    assert await house.database.read(moments) != before


async def test_the_web_is_a_room_like_any_other(database):
    house = build_house(database, rooms=("slack", "web"))
    slack = await house.meets("ann", **ANN)
    web = Someone(house, "ann", room="web")
    await web.types(await code_of(slack))
    await web.presses("Yes, that’s me")
    assert await same(house, slack, web)
    await slack.types("settings")
    assert "the web" in repr(slack.last.body)
