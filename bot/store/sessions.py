"""The programme: sessions, found by number, by window and by what somebody holds (written in revising.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    or_,
    select,
    text,
)

from bot.learning.admission import invitation_only
from bot.learning.sessions import NOT_ON, Bilingual, Format, Freed, Mode, Session, Status
from bot.store.memory import kept
from bot.store.ready import Ready
from bot.store.tables import places, revisions, sessions


class Times(NamedTuple):
    """When a session is: what schedules look at every few seconds, of many sessions."""

    id: int
    starts_at: datetime
    ends_at: datetime
    all_day: bool


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.id,
        ref=row.ref,
        uid=row.uid,
        source=row.source,
        title=Bilingual(row.title, row.title_cy),
        summary=Bilingual(row.summary, row.summary_cy),
        topic=row.topic,
        format=Format(row.format),
        place=row.place,
        link=row.link,
        audience=row.audience,
        language=row.language,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        all_day=row.all_day,
        capacity=row.capacity,
        speaker=row.speaker,
        series=row.series,
        asked=row.asked,
        status=Status(row.status),
        taken=row.taken,
        waiting=row.waiting,
        apart=row.apart,
        online_capacity=row.online_capacity,
        taken_online=row.taken_online,
        waiting_online=row.waiting_online,
        freed=Freed(row.freed),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        dates_each=row.dates_each,
        invited=row.invited,
        sensitive=row.sensitive,
        approval=row.approval,
        cost=row.cost,
    )


def _all(db: Connection, query: Select[Any]) -> list[Session]:
    return [_session(row) for row in db.execute(query.order_by(sessions.c.starts_at, sessions.c.id))]


# Written once: to build such a statement takes several times as long as to run it.
_ONE_OF = select(sessions).where(sessions.c.id == bindparam("session"))
_ONE = Ready(_ONE_OF)
_ONE_LOCKED = Ready(_ONE_OF.with_for_update(key_share=True))
at_hand = places.c.put_away == false()
takes_place = sessions.c.status.not_in([literal(off.value) for off in sorted(NOT_ON)])
_TIMES = select(sessions.c.id, sessions.c.starts_at, sessions.c.ends_at, sessions.c.all_day)
_ENDED = Ready(
    _TIMES.where(
        sessions.c.ends_at > bindparam("start"), sessions.c.ends_at <= bindparam("end"), takes_place
    ).order_by(sessions.c.starts_at, sessions.c.id)
)
_STARTING = Ready(
    _TIMES.where(
        sessions.c.starts_at > bindparam("start"), sessions.c.starts_at <= bindparam("end"), takes_place
    ).order_by(sessions.c.starts_at, sessions.c.id)
)
_OF_REF = select(sessions).where(sessions.c.ref_key == bindparam("ref"))
_BY_REF = Ready(_OF_REF)
_BY_REF_LOCKED = Ready(_OF_REF.with_for_update(key_share=True))
_REVISION = Ready(select(revisions.c.name))
_EVER_HELD = (
    select(sessions, places.c.hold)
    .join(places, places.c.session_id == sessions.c.id)
    .where(
        places.c.person_id == bindparam("person"),
        or_(sessions.c.ends_at > bindparam("after"), sessions.c.status == Status.POSTPONED.value),
    )
    .order_by(sessions.c.starts_at, sessions.c.id)
)
_EVER_HELD_BY = Ready(_EVER_HELD)
_HELD_BY = Ready(_EVER_HELD.where(at_hand))


def at_the_same_time(start: BindParameter[Any], end: BindParameter[Any]) -> ColumnElement[bool]:
    """Of places with their sessions: somebody means to be there between the two."""
    return and_(
        places.c.hold.in_([literal(hold) for hold in ("booked", "offered", "asked", "referred")]),
        takes_place,
        sessions.c.starts_at < end,
        sessions.c.ends_at > start,
    )


_CLASHES = Ready(
    select(sessions)
    .join(places, places.c.session_id == sessions.c.id)
    .where(
        places.c.person_id == bindparam("person"),
        at_hand,
        sessions.c.id != bindparam("session"),
        at_the_same_time(bindparam("start"), bindparam("end")),
    )
    .order_by(sessions.c.starts_at, sessions.c.id)
)


def get(db: Connection, session_id: int) -> Session:
    """That session. Raises LookupError when there is none."""
    row = _ONE.first(db, session=session_id)
    if row is None:
        raise LookupError(session_id)
    return _session(row)


def lock(db: Connection, session_id: int) -> Session:
    """That session, with nobody else deciding about its places until the end of this transaction.

    SQLite needs nothing here: its writer is alone from BEGIN IMMEDIATE on.
    """
    row = _ONE_LOCKED.first(db, session=session_id)
    if row is None:
        raise LookupError(session_id)
    return _session(row)


def by_ref(db: Connection, ref: str, *, lock: bool = False) -> Session | None:
    """By what people type: "12", "lc-101", "#12". `lock`: as `lock` does."""
    row = (_BY_REF_LOCKED if lock else _BY_REF).first(db, ref=ref.strip().lstrip("#").casefold())
    return _session(row) if row else None


def upcoming(db: Connection, *, start: datetime, end: datetime | None = None) -> list[Session]:
    """Sessions that start in [start, end), cancelled and postponed ones left out."""
    query = select(sessions).where(sessions.c.starts_at >= start, sessions.c.status.not_in(NOT_ON))
    if end is not None:
        query = query.where(sessions.c.starts_at < end)
    return _all(db, query)


def for_digest(db: Connection, topic: str, *, start: datetime, end: datetime) -> list[Session]:
    """Sessions of a topic (empty: all) that start in [start, end) and can still be booked, by more than
    those who were invited.
    """
    query = select(sessions).where(
        sessions.c.starts_at >= start, sessions.c.starts_at < end, sessions.c.status == Status.OPEN
    )
    if topic:
        query = query.where(sessions.c.topic == topic)
    return [session for session in _all(db, query) if not invitation_only(session)]


def held_by(db: Connection, person_id: int, *, after: datetime) -> list[tuple[Session, str]]:
    """What somebody holds on to that ends later than `after`, with how (the words of `Hold`).

    What is postponed is still to come, whenever it was to be, and stands at the end. `after` is less than a
    week ago: what is over for longer is put away, and found by `ever_held_by`.
    """
    return _held(_HELD_BY.all(db, person=person_id, after=after))


def ever_held_by(db: Connection, person_id: int, *, after: datetime) -> list[tuple[Session, str]]:
    """The same, however long ago."""
    return _held(_EVER_HELD_BY.all(db, person=person_id, after=after))


def _held(rows: Sequence[Any]) -> list[tuple[Session, str]]:
    found = [(_session(row), row.hold) for row in rows]
    return sorted(found, key=lambda each: each[0].status is Status.POSTPONED)


def ended_between(db: Connection, start: datetime, end: datetime) -> list[Session]:
    """Sessions that took place and ended in (start, end]."""
    return _all(
        db,
        select(sessions).where(
            sessions.c.ends_at > start, sessions.c.ends_at <= end, sessions.c.status.not_in(NOT_ON)
        ),
    )


def times_of_ended(db: Connection, start: datetime, end: datetime) -> list[Times]:
    """The times of sessions that took place and ended in (start, end]."""
    return [Times(*row) for row in _ENDED.all(db, start=start, end=end)]


def times_of_starting(db: Connection, start: datetime, end: datetime) -> list[Times]:
    """The times of sessions that start in (start, end] and take place then."""
    return [Times(*row) for row in _STARTING.all(db, start=start, end=end)]


def of_source(db: Connection, source: str) -> list[Session]:
    """Everything that came from one source, cancelled ones too."""
    return _all(db, select(sessions).where(sessions.c.source == source))


def recent_and_coming(db: Connection, *, since: datetime, now: datetime, past: int) -> list[Session]:
    """What somebody may still name: all that is not over, and the last `past` of those that ended after
    `since`; cancelled ones too.
    """
    over = select(sessions).where(sessions.c.ends_at > since, sessions.c.ends_at <= now)
    last = over.order_by(sessions.c.ends_at.desc(), sessions.c.id.desc()).limit(past)
    ended = [_session(row) for row in db.execute(last)]
    return sorted(
        [*ended, *_all(db, select(sessions).where(sessions.c.ends_at > now))],
        key=lambda each: (each.starts_at, each.id),
    )


def added_since(db: Connection, since: datetime, now: datetime) -> list[Session]:
    """Open sessions that came into the programme after `since` and are still to come."""
    return _all(
        db,
        select(sessions).where(
            sessions.c.added_at > since, sessions.c.starts_at > now, sessions.c.status == Status.OPEN
        ),
    )


def revision(db: Connection) -> str:
    """The name of the programme's present version; "" before the first."""
    return kept(db, "revision", lambda: _revision(db))


