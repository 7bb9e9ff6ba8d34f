"""Which changes of a session are told in one letter, and its other dates."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, or_, select

from bot.learning.events import SessionMoved
from bot.learning.sessions import Session, Status
from bot.store import sessions as programme
from bot.store.organisers import ACTS
from bot.store.paper import unpack
from bot.store.ready import Ready
from bot.store.statements import inserting
from bot.store.tables import events, letters, rounds, sessions

# Each session of an import that moves asks for it.
_NEWEST = Ready(select(rounds).where(rounds.c.session_id == bindparam("session")))


def join(db: Connection, session_id: int, happening: int, *, now: datetime, until: datetime) -> int:
    """The round that a change belongs to: the one that is still open, else its own, open until `until`.

    A round bears the number of its first happening. Whoever changes a session has locked it.
    """
    row = _NEWEST.first(db, session=session_id)
    if row is not None and now < row.until:
        return int(row.happening)
    new = {"happening": happening, "until": until}
    put = inserting(db.dialect.name, rounds).values(session_id=session_id, **new)
    db.execute(put.on_conflict_do_update(index_elements=["session_id"], set_=new))
    return happening


def closes(db: Connection, session_id: int) -> datetime | None:
    """Until when changes join the session's newest round; None before the first."""
    row = _NEWEST.first(db, session=session_id)
    return None if row is None else row.until


@dataclass(frozen=True, slots=True)
class Move:
    """What a session was until it changed `at`, or changed several times close together from then on."""

    at: datetime
    was: SessionMoved


def last_move(db: Connection, session_id: int) -> Move | None:
    """The newest one."""
    written = (
        select(events.c.at, events.c.facts)
        .join(rounds, rounds.c.happening == events.c.id)
        .where(rounds.c.session_id == session_id, events.c.kind == SessionMoved.__name__)
    )
    row = db.execute(written).first()
    return None if row is None else Move(row.at, unpack(row.facts, SessionMoved))


def all_moves(db: Connection, session_id: int) -> list[Move]:
    """Every change of a session, the first one first: where the newest alone does not say enough."""
    rows = db.execute(
        select(events.c.at, events.c.facts)
        .where(events.c.kind == SessionMoved.__name__, ACTS)
        .where(events.c.facts["session_id"].as_integer() == session_id)
        .order_by(events.c.id)
    )
    return [Move(row.at, unpack(row.facts, SessionMoved)) for row in rows]


def told_of(db: Connection, person_id: int) -> set[int]:
    """The sessions of which somebody was told lately, or is about to be, that they have changed."""
    told = select(letters.c.facts).where(letters.c.person_id == person_id, letters.c.kind == "moved")
    return {facts["session"] for facts in db.execute(told).scalars()}


def other_dates(db: Connection, session: Session, *, now: datetime, most: int) -> list[Session]:
    """Other dates of the same session that can be booked, the soonest first: of its series or its title."""
    same = and_(sessions.c.title == session.title.en, sessions.c.title_cy == session.title.cy)
    if session.series:
        same = or_(same, sessions.c.series == session.series)
    ids = db.execute(
        select(sessions.c.id)
        .where(
            same,
            sessions.c.id != session.id,
            sessions.c.starts_at > now,
            sessions.c.status == Status.OPEN,
        )
        .order_by(sessions.c.starts_at, sessions.c.id)
        .limit(most)
    ).scalars()
    return [programme.get(db, each) for each in ids]


def starts_of(db: Connection, session: Session) -> list[datetime]:
    """When a session of that title starts, on whatever date and whatever became of it."""
    same = sessions.c.title == session.title.en, sessions.c.title_cy == session.title.cy
    return list(db.execute(select(sessions.c.starts_at).where(*same)).scalars())
