"""Days, weeks, months and feasts as half-open stretches of dates, and the sums that are done with them.

Weeks begin on Monday (ISO 8601). Nothing here knows a clock: today is passed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from bot.learning.holidays import bank_holidays

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    FEAST = "feast"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Dates [first, until); None is open. `weekdays` (Monday 0): only these days of it; empty: all."""

    first: date | None
    until: date | None
    unit: Unit = Unit.DAY
    weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week that are not tied to a week yet; `every`: each such day; `run`: from first to last."""

    days: tuple[int, ...]
    every: bool = False
    run: bool = False


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the month that is not tied to a month yet ("the 3rd")."""

    day: int


Piece = Stretch | Weekdays | MonthDay


def one_day(day: date) -> Stretch:
    return Stretch(day, day + DAY)


def later(day: date, count: int, unit: Unit) -> date:
    """`day` moved by `count` units; OverflowError or ValueError where the calendar ends."""
    match unit:
        case Unit.DAY:
            return day + count * DAY
        case Unit.WEEK | Unit.WEEKEND:
            return day + count * WEEK
        case Unit.FORTNIGHT:
            return day + 2 * count * WEEK
        case Unit.MONTH:
            return day + relativedelta(months=count)
        case Unit.QUARTER | Unit.SEASON:
            return day + relativedelta(months=3 * count)
        case _:
            return day + relativedelta(years=count)


def around(day: date, unit: Unit) -> Stretch:
    """The whole day, week, weekend, month, quarter, season or year that `day` lies in."""
    monday = day - day.weekday() * DAY
    match unit:
        case Unit.WEEK | Unit.FORTNIGHT:
            return Stretch(monday, later(monday, 1, unit), unit)
        case Unit.WEEKEND:
            return Stretch(monday + 5 * DAY, monday + WEEK, unit)
        case Unit.MONTH:
            first = day.replace(day=1)
        case Unit.QUARTER:
            first = day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1)
        case Unit.SEASON:  # spring is March to May, as the Met Office counts
            first = day.replace(day=1) - relativedelta(months=day.month % 3)
        case Unit.YEAR:
            first = day.replace(day=1, month=1)
        case _:
            return one_day(day)
    return Stretch(first, later(first, 1, unit), unit)


def moved(stretch: Stretch, count: int, unit: Unit) -> Stretch:
    """The stretch, so many units later (earlier where `count` is negative)."""
    first = stretch.first and later(stretch.first, count, unit)
    until = stretch.until and later(stretch.until, count, unit)
    return Stretch(first, until, stretch.unit, stretch.weekdays)


def coming(weekday: int, since: date) -> date:
    """The first such weekday from `since`, that day included."""
    return since + (weekday - since.weekday()) % 7 * DAY


def coming_date(month: int, day: int, since: date) -> date | None:
    """The first such date from `since` (29 February may be some years away); None where there is none."""
    for year in range(since.year, since.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= since:
            return found
    return None


def coming_monthday(day: int, since: date, weekday: int | None = None) -> date | None:
    """The first day with that number from `since`, and on that weekday where one is asked for."""
    month = since.replace(day=1)
    for _ in range(48):
        try:
            found = month.replace(day=day)
        except ValueError:
            found = None
        if found and found >= since and weekday in (None, found.weekday()):
            return found
        month += relativedelta(months=1)
    return None


def coming_month(month: int, since: date) -> Stretch:
    """The first such month that is not over by `since`."""
    first = date(since.year + (month < since.month), month, 1)
    return around(first, Unit.MONTH)


def edge(stretch: Stretch, which: str, today: date) -> Stretch | None:
    """The start, middle, end, a half or the rest of a stretch.

    Of a week: to Wednesday, Tuesday to Thursday, from Thursday. Of anything longer: the first, second
    and last third. The rest begins today.
    """
    first, until = stretch.first, stretch.until
    if first is None or until is None:
        return None
    if which == "rest":
        return Stretch(max(first, today), until, stretch.unit) if until > today else None
    length = (until - first).days
    if length == 1:
        return stretch
    third = 3 if length == 7 else max(length // 3, 1)
    match which:
        case "first half":
            return Stretch(first, first + (length + 1) // 2 * DAY)
        case "second half":
            return Stretch(first + (length + 1) // 2 * DAY, until)
        case "start":
            return Stretch(first, first + third * DAY)
        case "end":
            return Stretch(first + (length - third - (length == 7)) * DAY, until)
        case _ if length == 2:
            return stretch
        case _:
            return Stretch(first + (1 if length == 7 else third) * DAY, until - third * DAY)


def nth(count: int, what: int | Unit, within: Stretch) -> Stretch | None:
    """The first (1), second, … or last (-1) weekday (an int), day, week, weekend or month of a stretch."""
    first, until = within.first, within.until
    if first is None or until is None or (until - first).days > 4_000:
        return None
    if isinstance(what, int):
        days = [around(day, Unit.DAY) for day in days_of(within) if day.weekday() == what]
    else:
        starts = {around(day, what).first for day in days_of(within) if _counts(day, what)}
        days = [around(start, what) for start in sorted(start for start in starts if start)]
    if not -len(days) <= count - (count > 0) < len(days):
        return None
    found = days[count - (count > 0)]
    assert found.first
    assert found.until
    return Stretch(max(first, found.first), min(until, found.until), found.unit)


def _counts(day: date, unit: Unit) -> bool:
    # A month's first week is the one with its first working day; its first weekend, with its first Saturday.
    match unit:
        case Unit.WEEK | Unit.FORTNIGHT:
            return day.weekday() < 5
        case Unit.WEEKEND:
            return day.weekday() == 5
        case _:
            return True


def days_of(stretch: Stretch) -> list[date]:
    """Every date of a closed stretch."""
    assert stretch.first
    assert stretch.until
    return [stretch.first + count * DAY for count in range((stretch.until - stretch.first).days)]


def feast(name: str, year: int) -> Stretch:
    """A feast or bank holiday in that year; Easter is Good Friday to Easter Monday.

    Source: GOV.UK, "UK bank holidays" (England and Wales), without substitute days.
    """
    sunday = easter(year)
    match name:
        case "easter":
            first, until = sunday - 2 * DAY, sunday + 2 * DAY
        case "good friday":
            first, until = sunday - 2 * DAY, sunday - DAY
        case "easter monday":
            first, until = sunday + DAY, sunday + 2 * DAY
        case "early may":
            until = coming(0, date(year, 5, 1)) + DAY
            first = until - 3 * DAY
        case "spring":
            until = coming(0, date(year, 5, 25)) + DAY
            first = until - 3 * DAY
        case "summer":
            until = coming(0, date(year, 8, 25)) + DAY
            first = until - 3 * DAY
        case "christmas":
            first, until = date(year, 12, 24), date(year, 12, 27)
        case "new year":
            first, until = date(year, 1, 1), date(year, 1, 2)
        case _:
            month, day = (int(part) for part in name.split("/"))
            first, until = date(year, month, day), date(year, month, day) + DAY
    return Stretch(first, until, Unit.FEAST)


def coming_bank_holiday(since: date, others: Sequence[date] = ()) -> date:
    """The first bank holiday from `since`, that day included; `others` are one year's own."""
    days = [*bank_holidays(since.year), *bank_holidays(since.year + 1), *others]
    return min(day for day in days if day >= since)


def coming_feast(name: str, since: date) -> Stretch:
    """The first such feast that is not over by `since`."""
    this = feast(name, since.year)
    return this if this.until and this.until > since else feast(name, since.year + 1)
