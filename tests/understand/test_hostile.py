"""Whatever is typed, an answer comes in time and without an error."""

import sys
import time
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from catalogue import programme

from bot.understand.commands import find_command
from bot.understand.dates import find_dates
from bot.understand.intents import read_intent
from bot.understand.letters import fold, plain
from bot.understand.names import Names
from bot.understand.welsh import mutated, radicals
from bot.understand.wishes import read_wishes

NOW = datetime(2026, 5, 13, 15, 20, tzinfo=ZoneInfo("Europe/London"))
PIECES = (
    "week after ", "the end of the ", "monday to ", "3 march and ", "a week on thursday ", "next ",
    "1 ", "1/1 ", "mon,", "first friday in may ", "the week before the week after ", "half past ten to ",
    "between 3 and ",
    "from monday to friday and ", "yr wythnos ar ôl ", "diwedd ", "🙂", "\u202eab ",
    "a", "é", "ﬁ", "‘’", "/", "\u0301", "\U00010eab ",
    "<!channel> ", "{{DATE()}} ", "<script>", "\x00", "please ", "ga i ", "book ", "online ", "in welsh ",
    "can you book me i want to ", "the session was ", "was it the one ", "what do i have ", "when is the ",
    "i cant make it ", "tell me about new ", "a a a i i ", "ddim ", "def f(x): return x\n",
    "SELECT * FROM t; ",
    "مرحبا ", "今天有什么 ", "for an hour ", "half an hour ",
    "cardiff ", "99999999 ", "12:", "0.0.", "d'", "\n", "Ω≈ç ",
)  # fmt: skip


NAMES = Names(programme())


def understand(text: str) -> None:
    find_command(text, {"book": ("book", "archebu"), "whats_on": ("what's on",)})
    read_wishes(text, now=NOW, topics=("wellbeing",), places=("Tŷ Afon, Cardiff",), names=NAMES)
    read_intent(text, NAMES)


@pytest.mark.parametrize("piece", PIECES)
def test_four_thousand_letters_are_answered_in_time(piece):
    best = 10.0
    for _ in range(3):
        start = time.thread_time()
        understand((piece * 4_000)[:4_000])
        best = min(best, time.thread_time() - start)
    assert best < 1


def test_a_longer_text_takes_no_longer():
    start = time.thread_time()
    understand("what's on the Tuesday after next? " * 30_000)
    assert time.thread_time() - start < 1


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=60).map("".join))
def test_any_mixture_is_answered(text):
    understand(text)


words = st.sampled_from(
    [
        "the",
        "a",
        "next",
        "last",
        "this",
        "in",
        "on",
        "of",
        "before",
        "after",
        "by",
        "from",
        "to",
        "and",
        "week",
        "weeks",
        "fortnight",
        "month",
        "monday",
        "tuesday",
        "friday",
        "march",
        "may",
        "3",
        "3rd",
        "31",
        "2026",
        "3/3",
        "31/2",
        "first",
        "end",
        "today",
        "tomorrow",
        "easter",
        "morning",
        "noon",
        "half",
        "past",
        "quarter",
        "at",
        "10",
        "yr",
        "wythnos",
        "nesaf",
        "dydd",
        "llun",
        "mawrth",
        "mis",
        "mai",
        "cyn",
        "ar",
        "ol",
        "i",
        "o",
        "dau",
        "wythnos",
        "diwedd",
        "heddiw",
        ",",
        "-",
        "'s",
    ]
)


@settings(max_examples=1_000, deadline=None)
@given(st.lists(words, max_size=14).map(" ".join), st.dates(date(2001, 1, 1), date(2090, 1, 1)))
def test_any_words_of_the_grammar_make_a_stretch_that_runs_forward(text, today):
    span, rest = find_dates(text, now=datetime.combine(today, datetime.min.time(), NOW.tzinfo))
    assert len(rest) <= len(text)
    if span and span.start and span.end:
        assert span.start < span.end
    assert span is None or span.said


@pytest.mark.parametrize("year", [1, 2, 9998, 9999])
def test_the_ends_of_the_calendar(year):
    now = datetime(year, 6, 15, 9, tzinfo=ZoneInfo("UTC"))
    for text in (
        "last year",
        "next year",
        "in 20 years",
        "before 3 March",
        "next Friday",
        "two weeks before Easter",
    ):
        find_dates(text, now=now)


@given(st.text())
def test_plain_text_keeps_every_letter_in_its_place(text):
    assert len(plain(text)) == len(text)


@given(st.text(alphabet="abcdefghijlmnoprstuwy", min_size=3, max_size=10))
def test_a_mutated_word_leads_back_to_itself(word):
    for form in mutated(word):
        if form:
            assert word in radicals(form) or not word.startswith("g") or form[0] not in "aeiouwylrn"


def test_folding():
    assert fold("Tŷ ÂFON’S") == "ty afon's"
