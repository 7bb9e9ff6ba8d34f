"""Written patterns of what people say, "command: pattern", as what they are read with.

One pattern a paragraph; what is indented goes on with it, and "#" begins a heading.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.understand.sentences import pattern


@dataclass(frozen=True)
class Saying:
    """`word` is a command's name, or "language". It is said where `wanted` is found and `unless` is not; both
    as they are written. They are made into patterns when they are first needed: at a start nobody waits.
    """

    word: str
    wanted: str
    unless: str = ""

    def search(self, row: str) -> re.Match[str] | None:
        """Where it is said in a row of pieces."""
        wanted, unless = self.patterns
        found = wanted.search(row)
        return None if found is None or (unless and unless.search(row)) else found

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
        return pattern(self.wanted), pattern(self.unless) if self.unless else None


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
        found.append(Saying(word, rest, unless))
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
