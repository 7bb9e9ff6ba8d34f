"""How far each schedule has looked, so that what fell due in between is looked at once."""

from datetime import datetime
from zlib import crc32

from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select, update

from bot.store.ready import Ready, tell_driver
from bot.store.tables import marks

_DONE = "done:"
_AT_IT = 0x_CAFF4  # any number, as long as all replicas use the same
_NAMED = marks.c.name == bindparam("what")
_UNTIL = Ready(select(marks.c.until).where(_NAMED))
_MOVE = Ready(update(marks).where(_NAMED), "until")
_BEGIN = Ready(insert(marks), "name", "until")


def take(db: Connection, name: str) -> bool:
    """Whether that schedule is ours until the transaction ends; False where another replica is at it.

    A file has one writer at a time, and needs no more.
    """
    if db.dialect.name != "postgresql":
        return True
    which = crc32(name.encode()) - 2**31  # PostgreSQL's integers have a sign
    return bool(db.execute(select(func.pg_try_advisory_xact_lock(_AT_IT, which))).scalar())


def holds_rows(db: Connection) -> bool:
    """Whether others may have to wait for what this transaction has written or locked already.

    A file has one writer, who is waited for in any case.
    """
    if db.dialect.name != "postgresql":
        return False
    row = tell_driver(db, "SELECT pg_current_xact_id_if_assigned() IS NOT NULL").fetchone()
    return bool(row[0])


def until(db: Connection, name: str, *, at_first: datetime) -> datetime:
    """Up to when that schedule has looked; `at_first` where it never has."""
    row = _UNTIL.first(db, what=name)
    return at_first if row is None else row.until


def set_until(db: Connection, name: str, moment: datetime) -> None:
    if not _MOVE.run(db, what=name, until=moment):
        _BEGIN.run(db, name=name, until=moment)


def done(db: Connection, what: str, moment: datetime) -> bool:
    """Whether something that fell due at `moment` is done, so that the work can be cut into short pieces."""
    row = _UNTIL.first(db, what=f"{_DONE} {what}")
    return row is not None and row.until == moment


def finish(db: Connection, what: str, moment: datetime) -> None:
    set_until(db, f"{_DONE} {what}", moment)


_FORGET = Ready(
    delete(marks).where(marks.c.name.startswith(literal(_DONE)), marks.c.until < bindparam("before"))
)


def forget_done(db: Connection, before: datetime) -> None:
    """What fell due so long ago that nobody asks any more whether it is done."""
    _FORGET.run(db, before=before)
