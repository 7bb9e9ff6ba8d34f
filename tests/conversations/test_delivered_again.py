"""Platforms deliver twice, late and at the same moment: all that is left is as if they had not."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from structlog.testing import capture_logs

from bot.ask import Address, Ask, Target
from bot.learning.refusals import Refusal
from bot.registry import Answer
from bot.store import people
from bot.store.database import Database
from bot.store.tables import answers as answers_table
from bot.store.tables import events, letters, places
from tests.house import MONDAY, build_house, draft

SOON = MONDAY + timedelta(days=8)
PEOPLE = ("nia", "owen", "stranger")  # the last is met by what they ask
SAID = (
    "book 12",
    "book 13",  # one seat: who comes second waits
    "cancel 12",
    "cancel 13",
    "undo 12",
    "follow walking",
    "book no such thing",
    "book 99",
    "help",
)


@dataclass(frozen=True)
class Delivery:
    who: str
    said: str
    by_letter: bool  # as a press and a message are answered; a command in the response


DELIVERIES = some.builds(Delivery, some.sampled_from(PEOPLE), some.sampled_from(SAID), some.booleans())


async def house_on(database: Database):
    house = build_house(database)
    for key in PEOPLE[:-1]:
        await house.meets(key)
    await house.puts_on(
        draft("Mindful walking", SOON, ref="12", capacity=3),
        draft("Excel basics", SOON + timedelta(days=1), ref="13", capacity=1),
    )
    return house


def as_ask(each: Delivery, number: int) -> Ask:
    target = Target("paper", "w", user=each.who) if each.by_letter else None
    return Ask(Address("paper", "w", each.who), text=each.said, key=f"paper:{number}", answer_to=target)


async def what_is_so(house) -> dict[str, object]:
    """Everything that a delivery leaves behind, but for the numbers of rows."""
    await house.deliver()

    def look(db):
        of = places.c.session_id, places.c.person_id, places.c.hold
        return {
            "places": sorted(map(tuple, db.execute(select(*of)))),
            "events": [
                tuple(row)
                for row in db.execute(select(events.c.kind, events.c.actor_id).order_by(events.c.id))
            ],
            "letters": sorted(db.execute(select(letters.c.key)).scalars()),
            "answers": sorted(db.execute(select(answers_table.c.key)).scalars()),
            "people": db.execute(text("select count(*) from people")).scalar(),
            "unmet": [
                tuple(row) for row in db.execute(text("select words, times from unmet order by words"))
            ],
        }

    found = await house.database.read(look)
    # In which order the letters of different people go says nothing.
    post = {who: [p.card.summary for p in house.room.parcels if p.to.user == who] for who in PEOPLE}
    return found | {"post": post}


async def lived(template: Path, delivered: Sequence[Delivery], again: random.Random | None):
    """What is so after these, and what each was answered at first. `again`: which come more often."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{copyfile(template, f'{folder}/caffi.db')}")
        try:
            house, first = await house_on(database), []
            for number, each in enumerate(delivered):
                ask = as_ask(each, number)
                times = again.choice((1, 1, 2, 3)) if again else 1
                said = await asyncio.gather(*(house.desk.serve(ask) for _ in range(times)))
                assert all(one == said[0] for one in said), "at the same moment"
                first.append(said[0])
                if again and again.random() < 0.5:
                    late = again.randrange(number + 1)
                    reply = await house.desk.serve(as_ask(delivered[late], late))
                    if not reads(delivered[late]):
                        assert reply == first[late], "late"
            # Addresses of files have a secret in them, another one each time.
            answered = [said and said.body.summary for said in first]
            return await what_is_so(house) | {"answered": answered}
        finally:
            database.close()


def reads(each: Delivery) -> bool:
    """It changes nothing, and is answered anew."""
    return each.said == "help"


@given(some.lists(DELIVERIES, min_size=1, max_size=8), some.randoms(use_true_random=False))
@settings(max_examples=15)
@example([Delivery("stranger", "book 99", by_letter=False)], random.Random(1))
@example(
    [Delivery("nia", "book 12", by_letter=True), Delivery("nia", "cancel 12", by_letter=True)],
    random.Random(3),
)
def test_however_often_deliveries_come_all_is_as_if_each_had_come_once(
    sqlite_template: Path, delivered, again
):
    once = asyncio.run(lived(sqlite_template, delivered, None))
    oftener = asyncio.run(lived(sqlite_template, delivered, again))
    for what, found in once.items():
        assert oftener[what] == found, what


