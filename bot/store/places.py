"""Places: who holds on to which session, and what an event changes there."""

from collections.abc import Sequence
from datetime import datetime
from functools import singledispatch
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, insert, or_, select, update

from bot.learning.events import (
    ApprovalAsked,
    ApprovalDue,
    ApprovalGiven,
    ApprovalReferred,
    ApprovalRefused,
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
from bot.learning.places import Hold, Place, Roster
from bot.learning.sessions import Mode, Session, Status
from bot.store import sessions as programme
from bot.store.ready import Ready
from bot.store.statements import batched
from bot.store.tables import places, sessions

# Written once: to build such a statement takes several times as long as to run it.
_HELD = Ready(
    select(
        *(places.c.id, places.c.person_id, places.c.hold, places.c.since, places.c.until, places.c.mode),
        places.c.seats,
    )
    .where(places.c.session_id == bindparam("session"))
    .order_by(places.c.id)
)
_OF = Ready(
    select(places).where(
        places.c.session_id == bindparam("session"), places.c.person_id == bindparam("person")
    )
)
_OF_AND_BESIDE = Ready(
    select(places)
    .join(sessions, sessions.c.id == places.c.session_id)
    .where(
        places.c.person_id == bindparam("person"),
        programme.at_hand,
        or_(
            places.c.session_id == bindparam("session"),
            programme.at_the_same_time(bindparam("start"), bindparam("end")),
        ),
    )
)
_HOLDERS = Ready(
    select(places.c.person_id, places.c.hold)
    .where(places.c.session_id == bindparam("session"))
    .order_by(places.c.id)
)
_ADD = Ready(insert(places), "session_id", "person_id", "hold", "mode", "since")
_MINE = (places.c.session_id == bindparam("session")) & (places.c.person_id == bindparam("person"))
_ONLINE = select(func.count()).where(_MINE, places.c.mode == Mode.ONLINE.value).scalar_subquery()
_SEATS = select(places.c.seats).where(_MINE).scalar_subquery()
_LEAVING = Ready(select(places.c.session_id).where(places.c.until <= bindparam("now")))
_NEXT_LEAVING = Ready(
    select(places.c.until).where(places.c.until > bindparam("after")).order_by(places.c.until).limit(1)
)
_COUNT_NEW = Ready(
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(
        taken=sessions.c.taken + bindparam("more_taken"),
        waiting=sessions.c.waiting + bindparam("more_waiting"),
        taken_online=sessions.c.taken_online + bindparam("more_taken_online"),
        waiting_online=sessions.c.waiting_online + bindparam("more_waiting_online"),
    )
)
_COUNT = Ready(
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(
        taken=sessions.c.taken + bindparam("more_taken") * _SEATS,
        waiting=sessions.c.waiting + bindparam("more_waiting"),
        taken_online=sessions.c.taken_online + bindparam("more_taken") * _SEATS * _ONLINE,
        waiting_online=sessions.c.waiting_online + bindparam("more_waiting") * _ONLINE,
    )
)


def roster(db: Connection, session_id: int) -> Roster:
    """The session with everyone who holds on to it. Raises LookupError when there is no such session."""
    return _roster(db, session_id, lock=False)


def locked_roster(db: Connection, session_id: int) -> Roster:
    """The same, and nobody else decides about it until this transaction ends: to be read before deciding."""
    return _roster(db, session_id, lock=True)


def _roster(db: Connection, session_id: int, *, lock: bool) -> Roster:
    session = programme.lock(db, session_id) if lock else programme.get(db, session_id)
    rows = _HELD.all(db, session=session_id)
    return Roster(
        session,
        tuple(
            Place(
                id=number,
                session_id=session_id,
                person_id=person,
                hold=Hold(hold),
                since=since,
                until=until,
                mode=Mode(mode),
                seats=seats,
            )
            for number, person, hold, since, until, mode, seats in rows
        ),
    )


def of(db: Connection, session_id: int, person_id: int) -> Place | None:
    row = _OF.first(db, session=session_id, person=person_id)
    return None if row is None else _place(row)


def of_and_beside(db: Connection, session: Session, person_id: int) -> tuple[Place | None, Sequence[Session]]:
    """Their place there, and what they have at the same time, in one look: every booking asks for both."""
    when = {"start": session.starts_at, "end": session.ends_at}
    place, beside = None, []
    for row in _OF_AND_BESIDE.all(db, person=person_id, session=session.id, **when):
        if row.session_id == session.id:
            place = _place(row)
        else:
            beside.append(row.session_id)
    found = programme.by_ids(db, beside) if beside else []
    return place, sorted(found, key=lambda each: (each.starts_at, each.id))


def _place(row: Row[Any]) -> Place:
    return Place(
        id=row.id,
        session_id=row.session_id,
        person_id=row.person_id,
        hold=Hold(row.hold),
        since=row.since,
        until=row.until,
        mode=Mode(row.mode),
        seats=row.seats,
    )


def holders(db: Connection, session_id: int, *holds: Hold) -> list[int]:
    """The people who hold on to a session in one of these ways, in their order."""
    return [row.person_id for row in _HOLDERS.all(db, session=session_id) if row.hold in holds]


def with_people(db: Connection, session_ids: Sequence[int]) -> set[int]:
    """Those of these sessions that anybody holds on to, in whatever way."""
    return {
        row.session_id
        for some in batched(session_ids)
        for row in db.execute(select(places.c.session_id).where(places.c.session_id.in_(some)))
    }


def held(db: Connection, session_ids: Sequence[int], person_id: int) -> dict[int, Hold]:
    """How somebody holds on to each of these sessions."""
    rows = db.execute(
        select(places.c.session_id, places.c.hold).where(
            places.c.person_id == person_id, places.c.session_id.in_(session_ids)
        )
    )
    return {row.session_id: Hold(row.hold) for row in rows}


def leaving_by(db: Connection, now: datetime) -> list[int]:
    """Sessions with a place whose moment to undo, or time to claim or to be approved, is over."""
    # Told apart here, not by DISTINCT, for which SQLite would read the whole table.
    return sorted({row.session_id for row in _LEAVING.all(db, now=now)})


def put_away(db: Connection, *, start: datetime, end: datetime) -> None:
    """The places of sessions that ended in [start, end): what somebody has to come is found without them,
    however many years they have been coming. What is postponed is still to come.
    """
    over = sessions.c.ends_at >= start, sessions.c.ends_at < end, sessions.c.status != Status.POSTPONED.value
    there = places.c.session_id.in_(select(sessions.c.id).where(*over))
    db.execute(update(places).where(there, programme.at_hand).values(put_away=True))


def next_leaving(db: Connection, after: datetime) -> datetime | None:
    row = _NEXT_LEAVING.first(db, after=after)
    return None if row is None else row.until


def booked_for_others(db: Connection, by_id: int, after: datetime) -> list[tuple[int, int]]:
    """The places that somebody booked for others on what ends later than `after`: session and person."""
    rows = db.execute(
        select(places.c.session_id, places.c.person_id)
        .join(sessions, sessions.c.id == places.c.session_id)
        .where(places.c.booked_by == by_id, places.c.hold == Hold.BOOKED.value, sessions.c.ends_at > after)
        .order_by(sessions.c.starts_at, places.c.id)
    )
    return [(row.session_id, row.person_id) for row in rows]


@singledispatch
def apply(event: object, db: Connection, now: datetime) -> None:
    """Make the places what an event says they are; other events change none."""


@apply.register
def _(event: PlaceBooked, db: Connection, now: datetime) -> None:
    _add(db, event, Hold.BOOKED, event.mode, now)
    if event.by_id is not None:
        db.execute(update(places).where(_of(event)).values(booked_by=event.by_id))
    _count_new(db, event, taken=1)


@apply.register
def _(event: PlaceQueued, db: Connection, now: datetime) -> None:
    _add(db, event, Hold.WAITING, event.mode, now)
    _count_new(db, event, waiting=1)


@apply.register
def _(event: PlaceLeaving, db: Connection, now: datetime) -> None:  # noqa: ARG001
    _hold(db, event, Hold.LEAVING, event.until)


@apply.register
def _(event: PlaceKept, db: Connection, now: datetime) -> None:  # noqa: ARG001
    _hold(db, event, Hold.BOOKED, None)


@apply.register
def _(event: PlacePromoted, db: Connection, now: datetime) -> None:
    _hold(db, event, Hold.BOOKED, None, since=now)
    _count(db, event, taken=1, waiting=-1)


@apply.register
def _(event: PlaceOffered, db: Connection, now: datetime) -> None:
    _hold(db, event, Hold.OFFERED, event.until, since=now)
    _count(db, event, taken=1, waiting=-1)


@apply.register
def _(event: ApprovalAsked | ApprovalReferred, db: Connection, now: datetime) -> None:
    hold = Hold.ASKED if isinstance(event, ApprovalAsked) else Hold.REFERRED
    if not event.was:
        _add(db, event, hold, event.mode, now)
        _hold(db, event, hold, event.until)
        _count(db, event, taken=1)
        return
    _hold(db, event, hold, event.until, since=None if event.was == Hold.ASKED else now)
    if event.was == Hold.WAITING:
        _count(db, event, taken=1, waiting=-1)


@apply.register
def _(event: ApprovalDue, db: Connection, now: datetime) -> None:  # noqa: ARG001
    db.execute(update(places).where(_of(event)).values(until=event.until))


@apply.register
def _(event: OfferTaken | ApprovalGiven, db: Connection, now: datetime) -> None:
    _hold(db, event, Hold.BOOKED, None, since=now)


@apply.register
def _(event: PlaceFreed | OfferPassedOn | ApprovalRefused, db: Connection, now: datetime) -> None:  # noqa: ARG001
    _count(db, event, taken=-1)
    _remove(db, event)


@apply.register
def _(event: QueueLeft | PersonSkipped, db: Connection, now: datetime) -> None:  # noqa: ARG001
    _count(db, event, waiting=-1)
    _remove(db, event)


@apply.register
def _(event: ModeChanged, db: Connection, now: datetime) -> None:  # noqa: ARG001
    more = int(event.mode == Mode.ONLINE) - int(event.was == Mode.ONLINE)
    seats = select(places.c.seats).where(_of(event)).scalar_subquery()
    mine = sessions.c.id == event.session_id
    db.execute(update(sessions).where(mine).values(taken_online=sessions.c.taken_online + more * seats))
    db.execute(update(places).where(_of(event)).values(mode=event.mode))


@apply.register
def _(event: SeatsChanged, db: Connection, now: datetime) -> None:  # noqa: ARG001
    more = event.seats - event.was
    online = select(func.count()).where(_of(event), places.c.mode == Mode.ONLINE.value).scalar_subquery()
    db.execute(
        update(sessions)
        .where(sessions.c.id == event.session_id)
        .values(taken=sessions.c.taken + more, taken_online=sessions.c.taken_online + more * online)
    )
    db.execute(update(places).where(_of(event)).values(seats=event.seats))


class _OfAPlace(Protocol):
    @property
    def session_id(self) -> int: ...
    @property
    def person_id(self) -> int: ...


def _of(event: _OfAPlace) -> ColumnElement[bool]:
    return (places.c.session_id == event.session_id) & (places.c.person_id == event.person_id)


def _add(db: Connection, event: _OfAPlace, hold: Hold, mode: str, now: datetime) -> None:
    held = {"session_id": event.session_id, "person_id": event.person_id, "hold": hold.value}
    _ADD.run(db, **held, mode=mode, since=now)


def _hold(
    db: Connection, event: _OfAPlace, hold: Hold, until: datetime | None, *, since: datetime | None = None
) -> None:
    values: dict[str, Any] = {"hold": hold.value, "until": until}
    if since is not None:
        values["since"] = since
    db.execute(update(places).where(_of(event)).values(values))


def _remove(db: Connection, event: _OfAPlace) -> None:
    db.execute(delete(places).where(_of(event)))


def _count_new(db: Connection, event: PlaceBooked | PlaceQueued, *, taken: int = 0, waiting: int = 0) -> None:
    """One seat, in the way that the event says."""
    online = int(event.mode == Mode.ONLINE)
    _COUNT_NEW.run(
        db,
        session=event.session_id,
        more_taken=taken,
        more_waiting=waiting,
        more_taken_online=taken * online,
        more_waiting_online=waiting * online,
    )


def _count(db: Connection, event: _OfAPlace, *, taken: int = 0, waiting: int = 0) -> None:
    """While the place is there: what is online is counted by it."""
    _COUNT.run(db, session=event.session_id, person=event.person_id, more_taken=taken, more_waiting=waiting)
