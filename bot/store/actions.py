"""What people said they will do: read and changed by themselves alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, literal, select, text, update

from bot.learning.actions import Action, Obstacle, Outcome, add_up
from bot.learning.figures import Done
from bot.store.ready import Ready
from bot.store.statements import batched
from bot.store.tables import actions, sessions

# Written out, or SQLite does not see that its index is meant.
_NOT_ASKED = text("chased = false")


def keep(
    db: Connection,
    session_id: int,
    person_id: int,
    words: str,
    *,
    shared: bool,
    colleagues: str = "",
    due: datetime,
) -> None:
    """What they will do after that session, in the place of what they said before; empty `words` and
    `colleagues`: nothing any more. `due`: see `learning.actions.due_at`. Nobody is asked a second time.
    """
    mine = actions.c.session_id == session_id, actions.c.person_id == person_id
    if not (words or colleagues):
        db.execute(delete(actions).where(*mine))
        return
    said = {"words": words, "shared": shared, "colleagues": colleagues}
    if not db.execute(update(actions).where(*mine).values(said)).rowcount:
        row = {"session_id": session_id, "person_id": person_id, "due": due}
        db.execute(insert(actions).values(row | said))


def of(db: Connection, session_id: int, person_id: int) -> Action | None:
    """What they said they will do after that session; for themselves alone."""
    mine = actions.c.session_id == session_id, actions.c.person_id == person_id
    row = db.execute(select(actions).where(*mine)).first()
    return _action(row) if row else None


def of_person(db: Connection, person_id: int) -> list[Action]:
    """All of theirs, the newest first; for themselves alone."""
    query = select(actions).where(actions.c.person_id == person_id).order_by(actions.c.id.desc())
    return [_action(row) for row in db.execute(query)]


def mine(db: Connection, number: str, person_id: int) -> Action | None:
    """One's own of that number; None for anybody else's, and where there is none."""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    which = actions.c.id == int(number), actions.c.person_id == person_id
    row = db.execute(select(actions).where(*which)).first()
    return _action(row) if row else None


def outcomes(db: Connection, session_ids: Sequence[int], *, minimum: int) -> Done | None:
    """What became of what people said they will do after these sessions, together, as it stands now; None
    where fewer different people than `minimum` have told it. No words come with it, and no names.

    It is to be frozen once, when `learning.actions.over_at` has come for all of them.
    """
    found = [
        _action(row)
        for some in batched(session_ids)
        for row in db.execute(select(actions).where(actions.c.session_id.in_(some), actions.c.words != ""))
    ]
    return add_up(found, minimum)


# ── Theirs to change ─────────────────────────────────────────────────────────────────────────────


def reword(db: Connection, action: Action, words: str, colleagues: str) -> None:
    _change(db, action, words=words, colleagues=colleagues)


def drop(db: Connection, action: Action) -> None:
    db.execute(delete(actions).where(actions.c.id == action.id, actions.c.person_id == action.person_id))


def tell(db: Connection, action: Action, outcome: Outcome) -> None:
    """What became of it; what got in the way goes when nothing did. From here on nobody is asked about it."""
    done = {"obstacle": "", "note": ""} if outcome is Outcome.DID else {}
    _change(db, action, outcome=outcome.value, chased=True, **done)


def hinder(db: Connection, action: Action, obstacle: Obstacle, note: str) -> None:
    """What got in the way."""
    _change(db, action, obstacle=obstacle.value, note=note)


def _change(db: Connection, action: Action, **values: Any) -> None:
    which = and_(actions.c.id == action.id, actions.c.person_id == action.person_id)
    db.execute(update(actions).where(which).values(values))


# ── Asking once ──────────────────────────────────────────────────────────────────────────────────


_TO_CHASE = Ready(
    select(actions)
    .where(_NOT_ASKED, actions.c.due <= bindparam("now"), actions.c.words != literal(""))
    .order_by(actions.c.due, actions.c.id)
    .limit(bindparam("most"))
)
_NEXT_DUE = Ready(
    select(func.min(actions.c.due).label("due")).where(
        _NOT_ASKED, actions.c.due > bindparam("after"), actions.c.words != literal("")
    )
)


def to_chase(db: Connection, *, now: datetime, most: int) -> list[Action]:
    """Of which nobody has been asked yet what became of them, and it is time; the earliest first."""
    return [_action(row) for row in _TO_CHASE.all(db, now=now, most=most)]


def next_due(db: Connection, after: datetime) -> datetime | None:
    found: datetime | None = _NEXT_DUE.first(db, after=after).due
    return found


def chased(db: Connection, action_ids: Sequence[int]) -> None:
    """They are asked now, and never again."""
    for some in batched(action_ids):
        db.execute(update(actions).where(actions.c.id.in_(some)).values(chased=True))


# ── Forgetting, and two who become one ───────────────────────────────────────────────────────────


_FORGET = Ready(
    delete(actions).where(
        actions.c.session_id.in_(select(sessions.c.id).where(sessions.c.ends_at < bindparam("before")))
    )
)


def forget(db: Connection, before: datetime) -> None:
    """Those of sessions that ended before then."""
    _FORGET.run(db, before=before)


def forget_person(db: Connection, person_id: int) -> None:
    db.execute(delete(actions).where(actions.c.person_id == person_id))


def come_together(db: Connection, person_id: int, into: int) -> None:
    """Before two become one: of what both said of one session, what `into` said stays."""
    theirs = select(actions.c.session_id).where(actions.c.person_id == into)
    db.execute(delete(actions).where(actions.c.person_id == person_id, actions.c.session_id.in_(theirs)))


def _action(row: Any) -> Action:
    return Action(
        id=row.id,
        session_id=row.session_id,
        person_id=row.person_id,
        words=row.words,
        colleagues=row.colleagues,
        shared=row.shared,
        due=row.due,
        chased=row.chased,
        outcome=Outcome(row.outcome) if row.outcome else None,
        obstacle=Obstacle(row.obstacle) if row.obstacle else None,
        note=row.note,
    )
