"""What the try-out room keeps: how far its clock was moved; and what its past was. Used only while no
platform is configured.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from bot.learning.places import Hold
from bot.store.tables import places, sessions, tryout


def offset(db: Connection) -> timedelta:
    """How far the clock was moved; zero at first."""
    return timedelta(seconds=db.execute(select(tryout.c.offset_seconds)).scalar() or 0)


def keep_offset(db: Connection, moved: timedelta) -> None:
    values = {"offset_seconds": moved.total_seconds()}
    if not db.execute(update(tryout).values(values)).rowcount:
        db.execute(insert(tryout).values(one=1, **values))


def held(
    db: Connection, session_id: int, booked: Sequence[int], waiting: Sequence[int], since: datetime
) -> None:
    """Places on a session of the past, as they stood when it was over. Nothing follows from them."""
    holds = [(person_id, Hold.BOOKED) for person_id in booked] + [(one, Hold.WAITING) for one in waiting]
    rows = [
        {"session_id": session_id, "person_id": person_id, "hold": hold.value, "since": since}
        for person_id, hold in holds
    ]
    db.execute(insert(places), rows)
    counts = {"taken": len(booked), "waiting": len(waiting)}
    db.execute(update(sessions).where(sessions.c.id == session_id).values(counts))
