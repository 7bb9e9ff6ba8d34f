"""What became of what people said they will do: it joins published figures once, some weeks later."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.learning.figures import Done, Figures
from bot.store.paper import pack, unpack
from bot.store.ready import Ready
from bot.store.tables import feedback_cells, feedback_closings, sessions

_MISSING = Ready(
    select(feedback_closings.c.cell_id.label("id"), sessions.c.id.label("session_id"), sessions.c.ends_at)
    .join(sessions, sessions.c.id == feedback_closings.c.session_id)
    # Not joined: else SQLite goes through all that was ever published to find the newest.
    .where(
        feedback_closings.c.cell_id.in_(select(feedback_cells.c.id).where(feedback_cells.c.done_at.is_(None)))
    )
    .order_by(feedback_closings.c.cell_id, sessions.c.id)
)


def missing(db: Connection) -> list[tuple[int, list[int], datetime]]:
    """Groups to which nothing was added yet: (id, their sessions, the latest end of these)."""
    rows = _MISSING.all(db)
    found: dict[int, tuple[list[int], datetime]] = {}
    for row in rows:
        ids, ended = found.get(row.id, ([], row.ends_at))
        found[row.id] = [*ids, row.session_id], max(ended, row.ends_at)
    return [(cell_id, ids, ended) for cell_id, (ids, ended) in found.items()]


def add(db: Connection, cell_id: int, done: Done | None, now: datetime) -> None:
    """Once: what is added (nothing: None) stays."""
    mine = feedback_cells.c.id == cell_id, feedback_cells.c.done_at.is_(None)
    facts = db.execute(select(feedback_cells.c.facts).where(*mine).with_for_update()).scalar()
    if facts is not None:
        whole = pack(replace(unpack(facts, Figures), done=done))
        db.execute(update(feedback_cells).where(*mine).values(facts=whole, done_at=now))
