"""Which scale a column of numbers is, and which of its numbers are none of its steps.

A survey's file rarely says what its numbers mean. What is on the scale is taken as it stands; what is not (a
6 behind 1 to 5, a 0 before it, 99) is never counted nor dropped by us: somebody is asked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOPS = (3, 4, 5, 7, 10)
_MARKS = frozenset(
    {77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 9999, -1, -2, -7, -8, -9, -77, -88, -99, -999}
)
"""Numbers that survey programs write for "no answer", "does not apply" and "does not know"."""
_SAID = re.compile(
    r"(?<![\d.])(?P<low>[01])\s*(?:-|–|—|to|i|hyd at)\s*(?P<high>10|[2-9])(?![\d.])"
    r"|(?:out of|allan o)\s+(?P<of>10|[2-9])(?!\d)",
    re.IGNORECASE,
)
# "5", "5.0", "-1", "5 - Very useful", "5 (very useful)", "4/5", "4 out of 5"
_NUMBER = re.compile(
    r"(?P<number>-?\d{1,4})(?:\.0+)?"
    r"(?:\s*(?:/|out of|allan o)\s*(?P<of>\d{1,2})|\s*[-–—:=.)(](?!\d).*)?"
)


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high`; `codes` stand in the column and on no step. `said`: somebody told the scale."""

    low: int
    high: int
    codes: tuple[int, ...] = ()
    said: bool = False

    @property
    def steps(self) -> tuple[int, ...]:
        return tuple(range(self.low, self.high + 1))


def number(text: str) -> int | None:
    """The whole number that an answer gives, alone or with the words for it; None for anything else."""
    found = _NUMBER.fullmatch(text)
    return int(found["number"]) if found else None


def scale_said(heading: str) -> Scale | None:
    """The scale that a heading names: "How useful was it (1-5)?", "out of 10"."""
    found = _SAID.search(heading)
    if found is None:
        return None
    return Scale(int(found["low"] or 1), int(found["high"] or found["of"]), said=True)


def find_scale(given: Mapping[int, int], *, recommend: bool, told: Scale | None = None) -> Scale | None:
    """The scale of numbers that were given so often each; None where they are none.

    `recommend`: the question is the one that is asked from 0 to 10 everywhere. `told`: what is known of it.
    """
    if told is not None:
        outside = sorted(value for value in given if not told.low <= value <= told.high)
        return Scale(told.low, told.high, tuple(outside), said=True)
    marks = {value for value in given if value in _MARKS or value < 0}
    steps = sorted(set(given) - marks)
    if not steps or steps[-1] > _TOPS[-1]:
        return None
    if sum(given[value] for value in marks) > sum(given[value] for value in steps):
        return None
    if recommend and steps[-1] > 5:  # a scale of five may be asked too
        return Scale(0, 10, tuple(sorted(marks)))
    if len(steps) < 2 or steps[-1] < _TOPS[0]:
        return None
    high = _top(steps)
    low = 0 if high == _TOPS[-1] and 0 in steps else 1
    beyond = {value for value in steps if not low <= value <= high}
    return Scale(low, high, tuple(sorted(marks | beyond)))


def _top(steps: list[int]) -> int:
    """The end of the scale. 6, 8 and 9 end none that is in use: either the scale goes further, and nobody
    chose its end, or the number stands for something else; that is likelier where steps below are missing.
    """
    last = steps[-1]
    if last in _TOPS:
        return last
    most = 7 if last > 7 and 7 in steps else 5
    below = [step for step in steps if step <= most]
    unbroken = last > 7 and {6, 7, last - 1} <= set(steps)
    if unbroken or not (len(below) >= 3 or (last == 6 and most in steps)):
        return _TOPS[-1]
    return next(top for top in _TOPS if top >= below[-1])
