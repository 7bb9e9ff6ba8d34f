"""Phrases made by composition, and their dates found by a second route: stepping through a calendar."""

import calendar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.understand.dates import find_dates

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CY_DAYS = ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul")
CY_SOFT_DAYS = (
    "ddydd Llun",
    "ddydd Mawrth",
    "ddydd Mercher",
    "ddydd Iau",
    "ddydd Gwener",
    "ddydd Sadwrn",
    "ddydd Sul",
)
EN_MONTHS = tuple(calendar.month_name)[1:]
CY_MONTHS = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
    "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
)  # fmt: skip
EN_COUNTS = {1: "a", 2: "two", 3: "three", 4: "four", 6: "6"}
CY_COUNTS = {1: "", 2: "dwy ", 3: "tair ", 4: "pedair ", 6: "chwe "}
EN_NTHS = ("first", "second", "third", "fourth", "last")


def read(text: str, today: date) -> tuple[date, date]:
    span, _ = find_dates(text, now=datetime(today.year, today.month, today.day, 11, 30, tzinfo=LONDON))
    assert span, text
    assert span.start, text
    assert span.end, text
    assert span.start.tzinfo == span.end.tzinfo == LONDON
    assert span.start.time() == span.end.time() == datetime.min.time()
    assert not span.weekdays, text
    return span.start.date(), span.end.date()


def first(weekday: int, since: date) -> date:
    while since.weekday() != weekday:
        since += DAY
    return since


def in_week(weekday: int, today: date, weeks: int) -> date:
    year, week, _ = (today + weeks * 7 * DAY).isocalendar()
    return date.fromisocalendar(year, week, weekday + 1)


def one(day: date) -> tuple[date, date]:
    return day, day + DAY


unhurried = settings(deadline=None)  # a busy machine is not a wrong date
todays = st.dates(date(2024, 1, 1), date(2029, 12, 31))
weekdays = st.integers(0, 6)
counts = st.sampled_from(sorted(EN_COUNTS))


@pytest.mark.parametrize("weekday", range(7))
def test_one_weekday_moved_in_many_ways_on_every_day_of_four_years(weekday):
    en, cy, soft = EN_DAYS[weekday], CY_DAYS[weekday], CY_SOFT_DAYS[weekday]
    today = date(2024, 1, 1) + weekday * DAY
    while today < date(2028, 1, 1):
        coming = first(weekday, today)
        assert read(en, today) == read(soft, today) == one(coming)
        assert read(f"a week on {en}", today) == read(f"wythnos i {soft}", today) == one(coming + 7 * DAY)
        assert read(f"next {en}", today) == read(f"dydd {cy} nesaf", today) == one(in_week(weekday, today, 1))
        assert read(f"the {en} after next", today) == one(in_week(weekday, today, 2))
        today += 3 * DAY  # three and seven share nothing: every weekday meets every part of the year


@unhurried
@given(todays, weekdays, counts)
def test_so_many_weeks_on_a_weekday(today, weekday, count):
    expected = one(first(weekday, today) + count * 7 * DAY)
    unit = "week" if count == 1 else "weeks"
    assert read(f"{EN_COUNTS[count]} {unit} on {EN_DAYS[weekday]}", today) == expected
    assert read(f"{CY_COUNTS[count]}wythnos i {CY_SOFT_DAYS[weekday]}", today) == expected


@unhurried
@given(todays, counts, st.sampled_from([("today", "heddiw", 0), ("tomorrow", "yfory", 1)]))
def test_so_many_weeks_from_today_and_tomorrow(today, count, anchor):
    en, cy, ahead = anchor
    expected = one(today + ahead * DAY + count * 7 * DAY)
    unit = "week" if count == 1 else "weeks"
    assert (
        read(f"{EN_COUNTS[count]} {unit} {en}", today)
        == read(f"{CY_COUNTS[count]}wythnos i {cy}", today)
        == expected
    )


@unhurried
@given(todays, st.integers(1, 12), weekdays, st.integers(0, 4))
def test_the_nth_weekday_of_a_month(today, month, weekday, which):
    year = today.year + (month < today.month)
    found = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    expected = one(date(year, month, found[-1] if which == 4 else found[which]))
    assert read(f"the {EN_NTHS[which]} {EN_DAYS[weekday]} of {EN_MONTHS[month - 1]}", today) == expected
    if which in {0, 4}:
        nth = "cyntaf" if which == 0 else "olaf"
        assert read(f"dydd {CY_DAYS[weekday]} {nth} mis {CY_MONTHS[month - 1]}", today) == expected


