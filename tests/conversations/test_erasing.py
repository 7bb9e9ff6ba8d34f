"""Who is erased is nobody: nothing tells who they were, and nobody else loses anything by it."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.desk import Desk
from bot.learning.events import CertificateMade, OrganiserActed
from bot.learning.people import Roles
from bot.learning.places import Hold
from bot.steps.erasing import erase
from bot.store import one_person, people
from bot.store.tables import edits, events, links, metadata, ways
from tests.conversations.approval import cast, hold_of, puts_on
from tests.conversations.two_accounts import ANN, OTHER, code_of, person_at
from tests.house import MONDAY, REGISTRY, build_house, draft

TUESDAY = MONDAY + timedelta(days=1)
WALKING = draft("Mindful walking", TUESDAY, ref="12", capacity=1, invited="nia@example.org owen@example.org")
LATER = draft("Later", TUESDAY + timedelta(days=30), ref="13", capacity=1)


async def busy(house):
    """Nia, who has done a bit of everything."""
    await house.puts_on(WALKING, LATER)
    nia = await house.meets("nia", name="Nia Rees")
    for words in ("book 12", "book 13", "follow wellbeing", "settings", "link"):
        await nia.types(words)
    number = await house.person_id("nia")

    def more(db):
        desk = Desk(db, house.clock.now(), house.settings, REGISTRY)
        desk.record(CertificateMade(1, number, "Nia Morfydd Rees"))
        desk.record(OrganiserActed(1, "person-removed", {"person": "Nia Rees"}, {}))
        desk.record(OrganiserActed(1, "attendance", {"person": "Owen Rees"}, {"person": "Owen Rees"}))
        way = dict.fromkeys(("service", "conversation", "member", "group"), "x") | {"channel": False}
        there = {"room": "paper", "workspace": "w", "place": "nia", "name": "Nia"}
        db.execute(insert(ways).values(way | there))

    await house.database.write(more)
    return nia


async def erased(house, person_id):
    def forget(db):
        erase(Desk(db, house.clock.now(), house.settings, REGISTRY), person_id)

    await house.database.write(forget)


async def everything(house):
    """All that stands in the database, as one text."""

    def read(db):
        return {
            table.name: [tuple(map(str, row)) for row in db.execute(select(table))]
            for table in metadata.sorted_tables
        }

    return json.dumps(await house.database.read(read), ensure_ascii=False)


async def test_nothing_tells_who_they_were(house):
    await busy(house)
    number = await house.person_id("nia")
    assert "Nia Rees" in await everything(house)
    await erased(house, number)
    left = await everything(house)
    found = [words for words in ("Nia", "nia@example.org", '"nia"') if words in left]
    assert found == [], left[left.index(found[0]) - 300 :][:600]
    assert "owen@example.org" in left
    assert "Owen Rees" in left
    assert await house.database.read(lambda db: one_person.named(db, "nia@example.org")) == []


async def test_whoever_waits_has_their_place(house):
    await busy(house)
    owen = await house.meets("owen")
    await owen.types("book 13")
    assert "waiting list" in await owen.types("mine")
    await erased(house, await house.person_id("nia"))
    await house.deliver()
    assert "A place has come free" in owen.post[-1]
    assert "You’re booked" in await owen.types("mine")


async def test_what_waits_for_a_manager_who_is_erased_goes_to_the_organisers(house):
    _megan, nia, _olwen = await cast(house, "nia")
    await puts_on(house)
    await nia.types("book 12")
    assert await hold_of(house, "nia") is Hold.ASKED
    await erased(house, await house.person_id("megan"))
    assert await hold_of(house, "nia") is Hold.REFERRED
    assert "megan" not in (await everything(house)).casefold()


async def test_that_somebody_came_stays(house):
    await busy(house)
    await house.wait_until(TUESDAY + timedelta(hours=2))
    await erased(house, await house.person_id("nia"))
    olwen = await house.meets("olwen")
    assert "–" in await olwen.types("list 12")
    assert "Nia" not in await olwen.types("list 12")


async def test_who_comes_back_is_somebody_new(house):
    nia = await busy(house)
    await house.wait_until(TUESDAY + timedelta(hours=2))
    await erased(house, await house.person_id("nia"))
    assert "You have nothing booked yet" in await nia.types("mine")
    assert "13" in await nia.types("what's on")
    again = await house.meets("nia", name="Nia Rees")
    assert "You’re booked" in await again.types("book 13")


async def test_nobody_is_written_to_who_was_erased(house):
    nia = await busy(house)
    await house.deliver()
    before = len(nia.letters)
    await erased(house, await house.person_id("nia"))
    await house.wait_until(TUESDAY + timedelta(days=31))
    assert len(nia.letters) == before


@pytest.mark.parametrize("words", ["nia@example.org", "NIA@example.org", "nia"])
async def test_they_are_found_by_address_or_user(house, words):
    await busy(house)
    number = await house.person_id("nia")
    assert await house.database.read(lambda db: one_person.named(db, words)) == [number]


async def test_a_namesake_stays_in_what_organisers_did_and_an_older_name_goes(house):
    await house.puts_on(LATER)
    olwen = await house.meets("olwen")
    for key in ("nia", "other"):
        await house.meets(key, name="Nia Rees")
        await olwen.types("add people to 13")
        await olwen.submits(names=f"{key}@example.org")
    await house.meets("nia", name="Nia Rees-Pugh")
    await erased(house, await house.person_id("nia"))
    acts = select(events.c.facts).where(events.c.kind == "OrganiserActed").order_by(events.c.id)
    named = await house.database.read(lambda db: [facts["after"] for facts in db.execute(acts).scalars()])
    assert named == [{"person": "–"}, {"person": "Nia Rees"}]


async def test_a_file_still_invites_the_others(house):
    await busy(house)
    olwen = await house.meets("olwen")
    await olwen.types("booking rules 12")
    await olwen.submits(invited="owen@example.org, nia@example.org, mari@example.org")
    await olwen.presses("Save")
    await erased(house, await house.person_id("nia"))
    said = await house.database.read(
        lambda db: list(db.execute(select(edits.c.said).where(edits.c.field == "invited")).scalars())
    )
    assert said == ["owen@example.org"]


async def test_nor_what_an_account_did_before_it_was_found_to_be_theirs(database):
    """What happened says who it was then; months later nobody can undo that they became one."""
    house = build_house(database, rooms=("slack", "teams"))
    await house.puts_on(WALKING)
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    brought = await person_at(house, teams)

    def certify(db):
        desk = Desk(db, house.clock.now(), house.settings, REGISTRY)
        desk.record(CertificateMade(1, brought.id, "Angharad Morfydd"))

    await house.database.write(certify)
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    await house.wait_until(MONDAY + timedelta(days=60))
    await house.deliver()
    assert "Ann H" not in str(await house.database.read(lambda db: db.execute(select(links.c.brought)).all()))
    now = await person_at(house, teams)
    shown = await house.database.read(lambda db: one_person.known(db, now.id))
    assert "Angharad Morfydd" in json.dumps(shown)
    assert (await house.database.read(lambda db: people.get(db, brought.id, Roles()))).id == now.id
    await erased(house, now.id)
    assert "Angharad" not in await everything(house)


async def test_what_was_parted_again_is_each_ones_own(database):
    house = build_house(database, rooms=("slack", "teams"))
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    brought = await person_at(house, teams)
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    await teams.types("unlink")
    found = await house.database.read(lambda db: people.get(db, brought.id, Roles()))
    assert found == await person_at(house, teams) != await person_at(house, slack)
    assert "nothing to undo" in await teams.types("unlink")
    assert "nothing to undo" in await slack.types("unlink")
