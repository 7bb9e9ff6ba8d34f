"""Whether a Caffi runs on a database: one at a time on a file, any number of replicas on PostgreSQL.

A running one is seen by a lock that goes with its process: on the file `caffi.lock` beside `caffi.db`, or
in PostgreSQL's memory (a shared advisory lock, which needs a connection that stays: PgBouncer only in
session mode).
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from bot.store.database import address

# Any number, as long as all replicas use the same.
RUNNING = 0x_CAFF2


class Occupied(Exception):  # noqa: N818 - it says what is the case
    """A Caffi is running on this database."""


@contextmanager
def running(url: str) -> Iterator[None]:
    """Be seen to run on that database until the end of the block.

    Raises Occupied where another one has the file, or has just taken a PostgreSQL database for itself.
    """
    yield from _held(url, shared=True)


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Nobody runs on that database during the block. Raises Occupied when somebody does."""
    yield from _held(url, shared=False)


def others_run(db: Connection) -> bool:
    """Whether a replica runs on this PostgreSQL database; if not, none starts until the transaction ends."""
    return not db.scalar(text("select pg_try_advisory_xact_lock(:key)"), {"key": RUNNING})


def _held(url: str, *, shared: bool) -> Iterator[None]:
    where = address(url)
    if where.get_backend_name() == "sqlite":
        yield from _file_held(where)
    else:
        yield from _server_held(where, shared=shared)


def _file_held(where: URL) -> Iterator[None]:
    file = Path(where.database or "caffi.db").with_suffix(".lock")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = file.open("w")
    except OSError:
        yield  # opening the database says better what is wrong with the folder
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Occupied from None
        yield


def _server_held(where: URL, *, shared: bool) -> Iterator[None]:
    # Asked now and then whether we are still there, or a firewall would forget a silent connection.
    alive = {"keepalives_idle": "60", "keepalives_interval": "15"}
    engine = create_engine(
        where.update_query_dict(alive), poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True
    )
    kind = "_shared" if shared else ""
    with engine.connect() as connection:
        if not connection.scalar(text(f"select pg_try_advisory_lock{kind}(:key)"), {"key": RUNNING}):
            raise Occupied
        yield
