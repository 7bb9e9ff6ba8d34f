"""What the tests of reading files share: a short way to read, in Welsh time, on one day."""

from datetime import date
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import pytest

from bot.intake import Reason, Sheet, Unreadable, read_programme
from bot.intake.reasons import REASONS

ZONE = ZoneInfo("Europe/London")


class Read(Protocol):
    def __call__(self, text: str | bytes, name: str = "file", **more: Any) -> Sheet: ...


def check(reason: Reason) -> None:
    """It has a sentence, brings the facts that the sentence needs, and none is too long for one."""
    assert set(REASONS[reason.name]) <= set(reason.facts), reason
    assert all(isinstance(fact, int) or len(fact) <= 1000 for fact in reason.facts.values()), reason


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads a programme; every reason must be one that has a sentence, with the facts it needs."""

    def reading(text: str | bytes, name: str = "file", **more: Any) -> Sheet:
        content = text.encode() if isinstance(text, str) else text
        try:
            sheet = read_programme(name, content, **{"zone": ZONE, "today": date(2026, 3, 2), **more})
        except Unreadable as unreadable:
            check(unreadable.reason)
            raise
        for problem in (*sheet.problems, *sheet.notes):
            check(problem.reason)
        assert len({draft.uid for draft in sheet.drafts}) == len(sheet.drafts)
        return sheet

    return reading
