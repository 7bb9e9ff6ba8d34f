"""Personal calendars: their secret addresses, and what calendars were told of each place."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    Row,
    Update,
    bindparam,
    delete,
    insert,
    literal,
    or_,
    select,
    update,
)

from bot.learning.invitations import Invitation, Response
from bot.learning.places import Hold
from bot.learning.sessions import Mode, Status
from bot.store.ready import Ready
from bot.store.statements import batched, inserting
from bot.store.tables import calendars, invitations, people, places, sessions

# ── A person's own calendar ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PersonalCalendar:
    """`token` is in the address at which it is read; empty: there is none. `by_mail`: invitations come."""

    token: str = ""
    by_mail: bool = True


def of(db: Connection, person_id: int) -> PersonalCalendar:
    row = db.execute(select(calendars).where(calendars.c.person_id == person_id)).first()
    return PersonalCalendar(row.token or "", row.by_mail) if row else PersonalCalendar()


def open_anew(db: Connection, person_id: int) -> str:
    """A new address; the one before it stops."""
    token = secrets.token_urlsafe(32)
    _keep(db, person_id, token=token)
    return token


def close(db: Connection, person_id: int) -> None:
    """The address stops."""
    _keep(db, person_id, token=None)


def named(db: Connection, person_id: int) -> str:
    """Tells whether the address is still the same, and does not tell the address; empty: there is none."""
    token = of(db, person_id).token
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


def hand_over(db: Connection, person_id: int, to: int) -> None:
    """The address is `to`'s, who has none."""
    db.execute(update(calendars).where(calendars.c.person_id == person_id).values(person_id=to))


def choose_mail(db: Connection, person_id: int, *, by_mail: bool) -> None:
    _keep(db, person_id, by_mail=by_mail)


def _keep(db: Connection, person_id: int, **values: Any) -> None:
    new = inserting(db.dialect.name, calendars).values(person_id=person_id, **values)
    db.execute(new.on_conflict_do_update(index_elements=[calendars.c.person_id], set_=values))


def reader(db: Connection, token: str) -> int | None:
    """Whose calendar is read there."""
    return db.execute(select(calendars.c.person_id).where(calendars.c.token == token)).scalar()


def addresses(db: Connection, person_ids: Sequence[int]) -> dict[int, str]:
    """Where their invitations go: of those who have an e-mail address, want them, and are still there."""
    wants = or_(calendars.c.by_mail.is_(None), calendars.c.by_mail)
    return {
        row.id: row.email
        for some in batched(person_ids)
        for row in db.execute(
            select(people.c.id, people.c.email)
            .outerjoin(calendars, calendars.c.person_id == people.c.id)
            .where(people.c.id.in_(some), people.c.email.is_not(None), people.c.gone.is_(False), wants)
        )
    }


# ── What calendars were told ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who holds on to a session or did, and their invitation, where there is one."""

    person_id: int
    hold: Hold | None
    mode: Mode
    invitation: Invitation | None


# Each booking asks for these.
_ALL_HELD = select(places.c.person_id, places.c.hold, places.c.mode).where(
    places.c.session_id == bindparam("session")
)
_ALL_TOLD = select(invitations).where(invitations.c.session_id == bindparam("session"))
_HELD, _TOLD = Ready(_ALL_HELD), Ready(_ALL_TOLD)
_MINE_HELD = Ready(_ALL_HELD.where(places.c.person_id == bindparam("person")))
_MINE_TOLD = Ready(_ALL_TOLD.where(invitations.c.person_id == bindparam("person")))


def known(db: Connection, session_id: int, person_id: int | None = None) -> list[Known]:
    """Everybody who holds on to the session or was told something of it (or that one person alone)."""
    if person_id is None:
        held, told = _HELD.all(db, session=session_id), _TOLD.all(db, session=session_id)
    else:
        mine = {"session": session_id, "person": person_id}
        held, told = _MINE_HELD.all(db, **mine), _MINE_TOLD.all(db, **mine)
    holding = {row.person_id: (Hold(row.hold), Mode(row.mode)) for row in held}
    there = {row.person_id: _invitation(row) for row in told}
    found = []
    for who in sorted({*holding, *there}):
        hold, mode = holding.get(who, (None, Mode.ANY))
        found.append(Known(who, hold, mode, there.get(who)))
    return found


