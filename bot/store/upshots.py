"""What was done because of feedback: kept, found for those whom it concerns, and told to them once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    Connection,
    String,
    bindparam,
    cast,
    exists,
    func,
    insert,
    literal,
    select,
    text,
    update,
)

from bot.learning.sessions import Bilingual, Session
from bot.learning.upshots import LOOKS_BACK, SETTLES, Upshot
from bot.store.ready import Ready
from bot.store.statements import batched
from bot.store.tables import feedback_asked, feedback_closings, letters, people, sessions, upshots

_Titles: TypeAlias = Mapping[int, set[Bilingual]]
"""Of which sessions an upshot tells, by its number. One that is not there tells of all."""

# ── What organisers do ───────────────────────────────────────────────────────────────────────────


def write(
    db: Connection, session_id: int | None, said: Bilingual, did: Bilingual, *, by: int, now: datetime
) -> Upshot:
    """Keep it; nobody is told of it before it has settled."""
    row = _row(said, did, by, now) | {"session_id": session_id, "tell_at": now + SETTLES}
    number = db.execute(insert(upshots).returning(upshots.c.id), row).scalar_one()
    return Upshot(id=number, session_id=session_id, said=said, did=did, at=now)


def change(
    db: Connection, upshot: Upshot, said: Bilingual, did: Bilingual, *, by: int, now: datetime
) -> Upshot:
    """In other words. Who has been told is not told again."""
    db.execute(update(upshots).where(upshots.c.id == upshot.id).values(_row(said, did, by, now)))
    return Upshot(id=upshot.id, session_id=upshot.session_id, said=said, did=did, at=now)


def withdraw(db: Connection, upshot: Upshot) -> None:
    """Its words are gone."""
    gone = dict.fromkeys(("said", "said_cy", "did", "did_cy"), "") | {"withdrawn": True}
    db.execute(update(upshots).where(upshots.c.id == upshot.id).values(gone))


def _row(said: Bilingual, did: Bilingual, by: int, now: datetime) -> dict[str, Any]:
    words = {"said": said.en, "said_cy": said.cy, "did": did.en, "did_cy": did.cy}
    return words | {"written_by": by, "at": now}


# ── Finding them ─────────────────────────────────────────────────────────────────────────────────


def find(db: Connection, number: str) -> Upshot | None:
    """That of the number on a button; None where there is none (any more)."""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    there = upshots.c.id == int(number), upshots.c.withdrawn.is_(False)
    row = db.execute(select(upshots).where(*there)).first()
    return _upshot(row) if row else None


def all_since(db: Connection, since: datetime) -> list[Upshot]:
    """The newest first."""
    there = upshots.c.at >= since, upshots.c.withdrawn.is_(False)
    rows = db.execute(select(upshots).where(*there).order_by(upshots.c.at.desc(), upshots.c.id.desc()))
    return [_upshot(row) for row in rows]


def about(
    db: Connection, there: Sequence[Session], since: datetime
) -> list[tuple[Upshot, Sequence[Session]]]:
    """Those that concern any of these sessions, each with the ones that it tells of, of each title one; with
    none, it is of the whole programme. The newest first.
    """
    all_of_them = all_since(db, since)
    titles = _titles(db, [each.id for each in all_of_them])
    by_title = {session.title: session for session in reversed(there)}
    found: list[tuple[Upshot, Sequence[Session]]] = []
    for upshot in all_of_them:
        mine = [session for title, session in by_title.items() if title in titles.get(upshot.id, ())]
        if upshot.session_id is None or mine:
            found.append((upshot, mine))
    return found


def _titles(db: Connection, upshot_ids: Iterable[int]) -> _Titles:
    """What was published together is one group of answers, so what is told of one is told of all."""
    own, beside, of = feedback_closings.alias(), feedback_closings.alias(), sessions.alias()
    found: dict[int, set[Bilingual]] = {}
    for some in batched(sorted(upshot_ids)):
        rows = db.execute(
            select(upshots.c.id, of.c.title, of.c.title_cy)
            .outerjoin(own, own.c.session_id == upshots.c.session_id)
            .outerjoin(beside, beside.c.cell_id == own.c.cell_id)
            .join(of, of.c.id == func.coalesce(beside.c.session_id, upshots.c.session_id))
            .where(upshots.c.id.in_(some))
        )
        for row in rows:
            found.setdefault(row.id, set()).add(Bilingual(row.title, row.title_cy))
    return found


# ── Telling of them ──────────────────────────────────────────────────────────────────────────────

_WAITS = (text("upshots.told = false"), text("upshots.withdrawn = false"))  # as the index says it
_DUE = Ready(
    select(upshots.c.id)
    .where(*_WAITS, upshots.c.tell_at <= bindparam("now"))
    .order_by(upshots.c.tell_at, upshots.c.id)
    .limit(1)
)
_NEXT = Ready(
    select(func.min(upshots.c.tell_at).label("tell_at")).where(
        *_WAITS, upshots.c.tell_at > bindparam("after")
    )
)


def due(db: Connection, now: datetime) -> Upshot | None:
    """The first that has settled and is not told."""
    row = _DUE.first(db, now=now)
    return None if row is None else find(db, str(row.id))


def next_due(db: Connection, after: datetime) -> datetime | None:
    found: datetime | None = _NEXT.first(db, after=after).tell_at
    return found


def to_tell(
    db: Connection, upshot: Upshot, *, but_written: str, now: datetime, most: int
) -> Mapping[int, int]:
    """Some of those who were asked for feedback on what it tells of, each with the newest such session: of
    every session people hear once, and not as long as they can still answer. `but_written`: without those who
    have a letter whose key is this and their number.
    """
    fresh = _never_heard(db, upshot, now - LOOKS_BACK)
    theirs = literal(but_written).concat(cast(people.c.id, String))
    wanting = people.c.gone.is_(False), people.c.prompts.is_(True), ~exists().where(letters.c.key == theirs)
    newest: dict[int, tuple[datetime, int]] = {}
    for some in batched(sorted(fresh)):
        rows = db.execute(
            select(feedback_asked.c.person_id, feedback_asked.c.session_id)
            .join(people, people.c.id == feedback_asked.c.person_id)
            .where(feedback_asked.c.session_id.in_(some), *wanting)
        )
        for row in rows:
            this = fresh[row.session_id], row.session_id
            newest[row.person_id] = max(this, newest.get(row.person_id, this))
    return {person_id: newest[person_id][1] for person_id in sorted(newest)[:most]}


def _never_heard(db: Connection, upshot: Upshot, since: datetime) -> Mapping[int, datetime]:
    """The sessions that it tells of, whose feedback was over by then, and of which no other has told; with
    their ends.
    """
    columns = upshots.c.id, upshots.c.session_id, upshots.c.tell_at
    mine = db.execute(select(*columns).where(upshots.c.id == upshot.id)).one()
    told = upshots.c.told.is_(True), upshots.c.tell_at >= since
    others = db.execute(select(*columns).where(*told)).all()
    titles = _titles(db, [upshot.id, *(each.id for each in others)])
    closed = feedback_closings.c.closed_at
    rows = db.execute(
        select(sessions.c.id, sessions.c.title, sessions.c.title_cy, sessions.c.ends_at, closed)
        .join(feedback_closings, feedback_closings.c.session_id == sessions.c.id)
        .where(closed >= since, closed <= mine.tell_at)
    ).all()
    return {
        row.id: row.ends_at
        for row in rows
        if _tells_of(mine, titles, row)
        and not any(each.tell_at >= row.closed_at and _tells_of(each, titles, row) for each in others)
    }


def _tells_of(upshot: Any, titles: _Titles, session: Any) -> bool:
    title = Bilingual(session.title, session.title_cy)
    return upshot.session_id is None or title in titles.get(upshot.id, ())


def all_told(db: Connection, upshot: Upshot) -> None:
    """Everybody whom it concerns has a letter."""
    db.execute(update(upshots).where(upshots.c.id == upshot.id).values(told=True))


def _upshot(row: Any) -> Upshot:
    said, did = Bilingual(row.said, row.said_cy), Bilingual(row.did, row.did_cy)
    return Upshot(id=row.id, session_id=row.session_id, said=said, did=did, at=row.at)
