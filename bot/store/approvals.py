"""Every asking for somebody's approval: who was asked, what became of it, and what waits for whom."""

from datetime import datetime
from functools import singledispatch
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    text,
    update,
)

from bot.learning.approvals import Approval, Outcome
from bot.learning.events import (
    ApprovalAsked,
    ApprovalGiven,
    ApprovalHandedOn,
    ApprovalReferred,
    ApprovalRefused,
    PlaceFreed,
)
from bot.learning.people import Person
from bot.learning.places import PENDING, Hold, Place
from bot.learning.sessions import Mode, Status
from bot.store.ready import Ready
from bot.store.tables import addresses, approvals, people, places, sessions

# Written out, or SQLite does not see that its index is meant.
UNDECIDED = text("outcome = ''")
_MINE = and_(
    approvals.c.session_id == bindparam("session"), approvals.c.person_id == bindparam("person"), UNDECIDED
)
# Said whenever a place is given up, asked for or not.
_END = Ready(
    update(approvals)
    .where(_MINE)
    .values(outcome=bindparam("how"), by_id=bindparam("by"), ended_at=bindparam("at"))
)

# Whether somebody has to decide is looked up for every page of one's own.
_WAITING = Ready(
    select(approvals, *(column.label(f"place_{column.name}") for column in places.c))
    .join(
        places,
        (places.c.session_id == approvals.c.session_id) & (places.c.person_id == approvals.c.person_id),
    )
    .join(people, people.c.id == approvals.c.person_id)
    .join(sessions, sessions.c.id == approvals.c.session_id)
    .where(
        UNDECIDED,
        or_(*(places.c.hold == hold.value for hold in PENDING)),
        people.c.id != bindparam("me"),
        sessions.c.status != Status.CANCELLED.value,
        or_(
            sessions.c.starts_at > bindparam("now"),
            sessions.c.status == Status.POSTPONED.value,
        ),
        or_(
            and_(
                people.c.manager_email == bindparam("email"),
                people.c.manager_email != "",
                sessions.c.sensitive.is_(False),
            ),
            and_(
                bindparam("organises", type_=Boolean),
                places.c.hold == Hold.REFERRED.value,
            ),
        ),
    )
    .order_by(places.c.until, approvals.c.id)
)


def _approval(row: Row[Any]) -> Approval:
    return Approval(
        id=row.id,
        session_id=row.session_id,
        person_id=row.person_id,
        asked_at=row.asked_at,
        asked_of=row.asked_of,
        asked_before=row.asked_before,
        referred=row.referred,
        outcome=Outcome(row.outcome) if row.outcome else None,
        by_id=row.by_id,
        words=row.reason,
    )


def get(db: Connection, number: str) -> Approval | None:
    """By the number that a button carries; None where there is none (any more)."""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    row = db.execute(select(approvals).where(approvals.c.id == int(number))).first()
    return _approval(row) if row else None


def newest(db: Connection, session_id: int, person_id: int) -> Approval | None:
    """The last asking of somebody for a place on a session: what is open, else what ended last. Where two
    have become one, that is not always what was asked last.
    """
    of = approvals.c.session_id == session_id, approvals.c.person_id == person_id
    open_first = approvals.c.ended_at.is_(None).desc(), approvals.c.ended_at.desc(), approvals.c.id.desc()
    row = db.execute(select(approvals).where(*of).order_by(*open_first).limit(1)).first()
    return _approval(row) if row else None


def waiting_for(db: Connection, person: Person, now: datetime) -> list[tuple[Approval, Place]]:
    """What waits for them to decide, what has to be answered first in front: of those whose manager they are,
    and for organisers also what nobody else is asked (any more). With the place that is held meanwhile.
    """
    if not person.email and not person.organises:
        return []
    rows = _WAITING.all(db, me=person.id, email=person.email, organises=person.organises, now=now)
    return [(_approval(row), _place(row)) for row in rows]