def begin(db: Connection, session_id: int, person_ids: Iterable[int], now: datetime) -> None:
    """An invitation of which nothing was told yet, for each of them."""
    rows = [
        {
            "session_id": session_id,
            "person_id": person_id,
            "secret": secrets.token_hex(20),  # small letters and figures: some calendars fold capitals
            "sequence": 0,
            "answerable": 0,
            "told": "",
            "changed_at": now,
        }
        for person_id in person_ids
    ]
    _each(db, _BEGIN, insert(invitations), rows)


_BEGIN = Ready(
    insert(invitations), "session_id", "person_id", "secret", "sequence", "answerable", "told", "changed_at"
)


_STATES = (
    update(invitations)
    .where(invitations.c.id == bindparam("number"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("sequence", "answerable", "told", "changed_at", "email", "answer", "answered_at")
        }
    )
)
_STATE = Ready(_STATES)


def keep(db: Connection, states: Sequence[Invitation]) -> None:
    """Each of these invitations is as it says now."""
    rows = [
        {
            "number": each.id,
            "new_sequence": each.sequence,
            "new_answerable": each.answerable,
            "new_told": each.told,
            "new_changed_at": each.changed_at,
            "new_email": each.email,
            "new_answer": each.response.value,
            "new_answered_at": each.answered_at,
        }
        for each in states
    ]
    _each(db, _STATE, _STATES, rows)


def _each(db: Connection, one: Ready, several: Insert | Update, rows: Sequence[dict[str, Any]]) -> None:
    """A booking has one, and says it to the driver; a session that moves has many, which go over together."""
    if len(rows) == 1:
        one.run(db, **rows[0])
    elif rows:
        db.execute(several, rows)


def get(db: Connection, invitation_id: int) -> Invitation | None:
    row = db.execute(select(invitations).where(invitations.c.id == invitation_id)).first()
    return _invitation(row) if row else None


def by_secret(db: Connection, secret: str) -> Invitation | None:
    row = db.execute(select(invitations).where(invitations.c.secret == secret)).first()
    return _invitation(row) if row else None


def to(db: Connection, session_id: int, person_id: int) -> Invitation | None:
    row = _MINE_TOLD.first(db, session=session_id, person=person_id)
    return _invitation(row) if row else None


def all_of(db: Connection, person_id: int) -> dict[int, Invitation]:
    """Session → what that person's calendars were told of it."""
    mine = select(invitations).where(invitations.c.person_id == person_id)
    rows = db.execute(mine.order_by(invitations.c.session_id))
    return {row.session_id: _invitation(row) for row in rows}


def booked(db: Connection, person_id: int) -> dict[int, tuple[Mode, datetime]]:
    """Sessions on which that person has a place: how they come, and since when they have it."""
    mine = places.c.person_id == person_id, places.c.hold == Hold.BOOKED
    rows = db.execute(select(places.c.session_id, places.c.mode, places.c.since).where(*mine))
    return {row.session_id: (Mode(row.mode), row.since) for row in rows}


_FORGET = Ready(
    delete(invitations).where(
        invitations.c.session_id.in_(
            select(sessions.c.id).where(
                sessions.c.ends_at < bindparam("before"), sessions.c.status != literal(Status.POSTPONED.value)
            )
        )
    )
)


def forget(db: Connection, before: datetime) -> None:
    """What calendars were told of sessions that ended before then; what is postponed is still to come."""
    _FORGET.run(db, before=before)


def come_together(db: Connection, person_id: int, into: int) -> None:
    """Before two become one: of what both have, the address stays that `into` has, and the invitation
    that still stands in a calendar.
    """
    has = select(calendars.c.person_id).where(calendars.c.person_id == into)
    db.execute(delete(calendars).where(calendars.c.person_id == person_id, has.exists()))
    mine, theirs = all_of(db, person_id), all_of(db, into)
    for session_id in mine.keys() & theirs.keys():
        worse = mine if theirs[session_id].told or not mine[session_id].told else theirs
        db.execute(delete(invitations).where(invitations.c.id == worse[session_id].id))


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        id=row.id,
        session_id=row.session_id,
        person_id=row.person_id,
        secret=row.secret,
        sequence=row.sequence,
        answerable=row.answerable,
        told=row.told,
        changed_at=row.changed_at,
        email=row.email,
        response=Response(row.answer),
        answered_at=row.answered_at,
    )
