"""Whatever people write, in every word, language and field: one answer, no fault, a bounded size."""

import json
import os
import random
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.ask import Ask, Target, Value, Where
from bot.card import Form, Reply
from bot.platforms.slack.blocks import draw, fallback
from bot.platforms.slack.modal import modal
from bot.platforms.web.html import draw_card, draw_form
from bot.words.aloud import say
from bot.words.voice import voice
from tests.fakes.slack.judge import judge_blocks, judge_text, judge_view
from tests.hostile.conftest import Lines, Times
from tests.hostile.texts import chances, hostile, spoken
from tests.house import MONDAY, REGISTRY, House, Someone, draft

LARGEST = 250_000  # bytes: Slack's own limit for a view
HANDLERS = Path(__file__).parents[2] / "handlers"
# What forms hold, and whatever else a word reads by name.
FIELDS = sorted(
    {"rating", "action", "comment", "weekday", "clock", "topic", "language", "reminders", "prompts", "limit"}
    | {
        name
        for file in HANDLERS.rglob("*.py")
        for name in re.findall(r'values(?:\.get\(|\[)"(\w+)"', file.read_text("utf-8"))
    }
)


async def settled(house: House) -> list[Someone]:
    """Two members of staff and an organiser; something is coming up, over, and booked."""
    people = [
        await house.meets("nia"),
        await house.meets("cerys", language="cy"),
        await house.meets("olwen"),
    ]
    await house.puts_on(
        draft("Mindful walking|Cerdded ystyriol", MONDAY + timedelta(days=8), ref="12", capacity=2),
        draft("Excel <!channel> & more", MONDAY + timedelta(days=9), ref="13", topic="digital", capacity=1),
        draft("Over by then", MONDAY + timedelta(hours=1), ref="14"),
    )
    for person in people:
        await person.types("book 14")
        await person.types("book 13")
    await house.wait_until(MONDAY + timedelta(days=1))
    return people


def values(chance: random.Random) -> dict[str, Value]:
    known = (
        "1",
        "3",
        "5",
        "monday",
        "9am",
        "wellbeing",
        "-",
        "en",
        "cy",
        "day",
        "no",
        "12",
        "helper",
        "online",
    )
    given: dict[str, Value] = {}
    for name in chance.sample(FIELDS, chance.randrange(1, len(FIELDS))):
        text = chance.choice(known) if chance.random() < 0.5 else hostile(chance)
        given[name] = (text, hostile(chance)) if chance.random() < 0.1 else text
    return given


def ask(chance: random.Random, person: Someone, key: str) -> Ask:
    where = Where("learning", hostile(chance)[:80]) if chance.random() < 0.4 else Where()
    made = Ask(person.address, where, key=key if chance.random() < 0.9 else "", can_open_form=True)
    about = chance.choice(("12", "13", "14", "14 3", "Tuesday 9am", "", hostile(chance)))
    match chance.randrange(4):
        case 0:
            return replace(made, text=chance.choice((hostile, spoken))(chance))
        case 1:
            return replace(
                made, word=chance.choice([*REGISTRY.commands, hostile(chance)]), about=hostile(chance)
            )
        case 2:
            return replace(made, word=chance.choice([*REGISTRY.commands]), about=about, values=values(chance))
        case _:
            to = Target("paper", "w", user=person.key)
            return replace(made, where=Where(), text=spoken(chance), answer_to=to, can_open_form=False)


def drawn(reply: Reply) -> list[str]:
    """What is wrong with how Slack and the web draw it."""
    body, reader = reply.body, reply.reader
    words = lambda name, language: voice(language)(name)  # noqa: E731 - as app.py has it
    plain = lambda name: say(voice("en")(name), reader)  # noqa: E731
    if isinstance(body, Form):
        view = modal(body, reader, words, Where())
        page = draw_form(body, reader, around="en", action="/", back="/", nonce="n", words=plain)
        faults, size = list(judge_view(view, "O")), len(json.dumps(view))
    else:
        blocks = draw(body, reader, words)
        page = draw_card(body, reader, around="en", path="/", message=1, level=2)
        faults = [*judge_blocks(blocks, "M"), *judge_text(fallback(body, reader))]
        size = len(json.dumps(blocks))
    too_large = [f"{size} bytes"] if size > LARGEST or len(page.encode("utf-8", "replace")) > LARGEST else []
    return [*faults, *too_large]


async def test_everything_that_is_asked_is_answered(house: House, lines: Lines, seed: int, times: Times):
    people = await settled(house)
    lines.clear()
    for each, chance in enumerate(chances(seed, times(20_000))):
        person = chance.choice(people)
        asked = ask(chance, person, f"paper:{seed}:{each}")
        before = len(house.room.parcels)
        reply = await house.desk.serve(asked)
        ends = [line for line in lines if line["event"] == "ask"]
        assert len(ends) == 1, (each, asked)
        assert ends[0]["outcome"] not in ("bug", "outage"), (each, asked, lines)
        if asked.answer_to is not None:
            await house.postman.deliver()
            letters = [parcel for parcel in house.room.parcels[before:] if parcel.to.user == person.key]
            assert letters, (each, asked)
            reply = Reply(letters[-1].card, letters[-1].reader)
        assert reply is not None, (each, asked)
        assert drawn(reply) == [], (each, asked)
        lines.clear()


ABOUTS = (
    *("", " ", "12", "12 13 14", "13 3", "x", "x 12", "12 online", "-1", "9" * 30, "²", "12:14", "1 2 3 4"),
    *("2026-03-02", "\x00", "|"),
)


@pytest.mark.parametrize("key", ["cerys", "olwen"])
async def test_every_word_bears_whatever_a_button_is_about(house: House, lines: Lines, key: str):
    people = await settled(house)
    someone = next(each for each in people if each.key == key)
    for word in REGISTRY.commands:
        for about in ABOUTS:
            lines.clear()
            reply = await house.desk.serve(Ask(someone.address, word=word, about=about, can_open_form=True))
            assert "bug" not in {line.get("outcome") for line in lines}, (word, about)
            assert reply is not None
            assert drawn(reply) == [], (word, about)


def test_make_soak_goes_to_the_end(request: pytest.FixtureRequest, times: Times):
    whole = os.environ.get("CAFFI_SOAK") == "1"
    assert times(20_000) == (20_000 if whole else 200)
    assert request.node.get_closest_marker("soak"), "or `make soak` leaves it out"
