"""What somebody can work out who has written down everything they were ever shown: exact, by fractions.

Every figure is a sum over answers. Whatever can be computed from figures by adding and subtracting is a
combination of these sums; one that only touches the answers of a few people tells something about them.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

Answer: TypeAlias = Hashable
Sum: TypeAlias = Mapping[Answer, int]
"""How often each answer is in a figure that was shown."""
TooFew: TypeAlias = Callable[[Collection[Answer]], bool]
"""Whether so few people gave these answers that nobody may learn anything of them alone."""

_MOST = 4  # small pieces that are tried together


def worked_out(shown: Sequence[Sum], too_few: TooFew) -> frozenset[Answer] | None:
    """The answers of a few people, of which something can be worked out by adding and subtracting; None
    where there are none.
    """
    rows = [dict(row) for row in {frozenset(row.items()) for row in shown}]
    pieces = _pieces(rows)
    matrix = [[Fraction(row.get(next(iter(piece)), 0)) for piece in pieces] for row in rows]
    small = [number for number, piece in enumerate(pieces) if too_few(piece)]
    whole = rank(matrix) if small else 0
    for chosen in _some(small):
        together = frozenset[Answer]().union(*(pieces[number] for number in chosen))
        if not too_few(together):
            continue
        outside = [[value for at, value in enumerate(row) if at not in chosen] for row in matrix]
        if rank(outside) < whole:  # a combination is nothing but theirs
            return together
    return None


def told_apart(shown: Sequence[Collection[Answer]]) -> list[frozenset[Answer]]:
    """What can be cut out of lists by comparing them: what stands in just the same ones."""
    return _pieces([dict.fromkeys(row, 1) for row in shown])


def _pieces(rows: Sequence[Sum]) -> list[frozenset[Answer]]:
    """Answers that were only ever shown together."""
    alike: dict[tuple[int, ...], set[Answer]] = {}
    for answer in {answer for row in rows for answer in row}:
        alike.setdefault(tuple(row.get(answer, 0) for row in rows), set()).add(answer)
    return [frozenset(piece) for piece in alike.values()]


def _some(small: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for many in range(1, min(_MOST, len(small)) + 1):
        yield from combinations(small, many)


def rank(matrix: Sequence[Sequence[Fraction]]) -> int:
    """How many rows say something that the others do not."""
    rows, found = [list(row) for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((number for number in range(found, len(rows)) if rows[number][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for number in range(found + 1, len(rows)):
            if factor := rows[number][column] / rows[found][column]:
                rows[number] = [a - factor * b for a, b in zip(rows[number], rows[found], strict=True)]
        found += 1
    return found
