"""Periods lie side by side and have names that lead back to them; shares are of the right headcount."""

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.reach import (
    SETTLES,
    Counted,
    Headcount,
    Kind,
    Often,
    Period,
    Whole,
    around,
    fitting,
    of_key,
    percent,
    report,
)
from bot.understand.periods import read_period

LONDON = ZoneInfo("Europe/London")
DAYS = st.dates(date(1990, 4, 1), date(2200, 1, 1))
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=LONDON)
QUARTER = Period(Kind.QUARTER, date(2026, 7, 1))


@given(day=DAYS, kind=st.sampled_from(Kind))
def test_every_day_is_in_one_period_of_each_kind(day, kind):
    period = around(kind, day)
    assert period.first <= day <= period.last
    assert around(kind, period.after).before == period
    assert of_key(period.key) == period
    assert read_period(period.key, day) == period
    start, end = period.moments(LONDON)
    assert (start.hour, end.hour) == (0, 0)
    assert not period.is_settled(end + SETTLES - timedelta(seconds=1), LONDON)
    assert period.is_settled((end + SETTLES).astimezone(UTC), LONDON)


@given(day=DAYS)
def test_four_quarters_are_a_year_from_april(day):
    year = around(Kind.YEAR, day)
    quarters = year.quarters
    assert year.first.month == 4
    assert [quarter.quarter for quarter in quarters] == [1, 2, 3, 4]
    assert (quarters[0].first, quarters[-1].after) == (year.first, year.after)
    assert all(one.after == other.first for one, other in itertools.pairwise(quarters))
    assert {around(Kind.QUARTER, quarter.last).in_year for quarter in quarters} == {year}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", "2026-Q2"),
        ("quarter", "2026-Q2"),
        ("January 2026", "2026-M01"),
        ("fis Chwefror", "2026-M02"),
        ("December", "2025-M12"),
        ("this month", "2026-M11"),
        ("y mis diwethaf", "2026-M10"),
        ("Q3 2025-26", "2025-Q3"),
        ("chwarter 4", "2025-Q4"),
        ("this quarter", "2026-Q3"),
        ("2025-26", "2025-26"),
        ("2025/26", "2025-26"),
        ("2025 to 2026", "2025-26"),
        ("financial year 2025", "2025-26"),
        ("last year", "2025-26"),
        ("y flwyddyn hon", "2026-27"),
        ("2025-27", None),
        ("2027", None),
        ("next March 2027", None),
        ("bananas", None),
        ("1066-67", None),
        ("2011-12", "2011-12"),
        ("9" * 3200, None),
        ("<!channel> {{DATE()}} \u202equarter", "2026-Q2"),
    ],
)
def test_periods_are_read_as_people_write_them(words, key):
    found = read_period(words, MONDAY)
    assert (found.key if found else None) == key


@given(words=st.text(max_size=80))
def test_whatever_is_typed_a_period_has_begun(words):
    found = read_period(words, MONDAY)
    assert found is None or found.first <= MONDAY


def test_the_newest_headcount_of_before_the_end_counts():
    old, new, later = (Headcount(100, date(2026, month, 1)) for month in (1, 9, 10))
    assert fitting([later, old, new], QUARTER) == new
    assert fitting([later], QUARTER) == later
    assert fitting([], QUARTER) is None
    assert [percent(*of) for of in ((1, 3), (1, 2), (1, 200), (2, 3), (0, 9), (12, 9))] == [
        33,
        50,
        1,
        67,
        0,
        133,
    ]


def test_only_a_settled_quarter_tells_groups_apart():
    came = {("Housing", "Cardiff"): 40, ("Planning", "Wrexham"): 60}
    counted = Counted(
        whole=Whole(sessions=3, people=100, attendances=140),
        came=came,
        staff=dict.fromkeys(came, 90),
        by={"topic": {"digital": Often(90, 60), "health": Often(12, 3), "welsh": Often(38, 30)}},
        wishes=[("beekeeping", 12), ("falconry", 9)],
    )
    told = {
        (kind, final): report(Period(kind, date(2026, 4, 1)), counted, minimum=10, now=NOW, final=final).told
        for kind in Kind
        for final in (True, False)
    }
    assert [each for each, what in told.items() if what] == [(Kind.QUARTER, True)]
    quarter = told[Kind.QUARTER, True]
    assert quarter["directorate"] == {"Housing": 40, "Planning": 60}
    assert quarter["topic"] == {"digital": 90, "health": None, "welsh": None}, "three people who came often"
    found = report(QUARTER, counted, minimum=10, now=NOW, final=True)
    assert found.wishes == [("beekeeping", 12)]
    assert found.whole == counted.whole
