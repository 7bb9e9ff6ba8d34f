"""What somebody does not want is left out, in both languages; a "not" that refuses nothing is left alone."""

import sys
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from catalogue import LONDON, programme

from bot.understand.choose import choose
from bot.understand.names import Names
from bot.understand.unwanted import left_of, refusals
from bot.understand.wishes import Wishes, read_wishes

NOW = datetime(2026, 5, 13, 15, 20, tzinfo=LONDON)
SESSIONS = programme()
NAMES = Names(SESSIONS)
ALL = {session.ref for session in SESSIONS}
# What can be said, in each language, and the sessions that it is said of.
THINGS = {
    ("wellbeing", "lesiant"): {"1", "2"},
    ("digital", "ddigidol"): {"3", "EX-8"},
    ("spreadsheets", "daenlenni"): {"3", "EX-8"},
    ("first aid", "gymorth cyntaf"): {"5"},
    ("minutes", "gofnodion"): {"9"},
}
DAYS = {
    ("Mondays", "ddydd Llun"): {session.ref for session in SESSIONS if session.starts_at.weekday() == 0},
    ("Tuesdays", "ddydd Mawrth"): {session.ref for session in SESSIONS if session.starts_at.weekday() == 1},
    ("Fridays", "ddydd Gwener"): {session.ref for session in SESSIONS if session.starts_at.weekday() == 4},
}
ENGLISH = (
    "anything except {}", "something other than {} please", "courses that aren't {}", "anything but {}",
    "training apart from {}", "sessions, but not {}", "excluding {}, anything",
)  # fmt: skip
WELSH = ("unrhyw beth heblaw am {}", "cyrsiau ac eithrio {}", "rhywbeth, ond nid {}")


def wishes(text: str) -> Wishes:
    return read_wishes(
        text, now=NOW, topics=("wellbeing", "digital"), places=("Tŷ Afon, Cardiff",), names=NAMES
    )


def refs(text: str) -> set[str]:
    return {session.ref for session in choose(wishes(text), SESSIONS, zone=LONDON)}


@settings(deadline=None)
@given(st.sampled_from(sorted(THINGS | DAYS)), st.data())
def test_all_but_what_is_refused_is_found(thing, data):
    english, welsh = thing
    text = data.draw(
        st.one_of(
            st.sampled_from(ENGLISH).map(lambda said: said.format(english)),
            st.sampled_from(WELSH).map(lambda said: said.format(welsh)),
        )
    )
    assert refs(text) == ALL - (THINGS | DAYS)[thing], text


@settings(deadline=None)
@given(st.sampled_from(sorted(THINGS | DAYS)), st.sampled_from(sorted(THINGS | DAYS)))
def test_the_wish_and_the_refusal_together_are_what_they_are_apart(wanted, refused):
    held = THINGS | DAYS
    assert refs(f"{wanted[0]}, but not {refused[0]}") == held[wanted] - held[refused]


def test_two_days_are_refused_at_once():
    both = DAYS["Mondays", "ddydd Llun"] | DAYS["Fridays", "ddydd Gwener"]
    assert refs("anything but Mondays or Fridays") == ALL - both
    assert refs("not mondays and fridays, online") == {"1", "4", "6", "EX-8", "9", "7"} - both


@pytest.mark.parametrize(
    "text",
    [
        "not sleeping", "I am not good enough", "people who will not listen", "cooking without meat",
        "nothing on?", "a team that isn't talking", "no experience", "ddim yn cysgu", "but why", "except",
        "anything but", "not", "nid", "heblaw am", "anything apart from, please", "not online",
        "not in person",
    ],
)  # fmt: skip
def test_nothing_is_refused(text):
    assert wishes(text).unwanted == ()


def test_it_is_told_how_it_was_read():
    heard = wishes("wellbeing next week, but not Tuesdays")
    assert [each.said for each in heard.read_as] == ["next week", "wellbeing", "but not Tuesdays"]
    assert heard.start
    assert heard.start.day == 18


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    for said in (text, f"not {text}", f"anything but {text}", f"{text}, but not {text}"):
        found = refusals(said)
        assert all(0 <= each.first <= each.start < each.end <= len(said) for each in found)
        assert len(left_of(said, found)) <= len(said)
        wishes(said)
