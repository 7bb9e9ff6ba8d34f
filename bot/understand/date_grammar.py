"""The grammar of dates: anchors that are listed, ranged and bounded, in English and Welsh.

An anchor is a day, week, month, feast or date. It can be moved ("a week on Thursday", "the Tuesday
after next"), cut ("the end of", "first Friday in"), joined with another ("Tuesday next week"), listed,
ranged ("from … to …") and bounded ("before", "by", "after").
"""

from contextlib import suppress
from dataclasses import replace
from datetime import date

from bot.understand.almanac import DAY, Piece, Stretch, Unit, Weekdays, days_of, moved
from bot.understand.date_anchors import Rule, tried
from bot.understand.date_join import resolved
from bot.understand.date_moves import Moves
from bot.understand.date_names import Read


class Grammar(Moves):
    """Reads dates among `words`, as somebody would mean them on `today`."""

    def rules(self) -> tuple[Rule, ...]:
        return (
            self.name, self.relative, self.rolling, self.counted, self.beside, self.same_day,
            self.commencing, self.cut, self.numbered, self.numbered_behind,
        )  # fmt: skip

    def read(self, place: int) -> tuple[Piece, Stretch, int] | None:
        """The longest date at `place`, what it means alone, and the place behind it; None where there is
        none, or the calendar does not reach so far.
        """
        rules = (self._ranged, self._bounded, self._listed)
        readings = [reading for rule in rules if (reading := tried(rule, place))]
        for found, end in sorted(readings, key=lambda read: -read[1]):
            with suppress(OverflowError, ValueError):
                return found, resolved(found, self.today), end
        return None

    # ── Bounds, ranges and lists ─────────────────────────────────────────────────────────────────

    def _bounded(self, place: int) -> Read:
        """Before, after, until, from; "… onwards"."""
        bound = next((kind for kind in ("before", "after", "until", "from") if self.at(place, kind)), "")
        behind = self.past_the(place + 1) if bound else place
        found = self._listed(behind) or (self.whole(place + 1) if behind > place + 1 else None)
        if not found:
            return None
        end = found[1]
        stretch = resolved(found[0], self.today)
        last = end + 1 == len(self.words)
        onwards = bool(self.at(end, "onwards")) and (last or self.words[end].text != "on")
        cut = self.at(behind, "edge")
        match bound:
            case "before":  # the end of March is its last day
                return Stretch(None, stretch.until if cut == "end" else stretch.first), end
            case "until":
                feast = stretch.unit is Unit.FEAST and stretch.first and stretch.until != stretch.first + DAY
                return Stretch(None, stretch.first if feast else stretch.until), end
            case "after":
                return (Stretch(stretch.until, None), end) if stretch.until else None
            case "from":
                return Stretch(stretch.first, None), end + 1 if onwards else end
            case _:
                return (Stretch(stretch.first, None), end + 1) if onwards else None

    def _ranged(self, place: int) -> Read:
        """From … to …, between … and …, or two dates with "to" between them."""
        opened = bool(self.at(place, "between"))
        first = self.joined(self.past_the(place + opened))
        if not first or not self.at(first[1], "to"):
            return self._run(place, *first) if first and opened else None
        sign = self.words[first[1]].text
        if sign in {"and", "&", "a", "ac"} and not opened:
            return None
        start = resolved(first[0], self.today)
        if start.first is None:
            return None
        second = self._since(start.first).joined(self.past_the(first[1] + 1))
        if not second:
            return None
        end = resolved(second[0], start.first)
        feast = end.unit is Unit.FEAST and end.first and end.until != end.first + DAY
        until = end.first if feast else end.until  # "until Easter" ends before it, "until Halloween" with it
        if until is None or until <= start.first:
            return None
        return Stretch(start.first, until), second[1]

    def _run(self, place: int, piece: Piece, end: int) -> Read:
        """What was a range already ("from 3 to 5 June"), or is one now ("between Monday and Friday")."""
        links = [near for near in range(place + 1, end) if self.at(near, "to")]
        between = self.words[place].text in {"between", "rhwng"}
        if not any(between or not self.at(near, "and") for near in links):
            return None
        return replace(piece, run=True) if isinstance(piece, Weekdays) else _bare(piece), end

    def _since(self, day: date) -> "Grammar":
        """The same words, where names of days and months mean the first from `day` on."""
        other = Grammar(self.words, self.today, self.holidays)
        other.since = day
        return other

    def _listed(self, place: int) -> Read:
        """One date or several: "19 and 20 March", "this week or next"."""
        found = self.joined(place)
        while found and self.at(found[1], "and"):
            more = self.joined(self.past_the(self._past_and(found[1])))
            last = resolved(found[0], self.today)
            if not more:
                behind = self.past_the(self._past_and(found[1]))
                if self.at(behind, "unit") == last.unit and self.at(
                    behind + 1, "after"
                ):  # "or the week after"
                    found = (_hull(last, moved(last, 1, last.unit)), behind + 2)
                    continue
                if not (self.at(behind, "next") and last.unit is not Unit.DAY):
                    break
                more = (moved(last, 1, last.unit), behind + 1)
            found = (_hull(last, resolved(more[0], last.first or self.today)), more[1])
        return found

    def _past_and(self, place: int) -> int:
        while self.at(place, "and"):
            place += 1
        return place


def _bare(piece: Piece) -> Piece:
    return replace(piece, weekdays=frozenset()) if isinstance(piece, Stretch) else piece


def _hull(one: Stretch, other: Stretch) -> Stretch:
    """From the first to the last of two; of two days in one week, only those days."""
    firsts = [stretch.first for stretch in (one, other)]
    untils = [stretch.until for stretch in (one, other)]
    whole = Stretch(
        None if None in firsts else min(first for first in firsts if first),
        None if None in untils else max(until for until in untils if until),
    )
    if whole.first and whole.until and (whole.until - whole.first).days <= 7:
        days = {day.weekday() for part in (one, other) for day in days_of(part)}
        if len(days) < (whole.until - whole.first).days:
            return replace(whole, weekdays=frozenset(days))
    return whole
