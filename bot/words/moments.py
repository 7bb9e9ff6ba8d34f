"""Dates and times as GOV.UK writes them, and the same in Welsh.

"Tuesday 3 March, 10am to 11:30am" · "dydd Mawrth 3 Mawrth, 10am i 11:30am". The weekday is always
named; the year only when it is not the reader's own.
Source: GOV.UK style guide, "dates" and "times" (10am, 5:30pm, midday, midnight; no numeric dates).
"""

from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from bot.card import Language, Reader, When

_DAYS: dict[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": (
        "dydd Llun",
        "dydd Mawrth",
        "dydd Mercher",
        "dydd Iau",
        "dydd Gwener",
        "dydd Sadwrn",
        "dydd Sul",
    ),
}
_MONTHS: dict[Language, tuple[str, ...]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "cy": (
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ),
}
_MIDDAY = {"en": "midday", "cy": "hanner dydd"}
_MIDNIGHT = {"en": "midnight", "cy": "hanner nos"}
_TO = {"en": "to", "cy": "i"}
_ELSEWHERE = {
    "en": "{mine} your time ({there} in {city})",
    "cy": "{mine} eich amser chi ({there} yn {city})",
}
_ALL_DAY = {"en": "all day", "cy": "drwy’r dydd"}


def spell_day(day: date, language: Language, today: date) -> str:
    """`day` with its weekday, and its year only where it is not this year's."""
    words = f"{_DAYS[language][day.weekday()]} {day.day} {_MONTHS[language][day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def spell_month(month: date, language: Language) -> str:
    """The month that holds this day, always with its year: "March 2026", "Mawrth 2026"."""
    return f"{_MONTHS[language][month.month - 1]} {month.year}"


def spell_time(moment: datetime, language: Language) -> str:
    """The clock time of `moment` as it stands (no change of zone)."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return (_MIDDAY if moment.hour == 12 else _MIDNIGHT)[language]
    half = "am" if moment.hour < 12 else "pm"
    hour = moment.hour % 12 or 12
    return f"{hour}{half}" if moment.minute == 0 else f"{hour}:{moment.minute:02}{half}"


def spell(when: When, language: Language, reader: Reader) -> str:
    """`when` in the reader's zone and the text's language; elsewhere than at home, with the time there."""
    if when.all_day:
        return _spell_all_day(when, language, reader)
    mine = _spell_in(reader.zone, when, language, reader.today)
    home = reader.home
    if home is None or when.style == "day" or _same_clock(when, reader.zone, home):
        return mine
    same_day = when.start.astimezone(home).date() == when.start.astimezone(reader.zone).date()
    there = _spell_in(home, replace(when, style="time") if same_day else when, language, reader.today)
    return _ELSEWHERE[language].format(mine=mine, there=there, city=_city(home))


def _spell_in(zone: tzinfo, when: When, language: Language, today: date) -> str:
    start = when.start.astimezone(zone)
    end = when.end.astimezone(zone) if when.end else None
    if when.style == "day":
        return spell_day(start.date(), language, today)
    time = spell_time(start, language)
    if end is not None and end > start and end.date() == start.date():
        time = f"{time} {_TO[language]} {spell_time(end, language)}"
    if when.style == "time":
        return time
    words = f"{spell_day(start.date(), language, today)}, {time}"
    if end is not None and end.date() > start.date():
        last = _until_day(end.date(), language, today)
        words = f"{words} {last}, {spell_time(end, language)}"
    return words


def _same_clock(when: When, one: tzinfo, other: tzinfo) -> bool:
    return when.start.astimezone(one).utcoffset() == when.start.astimezone(other).utcoffset()


def _city(zone: tzinfo) -> str:
    """The zone "Europe/London" as people say it."""
    return str(zone).rpartition("/")[2].replace("_", " ")


def _spell_all_day(when: When, language: Language, reader: Reader) -> str:
    # An all-day session is a date, not a moment: it does not move with the reader's zone.
    first = when.start.date()
    if when.style == "day":
        return spell_day(first, language, reader.today)
    last = (when.end - timedelta(days=1)).date() if when.end else first
    words = spell_day(first, language, reader.today)
    if last > first:
        return f"{words} {_until_day(last, language, reader.today)}"
    return f"{words}, {_ALL_DAY[language]}"


def _until_day(day: date, language: Language, today: date) -> str:
    """The end of a stretch: "to Friday 6 March", or "i ddydd Gwener 6 Mawrth", softened by the "i"."""
    words = spell_day(day, language, today)
    if language == "cy":
        words = words.replace("dydd", "ddydd", 1)
    return f"{_TO[language]} {words}"
