"""Two pieces of a date that narrow each other, and what a piece means alone."""

from datetime import date

from bot.understand.almanac import (
    DAY,
    MonthDay,
    Piece,
    Stretch,
    Unit,
    Weekdays,
    coming,
    coming_monthday,
    days_of,
    one_day,
)


def resolved(piece: Piece, since: date) -> Stretch:
    """What `piece` means from `since` on: "Friday" is the coming one. ValueError where no such day comes."""
    match piece:
        case Stretch():
            return piece
        case MonthDay():
            found = coming_monthday(piece.day, since)
            if found is None:
                raise ValueError("no such day of the month")
            return one_day(found)
        case Weekdays():
            return _coming_days(piece, since)


def _coming_days(piece: Weekdays, since: date) -> Stretch:
    if piece.every:
        return Stretch(since, None, Unit.DAY, frozenset(piece.days))
    first = coming(piece.days[0], since)
    if piece.run:
        return Stretch(first, coming(piece.days[-1], first) + DAY)
    days = sorted(coming(day, since) for day in piece.days)
    only = frozenset(piece.days) if len(days) > 1 else frozenset[int]()
    return Stretch(days[0], days[-1] + DAY, Unit.DAY, only)


def join(one: Piece, other: Piece, since: date) -> Piece | None:
    """Both at once ("Tuesday" and "next week"); None where they do not narrow each other."""
    match one, other:
        case Weekdays(), Weekdays():
            return None
        case (Weekdays() as days, Stretch() as stretch) | (Stretch() as stretch, Weekdays() as days):
            return days_within(days, stretch)
        case (Weekdays() as days, MonthDay() as monthday) | (MonthDay() as monthday, Weekdays() as days):
            found = coming_monthday(monthday.day, since, days.days[0])
            return one_day(found) if found else None
        case (MonthDay() as monthday, Stretch() as stretch) | (Stretch() as stretch, MonthDay() as monthday):
            return _monthday_within(monthday, stretch)
        case Stretch(), Stretch():
            return overlap(one, other)
        case _:
            return None


def days_within(days: Weekdays, stretch: Stretch) -> Stretch | None:
    """Those weekdays of a stretch. A stretch of one day stays as it is: a date weighs more than a weekday."""
    if stretch.first is None or stretch.until is None:
        return Stretch(stretch.first, stretch.until, stretch.unit, frozenset(days.days))
    if (stretch.until - stretch.first).days == 1:
        return stretch
    wanted = _run(days.days) if days.run else frozenset(days.days)
    if (stretch.until - stretch.first).days > 400:
        return Stretch(stretch.first, stretch.until, stretch.unit, wanted)
    found = [day for day in days_of(stretch) if day.weekday() in wanted]
    if not found:
        return None
    if (stretch.until - stretch.first).days > 7:
        return Stretch(stretch.first, stretch.until, stretch.unit, wanted)
    whole = len(found) == (found[-1] - found[0]).days + 1
    return Stretch(found[0], found[-1] + DAY, Unit.DAY, frozenset() if whole else wanted)


def _run(days: tuple[int, ...]) -> frozenset[int]:
    length = (days[-1] - days[0]) % 7
    return frozenset((days[0] + count) % 7 for count in range(length + 1))


def _monthday_within(monthday: MonthDay, stretch: Stretch) -> Stretch | None:
    if stretch.first is None:
        return None
    found = coming_monthday(monthday.day, stretch.first)
    if found is None or (stretch.until and found >= stretch.until):
        return None
    return one_day(found)


def overlap(one: Stretch, other: Stretch) -> Stretch | None:
    """What two stretches share; None where they share nothing."""
    firsts = [first for first in (one.first, other.first) if first]
    untils = [until for until in (one.until, other.until) if until]
    first, until = max(firsts, default=None), min(untils, default=None)
    if first and until and first >= until:
        return None
    unit = one.unit if (first, until) == (one.first, one.until) else other.unit
    return Stretch(first, until, unit, one.weekdays | other.weekdays)
