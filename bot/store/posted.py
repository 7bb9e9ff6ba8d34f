"""What came of feedback, for those who gave it: what they were asked about, and what was posted of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from bot.store.letters import State
from bot.store.tables import feedback_asked, letters, sessions


@dataclass(frozen=True, slots=True)
class Posted:
    """`of`: the slice of which results went to a channel (see `learning.publishing.Slice`); `at`: when; `key`
    ends with the edition of the figures, so that those of later are told from what was posted.
    """

    of: str
    at: datetime
    key: str


def asked_about(db: Connection, person_id: int, *, since: datetime, most: int) -> list[int]:
    """The sessions that ended since then and that somebody was asked about, the newest first."""
    rows = db.execute(
        select(feedback_asked.c.session_id)
        .join(sessions, sessions.c.id == feedback_asked.c.session_id)
        .where(feedback_asked.c.person_id == person_id, sessions.c.ends_at >= since)
        .order_by(sessions.c.ends_at.desc(), sessions.c.id.desc())
        .limit(most)
    )
    return list(rows.scalars())


def to_channels(db: Connection) -> Sequence[Posted]:
    """The results that went to channels, as long as that is kept, the newest first."""
    rows = db.execute(
        select(letters.c.facts, letters.c.written_at, letters.c.key)
        # Nobody's own: few are, and an index finds them.
        .where(letters.c.person_id.is_(None), letters.c.kind == "results", letters.c.state == State.SENT)
        .order_by(letters.c.id.desc())
    )
    return [Posted(row.facts["of"], row.written_at, row.key) for row in rows]
