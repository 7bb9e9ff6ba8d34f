"""Written patterns of what people say, "command: pattern", as what they are read with.

One pattern a paragraph; what is indented goes on with it, and "#" begins a heading.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.understand.sentences import pattern


@dataclass(frozen=True, slots=True)
class Saying:
    """`word` is a command's name, or "language". It is said where `wanted` is found and `unless` is not."""

    word: str
    wanted: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def search(self, row: str) -> re.Match[str] | None:
        """Where it is said in a row of pieces."""
        found = self.wanted.search(row)
        return None if found is None or (self.unless and self.unless.search(row)) else found


_UNLESS = re.compile(r"\(\?! ?\.\* ")
_GOES_ON = re.compile(r" ?[A-Z(^]")
_CAPITALS = re.compile(r"[A-Z]+(?:_[A-Z]+)*")


def sayings(patterns: str, macros: Mapping[str, str]) -> list[Saying]:
    """What is written in `patterns` (see `sentences.pattern`); `macros`: names that stand for a pattern."""
    kept = {name: " ".join(written.split()) for name, written in macros.items()}
    found: list[Saying] = []
    lines = [line for line in patterns.strip().splitlines() if not line.startswith("#")]
    for line in "\n".join(lines).replace("\n    ", " ").splitlines():
        word, _, template = line.partition(": ")
        template = _CAPITALS.sub(lambda name: kept.get(name[0], name[0]), template)
        unless, rest = _unless(template)
        found.append(Saying(word, pattern(rest), pattern(unless) if unless else None))
    return found


def _unless(template: str) -> tuple[str, str]:
    """Where it begins with "(?! .* X)", which is: not where X stands anywhere, X and the rest."""
    begins = _UNLESS.match(template)
    if not begins:
        return "", template
    depth = 1
    for place in range(begins.end(), len(template)):
        depth += {"(": 1, ")": -1}.get(template[place], 0)
        if not depth:
            within, rest = template[begins.end() : place], template[place + 1 :]
            return (within, rest) if _GOES_ON.match(rest) else ("", template)
    return "", template
