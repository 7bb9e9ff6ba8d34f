"""Letters that are owed, and the lanes they go out on: claim, mark, withdraw.

A lane (one channel or one person) has at most one letter under way, so letters keep their order and
their pace, also with several replicas. Times here are real time: nobody can move leases and pace.
A lease is also the right to say how sending ended: a process that wakes up after its lease ran out,
and finds that another has taken the letter over, changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from bot.ask import Target
from bot.store.paper import pack, unpack
from bot.store.tables import lanes, letters

LEASE = timedelta(seconds=60)


class State(StrEnum):
    HELD = "held"  # a nudge whose turn has not come
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    MERGED = "merged"  # went inside another letter
    WITHDRAWN = "withdrawn"
    UNDELIVERABLE = "undeliverable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`target` None: to the person, wherever they are reached when it goes. `attempts` counts earlier
    tries whose outcome is not known. `lease_until`: while it is in hand, until when it is ours.
    """

    id: int
    key: str
    kind: str
    facts: dict[str, Any]
    person_id: int | None
    target: Target | None
    attempts: int
    lane: str
    lease_until: datetime | None = None


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        id=row.id,
        key=row.key,
        kind=row.kind,
        facts=row.facts,
        person_id=row.person_id,
        target=unpack(row.target, Target) if row.target else None,
        attempts=row.attempts,
        lane=row.lane,
    )


def write(
    db: Connection,
    *,
    key: str,
    kind: str,
    facts: dict[str, Any],
    person_id: int | None,
    target: Target | None,
    due_at: datetime,
    now: datetime,
) -> bool:
    """Owe a letter; False when a letter with that key was owed before (sent or not)."""
    row = {
        "key": key,
        "kind": kind,
        "facts": facts,
        "person_id": person_id,
        "target": pack(target) if target else None,
        # A person has one lane however they are reached, so that their letters keep their order.
        "lane": target.lane if target and not (target.user and person_id) else f"person:{person_id}",
        "due_at": due_at,
        "state": State.WAITING,
        "written_at": now,
    }
    return _add(db, letters, row)


def _add(db: Connection, table: Table, row: dict[str, Any]) -> bool:
    """False where it is there already, also when another replica wrote it a moment ago."""
    return db.execute(_adding(db.dialect.name, table), row).first() is not None


@cache
def _adding(database: str, table: Table) -> ReturningInsert[Any]:
    dialect = postgresql if database == "postgresql" else sqlite
    insert: Insert = dialect.insert(table).on_conflict_do_nothing()
    # PostgreSQL's driver counts no rows here; what is returned is what was written.
    return insert.returning(*table.primary_key)


# Written once: to build such a statement takes several times as long as to run it.
_REAL = bindparam("real", type_=letters.c.lease_until.type)
_BUSY = select(lanes.c.lane).where(or_(lanes.c.next_at > _REAL, lanes.c.lease_until > _REAL))


def _wait(turn: int) -> ColumnElement[bool]:
    """Written out, or neither database sees which index is meant."""
    return and_(letters.c.state == literal_column("'waiting'"), letters.c.turn == literal_column(str(turn)))


def _firsts(found: Select[Any]) -> Select[Any]:
    """The oldest of each lane that is free, from the oldest."""
    here = found.subquery()
    first = func.min(here.c.id).label("id")
    free = here.c.due_at <= bindparam("now"), here.c.lane.not_in(_BUSY)
    return select(first).where(*free).group_by(here.c.lane).order_by(first).limit(bindparam("most"))


def _near(turn: int) -> Select[Any]:
    """Among the oldest: enough where many lanes have few letters each."""
    oldest = select(letters.c.id, letters.c.lane, letters.c.due_at).where(_wait(turn))
    return _firsts(oldest.order_by(letters.c.id).limit(1000))


