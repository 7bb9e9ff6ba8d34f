"""Dates that are a part of another: the end of March, first Friday in May, the week of the 16th."""

from bot.understand.almanac import Stretch, Unit, around, edge, nth
from bot.understand.date_anchors import Anchors
from bot.understand.date_join import resolved
from bot.understand.date_names import Read


class Cuts(Anchors):
    """Rules that cut an anchor out of another."""

    def commencing(self, place: int) -> Read:
        """The week that holds a date: w/c 16 March, wythnos yn dechrau 16 Mawrth."""
        week = self.at(place, "wc")
        unit = Unit.WEEKEND if self.at(place, "unit") == "weekend" else Unit.WEEK
        if not week and self.at(place, "unit") not in {"week", "weekend"}:
            return None
        to = self.joined(self.past_glue(place + 1))
        if to is None or (not week and not self.dated(self.past_glue(place + 1))):
            return None
        anchor = resolved(to[0], self.since)
        if anchor.first is None or anchor.until is None or (anchor.until - anchor.first).days > 7:
            return None
        return around(anchor.first, unit), to[1]

    def cut(self, place: int) -> Read:
        """The start, middle, end or rest of something."""
        which = self.at(place, "edge")
        if which is None:
            return None
        hyphen = place + 1 < len(self.words) and self.words[place + 1].text == "-"  # "mid-April"
        to = self.whole(place + 1 + hyphen)
        if to is None:
            return None
        cut = edge(resolved(to[0], self.since), which, self.today)
        return (cut, to[1]) if cut else None

    def numbered(self, place: int) -> Read:
        """First Friday in May, last week of April, the second weekend of next month."""
        count = self.at(place, "nth") or self.at(place, "ordinal")
        return self._nth(count, place + 1, place + 2) if count else None

    def numbered_behind(self, place: int) -> Read:
        """Welsh: dydd Gwener olaf mis Mai, wythnos gyntaf Ebrill."""
        count = self.at(place + 1, "nth")
        return self._nth(count, place, place + 2) if count else None

    def _nth(self, count: str, named: int, behind: int) -> Read:
        weekday, unit = self.at(named, "weekday"), self.at(named, "unit")
        if weekday is None and unit not in {"day", "week", "weekend", "month"}:
            return None
        to = self.whole(behind)
        if to is None or not isinstance(to[0], Stretch):
            return None
        found = nth(int(count), int(weekday) if weekday is not None else Unit(unit or ""), to[0])
        return (found, to[1]) if found else None
