"""What the people file and the places tell about who may book."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, select, text

from bot.learning.admission import ALL_KNOWN, Unknown
from bot.learning.admission import unknown as not_among
from bot.learning.places import PENDING, Hold
from bot.learning.sessions import NOT_ON, Session
from bot.store.sessions import at_hand
from bot.store.tables import people, places, sessions

_THEIRS = (Hold.BOOKED, *PENDING)
_COUNTED = (*_THEIRS, Hold.OFFERED)


def manages(db: Connection, email: str) -> bool:
    """Whether anybody has them as a manager."""
    told = exists().where(people.c.manager_email == email, text("manager_email <> ''"))
    return bool(email) and bool(db.scalar(select(told)))


def groups_known(db: Connection, names: Collection[str]) -> bool:
    """Whether somebody is in each of these professions or directorates (casefolded names)."""
    return bool(names) and _groups(db).issuperset(names)


def unknown(db: Connection, audiences: Iterable[str]) -> Unknown:
    """What of these the people file does not know."""
    named = list(dict.fromkeys(audience for audience in audiences if audience))  # as they come in the file
    if not named:
        return ALL_KNOWN
    managed = bool(db.scalar(select(exists().where(people.c.manager_email != ""))))
    return not_among(named, _groups(db), managers=managed)


def _groups(db: Connection) -> set[str]:
    return {
        row[0].casefold()
        for column in (people.c.profession, people.c.directorate)
        for row in db.execute(select(column).where(column != "").distinct())
    }


def dates_held(
    db: Connection,
    session: Session,
    person_ids: Sequence[int],
    now: datetime,
    *,
    without: int | None = None,
    offers: bool = True,
) -> Mapping[int, int]:
    """How many other dates of this session to come each of them has a place on. Until this transaction ends,
    nobody else who asks here counts them. `without`: the session that they are giving up for it; `offers`:
    with what is kept for them to claim.
    """
    # One after the other: on two dates at once they would each be counted without the other.
    locked = select(people.c.id).where(people.c.id.in_(person_ids)).order_by(people.c.id)
    db.execute(locked.with_for_update(key_share=True))
    counted = places.c.hold.in_([hold.value for hold in (_COUNTED if offers else _THEIRS)])
    others = sessions.c.id.not_in([session.id, *([] if without is None else [without])])
    rows = db.execute(
        select(places.c.person_id, func.count().label("dates"))
        .join(sessions, sessions.c.id == places.c.session_id)
        .where(places.c.person_id.in_(person_ids), counted, others, *_dates_of(session, now))
        .group_by(places.c.person_id)
    )
    return {row.person_id: row.dates for row in rows}


def dates_held_before(
    db: Connection, session: Session, person_ids: Sequence[int], now: datetime
) -> Mapping[int, int]:
    """How many other dates of this session each of them had a place on when they joined its waiting list,
    still has, and can give up.
    """
    turn = places.alias("turn")
    rows = db.execute(
        select(places.c.person_id, func.count().label("dates"))
        .join(sessions, sessions.c.id == places.c.session_id)
        .join(turn, turn.c.person_id == places.c.person_id)
        .where(
            places.c.person_id.in_(person_ids),
            places.c.hold == Hold.BOOKED.value,
            turn.c.session_id == session.id,
            places.c.id < turn.c.id,
            places.c.since <= turn.c.since,  # who waited for both has had one only since then
            sessions.c.id != session.id,
            sessions.c.starts_at > now,
            *_dates_of(session, now),
        )
        .group_by(places.c.person_id)
    )
    return {row.person_id: row.dates for row in rows}


def _dates_of(session: Session, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Of places with their sessions: dates of this session that are not over."""
    return (
        at_hand,
        sessions.c.title == session.title.en,
        sessions.c.title_cy == session.title.cy,
        sessions.c.ends_at > now,
        sessions.c.status.not_in(NOT_ON),
    )
