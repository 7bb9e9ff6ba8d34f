"""Wall time across the clock changes, and working hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.holidays import bank_holidays
from bot.learning.wall_time import (
    WEEKDAYS,
    add_working_days,
    add_working_time,
    at,
    next_working,
    week_before,
    week_of,
    weekly,
    working_day_before,
    working_time,
    works,
)

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2026, 3, 29), time(1, 30), datetime(2026, 3, 29, 1, 0)),  # skipped: the first instant after
        (date(2026, 10, 25), time(1, 30), datetime(2026, 10, 25, 0, 30)),  # twice: the first
        (date(2026, 7, 1), time(9), datetime(2026, 7, 1, 8)),
        (date(2026, 1, 1), time(9), datetime(2026, 1, 1, 9)),
    ],
    ids=["skipped hour", "repeated hour", "summer", "winter"],
)
def test_a_wall_time_is_one_moment(day, clock, utc):
    assert at(day, clock, LONDON).astimezone(UTC) == utc.replace(tzinfo=UTC)


@given(
    start=st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    weekday=st.sampled_from(WEEKDAYS),
    hour=st.integers(3, 23),
)
def test_every_week_is_the_same_wall_time_a_week_apart(start, weekday, hour):
    first = weekly(weekday, time(hour), LONDON, after=start)
    second = weekly(weekday, time(hour), LONDON, after=first)
    assert first > start
    assert first - start <= timedelta(days=7, hours=1)
    assert (first.hour, second.hour) == (hour, hour)
    assert second.date() - first.date() == timedelta(days=7)
    assert WEEKDAYS[first.weekday()] == weekday


@given(st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))
def test_working_hours_hold_on_both_sides(moment):
    after, before = next_working(moment, LONDON), working_day_before(moment, LONDON)
    for found in (after, before):
        local = found.astimezone(LONDON)
        assert works(local.date())
        assert local.weekday() < 5
        assert local.date() not in bank_holidays(local.year)
        assert time(9) <= local.time() < time(17, 30)
    assert before < moment <= after
    assert before.astimezone(LONDON).date() < moment.astimezone(LONDON).date()


@pytest.mark.parametrize(
    ("start", "reminded"),
    [
        (datetime(2026, 3, 10, 8, 30), datetime(2026, 3, 9, 9)),
        (datetime(2026, 3, 10), datetime(2026, 3, 9, 9)),
        (datetime(2026, 3, 9, 10), datetime(2026, 3, 6, 10)),
        (datetime(2026, 3, 10, 18), datetime(2026, 3, 9, 16, 30)),
    ],
    ids=["early", "all day", "on a Monday", "in the evening"],
)
def test_the_day_before_is_the_last_working_day(start, reminded):
    moment = start.replace(tzinfo=LONDON)
    assert working_day_before(moment, LONDON) == reminded.replace(tzinfo=LONDON)


def test_two_working_days_after_a_friday_is_a_tuesday():
    friday = datetime(2026, 3, 6, 10, tzinfo=LONDON)
    assert add_working_days(friday, 2, LONDON) == datetime(2026, 3, 10, 10, tzinfo=LONDON)


def test_a_week_runs_from_monday_to_monday_also_when_the_clocks_change():
    monday, next_monday = week_of(datetime(2026, 3, 29, 12, tzinfo=LONDON), LONDON)
    assert (monday.date(), next_monday.date()) == (date(2026, 3, 23), date(2026, 3, 30))
    assert next_monday.astimezone(UTC) - monday.astimezone(UTC) == timedelta(days=7, hours=-1)


def test_a_week_before_keeps_the_clock_and_finds_a_working_day():
    tuesday = datetime(2026, 3, 31, 10, tzinfo=LONDON)  # the clocks went forward on the 29th
    assert week_before(tuesday, LONDON) == datetime(2026, 3, 24, 10, tzinfo=LONDON)
    sunday = datetime(2026, 3, 15, 20, tzinfo=LONDON)
    assert week_before(sunday, LONDON) == datetime(2026, 3, 6, 16, 30, tzinfo=LONDON)


CORONATION = date(2026, 3, 9)  # as a house tells it: a Monday that is nobody's bank holiday in other years


def local(*moment):
    return datetime(*moment, tzinfo=LONDON)


def test_nobody_works_over_easter():
    thursday, tuesday = local(2026, 4, 2, 16), local(2026, 4, 7, 10)
    assert next_working(local(2026, 4, 3, 10), LONDON) == local(2026, 4, 7, 9)
    assert working_day_before(tuesday, LONDON) == local(2026, 4, 2, 10)
    assert week_before(local(2026, 4, 13, 10), LONDON) == local(2026, 4, 2, 10)
    assert add_working_days(thursday, 1, LONDON) == local(2026, 4, 7, 16)
    assert working_time(thursday, tuesday, LONDON) == timedelta(hours=2.5)
    assert add_working_time(thursday, timedelta(hours=2), LONDON) == local(2026, 4, 7, 9, 30)


def test_a_bank_holiday_of_one_year_is_told_by_the_house():
    friday, tuesday, banks = local(2026, 3, 6, 16), local(2026, 3, 10, 10), [CORONATION]
    assert next_working(local(2026, 3, 9, 10), LONDON) == local(2026, 3, 9, 10)
    assert next_working(local(2026, 3, 9, 10), LONDON, banks) == local(2026, 3, 10, 9)
    assert working_day_before(tuesday, LONDON, banks) == local(2026, 3, 6, 10)
    assert week_before(local(2026, 3, 16, 10), LONDON, banks) == local(2026, 3, 6, 10)
    assert add_working_days(friday, 1, LONDON, banks) == local(2026, 3, 10, 16)
    assert working_time(friday, tuesday, LONDON, banks) == timedelta(hours=2.5)
    assert add_working_time(friday, timedelta(hours=2), LONDON, banks) == local(2026, 3, 10, 9, 30)
