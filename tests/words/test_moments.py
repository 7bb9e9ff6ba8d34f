"""Dates and times as GOV.UK writes them, and the same in Welsh."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.card import Reader, When
from bot.words.moments import spell

LONDON = ZoneInfo("Europe/London")
READER = Reader(LONDON, date(2026, 3, 2))


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("when", "english", "welsh"),
    [
        (
            When(local(2026, 3, 3, 10), local(2026, 3, 3, 11, 30)),
            "Tuesday 3 March, 10am to 11:30am",
            "dydd Mawrth 3 Mawrth, 10am i 11:30am",
        ),
        (
            When(local(2026, 3, 3, 10, 30), local(2026, 3, 3, 12)),
            "Tuesday 3 March, 10:30am to midday",
            "dydd Mawrth 3 Mawrth, 10:30am i hanner dydd",
        ),
        (
            When(local(2027, 1, 4, 0)),
            "Monday 4 January 2027, midnight",
            "dydd Llun 4 Ionawr 2027, hanner nos",
        ),
        (
            When(local(2026, 3, 3, 14), local(2026, 3, 4, 9)),
            "Tuesday 3 March, 2pm to Wednesday 4 March, 9am",
            "dydd Mawrth 3 Mawrth, 2pm i ddydd Mercher 4 Mawrth, 9am",
        ),
        (
            When(local(2026, 3, 3), local(2026, 3, 4), all_day=True),
            "Tuesday 3 March, all day",
            "dydd Mawrth 3 Mawrth, drwy’r dydd",
        ),
        (
            When(local(2026, 3, 3), local(2026, 3, 6), all_day=True),
            "Tuesday 3 March to Thursday 5 March",
            "dydd Mawrth 3 Mawrth i ddydd Iau 5 Mawrth",
        ),
        (When(local(2026, 3, 3, 10), style="day"), "Tuesday 3 March", "dydd Mawrth 3 Mawrth"),
        (When(local(2026, 3, 3, 17, 5), style="time"), "5:05pm", "5:05pm"),
    ],
    ids=[
        "hours",
        "midday",
        "midnight next year",
        "overnight",
        "one day",
        "several days",
        "the day",
        "the time",
    ],
)
def test_a_moment_is_spelled(when, english, welsh):
    assert spell(when, "en", READER) == english
    assert spell(when, "cy", READER) == welsh


def test_each_reader_sees_their_own_zone():
    when = When(datetime(2026, 3, 3, 9, tzinfo=UTC), datetime(2026, 3, 3, 10, tzinfo=UTC))
    paris = Reader(ZoneInfo("Europe/Paris"), date(2026, 3, 2))
    assert spell(when, "en", READER) == "Tuesday 3 March, 9am to 10am"
    assert spell(when, "en", paris) == "Tuesday 3 March, 10am to 11am"


def test_an_all_day_session_is_the_same_date_everywhere():
    when = When(local(2026, 7, 1), local(2026, 7, 2), all_day=True)
    far = Reader(ZoneInfo("America/Los_Angeles"), date(2026, 3, 2))
    assert spell(when, "en", far) == "Wednesday 1 July, all day"


def test_across_the_clock_change_the_wall_times_are_right():
    when = When(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC))
    assert spell(when, "en", READER) == "Sunday 29 March, 12:30am to 2:30am"


@pytest.mark.parametrize(
    ("zone", "english"),
    [
        ("America/Los_Angeles", "Tuesday 3 March, 1am to 2am your time (9am to 10am in London)"),
        ("Asia/Tokyo", "Tuesday 3 March, 6pm to 7pm your time (9am to 10am in London)"),
        ("Europe/Dublin", "Tuesday 3 March, 9am to 10am"),
    ],
)
def test_elsewhere_the_time_at_home_is_told_too(zone, english):
    when = When(local(2026, 3, 3, 9), local(2026, 3, 3, 10))
    assert spell(when, "en", Reader(ZoneInfo(zone), date(2026, 3, 2), home=LONDON)) == english


def test_on_another_day_elsewhere_both_days_are_named():
    when = When(local(2026, 3, 3, 20), local(2026, 3, 3, 21))
    there = spell(when, "cy", Reader(ZoneInfo("Asia/Tokyo"), date(2026, 3, 2), home=LONDON))
    assert (
        there == "dydd Mercher 4 Mawrth, 5am i 6am eich amser chi (dydd Mawrth 3 Mawrth, 8pm i 9pm yn London)"
    )
