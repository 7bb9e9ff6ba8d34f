"""One of several things that are due: it stands or falls alone, and the others are done all the same."""

from collections.abc import Callable
from typing import TypeVar

import structlog
from sqlalchemy import Connection

from bot.store.database import in_trouble, savepoint

log = structlog.get_logger("caffi.attempt")

Result = TypeVar("Result")


def attempt(db: Connection, name: str, work: Callable[[], Result]) -> Result | None:
    """What comes of `work`; None where it fails: what it did is undone, and logged by its name.

    Raises OperationalError where the database itself is in trouble, and with it all that was done before.
    """
    try:
        with savepoint(db):
            return work()
    except Exception as error:  # whatever it was, the others are not to suffer
        if in_trouble(error):
            raise
        log.exception("schedule", name=name, error=type(error).__name__)
        return None
