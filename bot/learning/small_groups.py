"""Which numbers of people may be told, so that no small group can be read or worked out from the others.

Numbers are rounded to the nearest 5 and those under the minimum are hidden, as HESA does
(hesa.ac.uk, "Rounding and suppression to anonymise statistics"). That alone does not stop somebody who
takes one number from another, so we attack the numbers ourselves before anybody sees them, as one who
knows the exact total of everybody and how many people work in each directorate at each site. As long as
something would come out, the next smallest number is hidden too. See docs/decisions/0035.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

STEP: Final = 5
"""Numbers are rounded to it; and of every small group so many sizes stay possible."""

Cell: TypeAlias = tuple[str, str]
Told: TypeAlias = dict[str, int | None]
"""A number by name; None: it is not told. The name "" (not known) is never told, and not in it."""

_ROWS, _COLUMNS = "rows", "columns"
_Node: TypeAlias = tuple[str, str]
_IN: Final[_Node] = ("in", "")
_OUT: Final[_Node] = ("out", "")
_Edge: TypeAlias = tuple[_Node, _Node]


@dataclass(frozen=True, slots=True)
class Crossed:
    """How many there were by row and column (a directorate and a site), and how many there can be at most.

    `small` holds what is small by another measure than its number (few people who came often). Where it is
    known to everybody that there is one column alone, `came` names it "".
    """

    came: Mapping[Cell, int]
    most: Mapping[Cell, int]
    small: Collection[_Node] = ()


def rounded(number: int) -> int:
    """To the nearest multiple of 5."""
    return (number + STEP // 2) // STEP * STEP


def tell(crossed: Crossed, minimum: int) -> tuple[Told, Told]:
    """The rows and the columns that may be told beside the exact total of them all."""
    sums = {node: _sum(crossed.came, node) for node in _nodes(crossed.most)}
    small = {node for node in sums if sums[node] < minimum or node in crossed.small}
    hidden = small | {node for node in sums if not node[1]}
    while told := sorted((sums[node], node) for node in sums.keys() - hidden):
        if not _lonely(sums, hidden, minimum) and not _found(crossed, sums, small, hidden, minimum):
            break
        hidden.add(told[0][1])
    return tuple(  # type: ignore[return-value] # two sides, two dictionaries
        {
            name: None if node in hidden else rounded(sums[node])
            for node in sorted(sums)
            if (name := node[1]) and node[0] == side
        }
        for side in (_ROWS, _COLUMNS)
    )


def row(name: str) -> _Node:
    """How `Crossed.small` names a row."""
    return (_ROWS, name)


def _nodes(cells: Iterable[Cell]) -> set[_Node]:
    return {node for one, other in cells for node in ((_ROWS, one), (_COLUMNS, other))}


def _sum(numbers: Mapping[Cell, int], node: _Node) -> int:
    side, name = node
    return sum(number for cell, number in numbers.items() if cell[side == _COLUMNS] == name)


def _lonely(sums: Mapping[_Node, int], hidden: Collection[_Node], minimum: int) -> bool:
    """Whether what is hidden of one side is, all together, a small group that the total gives away."""
    for side in (_ROWS, _COLUMNS):
        there = [node for node in hidden if node[0] == side and (node[1] or sums[node])]
        if any(name for _, name in there) and (
            len(there) == 1 or sum(map(sums.__getitem__, there)) < minimum
        ):
            return True
    return False


# ── The attack ───────────────────────────────────────────────────────────────────────────────────


def _found(
    crossed: Crossed,
    sums: Mapping[_Node, int],
    small: set[_Node],
    hidden: set[_Node],
    minimum: int,
) -> bool:
    """Whether somebody could tell a small group's size more closely than to one of five."""
    flows = _Flows(crossed, sums, small, hidden, minimum)
    for edges in _targets(crossed, small & hidden, minimum):
        possible = sum(flows.most[edge] for edge in edges)
        if flows.room(edges, min(STEP - 1, possible)) < min(STEP - 1, possible):
            return True
    return False


