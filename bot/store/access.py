"""What somebody needs to take part in a session: kept until it is over, and for its organisers alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, func, literal, or_, select

from bot.learning.access import Need, Needs
from bot.learning.sessions import Status
from bot.store.ready import Ready
from bot.store.statements import inserting
from bot.store.tables import access_needs, sessions


@dataclass(frozen=True, slots=True)
class Told:
    person_id: int
    needs: Needs


def of(db: Connection, session_id: int, person_id: int) -> Needs:
    """What they told of themselves; empty where nothing."""
    mine = access_needs.c.session_id == session_id, access_needs.c.person_id == person_id
    row = db.execute(select(access_needs).where(*mine)).first()
    return _needs(row.needs, row.words) if row else Needs()


def of_session(db: Connection, session_id: int) -> list[Told]:
    rows = db.execute(
        select(access_needs).where(access_needs.c.session_id == session_id).order_by(access_needs.c.person_id)
    )
    return [Told(row.person_id, _needs(row.needs, row.words)) for row in rows]


def keep(db: Connection, session_id: int, person_id: int, needs: Needs) -> None:
    """In the place of what they told before; nothing is kept of nothing."""
    if not needs:
        forget(db, session_id, person_id)
        return
    values = {"needs": [need.value for need in needs.chosen], "words": needs.words}
    row = {"session_id": session_id, "person_id": person_id} | values
    keys = [access_needs.c.session_id, access_needs.c.person_id]
    new = inserting(db.dialect.name, access_needs).values(row)
    db.execute(new.on_conflict_do_update(index_elements=keys, set_=values))


def forget(db: Connection, session_id: int, person_id: int) -> None:
    mine = access_needs.c.session_id == session_id, access_needs.c.person_id == person_id
    db.execute(delete(access_needs).where(*mine))


# From the few that are kept to their sessions: there may be a million of those.
_KEPT = access_needs.join(sessions, sessions.c.id == access_needs.c.session_id)
_OVER = Ready(
    select(access_needs.c.session_id)
    .select_from(_KEPT)
    .where(
        or_(
            sessions.c.status == literal(Status.CANCELLED.value),
            and_(
                sessions.c.ends_at <= bindparam("now"), sessions.c.status != literal(Status.POSTPONED.value)
            ),
        )
    )
)
_NEXT_OVER = Ready(
    select(func.min(sessions.c.ends_at).label("ends_at"))
    .select_from(_KEPT)
    .where(sessions.c.ends_at > bindparam("after"))
)


def forget_over(db: Connection, now: datetime) -> int:
    """Those of sessions that are over or called off; of how many that were."""
    ids = sorted({row.session_id for row in _OVER.all(db, now=now)})
    for session_id in ids:
        db.execute(delete(access_needs).where(access_needs.c.session_id == session_id))
    return len(ids)


def next_over(db: Connection, after: datetime) -> datetime | None:
    """When the next session ends of which anything is kept."""
    found: datetime | None = _NEXT_OVER.first(db, after=after).ends_at
    return found


def come_together(db: Connection, person_id: int, into: int) -> None:
    """Before two become one: of what both told of one session, what `into` told stays."""
    theirs = select(access_needs.c.session_id).where(access_needs.c.person_id == into)
    mine = access_needs.c.person_id == person_id, access_needs.c.session_id.in_(theirs)
    db.execute(delete(access_needs).where(*mine))


def _needs(chosen: Sequence[str], words: str) -> Needs:
    return Needs(tuple(Need(each) for each in chosen if each in set(Need)), words)
