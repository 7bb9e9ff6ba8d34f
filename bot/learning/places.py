"""The rules of booking: facts in, events out; no database and no clock.

Never more booked than capacity, never booked and waiting at once, nobody jumps the queue, and a free
place never stays free while somebody waits. Where places in the room and online are counted apart, each
has its own capacity and its own queue. An offered place counts as taken until its time to claim is over, and
one that somebody has to approve (see approvals.py) until that is decided.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from bot.learning.events import (
    ModeChanged,
    OfferPassedOn,
    OfferTaken,
    PersonSkipped,
    PlaceBooked,
    PlaceFreed,
    PlaceKept,
    PlaceLeaving,
    PlaceOffered,
    PlacePromoted,
    PlaceQueued,
    QueueLeft,
    SeatsChanged,
)
from bot.learning.refusals import Refusal
from bot.learning.sessions import NOT_ON, Mode, Session, Status


class Hold(StrEnum):
    """How somebody holds on to a session."""

    BOOKED = "booked"
    OFFERED = "offered"  # theirs to claim until `until`; counted, so that nobody else can have it
    ASKED = "asked"  # kept for them until `until`, while their manager is asked to approve it
    REFERRED = "referred"  # the same, and the organisers are asked
    WAITING = "waiting"
    LEAVING = "leaving"  # cancelled a moment ago; still counted, so that undo cannot oversell


PENDING = (Hold.ASKED, Hold.REFERRED)
"""The place is kept, and somebody has to approve it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`id` is the order in the queue; `since`, when they got the place or joined the queue; `seats` is 2
    where somebody comes along to help them (in a queue it is 1).
    """

    id: int
    session_id: int
    person_id: int
    hold: Hold
    since: datetime
    until: datetime | None = None  # when a place that is being given up, offered or asked for is let go
    mode: Mode = Mode.ANY
    seats: int = 1


@dataclass(frozen=True, slots=True)
class Roster:
    """A session with everyone who holds on to it, in the order in which they came."""

    session: Session
    places: tuple[Place, ...]

    def of(self, person_id: int) -> Place | None:
        return next((place for place in self.places if place.person_id == person_id), None)

    @property
    def queue(self) -> tuple[Place, ...]:
        """Everybody who waits, in whatever way they mean to come."""
        return tuple(place for place in self.places if place.hold is Hold.WAITING)

    def queue_in(self, mode: Mode) -> tuple[Place, ...]:
        return tuple(place for place in self.queue if self.session.mode_of(place.mode) is mode)

    @property
    def taken(self) -> int:
        return sum(place.seats for place in self.places if place.hold is not Hold.WAITING)

    def free_in(self, mode: Mode) -> int:
        """Places that nobody holds. Without a limit: as many as there are people waiting."""
        capacity = self.session.capacity_in(mode)
        if capacity is None:
            return len(self.queue_in(mode))
        mine = [place for place in self.places if self.session.mode_of(place.mode) is mode]
        return max(0, capacity - sum(place.seats for place in mine if place.hold is not Hold.WAITING))

    @property
    def free(self) -> int:
        return sum(self.free_in(mode) for mode in self.session.modes)

    def open_in(self, mode: Mode, seats: int = 1) -> bool:
        """Whether the next to come in this way has a place (or so many) at once."""
        no_limit = self.session.capacity_in(mode) is None
        return not self.queue_in(mode) and (no_limit or self.free_in(mode) >= seats)

    def position(self, person_id: int) -> int:
        """1 for the first in line, among those who mean to come in the same way; 0 for who does not wait."""
        place = self.of(person_id)
        if place is None or place.hold is not Hold.WAITING:
            return 0
        return self.queue_in(self.session.mode_of(place.mode)).index(place) + 1


_NOT_BOOKED = (Status.CLOSED, Status.POSTPONED)

Anew: TypeAlias = PlaceBooked | PlaceQueued
Booking: TypeAlias = Anew | PlaceKept | OfferTaken
Leaving: TypeAlias = PlaceLeaving | QueueLeft | OfferPassedOn | PlaceFreed


def must_be_ahead(session: Session, now: datetime) -> None:
    """Refuses where nothing can be done about places any more: cancelled, over, started."""
    if session.status is Status.CANCELLED:
        raise Refusal("session-cancelled", title=session.title)
    if session.status is Status.POSTPONED:
        return  # it has no date yet: the start that it shows is the one it had
    if session.ends_at <= now:
        raise Refusal("session-over", title=session.title)
    if session.starts_at <= now:
        raise Refusal("session-started", title=session.title)


def book(roster: Roster, person_id: int, now: datetime, said: Mode = Mode.ANY) -> Booking:
    """A place, or the end of the queue when there is none; a place just given up is taken back, and one
    that is offered is claimed. `said`: how they mean to come, where that is counted apart.

    Refuses: cancelled, postponed, over, started, closed to bookings, already booked, already waiting,
    offered too long ago. Who may book at all is for `admission` to say.
    """
    place = roster.of(person_id)
    if place is None:
        return _anew(roster.session, person_id, now, said, roster.open_in)
    must_be_ahead(roster.session, now)
    return _again(roster, place, now)


def book_anew(session: Session, person_id: int, now: datetime, said: Mode = Mode.ANY) -> Anew:
    """The same for somebody who holds nothing there. The session's counters say whether there is a place, so
    that nobody else's need be read: they change in the same transaction as the places.
    """
    return _anew(session, person_id, now, said, session.open_in)


def _anew(
    session: Session, person_id: int, now: datetime, said: Mode, is_open: Callable[[Mode], bool]
) -> Anew:
    must_be_ahead(session, now)
    if session.status in _NOT_BOOKED:
        raise Refusal(f"session-{session.status.value}", title=session.title)
    mode = session.mode_of(said)
    return (PlaceBooked if is_open(mode) else PlaceQueued)(session.id, person_id, mode)


def _again(roster: Roster, place: Place, now: datetime) -> PlaceKept | OfferTaken:
    """What booking means to somebody who holds on to the session already."""
    title = roster.session.title
    match place.hold:
        case Hold.BOOKED:
            raise Refusal("already-booked", title=title)
        case Hold.WAITING:
            raise Refusal("already-waiting", title=title, position=roster.position(place.person_id))
        case Hold.OFFERED:
            if place.until is not None and place.until <= now:
                raise Refusal("offer-late", title=title, ref=roster.session.ref)
            return OfferTaken(place.session_id, place.person_id)
        case Hold.ASKED | Hold.REFERRED:
            raise Refusal("already-asked", title=title)
        case Hold.LEAVING:
            return PlaceKept(place.session_id, place.person_id)


def take(roster: Roster, person_id: int, now: datetime) -> PlaceKept | OfferTaken:
    """Claim the place that is offered.

    Refuses, and says why: never offered or offered to somebody else by now, already booked, waiting, over.
    """
    must_be_ahead(roster.session, now)
    place = roster.of(person_id)
    if place is None:
        raise Refusal("offer-late", title=roster.session.title, ref=roster.session.ref)
    return _again(roster, place, now)


def decline(roster: Roster, person_id: int, now: datetime) -> OfferPassedOn:
    """Leave an offered place to the next in line. Refuses where no place is offered to them (any more)."""
    must_be_ahead(roster.session, now)
    place = roster.of(person_id)
    if place is not None and place.hold is Hold.BOOKED:
        raise Refusal("offer-taken", title=roster.session.title, ref=roster.session.ref)
    if place is not None and place.hold is Hold.WAITING:
        position = roster.position(person_id)
        raise Refusal("already-waiting", title=roster.session.title, position=position)
    if place is not None and place.hold in PENDING:
        raise Refusal("already-asked", title=roster.session.title)
    if place is None or place.hold is Hold.LEAVING:
        raise Refusal("offer-gone", title=roster.session.title)
    return OfferPassedOn(roster.session.id, person_id, "declined")


def cancel(roster: Roster, person_id: int, now: datetime, undo: timedelta) -> Leaving:
    """Give a place up, with a moment to undo (at most until the session starts); or leave the queue; or
    leave an offered place to the next; or ask no more for one that nobody has approved, which ends at once.

    Refuses: cancelled, over, started, nothing held.
    """
    must_be_ahead(roster.session, now)
    place = roster.of(person_id)
    if place is None or place.hold is Hold.LEAVING:
        raise Refusal("not-booked", title=roster.session.title)
    if place.hold is Hold.WAITING:
        return QueueLeft(roster.session.id, person_id)
    if place.hold is Hold.OFFERED:
        return OfferPassedOn(roster.session.id, person_id, "declined")
    if place.hold in PENDING:
        return PlaceFreed(roster.session.id, person_id)
    until = now + undo
    if roster.session.status is not Status.POSTPONED:
        until = min(until, roster.session.starts_at)
    return PlaceLeaving(roster.session.id, person_id, until)


def undo(roster: Roster, person_id: int, now: datetime) -> PlaceKept:
    """Take back a place that was just given up. Refuses once it has been let go, and where none was."""
    must_be_ahead(roster.session, now)
    place = roster.of(person_id)
    if place is not None and place.hold is Hold.BOOKED:
        raise Refusal("already-booked", title=roster.session.title)
    if place is not None and place.hold is Hold.WAITING:
        position = roster.position(person_id)
        raise Refusal("already-waiting", title=roster.session.title, position=position)
    if place is not None and place.hold in PENDING:
        raise Refusal("already-asked", title=roster.session.title)
    if place is None or place.hold is not Hold.LEAVING:
        raise Refusal("too-late-to-undo", title=roster.session.title)
    return PlaceKept(roster.session.id, person_id)


def change_mode(
    roster: Roster, person_id: int, now: datetime, to: Mode
) -> Sequence[ModeChanged | QueueLeft | PlaceBooked | PlaceQueued]:
    """Come in the other way. Who has a place changes only into a free one, which nobody waits for: a place
    is never given up for a turn in a queue. Who waits goes to the end of the other queue, or straight in.

    Refuses: cancelled, over, started, not counted apart, nothing held, so already, nothing free.
    """
    session = roster.session
    must_be_ahead(session, now)
    place = roster.of(person_id)
    if place is None or place.hold is Hold.LEAVING:
        raise Refusal("not-booked", title=session.title)
    if not session.apart:
        raise Refusal("one-way-only", title=session.title)
    was = session.mode_of(place.mode)
    if was is to:
        raise Refusal(f"already-{to.value}", title=session.title)
    if place.hold is Hold.WAITING:
        new = PlaceBooked if roster.open_in(to) else PlaceQueued
        return QueueLeft(session.id, person_id), new(session.id, person_id, to)
    if not roster.open_in(to, place.seats):
        raise Refusal(f"full-{to.value}", title=session.title)
    return (ModeChanged(session.id, person_id, was, to),)


def let_go(roster: Roster, now: datetime) -> list[PlaceFreed | OfferPassedOn]:
    """The places whose moment to undo, or time to claim, is over."""
    gone: list[PlaceFreed | OfferPassedOn] = []
    for place in roster.places:
        if place.until is None or place.until > now:
            continue
        if place.hold is Hold.LEAVING:
            gone.append(PlaceFreed(place.session_id, place.person_id))
        elif place.hold is Hold.OFFERED:
            gone.append(OfferPassedOn(place.session_id, place.person_id, "no-answer", place.until))
    return gone


def promote(
    roster: Roster,
    now: datetime,
    claim: datetime | None = None,
    barred: Collection[int] = (),
    asked: Mapping[int, datetime] = MappingProxyType({}),
) -> list[PlacePromoted | PlaceOffered | PersonSkipped]:
    """Who gets a place now: the first in line, as many as there are free places.

    `claim`: until when they may claim it; None: it is theirs at once. `barred`: people who hold as many
    dates of this session as one may; they are passed over and leave the list. `asked`: people who would have
    to give up another date for it, and until when they may: they are asked in any case.
    """
    session = roster.session
    if session.status in NOT_ON or session.starts_at <= now:
        return []
    events: list[PlacePromoted | PlaceOffered | PersonSkipped] = []
    for mode in session.modes:
        free = roster.free_in(mode)
        for place in roster.queue_in(mode):
            if not free:
                break
            if place.person_id in barred:
                events.append(PersonSkipped(session.id, place.person_id, "enough-dates"))
                continue
            free -= 1
            until = asked.get(place.person_id, claim)
            if until is None:
                events.append(PlacePromoted(session.id, place.person_id))
            else:
                events.append(PlaceOffered(session.id, place.person_id, until))
    return events


def change_seats(roster: Roster, person_id: int, seats: int) -> SeatsChanged | None:
    """A seat for somebody who comes along to help them, or without one again; None where nothing changes.

    Refuses: no place of theirs, nothing free for one more.
    """
    place = roster.of(person_id)
    if place is None or place.hold is not Hold.BOOKED:
        raise Refusal("not-booked", title=roster.session.title)
    if place.seats == seats:
        return None
    if seats > place.seats and not roster.open_in(roster.session.mode_of(place.mode), seats - place.seats):
        raise Refusal("no-seat-for-helper", title=roster.session.title)
    return SeatsChanged(roster.session.id, person_id, seats, place.seats)