BOOK = Ask(Address("paper", "w", "nia"), word="book", about="12", key="paper:1")


def handled_by(house, handle):
    """The house's desk, with another handler of `book` around the real one: `handle(real, desk, ask)`."""
    registry = house.desk.registry
    real = registry.commands["book"]
    changed = replace(real, handle=lambda desk, ask: handle(real.handle, desk, ask))
    return replace(house.desk, registry=replace(registry, commands={**registry.commands, "book": changed}))


async def rows(house, table) -> int:
    return await house.database.read(lambda db: len(db.execute(select(table)).all()))


@pytest.mark.parametrize("by_letter", [False, True], ids=["in the response", "by letter"])
@pytest.mark.parametrize("said", ["book 12", "book 13", "book 99", "book no such thing"])
async def test_the_same_delivery_six_times_at_the_same_moment_is_one(database, said, by_letter):
    house = await house_on(database)
    owen = await house.meets("owen")
    await owen.types("book 13")  # the only seat
    asks = [as_ask(Delivery("stranger", said, by_letter), 7)] * 6
    found = await asyncio.gather(*(house.desk.serve(ask) for ask in asks))
    assert all(reply == found[0] for reply in found)
    assert (found[0] is None) == by_letter
    await house.deliver()
    assert await rows(house, table=places) == (2 if said in ("book 12", "book 13") else 1)
    assert await rows(house, table=answers_table) == 2
    answered = [p for p in house.room.parcels if p.to.user == "stranger" and "answer" in p.key]
    assert len(answered) == by_letter


async def test_a_delivery_that_races_with_what_makes_it_be_granted_has_one_outcome(database):
    """Refused at first, and come again while there is a place: whichever is kept is what both are told."""
    house = await house_on(database)
    owen = await house.meets("owen")
    await owen.types("book 13")
    for number in range(10):
        cancel = as_ask(
            Delivery("owen", "cancel 13" if number % 2 == 0 else "book 13", by_letter=False), 100 + number
        )
        book = as_ask(Delivery("nia", "book 13", by_letter=False), 200 + number)
        first, _, second = await asyncio.gather(*(house.desk.serve(ask) for ask in (book, cancel, book)))
        assert first == second


async def test_what_a_stranger_was_refused_is_not_all_that_is_kept_of_them(database):
    house = await house_on(database)
    stranger = Address("paper", "w", "stranger")
    reply = await house.desk.serve(Ask(stranger, word="book", about="99", key="paper:1"))
    assert "99" in str(reply.body)
    assert await house.database.read(lambda db: people.visitor(db, stranger, house.settings.organisers.roles))


async def test_a_bug_is_tried_twice_and_leaves_nothing(database):
    house, tries = await house_on(database), []

    def stumbles(real, desk, ask):
        real(desk, ask)
        tries.append(ask.about)
        raise LookupError("Nia Rees")

    broken = handled_by(house, stumbles)
    with capture_logs() as lines:
        reply = await broken.serve(BOOK)
    assert "went wrong" in str(reply.body)
    assert len(tries) == 2
    assert [line["event"] for line in lines] == ["tried_again", "bug", "ask"]
    assert "Rees" not in str(lines[0]) + str(lines[2])
    assert [await rows(house, table) for table in (places, events, answers_table)] == [0, 0, 0]
    assert "You’re booked" in str((await house.desk.serve(BOOK)).body), "the same delivery, once it is mended"


async def test_what_was_granted_is_told_again_though_it_could_no_longer_be_done(database):
    house = await house_on(database)
    granted = await house.desk.serve(BOOK)

    def stumbles(real, desk, ask):
        raise LookupError

    assert await handled_by(house, stumbles).serve(BOOK) == granted
    assert await rows(house, places) == 1


async def test_a_bug_that_does_not_come_again_is_told_in_the_log_alone(database):
    house, tries = await house_on(database), []

    def stumbles_once(real, desk, ask):
        tries.append(ask.about)
        if len(tries) == 1:
            raise LookupError
        return real(desk, ask)

    with capture_logs() as lines:
        reply = await handled_by(house, stumbles_once).serve(BOOK)
    assert "You’re booked" in str(reply.body)
    assert [(line["event"], line.get("error")) for line in lines] == [
        ("tried_again", "LookupError"),
        ("ask", None),
    ]


