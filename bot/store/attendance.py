"""Who came, the codes that are said there, and what got in the way of those who did not."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from bot.learning.attendance import THERE, Hindrance, Mark, Marked
from bot.store.ready import Ready
from bot.store.statements import batched, inserting
from bot.store.tables import attendance, checkin_tries, checkins, hindrances, sessions

# ── Codes ────────────────────────────────────────────────────────────────────────────────────────


def codes(db: Connection, session_ids: Sequence[int]) -> Mapping[int, str]:
    """Of those sessions that ask for a code, which it is."""
    rows = db.execute(select(checkins).where(checkins.c.session_id.in_(session_ids)))
    return {row.session_id: row.code for row in rows}


def ask_code(db: Connection, session_id: int) -> str:
    """From now on the session asks for a code: the one that it has, or a new one of four digits."""
    known = codes(db, [session_id]).get(session_id)
    if known is not None:
        return known
    code = str(1000 + secrets.randbelow(9000))  # no 0 in front: people leave it out
    # Of two who ask for one at the same moment both get the same.
    db.execute(
        inserting(db.dialect.name, checkins).values(session_id=session_id, code=code).on_conflict_do_nothing()
    )
    return codes(db, [session_id])[session_id]


def drop_code(db: Connection, session_id: int) -> None:
    """The session asks for no code any more; a new one is another."""
    db.execute(delete(checkins).where(checkins.c.session_id == session_id))
    db.execute(delete(checkin_tries).where(checkin_tries.c.session_id == session_id))


def tries(db: Connection, session_id: int, person_id: int) -> int:
    """How many wrong codes they have said there."""
    mine = checkin_tries.c.session_id == session_id, checkin_tries.c.person_id == person_id
    return db.execute(select(checkin_tries.c.tries).where(*mine)).scalar() or 0


def count_try(db: Connection, session_id: int, person_id: int) -> int:
    """One more code that they said; how many that makes. Nobody else counts theirs until this transaction
    ends: of several at once each is counted.
    """
    row = {"session_id": session_id, "person_id": person_id, "tries": 1}
    one = inserting(db.dialect.name, checkin_tries).values(row)
    keys = [checkin_tries.c.session_id, checkin_tries.c.person_id]
    more = one.on_conflict_do_update(index_elements=keys, set_={"tries": checkin_tries.c.tries + 1})
    return int(db.execute(more.returning(checkin_tries.c.tries)).scalar_one())


def take_back_try(db: Connection, session_id: int, person_id: int) -> None:
    """The code that they said last was right."""
    mine = checkin_tries.c.session_id == session_id, checkin_tries.c.person_id == person_id
    db.execute(update(checkin_tries).where(*mine).values(tries=checkin_tries.c.tries - 1))


# ── Marks ────────────────────────────────────────────────────────────────────────────────────────


def of(db: Connection, session_id: int) -> dict[int, Marked]:
    """Everybody of whom it is known, by their id."""
    rows = db.execute(select(attendance).where(attendance.c.session_id == session_id))
    return {row.person_id: _marked(row) for row in rows}


def of_person(db: Connection, session_id: int, person_id: int) -> Marked | None:
    mine = attendance.c.session_id == session_id, attendance.c.person_id == person_id
    row = db.execute(select(attendance).where(*mine)).first()
    return _marked(row) if row else None


def _marked(row: Any) -> Marked:
    return Marked(Mark(row.mark), row.marked_by is not None, row.at)


def mark(
    db: Connection, session_id: int, person_ids: Sequence[int], as_: Mark, *, by: int | None, now: datetime
) -> None:
    """`by`: the organiser who says so; None: they said it themselves."""
    for some in batched(person_ids):
        rows = [
            {"session_id": session_id, "person_id": person_id, "mark": as_.value, "marked_by": by, "at": now}
            for person_id in some
        ]
        new = inserting(db.dialect.name, attendance)
        keys = [attendance.c.session_id, attendance.c.person_id]
        changed = {name: new.excluded[name] for name in ("mark", "marked_by", "at")}
        db.execute(new.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def taken(db: Connection, session_id: int) -> bool:
    """Whether who came is known there: an organiser marked people, or a code was asked for and said."""
    mine = attendance.c.session_id == session_id
    by_organiser = select(attendance.c.mark).where(mine, attendance.c.marked_by.is_not(None))
    if db.execute(by_organiser.limit(1)).first():
        return True
    there = select(attendance.c.mark).where(mine, attendance.c.mark.in_([each.value for each in THERE]))
    return bool(codes(db, [session_id])) and db.execute(there.limit(1)).first() is not None


# ── Those who did not come ───────────────────────────────────────────────────────────────────────


# Written out, or SQLite does not see that its index of the absent is meant.
_NOT_ASKED = text(f"mark = '{Mark.ABSENT.value}'"), attendance.c.asked.is_(False)
_TO_ASK = Ready(
    select(attendance.c.session_id, attendance.c.person_id)
    .join(sessions, sessions.c.id == attendance.c.session_id)
    .where(
        *_NOT_ASKED,
        attendance.c.at > bindparam("since"),
        attendance.c.at <= bindparam("before"),
        sessions.c.ends_at <= bindparam("now"),
    )
    .order_by(attendance.c.at, attendance.c.session_id, attendance.c.person_id)
    .limit(bindparam("most"))
)
_NEXT_TO_ASK = Ready(
    select(attendance.c.at)
    .where(*_NOT_ASKED, attendance.c.at > bindparam("after"))
    .order_by(attendance.c.at)
    .limit(1)
)
_NEXT_END = Ready(
    select(func.min(sessions.c.ends_at).label("ends_at"))
    .join(attendance, attendance.c.session_id == sessions.c.id)
    .where(*_NOT_ASKED, sessions.c.ends_at > bindparam("after"))
)


def to_ask(
    db: Connection, *, since: datetime, before: datetime, now: datetime, most: int
) -> list[tuple[int, int]]:
    """(session, person): who did not come, told nobody, and has not been asked what got in the way; marked
    after `since` and no later than `before`, on a session that is over.
    """
    rows = _TO_ASK.all(db, since=since, before=before, now=now, most=most)
    return [(row.session_id, row.person_id) for row in rows]


def next_to_ask(db: Connection, after: datetime) -> datetime | None:
    """When the earliest of those was marked who are not asked yet, later than that."""
    row = _NEXT_TO_ASK.first(db, after=after)
    return None if row is None else row.at


def next_end_to_ask(db: Connection, after: datetime) -> datetime | None:
    """When the next session ends on which somebody is marked as not there already."""
    found: datetime | None = _NEXT_END.first(db, after=after).ends_at
    return found


def asked(db: Connection, session_id: int, person_id: int) -> None:
    _note(db, session_id, person_id, asked=True)


def can_answer(db: Connection, session_id: int, person_id: int) -> bool:
    """Whether they were asked, and have not answered, and are still marked as not there."""
    row = _row(db, session_id, person_id)
    return row is not None and row.asked and not row.answered and row.mark == Mark.ABSENT.value


def answer(
    db: Connection, session_id: int, person_id: int, hindrance: Hindrance, words: str, *, now: datetime
) -> None:
    """What got in the way, kept apart from who said it; that they answered is kept with them."""
    _note(db, session_id, person_id, answered=True)
    key, month = secrets.token_hex(16), f"{now:%Y-%m}"
    db.execute(insert(hindrances).values(key=key, month=month, reason=hindrance.value, words=words))


def hindered(db: Connection, since: datetime) -> tuple[dict[Hindrance, int], list[str]]:
    """How often each got in the way, on all sessions since that month; and people's words by the alphabet."""
    rows = db.execute(select(hindrances).where(hindrances.c.month >= f"{since:%Y-%m}")).all()
    counts = {each: sum(row.reason == each.value for row in rows) for each in Hindrance}
    words = sorted(row.words for row in rows if row.words)
    return counts, sorted(words, key=str.casefold)


def come_together(db: Connection, person_id: int, into: int) -> None:
    """Before two become one: of what is known of both on one session, what `into` has stays."""
    for table in (attendance, checkin_tries):
        theirs = select(table.c.session_id).where(table.c.person_id == into)
        db.execute(delete(table).where(table.c.person_id == person_id, table.c.session_id.in_(theirs)))


def _row(db: Connection, session_id: int, person_id: int) -> Any:
    mine = attendance.c.session_id == session_id, attendance.c.person_id == person_id
    return db.execute(select(attendance).where(*mine)).first()


def _note(db: Connection, session_id: int, person_id: int, **values: bool) -> None:
    mine = attendance.c.session_id == session_id, attendance.c.person_id == person_id
    db.execute(update(attendance).where(*mine).values(values))
