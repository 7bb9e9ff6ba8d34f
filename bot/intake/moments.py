"""Days and times as people write them: British and ISO, English and Welsh; nothing is guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from bot.intake.letters import line
from bot.intake.report import Unclear
from bot.intake.tables import Cell

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr ion",
            "february feb chwefror chwef",
            "march mar mawrth fawrth maw",
            "april apr ebrill ebr",
            "may mai fai",
            "june jun mehefin fehefin meh",
            "july jul gorffennaf orffennaf gorff",
            "august aug awst",
            "september sept sep medi fedi",
            "october oct hydref hyd",
            "november nov tachwedd dachwedd tach",
            "december dec rhagfyr ragfyr rhag",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon llun lun",
            "tuesday tues tue",
            "wednesday weds wed mercher fercher",
            "thursday thurs thur thu iau",
            "friday fri gwener wener",
            "saturday sat sadwrn",
            "sunday sun sul",
        )
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# Mawrth is both Tuesday and March: as a weekday it needs its "dydd".
_WEEKDAY = re.compile(
    rf"\b(?:d?dydd|nos)\s+(?P<dydd>mawrth|fawrth|{'|'.join(_WEEKDAYS)})\b|\b(?P<day>{'|'.join(_WEEKDAYS)})\b\.?"
)
_NTH = r"(?:st|nd|rd|th|af|ain|il|ydd|ed|fed|eg)?"
_ISO = re.compile(r"(?<![\d/.-])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?=t\d|\s|$)")
_BRITISH = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?![\d/])"
)
_SPELLED = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}}){_NTH}(?:\s+of|\s+o)?[\s-]*\b(?P<n>{_MONTH})\b\.?"
    r"(?:[\s,-]*(?P<y>\d{4}|(?<=[-'’])\d{2}|\d{2}(?=\s*$))(?![:.\d]))?"
)
_AMERICAN = re.compile(
    rf"\b(?P<n>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}}){_NTH}(?!\d|[:.]\d)(?:[\s,]+(?P<y>\d{{4}}))?"
)
_MONTH_ONLY = re.compile(rf"\b({_MONTH})\b|^\s*\d{{1,2}}/\d{{4}}\s*$|^\s*\d{{4}}-\d{{1,2}}\s*$")

_MIDDAY = r"midday|noon|12 noon|hanner dydd|canol dydd"
_MIDNIGHT = r"midnight|hanner nos"
_AM = r"a\.?\s?m\b\.?|y\.?b\b\.?|y bore|yn y bore"
_PM = r"p\.?\s?m\b\.?|y\.?h\b\.?|y prynhawn|yn y prynhawn|yr hwyr|y nos"
_CLOCK = re.compile(
    rf"(?:(?P<h>\d{{1,2}})(?:[:.h](?P<m>\d{{2}})(?:[:.](?P<s>\d{{2}})(?:\.\d+)?)?)?|(?P<four>\d{{4}})(?:h|hrs)?)"
    rf"\s*(?:(?P<am>{_AM})|(?P<pm>{_PM}))?"
)
_TO = re.compile(r"\s*(?:–|—|-|\bto\b|\buntil\b|\btill\b|\btan\b|\bi\b|\band\b)\s*")
_FILLER = re.compile(r"\b(?:at|from|between|rhwng|am(?=\s+\d)|o'?r gloch|o|gmt|bst|uk time)\b|[,;()@|]")
_OFFSET = re.compile(r"(?<=\d)\s*(?:(?P<z>z|utc)|(?P<sign>[+-])(?P<h>\d{2}):?(?P<m>\d{2}))$")

_FIRST, _LAST = 1900, 2200  # years: beyond are slips of the finger
_LONGEST = 200  # letters of a cell with a day and times; longer ones are prose


@dataclass(frozen=True, slots=True)
class Moment:
    """What one cell says: a day, a time, the time it ends, an offset from UTC; None for what it does not.

    `weekday` (0 is Monday) where that is all it says of the day.
    """

    day: date | None = None
    weekday: int | None = None
    clock: time | None = None
    until: time | None = None
    offset: tzinfo | None = None


def read_moment(cell: Cell, *, both_ways: bool = False, a_day: bool = False) -> Moment:
    """A cell to what it says of day and time; a blank cell says nothing.

    03/04/2026 is 3 April (British); `both_ways` refuses such a date, where the file also holds dates
    that only make sense month first. `a_day`: the column is for days. Raises Unclear: no such day or
    time, a month without its day, a day without its year, a weekday that does not fall on its date, or
    words that we cannot read.
    """
    if isinstance(cell, date) and not _FIRST <= cell.year <= _LAST:
        raise Unclear("no-such-day", cell)
    if isinstance(cell, datetime):
        zone = cell.tzinfo
        return Moment(cell.date(), clock=cell.time().replace(second=0, microsecond=0), offset=zone)
    if isinstance(cell, date):
        return Moment(cell)
    if isinstance(cell, time):
        return Moment(clock=cell.replace(second=0, microsecond=0, tzinfo=None))
    if isinstance(cell, timedelta):  # Excel's way to keep 24:00 and beyond
        return Moment(clock=_clock_at(cell)) if timedelta() <= cell < timedelta(days=1) else Moment()
    if isinstance(cell, float) and 0 < cell < 1:  # a time of day in Excel, without its format
        return Moment(clock=_clock_at(timedelta(minutes=round(cell * 1440))))
    return _from_text(line(cell), both_ways, a_day)


def _clock_at(since_midnight: timedelta) -> time:
    minutes = since_midnight // timedelta(minutes=1)
    return time(minutes // 60 % 24, minutes % 60)


@lru_cache(maxsize=20_000)
def _from_text(written: str, both_ways: bool, a_day: bool) -> Moment:
    text = written.casefold().replace("’", "'")
    if not text:
        return Moment()
    if len(text) > _LONGEST:
        raise Unclear("not-a-date" if a_day else "unreadable-time", written)
    weekday = _WEEKDAY.search(text)
    text = _WEEKDAY.sub(" ", text)
    day, rest = _take_day(text, written, both_ways)
    if day and weekday and _number(weekday) != day.weekday():
        raise Unclear("wrong-weekday", written, date=day.isoformat())
    if day is None and _MONTH_ONLY.search(text):
        raise Unclear("no-day", written)
    if day is None and a_day and not weekday:
        raise Unclear("not-a-date", written)
    moment = Moment(day, _number(weekday) if weekday and not day else None)
    iso = re.match(r"t(?=\d)", rest)
    # "10:00-11:30" is a stretch of time, not an offset; after the T of ISO 8601 it would be one.
    if day and (offset := _OFFSET.search(rest)) and (iso or offset["sign"] != "-"):
        moment = replace(moment, offset=_zone(offset))
        rest = rest[: offset.start()]
    rest = _FILLER.sub(" ", rest[1:] if iso else rest).strip(" .-–—")
    return _with_times(moment, rest, written) if rest else moment


def _number(weekday: re.Match[str]) -> int:
    name = weekday["dydd"] or weekday["day"]
    return 1 if name in ("mawrth", "fawrth") else _WEEKDAYS[name]


def _zone(offset: re.Match[str]) -> tzinfo:
    if offset["z"]:
        return UTC
    away = timedelta(hours=int(offset["h"]), minutes=int(offset["m"]))
    return timezone(-away if offset["sign"] == "-" else away) if away < timedelta(days=1) else UTC


def _take_day(text: str, written: str, both_ways: bool) -> tuple[date | None, str]:
    for pattern in (_ISO, _COMPACT, _BRITISH, _SPELLED, _AMERICAN):
        found = pattern.search(text)
        if not found:
            continue
        parts = found.groupdict()
        if not parts["y"]:
            raise Unclear("no-year", written)
        year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
        month = _MONTHS[parts["n"]] if "n" in parts else int(parts["m"])
        number = int(parts["d"])
        if pattern is _BRITISH and both_ways and month <= 12 and number <= 12 and month != number:
            raise Unclear("which-way-round", written)
        try:
            day = date(year, month, number)
        except ValueError:
            raise Unclear("no-such-day", written) from None
        if not _FIRST <= year <= _LAST:
            raise Unclear("no-such-day", written)
        return day, text[: found.start()] + text[found.end() :]
    return None, text


def _with_times(moment: Moment, rest: str, written: str) -> Moment:
    pieces = _TO.split(rest)
    if len(pieces) > 2 or not all(pieces):
        raise Unclear("unreadable-time", written)
    start, half = _clock(pieces[0], written)
    if len(pieces) == 1:
        if half == "bare":
            raise Unclear("unclear-time", written)
        return replace(moment, clock=start)
    end, end_half = _clock(pieces[1], written)
    if end_half == "bare":
        raise Unclear("unclear-time", written)
    if half in ("bare", "") and end_half == "pm" and start < end and start.hour < 12:
        # "2 to 4pm" is the afternoon; "10.30 to 4pm" is not.
        later = start.replace(hour=start.hour + 12)
        start = later if later < end else start
    elif half == "bare" and not end_half:
        raise Unclear("unclear-time", written)
    return replace(moment, clock=start, until=end)


def _clock(text: str, written: str) -> tuple[time, str]:
    """A time, and how sure its half of the day is: "am", "pm", "" (24 hours), "bare" (a mere number)."""
    text = text.strip(" .,")
    if re.fullmatch(_MIDDAY, text):
        return time(12), "pm"
    if re.fullmatch(_MIDNIGHT, text):
        return time(0), "am"
    found = _CLOCK.fullmatch(text)
    if not found:
        raise Unclear("unreadable-time", written)
    hour, minute = (
        (found["four"][:2], found["four"][2:]) if found["four"] else (found["h"], found["m"] or "0")
    )
    half = "am" if found["am"] else "pm" if found["pm"] else ""
    number = int(hour)
    if half and not 1 <= number <= 12:
        raise Unclear("no-such-time", written)
    if half:
        number = number % 12 + (12 if half == "pm" else 0)
    try:
        clock = time(number, int(minute))
    except ValueError:
        raise Unclear("no-such-time", written) from None
    return clock, half or ("bare" if not found["four"] and found["m"] is None else "")


def month_first(cells: Iterable[Cell]) -> bool:
    """Whether some of these dates make sense only month first, and none only day first."""
    dates = [found for cell in cells if isinstance(cell, str) and (found := _BRITISH.search(cell))]
    american = any(int(found["m"]) > 12 >= int(found["d"]) for found in dates)
    return american and not any(int(found["d"]) > 12 >= int(found["m"]) for found in dates)


def names_a_day(cell: Cell, *, loosely: bool = False) -> bool:
    """Whether a cell holds a day; `loosely`: or at least a month or a weekday, or a day that there is not."""
    if isinstance(cell, (datetime, date)):
        return True
    if not isinstance(cell, str):
        return False
    try:
        moment = read_moment(cell, a_day=True)
    except Unclear as unclear:
        return loosely and unclear.reason.name != "not-a-date"
    return moment.day is not None or (loosely and moment.weekday is not None)


_LENGTH = re.compile(
    r"(?:(?P<h>\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|awr|oriau)\b\s*(?:and|a|ac)?\s*)?"
    r"(?:(?P<m>\d+)\s*(?:m|mins?|minutes?|munud|munudau)?\b)?"
)


def read_minutes(cell: Cell, *, hours: bool) -> float | None:
    """How long, in minutes; None for a blank cell. A mere number is hours or minutes, as told.

    Raises Unclear for what is no length, and for one below nothing.
    """
    if isinstance(cell, datetime):
        raise Unclear("unreadable-length", cell)
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, timedelta):
        return _in_bounds(cell.total_seconds() / 60, cell)
    text = line(cell).casefold()
    if not text:
        return None
    if re.fullmatch(r"-?\d+(?:[.,]\d+)?", text):
        return _in_bounds(float(text.replace(",", ".")) * (60 if hours else 1), cell)
    if clock := re.fullmatch(r"(\d{1,3}):(\d{2})(?::\d{2})?", text):
        return _in_bounds(int(clock[1]) * 60 + int(clock[2]), cell)
    found = _LENGTH.fullmatch(text)
    if not found or not (found["h"] or found["m"]):
        raise Unclear("unreadable-length", cell)
    return _in_bounds(float((found["h"] or "0").replace(",", ".")) * 60 + int(found["m"] or 0), cell)


def _in_bounds(minutes: float, cell: Cell) -> float:
    if not 0 <= minutes <= 366 * 1440:
        raise Unclear("unreadable-length", cell)
    return minutes