def _place(row: Row[Any]) -> Place:
    return Place(
        id=row.place_id,
        session_id=row.session_id,
        person_id=row.person_id,
        hold=Hold(row.place_hold),
        since=row.place_since,
        until=row.place_until,
        mode=Mode(row.place_mode),
        seats=row.place_seats,
    )


def astray(db: Connection) -> list[int]:
    """The numbers of what nobody has decided about, where another is the manager now than who was asked, or
    nobody whom we can ask, in the order of their sessions. Of what is sensitive no manager is asked.
    """
    person, manager = people.alias(), people.alias()
    there = exists().where(addresses.c.person_id == manager.c.id, addresses.c.gone.is_(False))
    named = manager.c.email == person.c.manager_email, manager.c.id != person.c.id
    another = manager.c.id.is_not(None) & manager.c.id.is_distinct_from(approvals.c.asked_of)
    nobody = manager.c.id.is_(None) & approvals.c.asked_of.is_not(None) & (approvals.c.referred == "")
    rows = db.execute(
        select(approvals.c.id)
        .join(person, person.c.id == approvals.c.person_id)
        .join(sessions, sessions.c.id == approvals.c.session_id)
        .outerjoin(manager, and_(*named, person.c.manager_email != "", manager.c.gone.is_(False), there))
        .where(UNDECIDED, sessions.c.sensitive.is_(False), or_(another, nobody))
        .order_by(approvals.c.session_id, approvals.c.id)
    )
    return list(rows.scalars())


def say_why(db: Connection, number: int, words: str) -> None:
    """What the one who declined wrote, for the person who had asked. It stands nowhere else."""
    db.execute(update(approvals).where(approvals.c.id == number).values(reason=words))


_FORGET = Ready(delete(approvals).where(approvals.c.ended_at < bindparam("before")))


def forget(db: Connection, before: datetime) -> None:
    """What was decided before that."""
    _FORGET.run(db, before=before)


@singledispatch
def apply(event: object, db: Connection, now: datetime) -> None:
    """Write down what an event says of an asking; other events say nothing."""


@apply.register
def _(event: ApprovalAsked, db: Connection, now: datetime) -> None:
    of = {"session_id": event.session_id, "person_id": event.person_id}
    db.execute(insert(approvals), of | {"asked_at": now, "asked_of": event.manager_id})


@apply.register
def _(event: ApprovalReferred, db: Connection, now: datetime) -> None:
    if event.was == Hold.ASKED:
        mine = {"session": event.session_id, "person": event.person_id}
        db.execute(update(approvals).where(_MINE).values(referred=event.reason), mine)
        return
    of = {"session_id": event.session_id, "person_id": event.person_id}
    db.execute(insert(approvals), of | {"asked_at": now, "referred": event.reason})


@apply.register
def _(event: ApprovalHandedOn, db: Connection, now: datetime) -> None:  # noqa: ARG001
    mine = {"session": event.session_id, "person": event.person_id}
    handed = {"asked_of": event.manager_id, "asked_before": event.was_id}
    db.execute(update(approvals).where(_MINE).values(handed), mine)


@apply.register
def _(event: ApprovalGiven | ApprovalRefused, db: Connection, now: datetime) -> None:
    outcome = Outcome.GIVEN if isinstance(event, ApprovalGiven) else Outcome.REFUSED
    _end(db, event, outcome, event.by_id, now)


@apply.register
def _(event: PlaceFreed, db: Connection, now: datetime) -> None:
    _end(db, event, Outcome.WITHDRAWN, None, now)


def _end(
    db: Connection,
    event: ApprovalGiven | ApprovalRefused | PlaceFreed,
    outcome: Outcome,
    by_id: int | None,
    now: datetime,
) -> None:
    of = {"session": event.session_id, "person": event.person_id}
    _END.run(db, **of, how=outcome.value, by=by_id, at=now)
