"""Copies everything from one database to another, of the same kind or of the other one, row for row.

All in one transaction of the target: whatever interrupts it, the target is as empty as it was. The source
is read as it stood at one moment. What was written is read again, and must be what was read.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, text
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.sql.ddl import sort_tables

from bot.store.tables import metadata

_BATCH = 1000


class NotEmpty(Exception):  # noqa: N818 - it says what is the case
    """The target has rows already: the name of a table."""


class Differs(Exception):  # noqa: N818 - it says what is the case
    """What was written is not what was read: the name of a table."""


class Unfit(Exception):  # noqa: N818 - it says what is the case
    """The target takes no row like one of this table's: its name, and what the database says."""


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it stands now, whatever others write meanwhile."""
    with engine.connect() as db:
        if db.dialect.name == "postgresql":
            db.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        db.execute(text("select 1"))
        yield db
        db.rollback()


def tables() -> list[Table]:
    """Every table, each behind those that its rows lead to."""
    return sort_tables(metadata.tables.values())


def copy(source: Connection, target: Connection) -> Mapping[str, int]:
    """Copy all rows into tables that are there and empty; how many each table got.

    The ids that follow continue where the source's would have. Raises NotEmpty, Unfit, Differs.
    """
    for table in tables():
        if target.execute(select(text("1")).select_from(table).limit(1)).first():
            raise NotEmpty(table.name)
    read = {}
    for table in tables():
        read[table.name] = _copy_rows(table, source, target)
        _continue_ids(table, source, target)
    for table in tables():
        if fingerprint(table, target) != read[table.name]:
            raise Differs(table.name)
    return {name: many for name, (many, _) in read.items()}


def empty(target: Connection) -> None:
    """Take every row out."""
    for table in reversed(tables()):
        target.execute(delete(table))


def fingerprint(table: Table, db: Connection) -> tuple[int, str]:
    """How many rows there are, and a SHA-256 of them that is the same on both kinds of database."""
    digest, many = hashlib.sha256(), 0
    for row in _rows(table, db):
        digest.update(repr(row).encode())
        many += 1
    return many, digest.hexdigest()


def _rows(table: Table, db: Connection) -> Iterator[tuple[Any, ...]]:
    # By the key, and by text as bytes: each database has an order of its own for letters.
    keys = [column.collate("C") if _is_text(column) and db.dialect.name == "postgresql" else column
            for column in table.primary_key.columns]  # fmt: skip
    for row in db.execution_options(yield_per=_BATCH).execute(select(table).order_by(*keys)):
        yield tuple(row)


def _is_text(column: Any) -> bool:
    return column.type.python_type is str


def _copy_rows(table: Table, source: Connection, target: Connection) -> tuple[int, str]:
    """The fingerprint of what was read."""
    digest, many, names = hashlib.sha256(), 0, [column.name for column in table.columns]
    batch = []
    for row in _rows(table, source):
        digest.update(repr(row).encode())
        many += 1
        batch.append(dict(zip(names, row, strict=True)))
        if len(batch) == _BATCH:
            _insert(table, target, batch)
            batch = []
    if batch:
        _insert(table, target, batch)
    return many, digest.hexdigest()


def _insert(table: Table, target: Connection, batch: list[dict[str, Any]]) -> None:
    try:
        target.execute(insert(table), batch)
    except OperationalError:
        raise  # the database itself is in trouble, not the row
    except StatementError as error:
        raise Unfit(table.name, str(getattr(error, "orig", None) or error).splitlines()[0]) from error


def _continue_ids(table: Table, source: Connection, target: Connection) -> None:
    """An id that was given once is never given again, also where its row is gone."""
    if not _counts_up(table):
        return
    last = _last_id(table, source)
    if target.dialect.name == "postgresql":
        if last:
            sequence = func.pg_get_serial_sequence(table.name, "id")
            target.execute(select(func.setval(sequence, last)))
    elif table.dialect_options["sqlite"].get("autoincrement") and last:
        named = {"name": table.name, "last": last}
        if not target.execute(
            text("update sqlite_sequence set seq = :last where name = :name"), named
        ).rowcount:
            target.execute(text("insert into sqlite_sequence (name, seq) values (:name, :last)"), named)


def _counts_up(table: Table) -> bool:
    return [column.name for column in table.primary_key.columns] == ["id"]


def _last_id(table: Table, db: Connection) -> int:
    highest = db.scalar(select(func.max(table.c.id))) or 0
    if db.dialect.name == "postgresql":
        name = db.scalar(select(func.pg_get_serial_sequence(table.name, "id")))
        given = db.execute(text(f"select last_value, is_called from {name}")).one()  # noqa: S608 - its own name
        return max(highest, given.last_value if given.is_called else 0)
    given = db.scalar(text("select seq from sqlite_sequence where name = :name"), {"name": table.name})
    return max(highest, given or 0)
