"""Feasts, bank holidays, school holidays, weekends and ordinals in words, found by a second route."""

import calendar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning.holidays import Holidays, bank_holidays
from bot.understand.dates import find_dates

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
TERMS = Holidays(
    schools=((date(2026, 10, 26), date(2026, 10, 30)), (date(2026, 12, 21), date(2027, 1, 1)),
             (date(2027, 2, 8), date(2027, 2, 12)), (date(2027, 3, 22), date(2027, 4, 2)),
             (date(2027, 5, 31), date(2027, 6, 4)), (date(2027, 7, 21), date(2027, 8, 31))),
    banks=(date(2027, 5, 10),),
)  # fmt: skip
todays = st.dates(date(2024, 1, 1), date(2029, 12, 31))
unhurried = settings(deadline=None)  # a busy machine is not a wrong date
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth
"""
EN = _ORDINALS.split()


def read(text, today, holidays=TERMS):
    now = datetime(today.year, today.month, today.day, 11, 30, tzinfo=LONDON)
    span, _ = find_dates(text, now=now, holidays=holidays)
    if span is None or span.start is None:
        return None
    return span.start.date(), span.end.date() if span.end else None


def stretch(first, last):
    return first, last + DAY


# Source: GOV.UK, "UK bank holidays", England and Wales.
@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
    ],
)
def test_bank_holidays_are_those_of_the_government(year, days):
    assert bank_holidays(year) == tuple(date.fromisoformat(f"{year}-{day}") for day in days.split())


@unhurried
@given(todays, st.sampled_from(["the next bank holiday", "bank holiday", "yr ŵyl banc nesaf"]))
def test_the_next_bank_holiday_is_the_first_that_comes(today, words):
    day = today
    while day not in bank_holidays(day.year):
        day += DAY
    assert read(words, today, Holidays()) == stretch(day, day)


def test_a_bank_holiday_of_one_year_alone_is_known_where_it_is_told():
    assert read("next bank holiday", date(2027, 5, 4)) == stretch(date(2027, 5, 10), date(2027, 5, 10))


@unhurried
@given(todays, st.integers(1, 28), st.integers(1, 12))
def test_the_weekend_and_the_week_of_a_date(today, day, month):
    year = today.year + ((month, day) < (today.month, today.day))
    monday = date(year, month, day) - date(year, month, day).weekday() * DAY
    said = f"{day} {calendar.month_name[month]}"
    assert read(f"the weekend of {said}", today) == stretch(monday + 5 * DAY, monday + 6 * DAY)
    assert read(f"the week of {said}", today) == stretch(monday, monday + 6 * DAY)


@unhurried
@given(todays)
def test_weekends_one_after_the_other(today):
    saturday = today - today.weekday() * DAY + 5 * DAY
    for words in ("this weekend", "the weekend", "over the weekend", "weekend", "dros y penwythnos"):
        assert read(words, today) == stretch(saturday, saturday + DAY)
    for words in ("next weekend", "the weekend after this one", "y penwythnos nesaf"):
        assert read(words, today) == stretch(saturday + 7 * DAY, saturday + 8 * DAY)


@unhurried
@given(todays, st.integers(1, 28), st.integers(1, 12))
def test_ordinals_in_words_are_those_in_digits(today, day, month):
    name = calendar.month_name[month]
    assert read(f"the {EN[day - 1]} of {name}", today) == read(f"{day} {name}", today)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("half term", "2026-10-26", "2026-10-30"),
        ("yn ystod hanner tymor", "2026-10-26", "2026-10-30"),
        ("February half term", "2027-02-08", "2027-02-12"),
        ("in the Easter holidays", "2027-03-22", "2027-04-02"),
        ("the Christmas school holidays", "2026-12-21", "2027-01-01"),
        ("gwyliau'r haf", "2027-07-21", "2027-08-31"),
        ("the school holidays", "2026-10-26", "2026-10-30"),
    ],
)
def test_school_holidays_are_those_that_are_told(words, first, last):
    expected = stretch(date.fromisoformat(first), date.fromisoformat(last))
    assert read(words, date(2026, 10, 14)) == expected


def test_where_no_holidays_are_told_none_are_made_up():
    assert read("half term", date(2026, 10, 14), Holidays()) is None
    assert read("the school holidays", date(2026, 10, 14), Holidays()) is None
