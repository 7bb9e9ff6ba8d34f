"""Dates and times as GOV.UK writes them, and the same in Welsh.

"Tuesday 3 March, 10am to 11:30am" · "dydd Mawrth 3 Mawrth, 10am i 11:30am". The weekday is always
named; the year only when it is not the reader's own.
Source: GOV.UK style guide, "dates" and "times" (10am, 5:30pm, midday, midnight; no numeric dates).
"""

from datetime import date, datetime, timedelta

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
_ALL_DAY = {"en": "all day", "cy": "drwy’r dydd"}


def spell_day(day: date, language: Language, today: date) -> str:
    """`day` with its weekday, and its year only where it is not this year's."""
    words = f"{_DAYS[language][day.weekday()]} {day.day} {_MONTHS[language][day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def spell_time(moment: datetime, language: Language) -> str:
    """The clock time of `moment` as it stands (no change of zone)."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return (_MIDDAY if moment.hour == 12 else _MIDNIGHT)[language]
    half = "am" if moment.hour < 12 else "pm"
    hour = moment.hour % 12 or 12
    return f"{hour}{half}" if moment.minute == 0 else f"{hour}:{moment.minute:02}{half}"


def spell(when: When, language: Language, reader: Reader) -> str:
    """`when` in the reader's zone and the text's language."""
    if when.all_day:
        return _spell_all_day(when, language, reader)
    start = when.start.astimezone(reader.zone)
    end = when.end.astimezone(reader.zone) if when.end else None
    if when.style == "day":
        return spell_day(start.date(), language, reader.today)
    time = spell_time(start, language)
    if end is not None and end > start and end.date() == start.date():
        time = f"{time} {_TO[language]} {spell_time(end, language)}"
    if when.style == "time":
        return time
    words = f"{spell_day(start.date(), language, reader.today)}, {time}"
    if end is not None and end.date() > start.date():
        last = _until_day(end.date(), language, reader.today)
        words = f"{words} {last}, {spell_time(end, language)}"
    return words


def _spell_all_day(when: When, language: Language, reader: Reader) -> str:
    # An all-day session is a date, not a moment: it does not move with the reader's zone.
    first = when.start.date()
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
