"""Dates that are counted from another, or from today: next month, in two weeks, the Tuesday after Easter."""

from bot.understand.almanac import (
    DAY,
    Stretch,
    Unit,
    Weekdays,
    around,
    coming,
    coming_feast,
    coming_month,
    later,
    moved,
    one_day,
)
from bot.understand.date_cuts import Cuts
from bot.understand.date_join import resolved
from bot.understand.date_names import Read

_MANY = frozenset(["days", "weeks", "months", "years", "dyddiau", "wythnosau", "misoedd", "blynyddoedd"])
_THE = frozenset(["the", "y", "yr"])
_WITHIN = frozenset(["in", "over", "within", "during", "yn", "dros", "o fewn", "yn ystod", "ystod"])


class Moves(Cuts):
    """Rules that move an anchor by so many units, or count from today."""

    def relative(self, place: int) -> Read:
        """This, next or last week, Friday, March, summer, Christmas; in Welsh the word stands behind."""
        before = self._step(place)
        if before is not None:
            named, end = self._relatable(place + 1), place + 2
        else:
            named, end = self._relatable(place), place + 1
            before = self._step(end)
            end += 1
            if before is not None and (self.words[end - 1].text == "last" or self._relatable(end)):
                return None  # "Friday last thing", "Tuesday next week"
        if named is None or before is None or self._is_rolling(place, named, before):
            return None
        return self._stepped(named, before), end

    def _is_rolling(self, place: int, named: tuple[str, str], step: int) -> bool:
        # "In the next month", "yn yr wythnos nesaf", "the coming weeks" begin today.
        unit_at = place if self._step(place) is None else place + 1
        many = self.words[unit_at].text in _MANY
        within = self.words[place - 2].text if place > 1 else ""
        the = self.words[place - 1].text if place else ""
        return named[0] == "unit" and step == 1 and (many or (the in _THE and within in _WITHIN))

    def _step(self, place: int) -> int | None:
        steps = (("this", 0), ("next", 1), ("past", -1))
        return next((step for kind, step in steps if self.at(place, kind)), None)

    def _relatable(self, place: int) -> tuple[str, str] | None:
        for kind in ("unit", "weekday", "month", "season", "feast"):
            if (value := self.at(place, kind)) and value not in {"bank", "new year"}:
                return kind, value
        return None

    def _stepped(self, named: tuple[str, str], step: int) -> Stretch:
        kind, value = named
        match kind:
            case "unit":
                unit = Unit(value)
                if unit is Unit.FORTNIGHT:  # "the next fortnight" begins now
                    return Stretch(
                        later(self.today, min(step, 0), unit), later(self.today, max(step, 1), unit), unit
                    )
                if unit is Unit.DAY:
                    return one_day(self.today + step * DAY)
                return around(later(around(self.today, unit).first or self.today, step, unit), unit)
            case "weekday":
                return self._weekday(int(value), step)
            case "month":
                this = coming_month(int(value), self.today)
                on = around(self.today, Unit.MONTH).first == this.first
                return moved(this, 12, Unit.MONTH) if on and step == 1 else _back(this, step)
            case "season":
                this = around(coming_month(int(value), self.today).first or self.today, Unit.SEASON)
                now = around(self.today, Unit.SEASON)
                same = now.first is not None and now.first.month % 12 + 1 == int(value)
                return _back(now if same and step < 1 else this, step)
            case _:
                return _back(coming_feast(value, self.today), step)

    def _weekday(self, weekday: int, step: int) -> Stretch:
        """With "next", that weekday of next week; with "this", the coming one; with "last", the last one."""
        if step == 1:
            monday = around(self.today, Unit.WEEK).first or self.today
            return one_day(later(monday, 1, Unit.WEEK) + weekday * DAY)
        if step == 0:
            return one_day(coming(weekday, self.today))
        return one_day(coming(weekday, self.today - 7 * DAY))

    def rolling(self, place: int) -> Read:
        """The next three weeks, within ten days, yn y pythefnos nesaf: from today."""
        step = self._step(place)
        within = self.words[place].text in {"within", "o fewn"}
        counted = self._count(self.past_the(place + 1) if step is not None or within else place)
        if counted is None:
            return None
        count, unit, end = counted
        if self.words[end - 1].text in _MANY and self.at(end - 2, "number") is None:
            count = 3  # "the coming weeks"
        if step is None and not within:  # Welsh: the word stands behind
            step, end = self._step(end), end + 1
        if not within and step not in {1, -1}:
            return None
        if step == -1:
            return Stretch(later(self.today, -count, unit), self.today + DAY, unit), end
        return Stretch(self.today, later(self.today, count, unit), unit), end

    def _count(self, place: int) -> tuple[int, Unit, int] | None:
        """So many of a unit: "two weeks", "a fortnight", "pythefnos"."""
        number = self.at(place, "number")
        unit = self.at(place + 1 if number else place, "unit")
        if unit is None or (number and len(number) > 4):
            return None
        if not number and place and self.words[place - 1].text.isdigit():
            return None  # "10000 weeks"
        return int(number or 1), Unit(unit), place + 2 if number else place + 1

    def counted(self, place: int) -> Read:
        """In two weeks; a week on Thursday; three days after Easter; pythefnos i heddiw."""
        asked = bool(self.at(place, "in"))
        counted = self._count(self.past_the(place + 1) if asked else place)
        if counted is None:
            return None
        count, unit, end = counted
        back, after = bool(self.at(end, "before")), bool(self.at(end, "after"))
        linked = back or after or bool(self.at(end, "hence"))
        named = self.at(place, "number") is None and unit is not Unit.FORTNIGHT
        if (linked or self.at(end, "day")) and not (named and (back or after)):  # that is "the week after"
            to = self.joined(self.past_the(end + linked))
            if to:
                return self._moved(resolved(to[0], self.since), count, unit, back=back, after=after), to[1]
        if not asked:
            timed = self.at(end, "time")
            return (around(later(self.today, count, unit), unit), end + 1) if timed else None
        sure = self.words[place].text in {"mewn", "ymhen"} or unit is Unit.FORTNIGHT
        if self.words[place].text not in {"within", "o fewn"} and (sure or self.at(place + 1, "number")):
            end = end + 1 if self.at(end, "time") else end
            unit_then = Unit.WEEK if unit is Unit.FORTNIGHT else unit
            return around(later(self.today, count, unit), unit_then), end
        return None

    def _moved(self, anchor: Stretch, count: int, unit: Unit, *, back: bool, after: bool) -> Stretch:
        """Move: "a week on Thursday" moves Thursday; "two days after Easter" counts from its last day."""
        if anchor.first is None or anchor.until is None:
            raise ValueError("nothing to count from")
        if (anchor.until - anchor.first).days == 1 or not (back or after):
            return moved(anchor, -count if back else count, unit)
        if back:
            return around(later(anchor.first, -count, unit), unit)
        return around(later(anchor.until - DAY, count, unit), unit)

    def beside(self, place: int) -> Read:
        """The Tuesday after next, the week before Easter, the day after tomorrow; Friday week."""
        weekday, unit = self.at(place, "weekday"), self.at(place, "unit")
        if weekday is None and unit is None and not isinstance(self._day(place), Stretch):
            return None
        week = self.at(place + 1, "unit")
        if unit is None and week in {"week", "fortnight"} and not self._step_after(place + 2):
            day = self._day(place) or resolved(Weekdays((int(weekday or 0),)), self.since)
            return moved(day, 1, Unit(week)), place + 2
        back = self.at(place + 1, "before")
        if not (back or self.at(place + 1, "after")) or (weekday is None and unit is None):
            return None
        if self.at(place + 2, "next") and not self._relatable(place + 3):
            nearest = self._stepped(("weekday", weekday) if weekday else ("unit", unit or "day"), 1)
            return moved(nearest, -1 if back else 1, Unit.WEEK if weekday else nearest.unit), place + 3
        if unit and self.at(place + 2, "this"):  # "the weekend after this one"
            one = self.at(place + 3, "number") or self.at(place + 3, "unit") == unit
            here = around(self.today, Unit(unit))
            return moved(here, -1 if back else 1, here.unit), place + 3 + bool(one)
        to = self.joined(self.past_the(place + 2))
        if to is None:
            return None
        anchor = resolved(to[0], self.since)
        edge_day = anchor.first if back else anchor.until
        if edge_day is None:
            return None
        if weekday is not None:
            found = coming(int(weekday), edge_day - 7 * DAY if back else edge_day)
            return one_day(found), to[1]
        near = around(edge_day if back else edge_day - DAY, Unit(unit or "day"))
        return moved(near, -1 if back else 1, near.unit), to[1]

    def _step_after(self, place: int) -> bool:
        # "Tuesday week" is a week later, but in Welsh "dydd Mawrth wythnos nesaf" is next week's.
        return self._step(place) is not None or bool(
            self.at(place, "hence") and self.anchor(self.past_the(place + 1))
        )

    def _day(self, place: int) -> Stretch | None:
        value = self.at(place, "day")
        return one_day(self.today + int(value) * DAY) if value is not None else None

    def same_day(self, place: int) -> Read:
        """This time next week, same day next month."""
        to = self.anchor(self.past_glue(place + 1)) if self.at(place, "same") else None
        if to is None or not isinstance(to[0], Stretch) or to[0].first is None or to[0].unit is Unit.DAY:
            return None
        here = around(self.today, to[0].unit).first
        count = 0
        while here and here < to[0].first and count < 12:
            count += 1
            here = around(later(self.today, count, to[0].unit), to[0].unit).first
        return one_day(later(self.today, count, to[0].unit)), to[1]


def _back(stretch: Stretch, step: int) -> Stretch:
    return moved(stretch, -1, Unit.YEAR) if step == -1 else stretch
