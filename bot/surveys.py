"""A survey from a file, ready to be looked at: read by the programme's own rules of what may be seen."""

from pathlib import PurePath

from bot.config import Settings
from bot.intake.surveys import Choices, read_survey
from bot.learning.survey_reports import Brought, Remark

LONGEST_NAME = 120
DOOR = "survey"
"""The kind of promise (see `bot.downloads`) and the address of the page where organisers bring one in."""


def bring(settings: Settings, name: str, content: bytes, choices: Choices | None = None) -> Brought:
    """The survey in a file of that name; it takes seconds where the file is large, and reads nothing else.

    Raises bot.intake.Unreadable.
    """
    sheet = read_survey(name, content, minimum=settings.feedback.minimum, choices=choices)
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