def _far(turn: int) -> Select[Any]:
    """From lane to lane: what the others have behind their first costs nothing."""
    due = select(letters.c.id).where(_wait(turn), letters.c.due_at <= bindparam("now"))
    # In an order that one index alone has: by what it guesses, a database might take another.
    due = due.order_by(letters.c.lane, letters.c.id).limit(1)
    first = due.where(letters.c.lane > literal_column("''")).scalar_subquery()
    walk = select(first.label("id")).cte("walk", recursive=True)
    here = letters.alias("here")
    following = due.where(letters.c.lane > here.c.lane).scalar_subquery()
    firsts = walk.union_all(select(following).join_from(walk, here, here.c.id == walk.c.id))
    free = select(letters.c.id).join(firsts, firsts.c.id == letters.c.id).where(letters.c.lane.not_in(_BUSY))
    return free.order_by(letters.c.id).limit(bindparam("most"))


_LAPSED = (
    _firsts(select(letters).where(letters.c.state == State.SENDING.value, letters.c.lease_until <= _REAL)),
)
_IN_TURN = ((_LAPSED, 1), *(((_near(turn), _far(turn)), turn) for turn in (0, 1, 2)))  # see tables.py
_NOBODYS = (
    select(letters)
    .where(letters.c.id.in_(bindparam("ids", expanding=True)))
    .where(letters.c.state.in_((State.WAITING.value, State.SENDING.value)))
    .where(or_(letters.c.lease_until.is_(None), letters.c.lease_until <= _REAL))
    .order_by(letters.c.id)
    .with_for_update(skip_locked=True)
)
_TAKE = (
    update(letters)
    .where(letters.c.id == bindparam("letter"))
    .values(state=State.SENDING.value, lease_until=bindparam("leased"), attempts=letters.c.attempts + 1)
)


def claim(
    db: Connection, *, now: datetime, real: datetime, most: int = 50, unasked: int = 50
) -> list[Letter]:
    """Take the first due letter of each free lane, and lease both. Commit before sending.

    At most `most`, and at most `unasked` of those that are no answers. Answers go first: somebody is
    looking at their screen; then what is owed, then nudges. `now` decides what is due (the clock that
    people see); `real` is for leases and pace. A letter whose lease ran out was under way when a process
    died: it is claimed again.
    """
    until = real + LEASE
    claimed: list[Letter] = []
    for ways, turn in _IN_TURN:
        room = most - len(claimed)
        if turn:
            room = min(room, unasked)
        if room <= 0:
            continue
        found = _first_of_lanes(db, ways, {"now": now, "real": real, "most": room})
        rows = db.execute(_NOBODYS, {"ids": found, "real": real}).all() if found else ()
        leased = _lease(db, [row.lane for row in rows], real, until)
        taken = [replace(_letter(row), lease_until=until) for row in rows if row.lane in leased]
        if taken:
            db.execute(_TAKE, [{"letter": letter.id, "leased": until} for letter in taken])
        claimed += taken
        unasked -= sum(letter.kind != "answer" for letter in taken)
        if len(taken) < len(found):
            break  # another replica is at it: what it leaves goes before what comes after
    return claimed


def _first_of_lanes(db: Connection, ways: Sequence[Select[Any]], asked: dict[str, Any]) -> Sequence[int]:
    """Each way costs more than the one before, and finds all that it found."""
    found: Sequence[int] = ()
    for way in ways:
        found = db.execute(way, asked).scalars().all()
        if len(found) == asked["most"]:
            break
    return found


def _lease(db: Connection, wanted: Sequence[str], real: datetime, until: datetime) -> set[str]:
    """Those of the wanted lanes that are ours now; another replica may have the others, or they rest."""
    if not wanted:
        return set()
    # In the order of their names, so that two replicas never wait for each other.
    rows = [{"lane": lane, "next_at": real, "lease_until": until} for lane in sorted(wanted)]
    return {row.lane for row in db.execute(_leasing(db.dialect.name), rows)}


@cache
def _leasing(database: str) -> ReturningInsert[Any]:
    """Writes down a new lane, or leases one that is free. Its `next_at` is now, as the row says it."""
    dialect = postgresql if database == "postgresql" else sqlite
    insert = dialect.insert(lanes)
    now = insert.excluded.next_at
    free = (lanes.c.next_at <= now) & or_(lanes.c.lease_until.is_(None), lanes.c.lease_until <= now)
    taken = insert.on_conflict_do_update(
        index_elements=[lanes.c.lane], set_={"lease_until": insert.excluded.lease_until}, where=free
    )
    returning: ReturningInsert[Any] = taken.returning(lanes.c.lane)
    return returning