@unhurried
@given(todays, st.dates(date(2024, 1, 1), date(2024, 12, 28)), weekdays)
def test_the_weekday_beside_a_date(today, other, weekday):
    assume((other.month, other.day) != (2, 29))  # most years have none
    day = other.replace(year=today.year)
    day = day if day >= today else day.replace(year=today.year + 1)
    said = f"{day.day} {EN_MONTHS[day.month - 1]}"
    after = first(weekday, day + DAY)
    before = day - DAY
    while before.weekday() != weekday:
        before -= DAY
    assert read(f"the {EN_DAYS[weekday]} after {said}", today) == one(after)
    assert read(f"the {EN_DAYS[weekday]} before {said}", today) == one(before)
    welsh = f"{day.day} {CY_MONTHS[day.month - 1]}"
    assert read(f"y dydd {CY_DAYS[weekday]} ar ôl {welsh}", today) == one(after)


@unhurried
@given(
    todays,
    st.dates(date(2024, 1, 1), date(2024, 12, 28)),
    st.sampled_from(["{d} {m}", "{m} {d}", "{d}/{n}", "{d}{th} of {m}"]),
)
def test_a_date_without_its_year_is_the_next_such(today, other, shape):
    assume((other.month, other.day) != (2, 29))  # most years have none
    day = other.replace(year=today.year)
    day = day if day >= today else day.replace(year=today.year + 1)
    th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day.day, "th")
    text = shape.format(d=day.day, m=EN_MONTHS[day.month - 1], n=day.month, th=th)
    assume(text != "24/7")  # round the clock
    assert read(f"anything on {text}?", today) == one(day)


@unhurried
@given(todays, weekdays, weekdays)
def test_from_one_weekday_to_another(today, start, end):
    begin = first(start, today)
    last = first(end, begin)
    if start != end:
        assert read(f"from {EN_DAYS[start]} to {EN_DAYS[end]}", today) == (begin, last + DAY)
        assert read(f"o {CY_SOFT_DAYS[start]} tan {CY_SOFT_DAYS[end]}", today) == (begin, last + DAY)


@unhurried
@given(todays, weekdays, st.integers(1, 2))
def test_a_weekday_of_a_named_week(today, weekday, weeks):
    said = {1: ("next week", "wythnos nesaf"), 2: ("the week after next", "yr wythnos ar ôl nesaf")}[weeks]
    expected = one(in_week(weekday, today, weeks))
    assert read(f"{EN_DAYS[weekday]} {said[0]}", today) == expected
    assert read(f"dydd {CY_DAYS[weekday]} {said[1]}", today) == expected


@unhurried
@given(todays, weekdays, st.sampled_from(["before", "by", "until", "after", "from"]))
def test_bounds_meet_at_the_day_they_name(today, weekday, bound):
    now = datetime(today.year, today.month, today.day, 9, tzinfo=LONDON)
    span, _ = find_dates(f"{bound} {EN_DAYS[weekday]}", now=now)
    day = first(weekday, today)
    assert span
    assert span.start
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)
    assert span.hold(noon) == (bound in {"by", "until", "from"})
    assert span.hold(noon + 21 * DAY) == (bound in {"after", "from"})


@unhurried
@given(todays, st.integers(1, 11))
def test_the_next_so_many_units_begin_today(today, count):
    assert read(f"in the next {count} days", today) == (today, today + count * DAY)
    assert read(f"over the next {count} weeks", today) == (today, today + 7 * count * DAY)
    assert read(f"yn y {count} diwrnod nesaf", today) == (today, today + count * DAY)


@given(todays, weekdays, st.integers(1, 12), st.sampled_from(["courses", "lunchtime training", "sesiynau"]))
def test_a_weekday_and_a_month_that_stand_apart(today, weekday, month, between):
    text = f"{EN_DAYS[weekday]} {between} in {EN_MONTHS[month - 1]}"
    span, _ = find_dates(text, now=datetime(today.year, today.month, today.day, 11, 30, tzinfo=LONDON))
    assert span
    assert span.start
    assert span.end
    assert span.weekdays == {weekday}
    year = today.year + (month < today.month)
    assert span.start.date() == date(year, month, 1)
    assert (span.end.date() - DAY).month == month


@given(
    todays,
    st.integers(1, 12),
    st.sampled_from(["weekend {} in {}", "{} on weekends in {}", "weekends, {}, {}"]),
)
@example(today=date(2024, 1, 1), month=5, frame="weekends, {}, {}")
def test_the_weekends_of_a_month(today, month, frame):
    text = frame.format("training", EN_MONTHS[month - 1])
    span, _ = find_dates(text, now=datetime(today.year, today.month, today.day, 11, 30, tzinfo=LONDON))
    assert span
    assert span.start
    assert span.weekdays == {5, 6}
    assert span.start.date().month == month


@given(todays, st.integers(1, 12))
def test_not_until_is_from(today, month):
    now = datetime(today.year, today.month, today.day, 11, 30, tzinfo=LONDON)
    texts = (f"not until {EN_MONTHS[month - 1]}", f"from {EN_MONTHS[month - 1]}")
    late, early = (find_dates(text, now=now)[0] for text in texts)
    assert late
    assert early
    assert (late.start, late.end) == (early.start, early.end)


@given(todays, weekdays)
def test_this_coming_day_is_the_first_to_come(today, weekday):
    assert read(f"this coming {EN_DAYS[weekday]}", today) == one(first(weekday, today))
