"""What somebody wishes for: when, where, how, about what; and the sessions that suit."""

import sys
from datetime import date, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from catalogue import LONDON, programme

from bot.learning.sessions import Format
from bot.understand.choose import choose
from bot.understand.dates import PartOfDay
from bot.understand.lengths import Length
from bot.understand.wishes import Heard, Wishes, read_wishes

NOW = datetime(2026, 5, 13, 15, 20, tzinfo=LONDON)
TOPICS = ("wellbeing", "digital", "welsh", "social care")
PLACES = ("Tŷ Afon, Cardiff", "Room 2, Old Mill, Swansea", "Online (Teams)")


def wishes(text: str) -> Wishes:
    return read_wishes(text, now=NOW, topics=TOPICS, places=PLACES)


@pytest.mark.parametrize(
    "text", ["", "what's on?", "beth sydd ymlaen", "anything please", "any sessions for me?"]
)
def test_says_nothing_in_particular(text):
    assert wishes(text) == Wishes()


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("yoga online", "format", Format.ONLINE),
        ("ioga ar-lein", "format", Format.ONLINE),
        ("yoga face-to-face", "format", Format.IN_PERSON),
        ("ioga wyneb yn wyneb", "format", Format.IN_PERSON),
        ("yoga, not online", "format", Format.IN_PERSON),
        ("yoga with spaces left", "free_only", True),
        ("ioga â lleoedd ar gael", "free_only", True),
        ("yoga in Welsh", "language", "cy"),
        ("ioga yn Gymraeg", "language", "cy"),
        ("yoga through the medium of Welsh", "language", "cy"),
        ("ioga yn Saesneg", "language", "en"),
        ("yoga in Cardiff", "places", ("Cardiff",)),
        ("ioga yng Nghaerdydd", "places", ("Cardiff",)),
        ("yoga at Tŷ Afon", "places", ("Tŷ Afon",)),
        ("ioga yn Abertawe", "places", ("Swansea",)),
        ("yoga tomorrow afternoon", "part_of_day", PartOfDay.AFTERNOON),
    ],
)
def test_hears_what_narrows_it(text, field, value):
    heard = wishes(text)
    assert getattr(heard, field) == value
    assert heard.words in {"yoga", "ioga"}


@pytest.mark.parametrize(
    ("text", "topic", "words"),
    [
        ("wellbeing", "wellbeing", ""),
        ("anything on well-being?", "wellbeing", ""),
        ("rhywbeth am lesiant", "wellbeing", ""),
        ("digidol", "digital", ""),
        ("ofal cymdeithasol", "social care", ""),
        ("social care law", "social care", "law"),
        ("online safety", "", "online safety"),
        ("Excel 2016", "", "Excel 2016"),
    ],
)
def test_hears_topics_and_leaves_the_rest(text, topic, words):
    heard = wishes(text)
    assert (heard.topics, heard.words) == ((topic,) if topic else (), words)


def test_tells_how_it_was_read():
    heard = wishes("Any wellbeing sessions online next week in the afternoons, with breathing?")
    assert heard.read_as == (
        Heard("when", "next week afternoons"),
        Heard("format", "online"),
        Heard("topic", "wellbeing"),
        Heard("words", "breathing"),
    )
    assert heard.start
    assert heard.start.date() == date(2026, 5, 18)


def refs(text: str) -> list[str]:
    return [session.ref for session in choose(wishes(text), programme(), zone=LONDON)]


def test_chooses_what_suits():
    assert refs("wellbeing") == ["1", "2"]
    assert refs("wellbeing online") == ["1"]
    assert refs("llesiant wyneb yn wyneb") == ["2"]
    assert refs("what's on on the 20th") == ["2"]
    assert refs("digital in Cardiff") == ["3"]
    assert refs("spreadsheets online") == ["EX-8"]
    assert refs("breathing next week") == ["2", "5"]
    assert refs("in Welsh, about budgets") == ["6"]
    assert refs("spreadsheets in July") == []
    assert refs("tomorrow") == []
    assert len(refs("")) == len(programme())


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("yoga in Cardiff or Swansea", "places", ("Cardiff", "Swansea")),
        ("ioga yn Abertawe neu yng Nghaerdydd", "places", ("Swansea", "Cardiff")),
        ("yoga at Tŷ Afon in Cardiff", "places", ("Tŷ Afon",)),
        ("wellbeing or digital", "topics", ("wellbeing", "digital")),
        ("llesiant, digidol", "topics", ("wellbeing", "digital")),
        ("yoga online or in person", "format", None),
        ("yoga in Welsh or in English", "language", None),
    ],
)
def test_either_will_do(text, field, value):
    heard = wishes(text)
    assert getattr(heard, field) == value
    assert heard.words in {"", "yoga", "ioga"}


def test_two_topics_side_by_side_are_no_choice():
    heard = wishes("digital wellbeing")
    assert (heard.topics, heard.words) == (("digital",), "wellbeing")


@pytest.mark.parametrize(
    "frame",
    [
        "{}", "owt on {}", "summat {} pls", "anything worth coming to {} tbh", "whats decent {} mate",
        "sorry to bother you but is there anything good {} ta", "rwbath {}", "oes na rywbeth {} plis",
        "wyt ti'n gwbod be sy mlaen {}", "am i missing anything {}",
    ],
)  # fmt: skip
def test_what_is_said_around_a_day_is_not_searched_for(frame):
    day = "yfory" if "mlaen" in frame or "rwbath" in frame or "oes" in frame else "tomorrow"
    found = choose(wishes(frame.format(day)), programme(), zone=LONDON)
    assert found == choose(wishes(day), programme(), zone=LONDON)
    heard = wishes(frame.format("on the 20th"))
    assert [each.ref for each in choose(heard, programme(), zone=LONDON)] == ["2"]


def test_lengths_that_are_said_twice_hold_together():
    assert wishes("short ones, twenty minutes tops").length == Length(most=20)
    assert wishes("an hour max, at least half an hour").length == Length(least=30, most=60)
    assert wishes("under 30 minutes, over two hours").length == Length(most=30)


@pytest.mark.parametrize("said", ["bilingual sessions", "sesiynau dwyieithog", "through Welsh"])
def test_sessions_that_speak_welsh(said):
    assert wishes(f"yoga, {said}").language == "cy"


@pytest.mark.parametrize(
    "said", ["managers courses", "manager training", "line manager sessions", "for managers"]
)
def test_for_whom_it_is_without_a_for(said):
    heard = read_wishes(f"yoga {said}", now=NOW, topics=TOPICS, places=PLACES, audiences=("all", "managers"))
    assert (heard.audience, heard.words.removesuffix(" line")) == ("managers", "yoga")


def test_a_hyphen_parts_two_words():
    assert wishes("walk-in clinics").spoken == "walk in clinics"
