"""What an organiser should know of a survey that came in: what was left out, what is not clear, and why."""

from collections.abc import Iterator, Sequence

from bot.intake.report import Problem, Reason, shown
from bot.intake.surveys.alike import alike
from bot.intake.surveys.columns import Column
from bot.intake.surveys.sheet import Answers
from bot.learning.surveys import Survey

_MOST_PAIRS = 5


def notes(
    answers: Answers, columns: Sequence[Column], asked: Sequence[Column], survey: Survey, by: Column | None
) -> Iterator[Problem]:
    """First what is to be decided, then what was put right, then what is not in the figures."""
    of_columns = [
        Problem(None, column.heading or str(column.place + 1), note)
        for column in columns
        for note in column.notes
    ]
    few = {column.heading for column, tally in zip(asked, survey.tallies, strict=True) if tally is None}
    codes = [each for each in of_columns if each.reason.name == "survey-code"]
    yield from (each for each in codes if each.column not in few)
    if by is not None:
        names = {text for text in by.texts if text}
        for count, (one, other) in enumerate(alike(names)):
            if count == _MOST_PAIRS:
                break
            pair = {"first": shown(one), "second": shown(other)}
            yield Problem(None, by.heading, Reason("survey-alike", pair))
    yield from (each for each in of_columns if each.reason.name != "survey-code")
    persons = [column.heading or str(column.place + 1) for column in columns if column.role == "person"]
    if persons:
        yield Problem(None, "", Reason("survey-personal", {"columns": shown(", ".join(persons))}))
    empty = [
        column.heading for column in columns if column.heading and column.kind is None and not column.days
    ]
    empty = [heading for heading in empty if heading not in persons]
    if empty:
        yield Problem(None, "", Reason("survey-empty", {"columns": shown(", ".join(empty))}))
    if few:
        facts: dict[str, str | int] = {"columns": shown(", ".join(sorted(few))), "needed": survey.minimum}
        yield Problem(None, "", Reason("survey-few", facts))
    if survey.hidden:
        hidden = {"groups": survey.hidden, "needed": survey.minimum}
        yield Problem(None, survey.by, Reason("survey-hidden", hidden))
    if answers.name:
        yield Problem(None, "", Reason("survey-sheet", {"sheet": shown(answers.name)}))
    if answers.cut:
        yield Problem(None, "", Reason("survey-cut", {"columns": len(answers.headings)}))
