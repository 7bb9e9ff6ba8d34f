"""Survey exports (CSV, Excel) to figures, with what each column is and what could not be read."""

import hashlib
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.intake.report import Problem, Reason, Unreadable, shown
from bot.learning.survey_reports import Matched, What
from bot.learning.surveys import Survey, smallest

if TYPE_CHECKING:
    from bot.intake.surveys.columns import Column, Told
    from bot.intake.surveys.sheet import Answers

__all__ = ["Choices", "SurveySheet", "read_survey"]

# The formats load inside: when there is a file, not when Caffi starts.
# ruff: noqa: PLC0415

LARGEST = 20_000_000  # bytes
# What is said of programmes and calendars elsewhere is said of surveys here.
_OTHERWISE = frozenset({"too-large", "too-many-rows", "not-text", "web-page", "no-calendar"})


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody says of a file. Columns are named by their heading, or by number (the first is 1).

    `by`: the column that says which session each answer is about; "-" for none, "" to find it. `missing`:
    what stands for no answer, by column. `scales`: the first and the last step, by column. `sheet`: a
    workbook's sheet, by name.
    """

    by: str = ""
    missing: Mapping[str, Sequence[str]] | None = None
    scales: Mapping[str, tuple[int, int]] | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class SurveySheet:
    """A survey as one file tells it. `fingerprint` is the file's (SHA-256, hexadecimal)."""

    survey: Survey
    columns: tuple[Matched, ...]
    notes: tuple[Problem, ...]
    fingerprint: str


def read_survey(name: str, content: bytes, *, minimum: int, choices: Choices | None = None) -> SurveySheet:
    """A survey's figures: one row of the file is one answer, below one row of headings.

    `name` is the file's name; fewer than `minimum` answers are never shown. Raises Unreadable where the file
    cannot be used at all, where too few answered, and where `choices` name a column that is not there.
    """
    choices = choices or Choices()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answers = _find(name, content, choices.sheet)
            return _read(answers, choices, minimum, hashlib.sha256(content).hexdigest())
    except Unreadable as unreadable:
        if unreadable.reason.name in _OTHERWISE:
            reason = Reason(f"survey-{unreadable.reason.name}", unreadable.reason.facts)
            raise Unreadable(reason) from None
        raise


def _find(name: str, content: bytes, sheet: str) -> "Answers":
    from bot.intake.kinds import calendar_text, tables, weigh
    from bot.intake.surveys.sheet import find_answers

    weigh(content)
    if len(content) > LARGEST:
        raise Unreadable(Reason("too-large", {"megabytes": len(content) // 1_000_000}))
    if calendar_text(name, content) is not None:
        raise Unreadable(Reason("no-calendar"))
    return find_answers(tables(content, [sheet] if sheet else ()))


def _read(answers: "Answers", choices: Choices, minimum: int, fingerprint: str) -> SurveySheet:
    from bot.intake.surveys.boxes import put_together
    from bot.intake.surveys.columns import read_column
    from bot.learning.surveys import add_up

    told = _told(answers, choices)
    single = [
        read_column(heading, place, cells, told)
        for place, (heading, cells) in enumerate(zip(answers.headings, answers.columns, strict=True))
    ]
    matched = tuple(Matched(each.heading, each.place + 1, each.role, _what(each)) for each in single)
    columns = put_together(single)
    by = _by(columns, answers, choices)
    asked = [each for each in columns if each.answered is not None and each is not by]
    if not asked:
        raise Unreadable(Reason("survey-no-questions", {"columns": _listing(answers)}))
    rows, least = len(answers.rows), smallest(minimum)
    if rows < least:
        raise Unreadable(Reason("survey-too-few", {"needed": least}))
    survey = add_up(
        [each.answered for each in asked if each.answered is not None],
        rows=rows,
        minimum=minimum,
        groups=by.texts if by else None,
        by=by.heading if by else "",
    )
    days = next((each.days for each in columns if each.days), None)
    if days:
        survey = replace(survey, first=days[0], last=days[1])
    matched = tuple(
        replace(each, what="group") if by and each.number == by.place + 1 else each for each in matched
    )
    from bot.intake.surveys.telling import notes

    return SurveySheet(survey, matched, tuple(notes(answers, columns, asked, survey, by)), fingerprint)


def _what(column: "Column") -> What:
    if column.role == "person":
        return "person"
    if column.days:
        return "date"
    return column.kind or "empty"


def _by(columns: Sequence["Column"], answers: "Answers", choices: Choices) -> "Column | None":
    """The column that says which session each answer is about."""
    if choices.by == "-":
        return None
    if choices.by:
        place = _place(choices.by, answers)
        found = next((each for each in columns if each.place == place and each.role != "person"), None)
        if found is None:
            raise Unreadable(Reason("survey-by-person", {"column": shown(choices.by)}))
        return found
    return next((each for each in columns if each.role == "session" and each.kind == "choice"), None)


def _told(answers: "Answers", choices: Choices) -> "Told":
    from bot.intake.surveys.columns import Told
    from bot.intake.surveys.mending import clean
    from bot.intake.surveys.numbers import Scale

    return Told(
        {
            _place(name, answers): frozenset(clean(mark) for mark in marks)
            for name, marks in (choices.missing or {}).items()
        },
        {
            _place(name, answers): Scale(low, high, said=True)
            for name, (low, high) in (choices.scales or {}).items()
        },
    )


def _place(name: str, answers: "Answers") -> int:
    from bot.intake.surveys.words import folded

    if name in answers.headings:
        return answers.headings.index(name)
    bare = folded(name)
    for place, heading in enumerate(answers.headings):
        if bare and folded(heading) == bare:
            return place
    if name.isascii() and name.isdigit() and 0 < int(name) <= len(answers.headings):
        return int(name) - 1
    raise Unreadable(Reason("survey-no-column", {"column": shown(name), "columns": _listing(answers)}))


def _listing(answers: "Answers") -> str:
    return shown(", ".join(heading for heading in answers.headings if heading) or "-")
