"""Phrases taken out of a question: which kind of wish each says, and alternatives ("Barry or Bangor")."""

from collections.abc import Sequence

from bot.understand.letters import Token, fold, tokens
from bot.understand.wish_words import NOT_A_FORMAT, Kind, Table

_LINKING = frozenset(["or", "and", "&", "/", ",", "either", "neu", "a", "ac", "na"])
_SMALL = frozenset(["in", "at", "for", "on", "the", "yn", "yng", "ym", "i", "ar", "am", "y", "yr"])


class Taken:
    """What was taken out of `text` so far. `sites` are the places of the programme."""

    def __init__(self, text: str, sites: Sequence[str]) -> None:
        self._text = text
        self._sites = sites
        self._values: dict[Kind, list[str]] = {}
        self._said: dict[Kind, tuple[int, int]] = {}

    @property
    def kinds(self) -> Sequence[Kind]:
        """What was said anything of, in the order of the tables."""
        return list(self._values)

    def all(self, kind: Kind) -> tuple[str, ...]:
        """Every value that will do."""
        return tuple(self._values.get(kind, ()))

    def only(self, kind: Kind) -> str:
        """The one value; "" where none was said, or one is as welcome as another."""
        values = self._values.get(kind, ())
        return values[0] if len(values) == 1 else ""

    def said(self, kind: Kind) -> str:
        """The words that said it."""
        start, end = self._said[kind]
        return self._text[start:end]

    def take(self, kept: Sequence[Token], table: Table) -> list[Token]:
        """Take the phrases of `table` out of the tokens, longest first, and give what is left."""
        left: list[Token] = []
        place = 0
        longest = max(map(len, table), default=0)
        while place < len(kept):
            for size in range(min(longest, len(kept) - place), 0, -1):
                phrase = kept[place : place + size]
                found = table.get(tuple(token.text for token in phrase))
                behind = kept[place + size].text if place + size < len(kept) else ""
                other = found and found[0] == "format" and behind in NOT_A_FORMAT
                if found and not other and self._counts(*found, phrase[0].start, phrase[-1].end):
                    place += size
                    break
            else:
                left.append(kept[place])
                place += 1
        return left

    def _counts(self, kind: Kind, value: str, start: int, end: int) -> bool:
        """Whether it is the first of its kind, the same again, or another that will do as well."""
        values = self._values.setdefault(kind, [])
        if not values:
            self._said[kind] = (start, end)
        elif value not in values:
            first, last = self._said[kind]
            if kind == "place" and self._one_place(values[-1], value):
                return True  # "Learning Hub 1 in Barry"
            if not self._linked(last, start):
                return False
            self._said[kind] = (first, end)
        else:
            return True
        values.append(value)
        return True

    def _linked(self, end: int, start: int) -> bool:
        between = {token.text for token in tokens(self._text[end:start])}
        return bool(between & _LINKING) and between <= _LINKING | _SMALL

    def _one_place(self, one: str, other: str) -> bool:
        return any(fold(one) in fold(site) and fold(other) in fold(site) for site in self._sites)
