"""Local rules ("Mondays at 9am", working hours) that survive the clock changes.

A wall time that the clocks skip is the first instant after; one that happens twice is the first. Nobody
works on a bank holiday: those of every year are known, `banks` are one year's own.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from bot.learning.holidays import bank_holidays

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OPENS, _LAST_CALL, _CLOSES = time(9), time(16, 30), time(17, 30)


def at(day: date, clock: time, zone: tzinfo) -> datetime:
    """`clock` on `day` as an aware moment in `zone`."""
    moment = datetime.combine(day, clock, zone)
    # A round trip through UTC shows whether the wall clock ever said this; in a gap it comes back moved
    # by the length of the gap, and the first instant after is found by halving in between.
    real = moment.astimezone(UTC).astimezone(zone)
    moved = real.replace(tzinfo=None) - moment.replace(tzinfo=None)
    if not moved:
        return moment
    upper = moment.astimezone(UTC)
    lower = upper - abs(moved)
    old = lower.astimezone(zone).utcoffset()
    while upper - lower > timedelta(seconds=1):
        middle = lower + (upper - lower) / 2
        if middle.astimezone(zone).utcoffset() == old:
            lower = middle
        else:
            upper = middle
    return upper.astimezone(zone).replace(microsecond=0)


def weekly(weekday: str, clock: time, zone: tzinfo, *, after: datetime) -> datetime:
    """The first such moment later than `after`."""
    local = after.astimezone(zone)
    ahead = (WEEKDAYS.index(weekday) - local.weekday()) % 7
    moment = at(local.date() + timedelta(days=ahead), clock, zone)
    return moment if moment > after else at(local.date() + timedelta(days=ahead + 7), clock, zone)


def works(day: date, banks: Collection[date] = ()) -> bool:
    """Monday to Friday, but for bank holidays."""
    return day.weekday() < 5 and day not in banks and day not in bank_holidays(day.year)


def next_working(moment: datetime, zone: tzinfo, banks: Collection[date] = ()) -> datetime:
    """`moment` itself in working hours (9am to 5:30pm on a working day), else the next opening."""
    local = moment.astimezone(zone)
    day = local.date()
    if works(day, banks) and _OPENS <= local.time() < _CLOSES:
        return moment
    if local.time() >= _CLOSES:
        day += timedelta(days=1)
    while not works(day, banks):
        day += timedelta(days=1)
    return at(day, _OPENS, zone)


def working_day_before(moment: datetime, zone: tzinfo, banks: Collection[date] = ()) -> datetime:
    """The last working day before `moment`'s own, at the same time of day as far as people work then."""
    local = moment.astimezone(zone)
    day = local.date() - timedelta(days=1)
    while not works(day, banks):
        day -= timedelta(days=1)
    return at(day, _within_work(local.time()), zone)


def week_before(moment: datetime, zone: tzinfo, banks: Collection[date] = ()) -> datetime:
    """The same day of the week before, or the last working day before that, at the same time of day as far
    as people work then.
    """
    local = moment.astimezone(zone)
    day = local.date() - timedelta(days=7)
    while not works(day, banks):
        day -= timedelta(days=1)
    return at(day, _within_work(local.time()), zone)


def _within_work(clock: time) -> time:
    """The time of day, or the nearest at which somebody at work still reads what is sent."""
    return min(max(clock.replace(microsecond=0), _OPENS), _LAST_CALL)


def add_working_days(moment: datetime, days: int, zone: tzinfo, banks: Collection[date] = ()) -> datetime:
    """`moment`'s clock time, so many working days later."""
    local = moment.astimezone(zone)
    day = local.date()
    while days > 0:
        day += timedelta(days=1)
        days -= works(day, banks)
    return at(day, local.time().replace(microsecond=0), zone)


def week_of(moment: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """The Monday to Monday around `moment`, half open."""
    local = moment.astimezone(zone).date()
    monday = local - timedelta(days=local.weekday())
    return at(monday, time(0), zone), at(monday + timedelta(days=7), time(0), zone)


def working_time(start: datetime, end: datetime, zone: tzinfo, banks: Collection[date] = ()) -> timedelta:
    """How much of [start, end) lies in working hours (9am to 5:30pm on working days)."""
    total = timedelta(0)
    moment = next_working(start, zone, banks).astimezone(UTC)  # so that an hour is an hour
    while moment < end:
        closes = _closing(moment, zone)
        total += min(closes, end) - moment
        moment = next_working(closes, zone, banks).astimezone(UTC)
    return total


def add_working_time(
    moment: datetime, length: timedelta, zone: tzinfo, banks: Collection[date] = ()
) -> datetime:
    """When `length` of working hours has passed since `moment`."""
    moment = next_working(moment, zone, banks).astimezone(UTC)  # so that an hour is an hour
    while (left := _closing(moment, zone) - moment) < length:
        length -= left
        moment = next_working(_closing(moment, zone), zone, banks).astimezone(UTC)
    return moment + length


def _closing(moment: datetime, zone: tzinfo) -> datetime:
    """When the working day ends that `moment` is in."""
    return at(moment.astimezone(zone).date(), _CLOSES, zone).astimezone(UTC)
