"""Anchors of dates: a named day, week or month; moved ("a week on"), counted ("next three"), cut ("end of").

Each rule takes a place among the words and gives what it read and the place behind it, or None; rules
call each other, so what they read composes.
"""

from collections.abc import Callable, Sequence
from datetime import date

from bot.understand.almanac import (
    DAY,
    Stretch,
    Unit,
    Weekdays,
    around,
    coming,
    coming_feast,
    coming_month,
    edge,
    later,
    moved,
    nth,
    one_day,
)
from bot.understand.date_join import join, resolved
from bot.understand.date_names import Names, Read
from bot.understand.date_words import Word

_DEEPEST = 8  # rules within rules; nobody says "the end of the end of the end of …"


class Anchors(Names):
    """Reads anchors among `words`, as somebody would mean them on `today`."""

    def __init__(self, words: Sequence[Word], today: date) -> None:
        super().__init__(words, today)
        self._depth = 0
        self._known: dict[int, Read] = {}

    def joined(self, place: int) -> Read:
        """An anchor and those that narrow it: "Tuesday next week", "the 24th of next month"."""
        found = self.anchor(place)
        while found:
            more = self.anchor(self.past_glue(found[1]))
            both = join(found[0], more[0], self.since) if more else None
            if more is None or both is None:
                return found
            found = (both, more[1])
        return found

    def anchor(self, place: int) -> Read:
        """The longest reading of one date at `place`, kept for the next who asks."""
        if place >= len(self.words):
            return None
        if place not in self._known:
            if self._depth >= _DEEPEST:
                return None
            self._depth += 1
            rules: tuple[Callable[[int], Read], ...] = (
                self.name, self._relative, self._rolling, self._counted, self._beside, self._commencing,
                self._cut, self._numbered, self._numbered_behind,
            )  # fmt: skip
            readings = [reading for rule in rules if (reading := tried(rule, place))]
            self._depth -= 1
            self._known[place] = max(readings, key=lambda read: read[1], default=None)
        return self._known[place]

    def _relative(self, place: int) -> Read:
        """This, next or last week, Friday, March, summer, Christmas; in Welsh the word stands behind."""
        before = self._step(place)
        if before is not None:
            named, end = self._relatable(place + 1), place + 2
        else:
            named, end = self._relatable(place), place + 1
            before = self._step(end)
            end += 1
            if before is not None and self.words[end - 1].text == "last":  # "Friday last thing"
                return None
        if named is None or before is None:
            return None
        return self._stepped(named, before), end

    def _step(self, place: int) -> int | None:
        steps = (("this", 0), ("next", 1), ("past", -1))
        return next((step for kind, step in steps if self.at(place, kind)), None)

    def _relatable(self, place: int) -> tuple[str, str] | None:
        for kind in ("unit", "weekday", "month", "season", "feast"):
            if value := self.at(place, kind):
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

    def _rolling(self, place: int) -> Read:
        """The next three weeks, within ten days, yn y pythefnos nesaf: from today."""
        step = self._step(place)
        within = self.words[place].text in {"within", "o fewn"}
        counted = self._count(self.past_the(place + 1) if step is not None or within else place)
        if counted is None:
            return None
        count, unit, end = counted
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
        return int(number or 1), Unit(unit), place + 2 if number else place + 1

    def _counted(self, place: int) -> Read:
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
        if self.words[place].text in {"in", "mewn", "ymhen"} and (
            self.at(place + 1, "number") or unit is Unit.FORTNIGHT
        ):
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

    def _beside(self, place: int) -> Read:
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

    def _commencing(self, place: int) -> Read:
        """The week that holds a date: w/c 16 March, wythnos yn dechrau 16 Mawrth."""
        week = self.at(place, "wc")
        if not week and self.at(place, "unit") != "week":
            return None
        to = self.joined(self.past_glue(place + 1))
        if to is None or (not week and not self.dated(self.past_glue(place + 1))):
            return None
        anchor = resolved(to[0], self.since)
        if anchor.first is None or anchor.until is None or (anchor.until - anchor.first).days > 7:
            return None
        return around(anchor.first, Unit.WEEK), to[1]

    def _cut(self, place: int) -> Read:
        """The start, middle, end or rest of something."""
        which = self.at(place, "edge")
        behind = self.past_glue(place + 1)
        if self.at(behind, "-") or (behind < len(self.words) and self.words[behind].text == "-"):
            behind += 1
        to = self.joined(behind) if which else None
        if which is None:
            return None
        if to is None:
            unit = self.at(behind, "unit")
            if unit is None:
                return None
            to = (around(self.today, Unit(unit)), behind + 1)
        cut = edge(resolved(to[0], self.since), which, self.today)
        return (cut, to[1]) if cut else None

    def _numbered(self, place: int) -> Read:
        """First Friday in May, last week of April, the second weekend of next month."""
        count = self.at(place, "nth") or self.at(place, "ordinal")
        return self._nth(count, place + 1, place + 2) if count else None

    def _numbered_behind(self, place: int) -> Read:
        """Welsh: dydd Gwener olaf mis Mai, wythnos gyntaf Ebrill."""
        count = self.at(place + 1, "nth")
        return self._nth(count, place, place + 2) if count else None

    def _nth(self, count: str, named: int, behind: int) -> Read:
        weekday, unit = self.at(named, "weekday"), self.at(named, "unit")
        if weekday is None and unit not in {"day", "week", "weekend", "month"}:
            return None
        to = self.joined(self.past_glue(behind))
        if to is None or not isinstance(to[0], Stretch):
            return None
        found = nth(int(count), int(weekday) if weekday is not None else Unit(unit or ""), to[0])
        return (found, to[1]) if found else None


def tried(rule: Callable[[int], Read], place: int) -> Read:
    """What a rule reads; nothing where it leads to a date that is none, or behind the calendar's end."""
    try:
        return rule(place)
    except (OverflowError, ValueError):
        return None


def _back(stretch: Stretch, step: int) -> Stretch:
    return moved(stretch, -1, Unit.YEAR) if step == -1 else stretch
