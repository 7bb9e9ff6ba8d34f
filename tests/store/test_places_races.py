"""The last seats, wanted by many at once: never oversold, none left over, each told what is true."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.ask import Ask
from bot.learning.places import PENDING, Hold
from bot.learning.sessions import Freed
from bot.store import places, sessions, staff
from bot.store.tables import approvals, events
from tests.house import MONDAY, build_house, draft

LATER = MONDAY + timedelta(days=10)
_TOLD = {
    Hold.BOOKED: ("You’re booked on", "you’re now booked on"),
    Hold.OFFERED: ("It’s kept for you until",),
    Hold.WAITING: ("on the waiting list",),
}


async def roster(house):
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    return await house.database.read(lambda db: places.roster(db, session.id))


async def at_once(house, asks):
    await asyncio.gather(*(house.desk.serve(ask) for ask in asks))


@pytest.mark.parametrize("freed", [Freed.TAKE, Freed.OFFER])
@pytest.mark.parametrize("apart", [False, True], ids=["together", "apart"])
@pytest.mark.parametrize("crowd", [pytest.param(200, marks=pytest.mark.long), 24])
async def test_many_want_the_last_seats_at_once(database, crowd, apart, freed):
    house = build_house(database)
    dice = random.Random(crowd)
    seats = crowd // 8
    await house.puts_on(
        draft("Walk", LATER, ref="12", capacity=seats, online_capacity=seats, apart=apart, freed=freed)
    )
    people = [await house.meets(f"p{number}") for number in range(crowd)]
    words = ["book_in_person", "book_online"] if apart else ["book"]
    await at_once(house, [Ask(p.address, word=dice.choice(words), about="12", key=p.key) for p in people])
    first = await roster(house)
    assert not first.free
    assert len(first.places) == crowd
    # Half of those who have a place give it up, while others press what is in front of them.
    dice.shuffle(people)
    presses = ["cancel", "undo", "take", "decline", "change_online", "change_in_person", "book"]
    for turn in range(3):
        asks = [
            Ask(p.address, word=dice.choice(presses), about="12", key=f"{turn} {p.key}") for p in people[::2]
        ]
        tick = house.timekeeper.tick()
        await asyncio.gather(tick, at_once(house, asks))
        house.clock.move_to(house.clock.now() + timedelta(hours=1 + 2 * turn))
        await house.timekeeper.tick()
    await house.deliver()
    await held_to_be_so(house, people)


async def held_to_be_so(house, people):
    there = await roster(house)
    for mode in there.session.modes:
        held = [p for p in there.places if there.session.mode_of(p.mode) is mode]
        taken = sum(place.hold is not Hold.WAITING for place in held)
        assert taken <= there.session.capacity_in(mode), "never oversold"
        assert not (there.free_in(mode) and there.queue_in(mode)), "no place is free while one waits"
    assert await house.database.read(sessions.recount) == {}
    assert await house.database.read(lambda db: sessions.stuck(db, house.clock.now())) == []
    for person in people:
        number = await house.person_id(person.key)
        place = there.of(number)
        if place is None or place.hold is Hold.LEAVING:
            continue
        told = [
            letter for letter in person.post if any(any(w in letter for w in ws) for ws in _TOLD.values())
        ]
        assert told, "they heard of it"
        assert any(words in told[-1] for words in _TOLD[place.hold]), (place.hold, told[-1])


async def test_managers_organisers_and_those_who_ask_press_at_once(database):
    """Each asking is decided once, whoever is first; what comes free is asked for by the next in line."""
    house = build_house(database, organisers=("olwen",))
    dice = random.Random(19)
    await house.puts_on(draft("Walk", LATER, ref="12", capacity=3, approval=True))
    boss, olwen = await house.meets("boss"), await house.meets("olwen")
    team = [await house.meets(f"p{number}") for number in range(12)]
    managed = {"manager_email": "boss@example.org"}
    for person in team[:9]:  # of the others nobody is known
        await house.database.write(
            lambda db, key=person.key: staff.load(db, [(f"{key}@example.org", managed)])
        )
    await at_once(house, [Ask(p.address, word="book", about="12", key=p.key) for p in team])
    first = await roster(house)
    assert [place.hold in PENDING for place in first.places].count(True) == 3
    for turn in range(6):
        numbers = await house.database.read(lambda db: db.execute(select(approvals.c.id)).scalars().all())
        presses = []
        for number in map(str, numbers):
            no = Ask(olwen.address, word="approval_decline", about=number, values={"words": "no"})
            yes = Ask(boss.address, word="approve", about=number)
            leave = Ask(dice.choice(team).address, word="cancel", about="12")
            presses += [replace(each, key=f"{turn} {number} {each.word}") for each in (yes, no, leave)]
        dice.shuffle(presses)
        await asyncio.gather(house.timekeeper.tick(), at_once(house, presses))
        house.clock.move_to(house.clock.now() + timedelta(hours=9))
        await house.timekeeper.tick()
    await house.deliver()
    there = await roster(house)
    assert sum(place.hold is not Hold.WAITING for place in there.places) <= 3, "never oversold"
    assert not (there.free and there.queue), "no place is free while one waits"
    assert await house.database.read(sessions.recount) == {}
    kept = await house.database.read(lambda db: db.execute(select(approvals)).all())
    ended = await house.database.read(lambda db: db.execute(select(events.c.kind)).scalars().all())
    assert sum(row.outcome == "given" for row in kept) == ended.count("ApprovalGiven")
    assert sum(row.outcome == "refused" for row in kept) == ended.count("ApprovalRefused"), (
        "each decided once"
    )
    open_ = {row.person_id for row in kept if not row.outcome}
    assert open_ == {place.person_id for place in there.places if place.hold in PENDING}
