"""What people looked for in vain, counted; nobody's name and no single moment is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.learning.unmet import Unmet
from bot.store.ready import Ready
from bot.store.tables import unmet


@dataclass(frozen=True, slots=True)
class Demand:
    """`words` as somebody asked, how often it was asked, and when for the last time."""

    words: str
    times: int
    last: datetime


def keep(db: Connection, wish: Unmet, now: datetime) -> None:
    """Count it. Two who are the first at once race for the row; the loser starts again."""
    again = update(unmet).where(unmet.c.key == wish.key)
    values = {"times": unmet.c.times + 1, "last_at": now, "words": wish.words}
    if not db.execute(again.values(values)).rowcount:
        first = {"key": wish.key, "words": wish.words, "times": 1, "first_at": now, "last_at": now}
        db.execute(insert(unmet).values(first))


def demand(db: Connection, *, since: datetime, limit: int) -> Sequence[Demand]:
    """What was asked for since then, the most asked first, then the newest."""
    query = (
        select(unmet.c.words, unmet.c.times, unmet.c.last_at)
        .where(unmet.c.last_at >= since)
        .order_by(unmet.c.times.desc(), unmet.c.last_at.desc(), unmet.c.key)
        .limit(limit)
    )
    return [Demand(*row) for row in db.execute(query)]


_FORGET = Ready(delete(unmet).where(unmet.c.last_at < bindparam("before")))


def forget(db: Connection, before: datetime) -> None:
    """What nobody has asked for since then."""
    _FORGET.run(db, before=before)