def _revision(db: Connection) -> str:
    row = _REVISION.first(db)
    return row.name if row else ""


def fresh(db: Connection, found: Sequence[Session]) -> list[Session]:
    """The same sessions in the same order, with their places as they stand now."""
    return by_ids(db, [session.id for session in found])


def by_ids(db: Connection, ids: Sequence[int]) -> list[Session]:
    """These sessions in this order, without those that there are not."""
    if not ids:
        return []
    rows = {row.id: row for row in db.execute(select(sessions).where(sessions.c.id.in_(ids)))}
    return [_session(rows[number]) for number in ids if number in rows]


@dataclass(frozen=True, slots=True)
class Standing:
    """How places on a session stand for somebody: the counters, and their own hold on it ("" for none)."""

    taken: int
    waiting: int
    hold: str
    taken_online: int = 0
    waiting_online: int = 0

    def of(self, session: Session) -> Session:
        """The session with these counters."""
        return replace(
            session,
            taken=self.taken,
            waiting=self.waiting,
            taken_online=self.taken_online,
            waiting_online=self.waiting_online,
        )


def standing(db: Connection, session_ids: Sequence[int], person_id: int | None) -> Mapping[int, Standing]:
    """How a few sessions stand now, for that person (None: for nobody), in one look."""

    def read() -> dict[int, Standing]:
        facts = {f"id_{number}": session_id for number, session_id in enumerate(session_ids)}
        rows = _standing(len(session_ids)).all(db, person=person_id, **facts)
        return {
            number: Standing(taken, waiting, hold or "", *online)
            for number, taken, waiting, hold, *online in rows
        }

    return kept(db, ("standing", tuple(session_ids), person_id), read)


