"""A survey from a file, ready to be looked at: read by the programme's own rules of what may be seen."""

from pathlib import PurePath

from sqlalchemy import Connection

from bot.config import Settings
from bot.intake.surveys import Choices, read_survey
from bot.learning.survey_reports import Brought, Remark
from bot.store import question_sets

LONGEST_NAME = 120
DOOR = "survey"
"""The kind of promise (see `bot.steps.downloads`), and the address of the page to bring one in."""


def minimum_of(db: Connection, settings: Settings) -> int:
    """The smallest group of the whole programme: as the settings say, or larger where organisers chose so."""
    return question_sets.for_all(db, settings.feedback.minimum).minimum


def bring(minimum: int, name: str, content: bytes, choices: Choices | None = None) -> Brought:
    """The survey in a file of that name, without what stands for fewer than `minimum` answers; it takes
    seconds where the file is large, and reads nothing else. Raises bot.intake.Unreadable.
    """
    sheet = read_survey(name, content, minimum=minimum, choices=choices)
    source = " ".join(PurePath(name).name.split())[:LONGEST_NAME]
    return Brought(
        name=PurePath(source).stem.replace("_", " ").strip() or source,
        source=source,
        fingerprint=sheet.fingerprint,
        survey=sheet.survey,
        columns=sheet.columns,
        remarks=tuple(
            Remark(
                note.column,
                f"intake-{note.reason.name}",
                {fact: str(value) for fact, value in note.reason.facts.items()},
            )
            for note in sheet.notes
        ),
    )
