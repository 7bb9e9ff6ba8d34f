"""What one column of a survey holds: a scale, words in order, options, free words; or who somebody is."""

import re
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.intake.moments import read_moment
from bot.intake.report import Reason, Unclear, shown
from bot.intake.surveys.headings import role_of
from bot.intake.surveys.joined import LONGEST_OPTION, MOST_OPTIONS, parts_of, separator_of
from bot.intake.surveys.mending import MASK, clean, discreet, mended
from bot.intake.surveys.numbers import Scale, find_scale, number, scale_said
from bot.intake.surveys.people import names_people
from bot.intake.surveys.words import folded, in_order
from bot.intake.tables import Cell
from bot.learning.surveys import Answered, Asked, Kind, Role

_MARK = 40  # letters: what says that there is no answer is short
_NOTHING = frozenset({"", "none", "n a", "na", "nan", "null", "nil", "dim", "dim byd"})
"""What people write where they have nothing to say."""
_DOES_NOT_APPLY = frozenset(
    {
        "n a", "na", "not applicable", "does not apply", "don t know", "do not know", "no opinion",
        "no answer", "prefer not to say", "did not attend", "not relevant", "amherthnasol",
        "ddim yn berthnasol", "ddim yn gwybod", "dim barn", "mae n well gen i beidio a dweud",
    }
)  # fmt: skip


