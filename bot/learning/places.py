"""The rules of booking: facts in, events out; no database and no clock.

Never more booked than capacity, never booked and waiting at once, nobody jumps the queue, and a free
place never stays free while somebody waits.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.learning.events import (
    PlaceBooked,
    PlaceFreed,
    PlaceKept,
    PlaceLeaving,
    PlacePromoted,
    PlaceQueued,
    QueueLeft,
)
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session, Status


class Hold(StrEnum):
    """How somebody holds on to a session."""

    BOOKED = "booked"
    WAITING = "waiting"
    LEAVING = "leaving"  # cancelled a moment ago; still counted, so that undo cannot oversell


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`id` is the order in the queue; `since`, when they got the place or joined the queue."""

    id: int
    session_id: int
    person_id: int
    hold: Hold
    since: datetime
    until: datetime | None = None  # when a leaving place is let go


@dataclass(frozen=True, slots=True)
class Roster:
    """A session with everyone who holds on to it, in the order in which they came."""

    session: Session
    places: tuple[Place, ...]

    def of(self, person_id: int) -> Place | None:
        return next((place for place in self.places if place.person_id == person_id), None)

    @property
    def queue(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.hold is Hold.WAITING)

    @property
    def taken(self) -> int:
        return len(self.places) - len(self.queue)

    @property
    def free(self) -> int:
        """Places that nobody holds. Without a limit: as many as there are people waiting."""
        if self.session.capacity is None:
            return len(self.queue)
        return max(0, self.session.capacity - self.taken)

    def position(self, person_id: int) -> int:
        """1 for the first in line; 0 for somebody who does not wait."""
        ids = [place.person_id for place in self.queue]
        return ids.index(person_id) + 1 if person_id in ids else 0


def _open(session: Session, now: datetime) -> None:
    if session.status is Status.CANCELLED:
        raise Refusal("session-cancelled", title=session.title)
    if session.ends_at <= now:
        raise Refusal("session-over", title=session.title)
    if session.starts_at <= now:
        raise Refusal("session-started", title=session.title)


def book(roster: Roster, person_id: int, now: datetime) -> PlaceBooked | PlaceQueued | PlaceKept:
    """A place, or the end of the queue when there is none; a place just given up is taken back.

    Refuses: cancelled, over, started, closed to bookings, already booked, already waiting.
    """
    _open(roster.session, now)
    place = roster.of(person_id)
    if place is not None:
        if place.hold is Hold.BOOKED:
            raise Refusal("already-booked", title=roster.session.title)
        if place.hold is Hold.WAITING:
            position = roster.position(person_id)
            raise Refusal("already-waiting", title=roster.session.title, position=position)
        return PlaceKept(roster.session.id, person_id)
    if roster.session.status is Status.CLOSED:
        raise Refusal("session-closed", title=roster.session.title)
    no_limit = roster.session.capacity is None
    if not roster.queue and (no_limit or roster.free > 0):
        return PlaceBooked(roster.session.id, person_id)
    return PlaceQueued(roster.session.id, person_id)


def cancel(roster: Roster, person_id: int, now: datetime, undo: timedelta) -> PlaceLeaving | QueueLeft:
    """Give a place up, with a moment to undo (at most until the session starts); or leave the queue.

    Refuses: cancelled, over, started, nothing held.
    """
    _open(roster.session, now)
    place = roster.of(person_id)
    if place is None or place.hold is Hold.LEAVING:
        raise Refusal("not-booked", title=roster.session.title)
    if place.hold is Hold.WAITING:
        return QueueLeft(roster.session.id, person_id)
    return PlaceLeaving(roster.session.id, person_id, min(now + undo, roster.session.starts_at))


def undo(roster: Roster, person_id: int, now: datetime) -> PlaceKept:
    """Take back a place that was just given up. Refuses once it has been let go, and where none was."""
    _open(roster.session, now)
    place = roster.of(person_id)
    if place is not None and place.hold is Hold.BOOKED:
        raise Refusal("already-booked", title=roster.session.title)
    if place is not None and place.hold is Hold.WAITING:
        position = roster.position(person_id)
        raise Refusal("already-waiting", title=roster.session.title, position=position)
    if place is None or place.hold is not Hold.LEAVING:
        raise Refusal("too-late-to-undo", title=roster.session.title)
    return PlaceKept(roster.session.id, person_id)


def let_go(roster: Roster, now: datetime) -> list[PlaceFreed]:
    """The places whose moment to undo is over."""
    return [
        PlaceFreed(place.session_id, place.person_id)
        for place in roster.places
        if place.hold is Hold.LEAVING and place.until is not None and place.until <= now
    ]


def promote(roster: Roster, now: datetime) -> list[PlacePromoted]:
    """Who gets a place now: the first in line, as many as there are free places."""
    session = roster.session
    if session.status is Status.CANCELLED or session.starts_at <= now:
        return []
    return [PlacePromoted(session.id, place.person_id) for place in roster.queue[: roster.free]]
