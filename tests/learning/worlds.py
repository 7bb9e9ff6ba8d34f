"""Somebody who wants to know how many of a small group came: every world that fits what is told is tried."""

from collections import defaultdict
from itertools import product

from bot.learning.small_groups import STEP


def told(side):
    return {name for name, number in side.items() if number is not None}


def _windows(shown, sums, most, minimum):
    """For each name the sizes that what is told leaves open; whether it is small is taken as known."""
    windows = {}
    for name, total in sums.items():
        if not name:
            windows[name] = (0, most[name])
        elif (number := shown[name]) is not None:
            windows[name] = (max(minimum, number - 2), number + 2)
        else:
            windows[name] = (0, minimum - 1) if total < minimum else (minimum, most[name])
    return windows


def _sums(cells, side):
    sums = defaultdict(int)
    for cell, number in cells.items():
        sums[cell[side]] += number
    return sums


def found_out(came, most, minimum, directorates, sites):
    """Small groups of which fewer than five sizes (or than there are) are left, over all possible worlds."""
    cells = sorted(most)
    sides = [
        _windows(shown, _sums(dict.fromkeys(cells, 0) | came, side), _sums(most, side), minimum)
        for side, shown in enumerate((directorates, sites))
    ]
    total = sum(came.values())
    worlds = [
        dict(zip(cells, world, strict=True))
        for world in product(*(range(most[cell] + 1) for cell in cells))
        if sum(world) == total
    ]
    worlds = [
        world
        for world in worlds
        if all(
            windows[name][0] <= number <= windows[name][1]
            for side, windows in enumerate(sides)
            for name, number in _sums(world, side).items()
        )
    ]
    assert any(all(world[cell] == came.get(cell, 0) for cell in cells) for world in worlds)
    groups = [[cell] for cell in cells]
    for side, shown in enumerate((directorates, sites)):
        groups += [[cell for cell in cells if cell[side] == name] for name in {cell[side] for cell in cells}]
        few = [name for name, number in shown.items() if number is None]
        groups.append([cell for cell in cells if cell[side] in few and sides[side][cell[side]][0] == 0])
    found = []
    for group in groups:
        size = sum(came.get(cell, 0) for cell in group)
        if size < minimum and (told(directorates) or told(sites)):
            sizes = {sum(world[cell] for cell in group) for world in worlds}
            if len(sizes) < min(STEP, sum(most[cell] for cell in group) + 1):
                found.append((group, sizes))
    return found
