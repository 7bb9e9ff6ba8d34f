"""Surveys as tests write and read them."""

import pytest

from bot.intake import Unreadable
from bot.intake.surveys import Choices, read_survey
from bot.words.voice import voices
from tests.intake.conftest import check


def read(text, *, minimum=5, **choices):
    """Reads a survey; every reason must have a sentence in both languages, with the facts it needs."""
    content = text.encode() if isinstance(text, str) else text
    try:
        sheet = read_survey("survey.csv", content, minimum=minimum, choices=Choices(**choices))
    except Unreadable as unreadable:
        _check(unreadable.reason)
        raise
    for note in sheet.notes:
        _check(note.reason)
    return sheet


def _check(reason):
    check(reason)
    for say in voices():
        assert say(f"intake-{reason.name}", None, **reason.facts)


def refused(text, **choices):
    with pytest.raises(Unreadable) as raised:
        read(text, **choices)
    return raised.value.reason.name


def column(heading, *values):
    return "\n".join([heading, *(f'"{value}"' for value in values)])


def only(sheet):
    """The one question of a survey of one, and its tally."""
    assert len(sheet.survey.asked) == 1, sheet.survey.asked
    return sheet.survey.asked[0], sheet.survey.tallies[0]


def of(sheet, heading):
    place = [asked.heading for asked in sheet.survey.asked].index(heading)
    return sheet.survey.asked[place], sheet.survey.tallies[place]


def notes(sheet):
    return {note.reason.name: note.reason.facts for note in sheet.notes}
