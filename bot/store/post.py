"""How the post stands: what waits, since when, and who rests; numbers only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.store.letters import State
from bot.store.tables import lanes, letters, marks


@dataclass(frozen=True, slots=True)
class Post:
    """`oldest`: seconds since the oldest letter that waits or is in hand fell due."""

    waiting: int
    in_hand: int
    oldest: float
    resting: int


def waiting_post(db: Connection, *, now: datetime, real: datetime) -> Post:
    """`now` is the clock that people see (what is due), `real` that of the lanes."""
    due = letters.c.due_at <= now
    rows = db.execute(
        select(letters.c.state, func.count().label("many"), func.min(letters.c.due_at).label("first"))
        .where(letters.c.state.in_((State.WAITING, State.SENDING)), due)
        .group_by(letters.c.state)
    ).all()
    many = {row.state: row.many for row in rows}
    first = min((row.first for row in rows), default=now)
    resting = db.scalar(select(func.count()).where(lanes.c.next_at > real)) or 0
    oldest = (now - first).total_seconds()
    return Post(many.get(State.WAITING, 0), many.get(State.SENDING, 0), oldest, resting)


def glance(db: Connection) -> None:
    """The least that shows that the database answers."""
    db.execute(select(marks.c.name).limit(1)).first()