def _targets(crossed: Crossed, small: Collection[_Node], minimum: int) -> Iterator[list[_Edge]]:
    """Every small group that has a name: a hidden row or column, those of one side together, a crossing."""
    for side in (_ROWS, _COLUMNS):
        few = [_own(node) for node in sorted(small) if node[0] == side]
        yield from ([edge] for edge in few)
        if len(few) > 1:
            yield few
    for one, other in sorted(crossed.most):
        if crossed.came.get((one, other), 0) < minimum:
            yield [((_ROWS, one), (_COLUMNS, other))]


def _own(node: _Node) -> _Edge:
    return (_IN, node) if node[0] == _ROWS else (node, _OUT)


class _Flows:
    """People flow in through their row and out through their column, as many as the total says: whatever fits
    is as possible as what was. How far one number can go up and down is found by pushing, and found exactly
    (Ford and Fulkerson, "Maximal flow through a network", 1956).
    """

    def __init__(
        self,
        crossed: Crossed,
        sums: Mapping[_Node, int],
        small: Collection[_Node],
        hidden: Collection[_Node],
        minimum: int,
    ) -> None:
        self.most: dict[_Edge, int] = {}
        self._rest: dict[_Node, dict[_Node, int]] = {}
        for (one, other), most in crossed.most.items():
            number = crossed.came.get((one, other), 0)
            self._put(((_ROWS, one), (_COLUMNS, other)), number, 0, most)
        for node, number in sums.items():
            least, most = 0, _sum(crossed.most, node)
            self.most[_own(node)] = most
            if node not in hidden:
                least, most = max(minimum, rounded(number) - STEP // 2), rounded(number) + STEP // 2
            elif node[1] and node not in small:
                least = minimum  # somebody may see that it was hidden for others' sake
            elif node[1] and node not in crossed.small:
                most = min(most, minimum - 1)
            self._put(_own(node), number, least, most)

    def _put(self, edge: _Edge, number: int, least: int, most: int) -> None:
        one, other = edge
        self.most.setdefault(edge, most)
        self._rest.setdefault(one, {})[other] = max(0, most - number)
        self._rest.setdefault(other, {})[one] = max(0, number - least)

    def room(self, edges: Collection[_Edge], enough: int) -> int:
        """How many other sizes these can have together; it stops counting at `enough`."""
        up = self._push([(other, one, self._rest[one][other]) for one, other in edges], edges, enough)
        if up >= enough:
            return up
        back = [(one, other, self._rest[other][one]) for one, other in edges]
        return up + self._push(back, edges, enough - up)

    def _push(self, doors: list[tuple[_Node, _Node, int]], without: Collection[_Edge], enough: int) -> int:
        """How much comes back from the far ends of some edges to their near ends, each within its room."""
        rest, start, end = self._rest, ("start", ""), ("end", "")
        kept = [(one, other, rest[one][other]) for edge in without for one, other in (edge, edge[::-1])]
        for one, other, _ in kept:
            rest[one][other] = 0
        rest[start] = Counter()
        rest[end] = {}
        for first, last, room in doors:
            rest[start][first] += room
            rest[last][end] = rest[last].get(end, 0) + room
        ways: list[list[_Edge]] = []
        while len(ways) < enough and (way := _way(rest, start, end)):
            for one, other in way:
                rest[one][other] -= 1
                rest[other][one] = rest[other].get(one, 0) + 1
            ways.append(way)
        for one, other in (edge for way in ways for edge in way):
            rest[one][other] += 1
            rest[other][one] -= 1
        for _, last, _ in doors:
            rest[last].pop(end, None)
        for first in rest.pop(start) | rest.pop(end):
            rest[first].pop(start, None)
            rest[first].pop(end, None)
        for one, other, room in kept:
            rest[one][other] = room
        return len(ways)


def _way(rest: Mapping[_Node, Mapping[_Node, int]], start: _Node, end: _Node) -> list[_Edge]:
    """The shortest way on which there is room; none: an empty list."""
    came_from: dict[_Node, _Node] = {start: start}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for other, room in rest[node].items():
            if room > 0 and other not in came_from:
                came_from[other] = node
                if other == end:
                    way = [(node, end)]
                    while way[-1][0] != start:
                        way.append((came_from[way[-1][0]], way[-1][0]))
                    return way
                waiting.append(other)
    return []
