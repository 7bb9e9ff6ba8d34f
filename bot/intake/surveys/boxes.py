"""Tick boxes that stand in a column each, put together as the one question that they were."""

from collections.abc import Sequence
from dataclasses import replace

from bot.intake.report import Reason, shown
from bot.intake.surveys.columns import Column, as_words
from bot.intake.surveys.headings import unnamed
from bot.learning.surveys import Answered, Asked


def put_together(columns: Sequence[Column]) -> list[Column]:
    """Columns in their order; a run of boxes is one of them, at the place of its first.

    A run begins at a box with a heading and goes on as long as a program made the headings up ("Column12").
    What people wrote into one of its columns ("other, please say") stays a question by itself.
    """
    found: list[Column] = []
    run: list[Column] = []
    for column in columns:
        if run and unnamed(column.heading):
            if _box(column):
                run.append(column)
                continue
            if column.texts and any(column.texts) and column.role != "person":
                found.append(_other(column, run[0]))
                continue
        found += _one(run)
        run = [column] if _box(column) else []
        if not run:
            found.append(column)
    found += _one(run)
    return sorted(found, key=lambda column: column.place)


def _box(column: Column) -> bool:
    answered = column.answered
    if answered is None or answered.asked.kind != "choices" or len(answered.asked.options) > 1:
        return False
    # What only one person gave may be their own words.
    return sum(answer is not None for answer in answered.answers) > 1


def _other(column: Column, first: Column) -> Column:
    column.notes = []
    as_words(column, {text for text in column.texts if text})
    column.heading = f"{first.heading} ({column.heading})" if column.heading else first.heading
    assert column.answered is not None
    column.answered = replace(column.answered, asked=replace(column.answered.asked, heading=column.heading))
    return column


def _one(run: list[Column]) -> list[Column]:
    if len(run) < 2:
        return run
    first = run[0]
    boxes = [column.answered for column in run if column.answered is not None]
    ticked = [
        tuple(option for answer in row if isinstance(answer, tuple) for option in answer) or None
        for row in zip(*(box.answers for box in boxes), strict=True)
    ]
    options = tuple(dict.fromkeys(box.asked.options[0] for box in boxes))
    asked = Asked(first.heading, first.role, "choices", options)
    first.answered = Answered(asked, tuple(ticked))
    last = run[-1].heading or str(run[-1].place + 1)
    facts: dict[str, str | int] = {"columns": len(run), "last": shown(last)}
    first.notes = [*(note for column in run for note in column.notes), Reason("survey-boxes", facts)]
    return [first]
