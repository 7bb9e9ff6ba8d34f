"""A month, quarter or financial year as people write it: "January 2026", "chwarter diwethaf", "2025-26"."""

import re
from datetime import date

from bot.learning.reach import OLDEST, Kind, Period, around, of_key
from bot.understand.date_lexicon import LEXICON
from bot.understand.letters import fold, tokens

_SPAN = re.compile(r"\b(\d{4})\s*(?:-|–|/|to|i)\s*(\d{4}|\d{2})\b")
_YEAR = re.compile(r"\b(\d{4})\b")
_QUARTER = re.compile(r"\b(?:q|ch|quarter|chwarter)\s*([1-4])\b")


def read_period(words: str, today: date) -> Period | None:
    """The period that is meant; without a year the latest that has begun, and without anything the quarter
    that ended last. None for what names none, or one that has not begun.
    """
    said = fold(words.strip())
    found = of_key(words.strip()) or _named(said, today)
    return found if found and found.first <= today else None


def _named(said: str, today: date) -> Period | None:
    if not said:
        return around(Kind.QUARTER, today).before
    meanings = [LEXICON.get(token.text, {}) for token in tokens(said)]
    kind = _kind(meanings)
    span = _SPAN.search(said)
    if span:
        year = _started(int(span[1]), span[2])
    else:
        plain = _YEAR.search(said)
        year = int(plain[1]) if plain and OLDEST <= int(plain[1]) <= today.year else None
        if plain and year is None:
            return None
    quarter = _QUARTER.search(said)
    month = next((int(each["month"]) for each in meanings if "month" in each), None)
    if span and year is None:
        return None
    if quarter:
        return _quarter(int(quarter[1]), year, today)
    if month:
        return _month(month, year, today)
    if year is not None:
        return Period(Kind.YEAR, date(year, 4, 1))
    if kind is None:
        return None
    running = around(kind, today)
    return running if any("this" in each for each in meanings) else running.before


def _kind(meanings: list[dict[str, str]]) -> Kind | None:
    """Of "quarter", "month" and "year" the one that is said first."""
    units = [each["unit"] for each in meanings if "unit" in each]
    return next((Kind(unit) for unit in units if unit in set(Kind)), None)


def _started(first: int, last: str) -> int | None:
    """The year in which "2025-26" begins; None where the second is not the next."""
    following = first + 1
    return first if str(following)[-len(last) :] == last and first >= OLDEST else None


def _quarter(number: int, year: int | None, today: date) -> Period:
    """The quarter of the financial year with that number."""
    last = around(Kind.YEAR, today)
    if year is not None:
        return Period(Kind.YEAR, date(year, 4, 1)).quarters[number - 1]
    this = last.quarters[number - 1]
    return this if this.first <= today else last.before.quarters[number - 1]


def _month(month: int, year: int | None, today: date) -> Period:
    if year is not None:
        return Period(Kind.MONTH, date(year, month, 1))
    this = date(today.year, month, 1)
    return Period(Kind.MONTH, this if this <= today else date(today.year - 1, month, 1))
