"""A session: one thing to attend, as everybody sees it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.card import Language


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Words in one or two languages; a reader gets their own, else the other, never nothing."""

    en: str = ""
    cy: str = ""

    def in_(self, language: Language) -> tuple[str, Language]:
        """The words, and the language they are really in."""
        mine, other = (self.cy, self.en) if language == "cy" else (self.en, self.cy)
        if mine or not other:
            return mine, language
        return other, "en" if language == "cy" else "cy"


class Format(StrEnum):
    IN_PERSON = "in-person"
    ONLINE = "online"
    HYBRID = "hybrid"
    UNKNOWN = ""


class Status(StrEnum):
    OPEN = "open"
    CLOSED = "closed"  # goes ahead, takes no more bookings
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A session as a file tells it, before it has a number of ours.

    `uid` is stable across versions of the same file; `starts_at` and `ends_at` are aware; an all-day
    session has an exclusive end at midnight. `ref` is what people type, where the file gives one.
    `capacity` None: no limit. `audience` is "" or "all" for everyone, else words ("managers").
    `language` is the session's own: "en", "cy", "bilingual" or "".
    """

    uid: str
    title: Bilingual
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False
    ref: str = ""
    summary: Bilingual = field(default_factory=Bilingual)
    topic: str = ""
    format: Format = Format.UNKNOWN
    place: str = ""
    link: str = ""
    audience: str = ""
    language: str = ""
    capacity: int | None = None
    speaker: str = ""
    series: str = ""
    status: Status = Status.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Draft):
    """A session in the programme. `taken` counts places that are booked or just being given up."""

    id: int
    source: str = "programme"
    taken: int = 0
    waiting: int = 0

    @property
    def left(self) -> int | None:
        """Places left; None where there is no limit. Never negative, even when capacity was lowered."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def full(self) -> bool:
        """Whether the next person joins the waiting list (also while somebody waits: no queue-jumping)."""
        return self.left is not None and (self.left == 0 or self.waiting > 0)
