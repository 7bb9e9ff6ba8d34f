"""Anchors of dates: what one place among the words may mean, kept, and joined with what narrows it.

The rules that read anchors are in `date_names`, `date_cuts` and `date_moves`. Each takes a place among
the words and gives what it read and the place behind it, or None; they call each other through `anchor`
and `joined`, so that what they read composes.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from bot.learning.holidays import NO_HOLIDAYS, Holidays
from bot.understand.almanac import Unit, around
from bot.understand.date_feasts import Feasts
from bot.understand.date_join import join
from bot.understand.date_names import Read
from bot.understand.date_words import Word

Rule: TypeAlias = Callable[[int], Read]
_DEEPEST = 8  # rules within rules; nobody says "the end of the end of the end of …"


class Anchors(Feasts, ABC):
    """Reads anchors among `words`, as somebody would mean them on `today`."""

    def __init__(self, words: Sequence[Word], today: date, holidays: Holidays = NO_HOLIDAYS) -> None:
        super().__init__(words, today, holidays)
        self._depth = 0
        self._known: dict[int, Read] = {}

    @abstractmethod
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that reads one anchor."""

    def anchor(self, place: int) -> Read:
        """The longest reading of one date at `place`, kept for the next who asks."""
        if place >= len(self.words):
            return None
        if place not in self._known:
            if self._depth >= _DEEPEST:
                return None
            self._depth += 1
            readings = [reading for rule in self.rules() if (reading := tried(rule, place))]
            self._depth -= 1
            self._known[place] = max(readings, key=lambda read: read[1], default=None)
        return self._known[place]

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

    def whole(self, place: int) -> Read:
        """The same, and "the week", "y mis" for the one we are in; any small words before it are passed."""
        behind = self.past_glue(place)
        unit = self.at(behind, "unit")
        if unit and behind > place and self.words[behind - 1].text in {"the", "y", "yr", "'r"}:
            return self.joined(behind) or (around(self.today, Unit(unit)), behind + 1)
        return self.joined(behind)


def tried(rule: Callable[[int], Read], place: int) -> Read:
    """What a rule reads; nothing where it leads to a date that is none, or behind the calendar's end."""
    try:
        return rule(place)
    except (OverflowError, ValueError):
        return None
