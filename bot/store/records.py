"""What somebody went to, or had a place on, and is over."""

from datetime import datetime

from sqlalchemy import Connection, and_, or_, select

from bot.learning.attendance import Mark
from bot.learning.places import Hold
from bot.learning.records import Past
from bot.learning.sessions import NOT_ON, Mode
from bot.store import sessions as programme
from bot.store.statements import batched
from bot.store.tables import attendance, places, sessions


def past(db: Connection, person_id: int, now: datetime) -> list[Past]:
    """The newest first. Places that they gave up, and what was called off, are no part of it."""
    held = and_(
        places.c.session_id == sessions.c.id,
        places.c.person_id == person_id,
        places.c.hold == Hold.BOOKED.value,
    )
    marked = and_(attendance.c.session_id == sessions.c.id, attendance.c.person_id == person_id)
    mine = or_(
        sessions.c.id.in_(select(places.c.session_id).where(places.c.person_id == person_id)),
        sessions.c.id.in_(select(attendance.c.session_id).where(attendance.c.person_id == person_id)),
    )
    rows = db.execute(
        select(sessions.c.id, attendance.c.mark, places.c.mode)
        .outerjoin(places, held)
        .outerjoin(attendance, marked)
        .where(
            mine,
            sessions.c.ends_at <= now,
            sessions.c.status.not_in(NOT_ON),
            or_(places.c.id.is_not(None), attendance.c.mark.is_not(None)),
        )
        .order_by(sessions.c.starts_at.desc(), sessions.c.id.desc())
    ).all()
    found = {
        session.id: session
        for some in batched([row.id for row in rows])
        for session in programme.by_ids(db, some)
    }
    return [Past(found[row.id], Mark(row.mark) if row.mark else None, Mode(row.mode or "")) for row in rows]
