"""What happened to learning, in the past tense. Reactions follow from these, in the same transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True)
class PlaceBooked:
    session_id: int
    person_id: int


@dataclass(frozen=True)
class PlaceQueued:
    """They joined the waiting list."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class PlaceLeaving:
    """They cancelled; the place is held until `until`, so that they can change their mind."""

    session_id: int
    person_id: int
    until: datetime


@dataclass(frozen=True)
class PlaceKept:
    """They changed their mind in time."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class PlaceFreed:
    """The place is free, for good: the next in line gets it."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class QueueLeft:
    """They left the waiting list."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class PlacePromoted:
    """The first in line got a place."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class ProgrammeImported:
    """A file came in: how many sessions are new, changed, gone from it."""

    source: str
    new: int
    changed: int
    gone: int


@dataclass(frozen=True)
class SessionMoved:
    """Its time, its place or its join link changed; `was_…` is what people had been told."""

    session_id: int
    was_at: datetime
    was_until: datetime
    was_place: str
    timed: bool
    placed: bool


@dataclass(frozen=True)
class SessionCancelled:
    session_id: int


@dataclass(frozen=True)
class CapacityRaised:
    session_id: int


@dataclass(frozen=True)
class PersonLeft:
    """Their account is gone: nobody is at that address any more."""

    person_id: int


@dataclass(frozen=True)
class LetterReturned:
    """A letter cannot be delivered to a channel; `reason` is the platform's own word."""

    letter_id: int
    kind: str
    channel: str
    reason: str
    unsure: bool  # it may be there: the connection broke after the write


@dataclass(frozen=True)
class LetterFound:
    """Somebody looked: a letter that may have been there is."""

    letter_id: int


@dataclass(frozen=True)
class LetterPostedAgain:
    """Somebody looked: a letter that may have been there is not, and another took its place."""

    letter_id: int


@dataclass(frozen=True)
class PostStopped:
    """Nothing goes out through that room: it does not let us in. `reason` is the platform's own word."""

    room: str
    reason: str


@dataclass(frozen=True)
class ChannelRenamed:
    """`workspace` and `channel` are the room's own ids."""

    room: str
    workspace: str
    channel: str
    name: str


@dataclass(frozen=True)
class ChannelClosed:
    """Nobody can post there any more: it is archived, or (`gone`) deleted."""

    room: str
    workspace: str
    channel: str
    gone: bool


@dataclass(frozen=True)
class ChannelReplaced:
    """The platform gave the channel another id."""

    room: str
    workspace: str
    channel: str
    now: str


Event: TypeAlias = (
    PlaceBooked
    | PlaceQueued
    | PlaceLeaving
    | PlaceKept
    | PlaceFreed
    | QueueLeft
    | PlacePromoted
    | ProgrammeImported
    | SessionMoved
    | SessionCancelled
    | CapacityRaised
    | PersonLeft
    | LetterReturned
    | LetterFound
    | LetterPostedAgain
    | PostStopped
    | ChannelRenamed
    | ChannelClosed
    | ChannelReplaced
)


@dataclass(frozen=True)
class Happened:
    """An event as it was kept. `id` names this happening for ever: letters are keyed by it."""

    id: int
    event: Event