def let_go_of_leases(db: Connection, real: datetime) -> None:
    """What an earlier process left in hand is free at once; only where no other can be running."""
    db.execute(update(lanes).values(lease_until=None))
    db.execute(update(letters).where(letters.c.state == State.SENDING).values(lease_until=real))


def mark(
    db: Connection,
    letter: Letter,
    state: State,
    *,
    real: datetime,
    rest: timedelta,
    message: str = "",
    error: str = "",
) -> bool:
    """How sending ended; the lane rests before its next letter. False: another has taken it over.

    It rests from when the letter was taken in hand: the pace is from message to message.
    """
    values = {"state": state, "message": message, "error": error[:300], "ended_at": real}
    begun = letter.lease_until - LEASE if letter.lease_until else real
    return _end(db, letter, values, next_at=begun + rest)


def try_again(db: Connection, letter: Letter, *, real: datetime, after: timedelta, error: str) -> bool:
    """It may have been written: the letter waits, and remembers that it was tried."""
    return put_back(db, replace(letter, attempts=letter.attempts + 1), real=real, after=after, error=error)


def put_back(db: Connection, letter: Letter, *, real: datetime, after: timedelta, error: str) -> bool:
    """Nothing was written: the letter waits, and its lane rests as long as the platform asked."""
    values = {"state": State.WAITING, "error": error[:300], "attempts": letter.attempts}
    return _end(db, letter, values, next_at=real + after)


def _end(db: Connection, letter: Letter, values: dict[str, Any], *, next_at: datetime) -> bool:
    ours = {"letter": letter.id, "leased": letter.lease_until}
    ended = db.execute(_END, values | ours | {"lease_until": None}).rowcount
    db.execute(
        _REST, {"this": letter.lane, "leased": letter.lease_until, "next_at": next_at, "lease_until": None}
    )
    return bool(ended)


_END = update(letters).where(
    letters.c.id == bindparam("letter"),
    letters.c.lease_until.is_not_distinct_from(bindparam("leased")),
)
_REST = update(lanes).where(
    lanes.c.lane == bindparam("this"),
    lanes.c.lease_until.is_not_distinct_from(bindparam("leased")),
)


def get_all(db: Connection, letter_ids: Sequence[int]) -> list[Letter]:
    """Those letters, in that order; one that is kept no longer is left out."""
    found = {row.id: row for row in db.execute(select(letters).where(letters.c.id.in_(letter_ids)))}
    return [_letter(found[letter_id]) for letter_id in letter_ids if letter_id in found]


def holds_several(db: Connection, message: str) -> bool:
    """Whether a message that we sent holds several letters, so that the answer to one must not replace it."""
    mine = select(letters.c.facts).where(letters.c.message == message, letters.c.kind == "nudges")
    return any(len(row.facts["letters"]) > 1 for row in db.execute(mine))


def next_due_after(db: Connection, after: datetime) -> datetime | None:
    """When the next letter falls due."""
    query = select(func.min(letters.c.due_at)).where(
        letters.c.state.in_((State.WAITING, State.HELD)), letters.c.due_at > after
    )
    return db.execute(query).scalar()


def waiting(db: Connection, now: datetime) -> bool:
    """Whether any letter is due and not out yet."""
    due = select(letters.c.id).where(
        letters.c.state.in_((State.WAITING, State.SENDING)), letters.c.due_at <= now
    )
    return db.execute(due.limit(1)).first() is not None


def problems(db: Connection, most: int = 20) -> Sequence[tuple[str, str, datetime]]:
    """What could not be delivered, newest first: (kind, reason, when)."""
    rows = db.execute(
        select(letters.c.kind, letters.c.error, letters.c.ended_at)
        .where(letters.c.state.in_((State.UNDELIVERABLE, State.UNKNOWN)))
        .order_by(letters.c.id.desc())
        .limit(most)
    )
    return [(row.kind, row.error, row.ended_at) for row in rows]


def forget(db: Connection, before: datetime) -> None:
    """What was sent long ago is not kept: its key has done its work."""
    db.execute(letters.delete().where(letters.c.ended_at.is_not(None), letters.c.written_at < before))
    db.execute(lanes.delete().where(lanes.c.next_at < before))