@cache
def _standing(count: int) -> Ready:
    mine = (places.c.session_id == sessions.c.id) & (places.c.person_id == bindparam("person"))
    few = sessions.c.id.in_([bindparam(f"id_{number}") for number in range(count)])
    return Ready(
        select(
            *(sessions.c.id, sessions.c.taken, sessions.c.waiting, places.c.hold),
            *(sessions.c.taken_online, sessions.c.waiting_online),
        )
        .outerjoin(places, mine)
        .where(few)
    )


def clashes(db: Connection, person_id: int, session: Session) -> list[Session]:
    """What somebody has booked at the same time."""
    when = {"start": session.starts_at, "end": session.ends_at}
    return [_session(row) for row in _CLASHES.all(db, person=person_id, session=session.id, **when)]


def recount(db: Connection) -> Mapping[int, tuple[int, ...]]:
    """Sessions whose counters are not what their places say: id → the true (taken, waiting, and what of
    each is online).
    """
    waits, online = places.c.hold == "waiting", places.c.mode == Mode.ONLINE.value
    of_places = [and_(places.c.id.is_not(None), ~waits), waits, and_(online, ~waits), and_(online, waits)]
    seats = (places.c.seats, 1, places.c.seats, 1)
    counters = [sessions.c.taken, sessions.c.waiting, sessions.c.taken_online, sessions.c.waiting_online]
    counted = [
        func.coalesce(func.sum(case((each, worth), else_=0)), 0)
        for each, worth in zip(of_places, seats, strict=True)
    ]
    rows = db.execute(
        select(sessions.c.id, *counters, *counted)
        .outerjoin(places, places.c.session_id == sessions.c.id)
        .group_by(sessions.c.id, *counters)
    )
    found = {number: (tuple(told[:4]), tuple(told[4:])) for number, *told in rows}
    return {session_id: true for session_id, (kept, true) in found.items() if kept != true}


def stuck(db: Connection, now: datetime) -> Sequence[int]:
    """Sessions to come where somebody waits although a place is free: the sweep mends these."""
    return sorted(row.id for row in _STUCK.all(db, now=now))


_ROOM = sessions.c.taken - sessions.c.taken_online, sessions.c.waiting - sessions.c.waiting_online
_COUNTED = (
    (sessions.c.apart.is_(False), sessions.c.capacity, sessions.c.taken, sessions.c.waiting),
    (sessions.c.apart, sessions.c.capacity, *_ROOM),
    (sessions.c.apart, sessions.c.online_capacity, sessions.c.taken_online, sessions.c.waiting_online),
)


def _waited_for(
    where: ColumnElement[bool], capacity: Column[Any], taken: ColumnElement[int], waiting: ColumnElement[int]
) -> ColumnElement[bool]:
    """A place is free in this way to come, and somebody waits for it."""
    return and_(where, waiting > 0, or_(capacity.is_(None), taken < capacity))


_STUCK = Ready(
    select(sessions.c.id).where(
        sessions.c.starts_at > bindparam("now"),
        text("waiting > 0"),  # written out, or SQLite does not see that its index is meant
        takes_place,
        or_(*(_waited_for(*each) for each in _COUNTED)),
    )  # and put in order afterwards, or SQLite would rather read the whole table in order
)
