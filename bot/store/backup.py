"""Backups: one SQLite file with everything as it stood at one moment, from either kind of database."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.exc import DatabaseError

from bot.store import copying
from bot.store.database import Database
from bot.store.upgrade import behind, bring_up_to_date, version

Result = TypeVar("Result")

_TABLES = {"alembic_version", "people", "sessions", "places", "letters"}


class NotOurs(Exception):  # noqa: N818 - it says what is the case
    """The file is no backup of Caffi's."""


class Damaged(Exception):  # noqa: N818 - it says what is the case
    """The file is a database, but parts of it are broken. What SQLite says of it."""


def back_up(database: Database, to: Path) -> None:
    """Write a backup to the file `to`, while Caffi runs, readable by its owner alone.

    It appears under its name only when it is whole and on the disk. Raises OSError, Damaged and what
    SQLAlchemy raises.
    """

    def write(file: Path) -> None:
        if database.embedded:
            _vacuum(Path(database.url.database or ""), file)
        else:
            _copy_out(database, file)

    write_whole(to, write)


def write_whole(to: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a file beside `to`; when it is sound and on the disk, give it that name."""
    beside = to.with_name(f".{to.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        write(beside)
        check(beside)
        _to_disk(beside)
        beside.replace(to)
        _to_disk(to.parent)
    finally:
        for left in (beside, *(beside.with_name(beside.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def check(file: Path) -> str:
    """The version of the tables in a backup. Raises OSError, NotOurs, Damaged, Newer; changes
    nothing.
    """
    with file.open("rb") as beginning:
        if beginning.read(16) != b"SQLite format 3\0":
            raise NotOurs
    try:
        with reading(file) as db:
            if not set(inspect(db).get_table_names()) >= _TABLES:
                raise NotOurs
            told = [row[0] for row in db.exec_driver_sql("PRAGMA integrity_check")]
            if told != ["ok"]:
                raise Damaged(told[0])
            if db.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Damaged("FOREIGN KEY")
            behind(db)
            return version(db)
    except DatabaseError as error:
        raise Damaged(str(error.orig)) from error


@contextmanager
def reading(file: Path) -> Iterator[Connection]:
    """A connection that cannot change the file."""
    engine = create_engine(f"sqlite:///file:{quote(str(file))}?mode=ro&uri=true")
    try:
        with engine.connect() as db:
            yield db
    finally:
        engine.dispose()


def _vacuum(database: Path, file: Path) -> None:
    # VACUUM INTO writes only what is there: what has been deleted (answers to feedback) stays behind.
    with closing(sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)) as source:
        try:
            source.execute("VACUUM INTO ?", (str(file),))
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, str(error)) from error


def _copy_out(database: Database, file: Path) -> None:
    target = Database(f"sqlite:///{file}")
    try:
        bring_up_to_date(target)
        with copying.snapshot(database.engine) as source:
            target.write_now(lambda db: copying.copy(source, db))
    finally:
        target.close()
    _one_file(file)


def prepare(backup: Path, file: Path, settle: Callable[[Connection], Result]) -> Result:
    """Make `file` a database of this version from a backup; `settle` says what is not to be done again."""
    shutil.copyfile(backup, file)
    database = Database(f"sqlite:///{file}")
    try:
        bring_up_to_date(database)
        result = database.write_now(settle)
    finally:
        database.close()
    _one_file(file)
    return result


def put_in_place(ready: Path, database: Path, kept: Path) -> None:
    """Let `ready` be the database from now on, at one stroke; what was there is called `kept`."""
    if database.exists():
        os.link(database, kept)
        # Not opened, for it may be damaged; its journal goes with it, or it would be played into the new one.
        for end in ("-wal", "-shm"):
            if (left := database.with_name(database.name + end)).exists():
                left.rename(kept.with_name(kept.name + end))
    ready.replace(database)
    _to_disk(database.parent)


def _one_file(file: Path) -> None:
    """Everything in the file itself, nothing beside it."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode=DELETE")


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
