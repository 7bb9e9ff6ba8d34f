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
    """A letter of that kind cannot be delivered to that channel; `person_id` asked for it."""

    kind: str
    channel: str
    person_id: int
    unsure: bool  # it may be there: the connection broke after the write


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
)


@dataclass(frozen=True)
class Happened:
    """An event as it was kept. `id` names this happening for ever: letters are keyed by it."""

    id: int
    event: Event
