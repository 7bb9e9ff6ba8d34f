"""Counts what goes by in the log: one line per ask and per letter, so that nothing is measured twice."""

from bisect import bisect_left
from collections.abc import Collection, MutableMapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Line: TypeAlias = MutableMapping[str, Any]

# Upper bounds in seconds; Slack waits for three.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_OUTCOMES = frozenset({"answered", "refused", "repeated", "outage", "bug"})
_ENDS = frozenset({"sent", "later", "undeliverable", "unknown", "withdrawn"})
_OTHER = "other"


@dataclass(slots=True)
class Times:
    """How long something took: how often at most so long (the last: longer than all), and all together."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds


@dataclass
class Tally:
    """A structlog processor that changes nothing. What is not known counts as "other": a word may come
    from outside, and must not grow the list without end.
    """

    asks: dict[tuple[str, str, str], int] = field(default_factory=dict)
    times: dict[tuple[str, str], Times] = field(default_factory=dict)
    letters: dict[tuple[str, str], int] = field(default_factory=dict)
    _words: frozenset[str] = frozenset()
    _rooms: frozenset[str] = frozenset()
    _kinds: frozenset[str] = frozenset()

    def know(self, *, words: Collection[str], rooms: Collection[str], kinds: Collection[str]) -> None:
        """The words, rooms and kinds of letters that there are."""
        self._words, self._rooms, self._kinds = frozenset(words), frozenset(rooms), frozenset(kinds)

    def __call__(self, _logger: Any, _method: str, line: Line) -> MutableMapping[str, Any]:
        match line.get("event"):
            case "ask":
                self._count_ask(line)
            case "letter":
                kind = _one_of(self._kinds, line.get("kind"))
                key = kind, _one_of(_ENDS, line.get("outcome"))
                self.letters[key] = self.letters.get(key, 0) + 1
        return line

    def _count_ask(self, line: Line) -> None:
        word, room = _one_of(self._words, line.get("word")), _one_of(self._rooms, line.get("room"))
        # "refused: session-full" is one of a hundred reasons.
        outcome = _one_of(_OUTCOMES, str(line.get("outcome")).partition(":")[0])
        self.asks[word, room, outcome] = self.asks.get((word, room, outcome), 0) + 1
        times = self.times.get((word, room))
        if times is None:
            times = self.times[word, room] = Times()
        times.add(float(line.get("ms") or 0) / 1000)


def _one_of(known: frozenset[str], name: object) -> str:
    return name if isinstance(name, str) and name in known else _OTHER
