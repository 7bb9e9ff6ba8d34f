"""Names that are perhaps one session's: nothing is put together for that, but somebody should know."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from bot.intake.surveys.words import folded

_SMALL = frozenset(
    {
        *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"),
        *("ac", "am", "ar", "y", "yr", "i", "o", "gan", "gyda", "mewn"),
    }
)
_MOST = 300  # names; each is compared with each
_ALIKE = 0.8
_WITHIN = 3  # words that one name must have to be found whole in another


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that differ in small words, in an "s", or in what stands before or behind."""
    known = [(name, _words(name)) for name in sorted(set(names))[:_MOST]]
    for (one, mine), (other, theirs) in combinations(known, 2):
        if _numbers(mine) == _numbers(theirs) and _same(mine, theirs):
            yield one, other


def _words(name: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in folded(name).split() if word not in _SMALL and word != "s")


def _numbers(words: frozenset[str]) -> frozenset[str]:
    """Part 1 is not part 2."""
    return frozenset(word for word in words if word.isdigit())


def _same(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    both = mine & theirs
    if not both:
        return False
    shorter = min(mine, theirs, key=len)
    return len(both) >= _ALIKE * len(mine | theirs) or (both == shorter and len(shorter) >= _WITHIN)
