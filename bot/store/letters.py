"""Letters that are owed, and the lanes they go out on: write, claim, mark.

A lane (one channel or one person) has at most one letter under way, so letters keep their order and
their pace, also with several replicas. Times here are real time: nobody can move leases and pace.
A lease is also the right to say how sending ended: a process that wakes up after its lease ran out,
and finds that another has taken the letter over, changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from bot.ask import Target
from bot.store import turns
from bot.store.paper import pack, unpack
from bot.store.ready import Adding, Ready
from bot.store.statements import inserting
from bot.store.tables import lanes, letters, turn_of
from bot.store.turns import Turn

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
    # A person has one lane however they are reached, so that their letters keep their order.
    lane = target.lane if target and not (target.user and person_id) else _lane(person_id)
    row = _row(key, kind, facts, lane, now) | {
        "person_id": person_id,
        "target": pack(target) if target else None,
        "due_at": due_at,
        "turn": turn_of(kind),
    }
    return _ADD.number(db, **row) is not None


def write_to_people(
    db: Connection,
    keys: Mapping[int, str],
    *,
    kind: str,
    facts: dict[str, Any],
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """Owe each of these people (person → key) the same letter, now or later, in one statement for all.

    One whose key is known already, sent or not, is left out.
    """
    if not keys:
        return
    rows = [
        _row(key, kind, facts, _lane(person_id), now)
        | {"person_id": person_id, "target": None, "due_at": due_at or now}
        for person_id, key in keys.items()
    ]
    db.execute(inserting(db.dialect.name, letters).on_conflict_do_nothing(), rows)


def write_by_mail(
    db: Connection,
    keys: Mapping[str, tuple[int, Target, dict[str, Any]]],
    *,
    kind: str,
    now: datetime,
    due_at: datetime,
) -> None:
    """Owe letters (key → to whom, where, facts) that go to a target of their own, in one statement for all.

    Each on that target's lane, not on the person's: a mail server that is away holds up nothing in chat.
    """
    rows = [
        _row(key, kind, facts, target.lane, now)
        | {"person_id": person_id, "target": pack(target), "due_at": due_at}
        for key, (person_id, target, facts) in keys.items()
    ]
    if rows:
        db.execute(inserting(db.dialect.name, letters).on_conflict_do_nothing(), rows)


def _row(key: str, kind: str, facts: dict[str, Any], lane: str, now: datetime) -> dict[str, Any]:
    known = {"key": key, "kind": kind, "facts": facts, "lane": lane}
    return known | {"state": State.WAITING, "written_at": now}


def _lane(person_id: int | None) -> str:
    return f"person:{person_id}"


_COLUMNS = ["key", "kind", "facts", "lane", "state", "written_at", "person_id", "target", "due_at", "turn"]
_ADD = Adding(letters, *_COLUMNS, once=True)
_TAKE = (
    update(letters)
    .where(letters.c.id == bindparam("letter"))
    .values(state=State.SENDING.value, lease_until=bindparam("leased"), attempts=letters.c.attempts + 1)
)


def claim(
    db: Connection, *, now: datetime, real: datetime, most: int = 50, unasked: int = 50
) -> list[Letter]:
    """Take the first due letter of each free lane, and lease both. Commit before sending.

    At most `most`, and at most `unasked` of those that are no answers. First what was under way when a
    process died, and was counted then: its lease ran out, and nothing of its lane may go before it. Then
    answers: somebody is looking at their screen; then what is owed, then nudges. `now` decides what is due
    (the clock that people see); `real` is for leases and pace.
    """
    until = real + LEASE
    claimed: list[Letter] = []
    for turn in Turn:
        room = most - len(claimed)
        if turn in (Turn.OWED, Turn.NUDGE):
            room = min(room, unasked)
        if room <= 0:
            continue
        found = turns.firsts(db, turn, now=now, real=real, most=room)
        rows = turns.lock(db, found, real)
        leased = _lease(db, [row.lane for row in rows], real, until)
        if db.dialect.name == "postgresql" and (ahead := turns.overtaken(db, [*leased], turn, now)):
            db.execute(update(lanes).where(lanes.c.lane.in_(ahead)).values(lease_until=None))
            leased.difference_update(ahead)
        taken = [replace(_letter(row), lease_until=until) for row in rows if row.lane in leased]
        if taken:
            db.execute(_TAKE, [{"letter": letter.id, "leased": until} for letter in taken])
        claimed += taken
        unasked -= sum(letter.kind != "answer" for letter in taken)
        if len(taken) < len(found):
            break  # somebody else is at it: what is left goes before what comes after
    return claimed


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
    insert = inserting(database, lanes)
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


def end_rest(db: Connection, *, errors: Sequence[str], real: datetime) -> None:
    """Letters that were put back for one of these reasons need not wait any longer."""
    put_back = select(letters.c.lane).where(letters.c.state == State.WAITING, letters.c.error.in_(errors))
    db.execute(update(lanes).where(lanes.c.lane.in_(put_back), lanes.c.next_at > real).values(next_at=real))


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


def leave_no_trace(db: Connection, letter: Letter) -> None:
    """It has been sent: nothing tells any more to whom, when, or in the place of which message."""
    db.execute(letters.delete().where(letters.c.id == letter.id))


def try_again(db: Connection, letter: Letter, *, real: datetime, after: timedelta, error: str) -> bool:
    """It may have been written: the letter waits, and remembers that it was tried."""
    return put_back(db, replace(letter, attempts=letter.attempts + 1), real=real, after=after, error=error)


def put_back(db: Connection, letter: Letter, *, real: datetime, after: timedelta, error: str) -> bool:
    """Nothing was written: the letter waits, and its lane rests as long as the platform asked."""
    values = {"state": State.WAITING, "error": error[:300], "attempts": letter.attempts}
    return _end(db, letter, values, next_at=real + after)


def _end(db: Connection, letter: Letter, values: dict[str, Any], *, next_at: datetime) -> bool:
    leased = letter.lease_until
    ended = _ending(*values).run(db, letter=letter.id, leased=leased, lease_until=None, **values)
    _REST.run(db, this=letter.lane, leased=leased, next_at=next_at, lease_until=None)
    return bool(ended)


@cache
def _ending(*columns: str) -> Ready:
    ours = letters.c.lease_until.is_not_distinct_from(bindparam("leased"))
    return Ready(update(letters).where(letters.c.id == bindparam("letter"), ours), *columns, "lease_until")


_REST = Ready(
    update(lanes).where(
        lanes.c.lane == bindparam("this"),
        lanes.c.lease_until.is_not_distinct_from(bindparam("leased")),
    ),
    "next_at",
    "lease_until",
)


def get_all(db: Connection, letter_ids: Sequence[int]) -> list[Letter]:
    """Those letters, in that order; one that is kept no longer is left out."""
    found = {row.id: row for row in db.execute(select(letters).where(letters.c.id.in_(letter_ids)))}
    return [_letter(found[letter_id]) for letter_id in letter_ids if letter_id in found]


def holds_several(db: Connection, message: str) -> bool:
    """Whether a message that we sent holds several letters, so that the answer to one must not replace it."""
    mine = select(letters.c.facts).where(letters.c.message == message, letters.c.kind == "nudges")
    return any(len(row.facts["letters"]) > 1 for row in db.execute(mine))


_NEXT_DUE = Ready(
    select(func.min(letters.c.due_at).label("due_at")).where(
        letters.c.state.in_([literal(each.value) for each in (State.WAITING, State.HELD)]),
        letters.c.due_at > bindparam("after"),
    )
)
_WAITING = Ready(
    select(letters.c.id)
    .where(
        letters.c.state.in_([literal(each.value) for each in (State.WAITING, State.SENDING)]),
        letters.c.due_at <= bindparam("now"),
    )
    .limit(1)
)


def next_due_after(db: Connection, after: datetime) -> datetime | None:
    """When the next letter falls due."""
    found: datetime | None = _NEXT_DUE.first(db, after=after).due_at
    return found


def waiting(db: Connection, now: datetime) -> bool:
    """Whether any letter is due and not out yet."""
    return _WAITING.first(db, now=now) is not None


def problems(db: Connection, most: int = 20) -> Sequence[tuple[str, str, datetime]]:
    """What could not be delivered, newest first: (kind, reason, when)."""
    rows = db.execute(
        select(letters.c.kind, letters.c.error, letters.c.ended_at)
        .where(letters.c.state.in_((State.UNDELIVERABLE, State.UNKNOWN)))
        .order_by(letters.c.id.desc())
        .limit(most)
    )
    return [(row.kind, row.error, row.ended_at) for row in rows]


_FORGET = (
    Ready(
        letters.delete().where(letters.c.ended_at.is_not(None), letters.c.written_at < bindparam("before"))
    ),
    Ready(lanes.delete().where(lanes.c.next_at < bindparam("before"))),
)


def forget(db: Connection, before: datetime) -> None:
    """What was sent long ago is not kept: its key has done its work."""
    for forgetting in _FORGET:
        forgetting.run(db, before=before)
