"""Whose turn it is among the letters: the oldest of each free lane; answers first, then what is owed."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from bot.store.ready import Ready
from bot.store.tables import lanes, letters


class Turn(IntEnum):
    """In the order in which they go; the table keeps which it is."""

    LAPSED = -1  # under way when a process died
    ANSWER = 0
    OWED = 1
    NUDGE = 2


# Written once: to build such a statement takes several times as long as to run it.
_REAL = bindparam("real", type_=letters.c.lease_until.type)


def _free(lane: ColumnElement[str]) -> ColumnElement[bool]:
    """Neither resting nor in somebody's hand. Asked of each lane that has something: there are as many as
    people, and most have nothing.
    """
    busy = or_(lanes.c.next_at > _REAL, lanes.c.lease_until > _REAL)
    return ~exists().where(lanes.c.lane == lane, busy)


def _wait(turn: Turn) -> ColumnElement[bool]:
    """Written out, or neither database sees which index is meant."""
    return and_(
        letters.c.state == literal_column("'waiting'"), letters.c.turn == literal_column(str(turn.value))
    )


def _firsts(found: Select[Any]) -> Select[Any]:
    """The oldest of each lane that is free, from the oldest."""
    here = found.subquery()
    first = func.min(here.c.id).label("id")
    free = here.c.due_at <= bindparam("now"), _free(here.c.lane)
    return select(first).where(*free).group_by(here.c.lane).order_by(first).limit(bindparam("most"))


def _near(turn: Turn) -> Select[Any]:
    """Among the oldest: enough where many lanes have few letters each."""
    oldest = select(letters.c.id, letters.c.lane, letters.c.due_at).where(_wait(turn))
    return _firsts(oldest.order_by(letters.c.id).limit(bindparam("among")))


def _far(turn: Turn) -> Select[Any]:
    """From lane to lane: what the others have behind their first costs nothing."""
    due = select(letters.c.id).where(_wait(turn), letters.c.due_at <= bindparam("now"))
    # In an order that one index alone has: by what it guesses, a database might take another.
    due = due.order_by(letters.c.lane, letters.c.id).limit(1)
    first = due.where(letters.c.lane > literal_column("''")).scalar_subquery()
    walk = select(first.label("id")).cte("walk", recursive=True)
    here = letters.alias("here")
    following = due.where(letters.c.lane > here.c.lane).scalar_subquery()
    firsts = walk.union_all(select(following).join_from(walk, here, here.c.id == walk.c.id))
    free = select(letters.c.id).join(firsts, firsts.c.id == letters.c.id).where(_free(letters.c.lane))
    return free.order_by(letters.c.id).limit(bindparam("most"))


_ENDED = or_(letters.c.lease_until.is_(None), letters.c.lease_until <= _REAL)
_UNDER_WAY = letters.c.state == literal_column("'sending'")
# The second is asked where the first finds too few: it costs more, and finds all.
_WAYS = {turn: (Ready(_near(turn)), Ready(_far(turn))) for turn in (Turn.ANSWER, Turn.OWED, Turn.NUDGE)} | {
    Turn.LAPSED: (Ready(_firsts(select(letters).where(_UNDER_WAY, _ENDED))),)
}
_LOCKED = (
    select(letters)
    .where(letters.c.id.in_(bindparam("ids", expanding=True)), _ENDED)
    .where(letters.c.state.in_(("waiting", "sending")))
    .order_by(letters.c.id)
    .with_for_update(skip_locked=True)
)

_AHEAD = (
    select(letters.c.lane)
    .where(letters.c.lane.in_(bindparam("lanes", expanding=True)), letters.c.due_at <= bindparam("now"))
    .where(letters.c.state == literal_column("'waiting'"), letters.c.turn < bindparam("turn"))
    .distinct()
)


def firsts(db: Connection, turn: Turn, *, now: datetime, real: datetime, most: int) -> Sequence[int]:
    """The oldest due letter of each lane that is free, at most so many, from the oldest."""
    found: Sequence[int] = ()
    for way in _WAYS[turn]:
        found = [row.id for row in way.all(db, now=now, real=real, most=most, among=max(100, 20 * most))]
        if len(found) == most:
            break
    return found


def lock(db: Connection, letter_ids: Sequence[int], real: datetime) -> Sequence[Row[Any]]:
    """Those of them that are still in nobody's hand, until this transaction ends."""
    return db.execute(_LOCKED, {"ids": letter_ids, "real": real}).all() if letter_ids else ()


def overtaken(db: Connection, lanes_: Sequence[str], turn: Turn, now: datetime) -> Sequence[str]:
    """Those of the lanes in which something waits whose turn comes before `turn`.

    On PostgreSQL each statement sees the lanes as they are then: one that was busy when we looked for what
    is owed may be free when we look for nudges.
    """
    asked = {"lanes": lanes_, "turn": turn.value, "now": now}
    return db.execute(_AHEAD, asked).scalars().all() if lanes_ else ()
