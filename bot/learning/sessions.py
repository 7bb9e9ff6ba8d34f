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


class Mode(StrEnum):
    """How somebody comes to a session whose places in the room and online are counted apart."""

    ANY = ""  # they are not counted apart
    IN_PERSON = "in-person"
    ONLINE = "online"


class Freed(StrEnum):
    """What becomes of a place that comes free while somebody waits."""

    DEFAULT = ""  # as the settings say
    TAKE = "take"  # the first in line has it
    OFFER = "offer"  # the first in line is asked, and has some time to claim it


class Status(StrEnum):
    OPEN = "open"
    CLOSED = "closed"  # goes ahead, takes no more bookings
    CANCELLED = "cancelled"
    POSTPONED = "postponed"  # has no date: its start is the one it had; places are kept


NOT_ON = (Status.CANCELLED, Status.POSTPONED)
"""It does not take place at the start that it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A session as a file tells it, before it has a number of ours.

    `uid` is stable across versions of the same file; `starts_at` and `ends_at` are aware; an all-day
    session has an exclusive end at midnight. `ref` is what people type, where the file gives one.
    `capacity` None: no limit; where places are counted `apart`, it is the room's, and `online_capacity` is
    that of those who join online. Places are booked from `opens_at` until before `closes_at` (None: at any
    time); of one session's dates somebody holds at most `dates_each`. `invited` are e-mail addresses with
    spaces between. `sensitive`: that somebody comes is nobody else's to see. `audience` is "" or "all" for
    everyone, else words ("managers"). `language` is the session's own: "en", "cy", "bilingual" or "".
    `asked`: words people might ask for it with, in any language; searched, never shown. `approval`: a place
    is held until a manager approves it; `cost` is in the organisers' words ("£45 and travel"), "" for none.
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
    asked: str = ""
    status: Status = Status.OPEN
    apart: bool = False
    online_capacity: int | None = None
    freed: Freed = Freed.DEFAULT
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    dates_each: int | None = None
    invited: str = ""
    sensitive: bool = False
    approval: bool = False
    cost: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Draft):
    """A session in the programme. `taken` counts places that are booked, offered, to be approved or just
    being given up; `taken_online` and `waiting_online` are the parts of the counters that come online.
    """

    id: int
    source: str = "programme"
    taken: int = 0
    waiting: int = 0
    taken_online: int = 0
    waiting_online: int = 0

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The ways to come that are counted apart; only `Mode.ANY` where none are."""
        return (Mode.IN_PERSON, Mode.ONLINE) if self.apart else (Mode.ANY,)

    def mode_of(self, said: str) -> Mode:
        """The way to come that counts for somebody who said this one (or nothing): the room, at a loss."""
        if not self.apart:
            return Mode.ANY
        return Mode.ONLINE if said == Mode.ONLINE else Mode.IN_PERSON

    def capacity_in(self, mode: Mode) -> int | None:
        return self.online_capacity if mode is Mode.ONLINE else self.capacity

    def waiting_in(self, mode: Mode) -> int:
        online = self.waiting_online
        return self.waiting if mode is Mode.ANY else online if mode is Mode.ONLINE else self.waiting - online

    def left_in(self, mode: Mode) -> int | None:
        """Places left for those who come in this way; None where there is no limit."""
        capacity, online = self.capacity_in(mode), self.taken_online
        taken = self.taken if mode is Mode.ANY else online if mode is Mode.ONLINE else self.taken - online
        # Never negative, even when capacity was lowered.
        return None if capacity is None else max(0, capacity - taken)

    def open_in(self, mode: Mode) -> bool:
        """Whether the next to come in this way has a place at once: nobody jumps the queue."""
        return not self.waiting_in(mode) and self.left_in(mode) != 0

    def full_in(self, mode: Mode) -> bool:
        """Whether the next to come in this way waits."""
        return self.left_in(mode) is not None and not self.open_in(mode)

    @property
    def left(self) -> int | None:
        """Places left, in whatever way one comes; None where there is no limit."""
        left = [self.left_in(mode) for mode in self.modes]
        return None if None in left else sum(each or 0 for each in left)

    @property
    def full(self) -> bool:
        """Whether the next person joins the waiting list, however they come."""
        return all(self.full_in(mode) for mode in self.modes)
