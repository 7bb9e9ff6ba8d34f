"""Parts of the day and clock times, as the British and the Welsh say them."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.understand.dates import PartOfDay, find_dates

NOW = datetime(2026, 5, 13, 15, 20, tzinfo=ZoneInfo("Europe/London"))
FIRST, LAST = time(0), time(23, 59)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("at 10", time(10), time(10)),
        ("at 2", time(14), time(14)),
        ("10am", time(10), time(10)),
        ("2.30pm", time(14, 30), time(14, 30)),
        ("14:45", time(14, 45), time(14, 45)),
        ("07:30", time(7, 30), time(7, 30)),
        ("12pm", time(12), time(12)),
        ("12am", time(0), time(0)),
        ("noon", time(12), time(12)),
        ("half ten", time(10, 30), time(10, 30)),
        ("half past one", time(13, 30), time(13, 30)),
        ("quarter to eleven", time(10, 45), time(10, 45)),
        ("ten past nine", time(9, 10), time(9, 10)),
        ("hanner awr wedi dau", time(14, 30), time(14, 30)),
        ("chwarter wedi naw", time(9, 15), time(9, 15)),
        ("am 11 o'r gloch", time(11), time(11)),
        ("canol dydd", time(12), time(12)),
        ("after 3", time(15), LAST),
        ("before 11am", FIRST, time(10, 59)),
        ("by 4pm", FIRST, time(16)),
        ("ar ôl 2", time(14), LAST),
        ("cyn 10", FIRST, time(9, 59)),
        ("from 9 to 12", time(9), time(12)),
        ("between 11 and 1", time(11), time(13)),
        ("rhwng 9 ac 11", time(9), time(11)),
        ("2-4pm", time(14), time(16)),
        ("7-9am", time(7), time(9)),
        ("11-1pm", time(11), time(13)),
        ("after lunch", time(13), LAST),
    ],
)
def test_reads_clock_times(text, earliest, latest):
    span, rest = find_dates(f"yoga {text}", now=NOW)
    assert span
    assert span.hours
    assert (span.hours.earliest, span.hours.latest) == (earliest, latest)
    assert (span.start, rest) == (None, "yoga")


@pytest.mark.parametrize(
    ("text", "part", "dated"),
    [
        ("tomorrow morning", PartOfDay.MORNING, True),
        ("bore fory", PartOfDay.MORNING, True),
        ("this afternoon", PartOfDay.AFTERNOON, True),
        ("y prynhawn 'ma", PartOfDay.AFTERNOON, True),
        ("tonight", PartOfDay.EVENING, True),
        ("heno", PartOfDay.EVENING, True),
        ("nos Fercher", PartOfDay.EVENING, True),
        ("Friday lunchtime", PartOfDay.LUNCHTIME, True),
        ("amser cinio", PartOfDay.LUNCHTIME, False),
        ("in the afternoons", PartOfDay.AFTERNOON, False),
        ("any evening this week", PartOfDay.EVENING, True),
    ],
)
def test_reads_parts_of_the_day(text, part, dated):
    span, _ = find_dates(text, now=NOW)
    assert span
    assert span.part == part
    assert (span.start is not None) == dated


@pytest.mark.parametrize(
    "text", ["after 3 sessions", "at 10 Quay Street", "10 minutes", "between 5 and 10 people", "£2.50"]
)
def test_numbers_that_count_something_are_no_times(text):
    assert find_dates(text, now=NOW) == (None, text)


def test_a_date_is_not_a_time():
    span, _ = find_dates("from 3 to 5 June", now=NOW)
    assert span
    assert span.hours is None
    assert span.start == datetime(2026, 6, 3, tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(("hour", "held"), [(9, True), (11, True), (12, False), (18, False)])
def test_a_morning_holds_what_starts_in_it(hour, held):
    span, _ = find_dates("tomorrow morning", now=NOW)
    assert span
    assert span.hold(datetime(2026, 5, 14, hour, 30, tzinfo=NOW.tzinfo)) == held
