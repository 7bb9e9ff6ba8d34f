"""Surveys that cannot be used are refused with a reason; whatever comes, and however much, breaks nothing."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake import Unreadable
from bot.intake.reasons import REASONS
from bot.words.voice import voices
from tests.intake.survey import column, read, refused


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty-file"),
        (b"<!doctype html><html>", "survey-web-page"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "survey-no-calendar"),
        (b"%PDF-1.7", "other-kind"),
        (b"\x00\x01\x02\x03" * 50, "survey-not-text"),
        (b"PK\x03\x04 broken", "broken-workbook"),
        (b"Useful,Comment\n", "survey-no-answers"),
        (b"5,4\n3,4\n2,2\n", "survey-no-headings"),
        (b"Name,Email\n" + b"a,a@b.org\n" * 9, "survey-no-questions"),
        (b"Useful\n" + b"5\n" * 4, "survey-too-few"),
        (b'Useful\n"5\n' * 9, "open-quote"),
        (b"x" * 20_000_001, "survey-too-large"),
        (b"Useful\n" + b"5\n" * 100_001, "survey-too-many-rows"),
    ],
)
def test_hostile_files_are_refused_with_a_reason(content, reason):
    assert refused(content) == reason


def test_a_column_that_is_not_there():
    text = column("Useful", *[5] * 9)
    for choices in ({"by": "Nowhere"}, {"missing": {"7": ["6"]}}, {"scales": {"X": (1, 6)}}):
        assert refused(text, **choices) == "survey-no-column"


_HOSTILE = st.sampled_from(
    [
        "<!channel>",
        "{{DATE()}}",
        "<script>",
        "=1+1",
        "A" * 3200,
        "\u202e\u05d0",
        "😀",
        "{n}",
        "%s",
        "\0",
        "a;b;c",
        "6",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(_HOSTILE | st.text(max_size=12), min_size=3, max_size=3), min_size=2, max_size=20),
    st.sampled_from([",", ";", "\t"]),
)
def test_nothing_breaks_the_reading(rows, separator):
    text = "\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    try:
        sheet = read(text.encode("utf-8", "replace"))
    except Unreadable:
        return
    for asked, tally in zip(sheet.survey.asked, sheet.survey.tallies, strict=True):
        assert tally is None or tally.n >= 5
        assert len(tally.counts if tally else asked.options) == len(asked.options)


@pytest.mark.long
def test_a_hundred_thousand_answers_take_seconds():
    began = time.process_time()
    _large(100_000)
    assert time.process_time() - began < 20


def test_five_thousand_answers():
    _large(5_000)


def _large(rows):
    text = "\n".join(
        ["Timestamp,Email,Session,Useful,Recommend us,Agree,Comments"]
        + [
            f"2026-03-{n % 28 + 1:02d} 09:00,a{n}@b.org,S {n % 700},{n % 5 + 1},{n % 11},"
            f"{('Agree', 'Disagree', 'Neutral')[n % 3]},words of number {n}"
            for n in range(rows)
        ]
    )
    sheet = read(text, minimum=10)
    assert sheet.survey.n == rows
    assert len(sheet.survey.groups) <= 200


def test_every_reason_of_surveys_has_its_facts():
    for name, needed in REASONS.items():
        if name.startswith("survey-"):
            for say in voices():
                assert say(f"intake-{name}", None, **dict.fromkeys(needed, "x")), name
