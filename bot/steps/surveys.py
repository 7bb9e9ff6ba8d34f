"""Where a survey is brought in, and the smallest group of which it shows anything."""

from sqlalchemy import Connection

from bot.config import Settings
from bot.store import question_sets

DOOR = "survey"
"""The kind of promise (see `bot.steps.downloads`), and the address of the page to bring one in."""


def minimum_of(db: Connection, settings: Settings) -> int:
    """The smallest group of the whole programme: as the settings say, or larger where organisers chose so."""
    return question_sets.for_all(db, settings.feedback.minimum).minimum