@pytest.mark.parametrize("losses", [1, 3])
async def test_who_loses_a_race_begins_again(database, losses):
    house, tries = await house_on(database), []

    def loses(real, desk, ask):
        tries.append(ask.about)
        if len(tries) <= losses:
            raise IntegrityError("insert", {}, Exception())
        return real(desk, ask)

    with capture_logs() as lines:
        reply = await handled_by(house, loses).serve(BOOK)
    assert "You’re booked" in str(reply.body)
    assert [line["event"] for line in lines] == ["ask"]
    assert await rows(house, places) == 1


async def test_who_always_loses_is_told_and_the_log_says_where(database):
    house, tries = await house_on(database), []

    def loses(real, desk, ask):
        tries.append(ask.about)
        raise IntegrityError("insert", {}, Exception())

    with capture_logs() as lines:
        reply = await handled_by(house, loses).serve(BOOK)
    assert "went wrong" in str(reply.body)
    assert len(tries) == 4
    assert [line["event"] for line in lines] == ["bug", "ask"]


async def test_a_refusal_is_refused_once_and_its_change_taken_back(database):
    house, tries = await house_on(database), []

    def refuses(real, desk, ask):
        tries.append(ask.about)
        real(desk, ask)
        raise Refusal("no-such-session", about="12")

    desk = handled_by(house, refuses)
    first = await desk.serve(BOOK)
    assert len(tries) == 1, "what it takes to find out is not done again"
    assert [await rows(house, table) for table in (places, events, answers_table)] == [0, 0, 1]
    assert await house.desk.serve(BOOK) == first, "it was this delivery's answer"
    assert await rows(house, places) == 0


@pytest.mark.parametrize("losses", range(4))
async def test_who_loses_races_and_is_then_refused_is_told_why(database, losses):
    house, tries = await house_on(database), []

    def loses(real, desk, ask):
        tries.append(ask.about)
        if len(tries) <= losses:
            raise IntegrityError("insert", {}, Exception())
        raise Refusal("no-such-session", about="12")

    desk = handled_by(house, loses)
    with capture_logs() as lines:
        first = await desk.serve(BOOK)
    assert len(tries) == losses + 1
    assert [(line["event"], line["outcome"]) for line in lines] == [("ask", "refused: no-such-session")]
    assert await house.desk.serve(BOOK) == first, "it was this delivery's answer"


@pytest.mark.parametrize("key", ["", "paper:home"])
async def test_each_press_on_the_home_page_draws_it_anew(database, key):
    """Also one that came without a name; and one that came twice draws it once."""
    house = await house_on(database)
    home = Target("paper", "w", user="nia", surface="home")
    for number in range(3):
        name = f"{key}{number}" if key else ""
        ask = replace(BOOK, word=("book", "cancel", "book")[number], key=name, on_home=True, answer_to=home)
        for _ in range(2 if key else 1):
            await house.desk.serve(ask)
        await house.deliver()
        pages = [each for each in house.room.parcels if each.key.startswith("home ")]
        assert len(pages) == number + 1


async def test_an_outage_is_not_tried_again(database):
    house, tries = await house_on(database), []

    def away(real, desk, ask):
        tries.append(ask.about)
        raise OperationalError("select", {}, Exception("away"))

    reply = await handled_by(house, away).serve(BOOK)
    assert "Nothing was changed" in str(reply.body)
    assert len(tries) == 1


async def test_without_a_key_each_is_an_ask_of_its_own(database):
    house = await house_on(database)
    nameless = replace(BOOK, key="")
    assert "You’re booked" in str((await house.desk.serve(nameless)).body)
    assert "already" in str((await house.desk.serve(nameless)).body)
    assert await rows(house, answers_table) == 0


async def test_a_secret_answer_is_not_told_again(database):
    house = await house_on(database)

    def tells(real, desk, ask):
        return Answer(real(desk, ask).body, secret=True)

    desk = handled_by(house, tells)
    assert "You’re booked" in str((await desk.serve(BOOK)).body)
    for again in (desk, house.desk):
        assert await again.serve(BOOK) is None
    assert await rows(house, places) == 1
