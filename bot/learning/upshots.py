"""Upshots: what was done because of feedback, as an organiser tells it ("you said, we did")."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.learning.sessions import Bilingual

LONGEST: Final = 500
"""Letters of what was said, and of what was done."""
SETTLES: Final = timedelta(minutes=15)
"""Until then it can be put right before anybody is told."""
LOOKS_BACK: Final = timedelta(days=365)
"""Who was asked for feedback longer ago is told nothing, and what is older is not shown."""

OF_USE: Final = timedelta(days=28)
"""For so long the news waits for room in somebody’s week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upshot:
    """`session_id` None: of the whole programme; else of that session, whatever was published together with
    it, and all dates of these titles. `at`: when it was written or last changed.
    """

    id: int
    session_id: int | None
    said: Bilingual
    did: Bilingual
    at: datetime


def missing(said: Bilingual, did: Bilingual) -> dict[str, str]:
    """What is not there, by field ("said_cy") and the sentence that says so: each language has both parts or
    none, and one of them is there.
    """
    parts = {"said_en": said.en, "did_en": did.en, "said_cy": said.cy, "did_cy": did.cy}
    if not any(parts.values()):
        return {"said_en": "upshot-missing", "did_en": "upshot-missing"}
    halves = [("said_en", "did_en"), ("said_cy", "did_cy")]
    pairs = [*halves, *((other, one) for one, other in halves)]
    return {one: "upshot-half" for one, other in pairs if parts[other] and not parts[one]}


@dataclass(frozen=True)
class UpshotWritten:
    """An organiser wrote down what was done. Its words are kept with it alone: what is withdrawn is gone."""

    upshot_id: int
    session_id: int | None


@dataclass(frozen=True)
class UpshotChanged:
    """And said it in other words."""

    upshot_id: int
    session_id: int | None


@dataclass(frozen=True)
class UpshotWithdrawn:
    """And took it back."""

    upshot_id: int
    session_id: int | None
