"""What stands in somebody's calendar, before it is written in any format."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.card import Language


@dataclass(frozen=True, slots=True)
class Party:
    """Who invites, or who is invited. `email` is plain: no name, no "mailto:"."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place in somebody's calendar. `stamp`: when it last changed, or when this letter is written (RFC
    5545, 3.8.7.2). `starts` and `ends` are both aware moments, or both dates with the end excluded.
    `private`: nobody who may look into the calendar sees more than that they are busy.
    """

    uid: str
    sequence: int
    stamp: datetime
    title: str
    starts: datetime | date
    ends: datetime | date
    place: str = ""
    link: str = ""
    words: str = ""
    language: Language = "en"
    private: bool = False
    off: bool = False


def secret_uid(secret: str) -> str:
    """The UID of an invitation in letters: whoever answers to it holds its secret."""
    return f"caffi-{secret}"


def open_uid(session_id: int, person_id: int) -> str:
    """The UID of a place in a feed or a file, which people may show to others. It is no secret."""
    return f"caffi-place-{session_id}-{person_id}"
