"""A survey as somebody brought it: its figures, what each column was taken for, and what they should know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from bot.learning.refusals import Refusal
from bot.learning.surveys import Asked, Role, Survey, Tally

What: TypeAlias = Literal[
    "scale", "order", "choice", "choices", "words", "number", "date", "person", "group", "empty"
]
"""What a column holds: a kind of answers, days, who somebody is, which session it is about, or nothing."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A column and what it was taken for; `number` as a spreadsheet counts (the first is 1)."""

    heading: str
    number: int
    role: Role
    what: What


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know of a column, or of the whole ("" as its heading): a sentence's name and its facts."""

    column: str
    name: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file was read as. `fingerprint` is the file's, so that the same one twice is one survey."""

    name: str
    source: str
    fingerprint: str
    survey: Survey
    columns: tuple[Matched, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A survey in our hands. `brought_by`: a person's number; None: at the terminal. `kept`: it was decided
    on, and what was said of its columns is forgotten.
    """

    id: int
    brought: Brought
    brought_by: int | None
    brought_at: datetime
    kept: bool


def check_apart(old: Survey, new: Survey) -> None:
    """Refuses figures that differ from older ones of the same survey by so few answers that whoever saw both
    could work them out.
    """
    for before, after in _sizes(old, new):
        if 0 < abs(after - before) < new.minimum:
            raise Refusal("survey-too-close", needed=new.minimum)


def _sizes(old: Survey, new: Survey) -> list[tuple[int, int]]:
    pairs = [(old.n, new.n), *_of(old.asked, old.tallies, new.asked, new.tallies)]
    before = {group.name: group for group in old.groups}
    for group in new.groups:
        if there := before.get(group.name):
            pairs.append((there.n, group.n))
            pairs += _of(old.asked, there.tallies, new.asked, group.tallies)
    return pairs


def _of(
    old: tuple[Asked, ...],
    before: tuple[Tally | None, ...],
    new: tuple[Asked, ...],
    after: tuple[Tally | None, ...],
) -> list[tuple[int, int]]:
    """How many answered each question then and now, of those that are shown both times; with codes, since
    they are told whatever they mean.
    """
    there = {asked.heading: tally for asked, tally in zip(old, before, strict=True) if tally}
    return [
        (_all(there[asked.heading]), _all(tally))
        for asked, tally in zip(new, after, strict=True)
        if tally and asked.heading in there
    ]


def _all(tally: Tally) -> int:
    return tally.n + sum(tally.coded) + sum(tally.left)