@dataclass(slots=True)
class Column:
    """One column as it was read. `answered` is None where nothing of it is kept."""

    heading: str
    place: int  # 0 is the first
    role: Role
    kind: Kind | None
    texts: tuple[str, ...]
    answered: Answered | None = None
    notes: list[Reason] = field(default_factory=list)
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of columns, by place: marks of no answer, and scales."""

    missing: Mapping[int, frozenset[str]] = field(default_factory=dict)
    scales: Mapping[int, Scale] = field(default_factory=dict)


def read_column(heading: str, place: int, cells: Sequence[Cell], told: Told) -> Column:
    """Everything there is to say of a column by itself."""
    cleaned: dict[Cell, str] = {cell: clean(cell) for cell in set(cells)}
    texts = tuple(cleaned[cell] for cell in cells)
    given = Counter(texts)
    blank = given.pop("", 0)
    role = role_of(heading)
    column = Column(heading, place, role, None, texts)
    if twice := {cell for cell in cleaned if isinstance(cell, str) and mended(cell) != cell}:
        column.notes.append(Reason("survey-mended", {"cells": sum(cell in twice for cell in cells)}))
    if not given:
        column.texts = ()  # a hundred thousand blanks in each of hundreds of columns
        return column
    if role == "person" or names_people(given):
        column.role = "person"
        return column
    if role == "date" and (days := _days(cells)):
        column.days = days
        return column
    column.role = "other" if role == "date" else role
    missing = {mark: given.pop(mark) for mark in sorted(told.missing.get(place, ())) if mark in given}
    _decide(column, given, missing, told.scales.get(place), ticked=blank > 0)
    fit_role(column)
    return column


_SUITS: Mapping[Role, tuple[Kind, ...]] = {
    "comment": ("words",),
    "action": ("words",),
    "session": ("choice", "order"),
    **dict.fromkeys(("useful", "before", "after"), ("scale", "order")),
    "recommend": ("scale", "order", "choice"),
}


def fit_role(column: Column) -> None:
    """What a heading promises has to suit what stands below it; words that suit nothing are comments."""
    if column.kind is None or column.kind in _SUITS.get(column.role, (column.kind,)):
        return
    column.role = "comment" if column.kind == "words" else "other"
    if column.answered is not None:
        asked = replace(column.answered.asked, role=column.role)
        column.answered = replace(column.answered, asked=asked)


def _decide(
    column: Column, given: Counter[str], missing: Mapping[str, int], scale: Scale | None, *, ticked: bool
) -> None:
    """Which kind of question it is, and what each row answers."""
    if _as_scale(column, given, missing, scale):
        return
    options = in_order(given)
    if options:
        _keep(column, "order", options, missing)
    elif column.role == "session" and len(given) * 2 <= sum(given.values()) + 2:
        _keep(column, "choice", {name: name for name in sorted(given)}, missing)
    elif separator := separator_of(given):
        _as_several(column, given, separator, missing)
    elif len(given) == 1 and ticked:
        as_ticks(column, next(iter(given)))
    elif _few(given) and column.role not in ("comment", "action"):
        _keep(column, "choice", {name: name for name in _by_number(given)}, missing)
    else:
        as_words(column, given)


def _keep(column: Column, kind: Kind, told_as: Mapping[str, str], missing: Mapping[str, int]) -> None:
    """Each text is told as an option; options are in the order in which they first stand there."""
    options = tuple(dict.fromkeys(told_as.values()))
    marks = tuple(missing)
    known = {**told_as, **{mark: mark for mark in marks}}
    asked = Asked(column.heading, column.role, kind, options, missing=marks)
    column.kind = kind
    column.answered = Answered(asked, tuple(known.get(text) for text in column.texts))


# ── Scales of numbers ────────────────────────────────────────────────────────────────────────────


def _as_scale(column: Column, given: Counter[str], missing: Mapping[str, int], told: Scale | None) -> bool:
    numbers = {text: value for text in given if (value := number(text)) is not None}
    others = {text: times for text, times in given.items() if text not in numbers}
    if not numbers:
        return False
    aside = {text: times for text, times in others.items() if _is(text, _DOES_NOT_APPLY)}
    unread = {text: times for text, times in others.items() if text not in aside}
    if unread and told is None and _worded(unread, given):
        return False
    values: Counter[int] = Counter()
    for text, value in numbers.items():
        values[value] += given[text]
    scale = find_scale(values, recommend=column.role == "recommend", told=told or scale_said(column.heading))
    if scale is None:
        return _as_numbers(column, given, values, unread)
    label = {value: str(value) for value in scale.steps}
    for text, value in sorted(numbers.items(), key=lambda each: given[each[0]]):
        if value in label:
            label[value] = text
    known: dict[str, Hashable] = {text: label.get(value, str(value)) for text, value in numbers.items()}
    known |= {mark: mark for mark in (*missing, *aside)}
    asked = Asked(
        column.heading,
        column.role,
        "scale",
        tuple(label[value] for value in scale.steps),
        values=scale.steps,
        codes=scale.codes,
        missing=(*missing, *aside),
    )
    column.kind = "scale"
    column.answered = Answered(asked, tuple(known.get(text) for text in column.texts))
    _report(column, scale, values, aside, unread)
    return True


def _is(text: str, words: frozenset[str]) -> bool:
    return len(text) <= _MARK and folded(text) in words


def _worded(unread: Mapping[str, int], given: Mapping[str, int]) -> bool:
    """Whether words among numbers say that this is no scale: "3+" beside 1 and 2, or too many of them."""
    if any(mark.isdigit() for text in unread for mark in text):
        return True
    return sum(unread.values()) * 5 > sum(given.values())


def _report(
    column: Column,
    scale: Scale,
    values: Mapping[int, int],
    aside: Mapping[str, int],
    unread: Mapping[str, int],
) -> None:
    steps = {value: times for value, times in values.items() if value not in scale.codes}
    for code in scale.codes:
        facts: dict[str, str | int] = {
            "value": str(code),
            "rows": values[code],
            "low": scale.low,
            "high": scale.high,
            "without": _mean(steps),
            "within": _mean({**steps, code: values[code]}),
        }
        column.notes.append(Reason("survey-code", facts))
    if aside:
        words: dict[str, str | int] = {"value": shown(", ".join(aside)), "rows": sum(aside.values())}
        column.notes.append(Reason("survey-aside", words))
    _report_unread(column, unread)


def _mean(given: Mapping[int, int]) -> str:
    times = sum(given.values())
    return f"{sum(value * each for value, each in given.items()) / times:.2f}" if times else "-"


def _report_unread(column: Column, unread: Mapping[str, int]) -> None:
    if unread:
        facts: dict[str, str | int] = {"value": shown(", ".join(unread)), "rows": sum(unread.values())}
        column.notes.append(Reason("survey-unread", facts))


def _as_numbers(
    column: Column, given: Mapping[str, int], values: Mapping[int, int], unread: Mapping[str, int]
) -> bool:
    """Numbers that are no scale: years, hours. One of each is no question but a number of the answer."""
    if len(values) < 3:  # two numbers are options
        return False
    if sum(values.values()) == len(values) > MOST_OPTIONS:
        column.role = "person"
        return True
    answers = tuple(number(text) if text in given else None for text in column.texts)
    column.kind = "number"
    column.answered = Answered(Asked(column.heading, column.role, "number"), answers)
    _report_unread(column, unread)
    return True


# ── Options and words ────────────────────────────────────────────────────────────────────────────


def _few(given: Counter[str]) -> bool:
    """Whether texts are options: few, short, and given again and again."""
    many, times = len(given), sum(given.values())
    longest = max(map(len, given))
    return many <= MOST_OPTIONS and longest <= LONGEST_OPTION and times >= (2 if many <= 7 else 3) * many


def _by_number(given: Counter[str]) -> list[str]:
    """Options that begin with numbers in their order ("1", "2", "3+"); others as often as they were given."""
    if all(text[:1].isdigit() for text in given):
        return sorted(given, key=lambda text: (int("".join(re.findall(r"^\d{1,9}", text)) or 0), text))
    return [text for text, _ in sorted(given.items(), key=lambda each: (-each[1], each[0]))]


def _as_several(column: Column, given: Counter[str], separator: str, missing: Mapping[str, int]) -> None:
    ticked: Counter[str] = Counter()
    known: dict[str, Hashable] = {}
    for text, times in given.items():
        parts = parts_of(text, separator)
        known[text] = parts or None
        ticked.update(dict.fromkeys(parts, times))
    asked = Asked(column.heading, column.role, "choices", tuple(_by_number(ticked)), missing=tuple(missing))
    column.kind = "choices"
    column.answered = Answered(asked, tuple(known.get(text) for text in column.texts))


def as_ticks(column: Column, option: str) -> None:
    """A box of its own: ticked or left blank."""
    asked = Asked(column.heading, column.role, "choices", (option,))
    column.kind = "choices"
    column.answered = Answered(asked, tuple((option,) if text == option else None for text in column.texts))


def as_words(column: Column, given: Collection[str]) -> None:
    """What people wrote, without addresses; "none" says nothing."""
    said = {text: discreet(text) for text in given if not _is(text, _NOTHING) or not text.isascii()}
    if nothing := sum(text not in said for text in column.texts if text in given):
        column.notes.append(Reason("survey-nothing-said", {"rows": nothing}))
    if masked := sum(text in said and MASK in said[text] and MASK not in text for text in column.texts):
        column.notes.append(Reason("survey-masked", {"rows": masked}))
    column.kind = "words"
    column.answered = Answered(
        Asked(column.heading, column.role, "words"), tuple(said.get(text) for text in column.texts)
    )


def _days(cells: Sequence[Cell]) -> tuple[date, date] | None:
    """The first and the last day of a column of days, with or without times; None where it is none."""
    days: set[date] = set()
    unread = 0
    written = {
        cell.date()
        if isinstance(cell, datetime)
        else cell.split()[0].split("T")[0]
        if isinstance(cell, str)
        else cell
        for cell in cells
        if cell and (not isinstance(cell, str) or cell.strip())
    }
    for cell in written:
        try:
            day = read_moment(cell).day
        except Unclear:
            day = None
        if day is None:
            unread += 1
        else:
            days.add(day)
    return (min(days), max(days)) if days and unread * 5 <= len(days) else None
