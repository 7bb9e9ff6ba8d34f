"""Dates that have a name of their own in the year: feasts, bank holidays, school holidays, weekends."""

from datetime import date

from dateutil.easter import easter

from bot.understand.almanac import (
    DAY,
    Stretch,
    Unit,
    Weekdays,
    around,
    coming_bank_holiday,
    coming_feast,
)
from bot.understand.date_names import Names, Read


class Feasts(Names):
    """Rules that read the names of times in the year."""

    def name(self, place: int) -> Read:
        """The longest name of a date at `place`."""
        rules = (super().name, self.feast, self.school, self.weekend)
        readings = [reading for rule in rules if (reading := rule(place))]
        return max(readings, key=lambda read: read[1], default=None)

    def feast(self, place: int) -> Read:
        """Easter, the Easter weekend, Christmas week, in the new year."""
        value = self.at(place, "feast")
        if not value:
            return None
        if value == "bank":
            return self._bank(place)
        found = coming_feast(value, self.since)
        if value == "new year" and found.first and self._in(place):
            return around(found.first, Unit.MONTH), place + 1
        match self.at(place + 1, "unit"):
            case "weekend":
                return found, place + 2
            case "week" if found.first:
                # A bank holiday's week begins with its Monday; Easter's and Christmas' with what is before.
                last = found.until - DAY if found.until and value in {"spring", "early may"} else found.first
                return around(last, Unit.WEEK), place + 2
            case _:
                return found, place + 1

    def _bank(self, place: int) -> Read:
        """The next bank holiday; the bank holiday weekend, which ends with it or begins."""
        day = coming_bank_holiday(self.since, self.holidays.banks)
        if self.at(place + 1, "unit") != "weekend":
            return Stretch(day, day + DAY, Unit.FEAST), place + 1
        if day.weekday() == 0:
            return Stretch(day - 2 * DAY, day + DAY), place + 2
        return Stretch(day, day + (3 if day.weekday() == 4 else 1) * DAY), place + 2

    def _in(self, place: int) -> bool:
        """Whether "in", "in the", "yn y" stands before it."""
        before = [word.text for word in self.words[max(0, place - 2) : place]]
        return bool({"in", "into", "yn"} & {*before})

    def weekend(self, place: int) -> Read:
        """The weekend, where it is not said which: the one to come, or the one we are in; midweek."""
        if self.at(place, "midweek"):
            return Weekdays((1, 2, 3), run=True), place + 1
        if self.at(place, "weekends"):
            return Weekdays((5, 6), every=True), place + 1
        if self.at(place, "unit") != "weekend":
            return None
        return around(self.since, Unit.WEEKEND), place + 1

    def school(self, place: int) -> Read:
        """Half term, the school holidays, the October half term, the Easter school holidays."""
        month, feast = self.at(place, "month"), self.at(place, "feast")
        named = month or feast or self.at(place, "season")
        at = place + bool(named)
        value = self.at(at, "school")
        if value is None or (value == "any" and not named and not self._says_school(at)):
            return None  # "holidays" alone may be anybody's
        for first, last in sorted(self.holidays.schools):
            kind = _kind(first, last)
            fits = value in {"any", kind} and (not feast or kind == feast)
            if value == "any" and self.at(place, "season"):
                fits = kind == "summer"
            there = month is None or int(month) in {first.month, last.month}
            if last >= self.since and fits and there:
                return Stretch(first, last + DAY, Unit.FEAST), at + 1
        return None

    def _says_school(self, place: int) -> bool:
        return any(name in self.words[place].text for name in ("school", "ysgol"))


def _kind(first: date, last: date) -> str:
    """Which school holidays these are, by what lies in or beside them."""
    if (last - first).days > 21:
        return "summer"
    if first <= date(first.year, 12, 25) <= last:
        return "christmas"
    near = first - 7 * DAY <= easter(first.year) <= last + 7 * DAY
    return "easter" if near and (last - first).days > 7 else "half"
