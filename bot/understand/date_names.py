"""Dates that have a name or a number of their own: Friday, March, 3 March, the 3rd, 3/3, Easter, tomorrow."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from bot.learning.holidays import NO_HOLIDAYS, Holidays
from bot.understand.almanac import (
    DAY,
    MonthDay,
    Piece,
    Stretch,
    Unit,
    Weekdays,
    around,
    coming_date,
    coming_month,
    one_day,
)
from bot.understand.date_lexicon import FUNCTION, WEAK
from bot.understand.date_words import Word

Read: TypeAlias = tuple[Piece, int] | None

_MOST = 7  # days in one list
_ASKING = ("this", "next", "past", "before", "after", "until", "from", "to", "between", "edge", "every", "in")
_DATED = ("ordinal", "part", "day", "weekday", "month", "clock", "wc")


class Names:
    """Reads names of dates among `words`. `since`: the day from which "Friday" is the coming one."""

    def __init__(self, words: Sequence[Word], today: date, holidays: Holidays = NO_HOLIDAYS) -> None:
        self.words = words
        self.today = today
        self.holidays = holidays
        self.since = today
        self._alone = sum(word.text[:1].isalnum() for word in words) == 1

    def at(self, place: int, kind: str) -> str | None:
        """The value of that meaning of the word at `place`, where it has it."""
        return self.words[place].kinds.get(kind) if 0 <= place < len(self.words) else None

    def past_the(self, place: int) -> int:
        """The place behind an article ("the", "y", "'r")."""
        while place < len(self.words) and self.words[place].text in {
            "the",
            "y",
            "yr",
            "'r",
            "ar",
            "on",
            "our",
        }:
            place += 1
        return place

    def past_glue(self, place: int) -> int:
        """The place behind small words that join two parts of one date ("of", "in", ",")."""
        last = place + 3
        while place < last and self.at(place, "glue"):
            place += 1
        return place

    def dated(self, place: int) -> bool:
        """Whether a date with a number in it begins at `place`."""
        return any(self.at(place, kind) for kind in ("date", "ordinal", "digits", "month"))

    def name(self, place: int) -> Read:
        """The longest name of a date at `place`."""
        rules = (self._today, self._written, self._days_of_month, self._month, self._weekdays, self._monthday,
                 self._season, self._year)  # fmt: skip
        readings = [reading for rule in rules if (reading := rule(place))]
        return max(readings, key=lambda read: read[1], default=None)

    def sure(self, place: int) -> bool:
        """Whether the word at `place` is a day or month, where it might be another ("may", "sat", "llun")."""
        word = self.words[place]
        if word.text not in WEAK or word.named:
            return True
        if self._alone:
            return True
        beside = {*self._kinds(place - 1), *self._kinds(place + 1)}
        if beside & {"digits", "ordinal", "part"} or self._kinds(place + 1) & {"next", "nth"}:
            return True
        if self.at(place + 1, "to") and "weekday" in self._kinds(place + 2) and "weekday" in word.kinds:
            return True
        if self.at(place + 1, "and") and "weekday" in self._kinds(place + 2) - self._kinds(place - 1):
            return True
        before = self.words[place - 1] if place else None
        if before is None:
            return bool(self._kinds(1) & {*_DATED})
        if before.text == "," and place + 1 == len(self.words):
            return True  # "weekends, training, may"
        asked = ("glue", "and", *_ASKING) if "month" in word.kinds else (*_ASKING, "and", "glue")
        article = before.text in {"a", "i", "the", "y", "yr", "'r", "am", "about", "o", "yn", ","}
        return bool(before.kinds.keys() & {*asked}) and not article

    def _kinds(self, place: int) -> set[str]:
        return set(self.words[place].kinds) if 0 <= place < len(self.words) else set()

    def _today(self, place: int) -> Read:
        value = self.at(place, "day")
        return (one_day(self.today + int(value) * DAY), place + 1) if value is not None else None

    def _written(self, place: int) -> Read:
        """3/3, 3/3/26, 2026-03-03. Day first, as in Britain."""
        value = self.at(place, "date")
        if value is None or self.words[place].text == "24/7" or self.at(place + 1, "unit"):
            return None
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 2:
            found = coming_date(parts[0], parts[1], self.since)
            return (one_day(found), place + 1) if found else None
        if len(parts) != 3:
            return None
        year = parts[0] + 2000 if parts[0] < 100 else parts[0]
        return one_day(date(year, parts[1], parts[2])), place + 1

    def _numbers(self, place: int) -> tuple[list[int], bool, int]:
        """Days of a month ("3", "3rd", "3 and 4", "3-5"), whether they are a run, and the place behind."""
        days: list[int] = []
        run = False
        while len(days) < _MOST and (day := self._number(place)) is not None:
            days.append(day)
            place += 1
            link = self.past_the(place + 1)
            if self._number(link) is None or not (self.at(place, "and") or self.at(place, "to")):
                break
            run |= self.words[place].text not in {"and", "or", "&", ",", "a", "ac", "neu", "/"}
            place = link
        return days, run, place

    def _number(self, place: int) -> int | None:
        value = self.at(place, "digits") or self.at(place, "ordinal")
        nth = self.at(place, "nth")
        if value is None and nth and self.words[place].text not in {"last", "final", "olaf", "ola"}:
            value = nth
        return int(value) if value and 1 <= int(value) <= 31 else None

    def _days_of_month(self, place: int) -> Read:
        """3 March, 3rd of March 2027, March 3, 19 and 20 March, 3-5 June, y 3ydd o Fawrth."""
        days, run, end = self._numbers(place)
        if days:
            month_at = end
            while (
                month_at < end + 2
                and self.words[month_at : month_at + 1]
                and self.words[month_at].text in {"of", "o"}
            ):
                month_at += 1
            month = self.at(month_at, "month")
            end = month_at + 1
        else:
            month = self.at(place, "month")
            days, run, end = self._numbers(self.past_the(place + 1))
            after = self.words[end] if end < len(self.words) else None
            if self.words[place].text in WEAK and not (self.sure(place) and self._ends(after)):
                return None
        if month is None or not days:
            return None
        year, end = self._year_behind(end)
        return self._dates(int(month), days, year, run=run), end

    def _dates(self, month: int, days: list[int], year: int | None, *, run: bool) -> Stretch:
        first = date(year, month, days[0]) if year else coming_date(month, days[0], self.since)
        if first is None:
            raise ValueError("no such date")
        last = first.replace(day=max(days))
        if run or len(days) == last.day - first.day + 1:
            return Stretch(first, last + DAY)
        return Stretch(
            first, last + DAY, Unit.DAY, frozenset(first.replace(day=day).weekday() for day in days)
        )

    def _year_behind(self, place: int) -> tuple[int | None, int]:
        behind = place + 1 if place < len(self.words) and self.words[place].text == "," else place
        value = self.at(behind, "digits")
        if value and len(value) == 4 and abs(int(value) - self.today.year) <= 20:
            return int(value), behind + 1
        return None, place

    def _month(self, place: int) -> Read:
        value = self.at(place, "month")
        if value is None or not self.sure(place):
            return None
        counted = self.at(place - 1, "digits") or self.at(place - 1, "ordinal")
        if counted and len(counted) < 3:  # "32 March", "30 Feb": no date, so no month either
            return None
        year, end = self._year_behind(place + 1)
        return (
            around(date(year, int(value), 1), Unit.MONTH) if year else coming_month(int(value), self.since)
        ), end

    def _weekdays(self, place: int) -> Read:
        """Friday, Fridays, every Friday, Monday and Tuesday, Monday to Wednesday."""
        if self.at(place, "workdays"):
            return Weekdays((0, 1, 2, 3, 4), every=True), place + 1
        every = bool(self.at(place, "every")) and self.at(place, "weekday") is None
        place += every
        days: list[int] = []
        run = False
        while len(days) < _MOST and (value := self.at(place, "weekday")) and (days or self.sure(place)):
            days.append(int(value))
            every |= bool(self.at(place, "every"))
            place += 1
            link = self.past_the(place + 1)
            if self.at(link, "weekday") is None or not (self.at(place, "and") or self.at(place, "to")):
                break
            run |= self.words[place].text not in {"and", "or", "&", ",", "a", "ac", "neu", "/"}
            place = link
        return (Weekdays(tuple(days), every, run), place) if days else None

    def _monthday(self, place: int) -> Read:
        """The 3rd, where nothing is counted by it ("the 3rd floor")."""
        day = self._number(place)
        if day is None or not self._stands_alone(place):
            return None
        return MonthDay(day), place + 1

    def _stands_alone(self, place: int) -> bool:
        before = self.words[place - 1] if place else None
        after = self.words[place + 1] if place + 1 < len(self.words) else None
        if self.at(place, "ordinal") is None:
            # A bare number is a day of the month only right behind the name of a weekday.
            return bool(before and "weekday" in before.kinds and self._ends(after))
        asked = before is None or before.kinds.keys() & {"glue", "weekday", "month", "and", "to", *_ASKING}
        return bool(asked) and self._ends(after)

    def _ends(self, after: Word | None) -> bool:
        if after is None or not after.text[0].isalnum():
            return after is None or after.text not in {"%", "/"}
        return after.text in FUNCTION or bool(after.kinds.keys() & {*_ASKING, *_DATED, "and", "glue"})

    def _season(self, place: int) -> Read:
        value = self.at(place, "season")
        before = self.words[place - 1].text if place else ""
        if value is None or before not in {"in", "the", "during", "over", "by", "y", "yr", "'r", "of"}:
            return None
        this = around(self.since, Unit.SEASON)
        first = coming_month(int(value), self.since).first
        assert first
        assert this.first
        on = this.first.month % 12 + 1 == int(value)
        return (this if on else around(first, Unit.SEASON)), place + 1

    def _year(self, place: int) -> Read:
        named = self.at(place, "year")
        if named is not None:
            return around(date(self.today.year + int(named), 1, 1), Unit.YEAR), place + 1
        value = self.at(place, "digits")
        before = self.words[place - 1].text if place else ""
        if value is None or len(value) != 4 or before not in {"in", "during", "yn", "of"}:
            return None
        near = abs(int(value) - self.today.year) <= 3
        return (around(date(int(value), 1, 1), Unit.YEAR), place + 1) if near else None
