"""The database: SQLite with one writer, or PostgreSQL with a few connections; SQL never in the event loop.

`await database.write(work)` runs `work(connection)` in one transaction and commits; `read` changes
nothing. Raising rolls back. On SQLite writes that arrive together share one commit, each behind its
own savepoint, so that a thousand bookings do not wait for a thousand disk syncs.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

Result = TypeVar("Result")
_GROUP = 64
_TRIES = 4
_BEGIN_AGAIN = {"40P01", "40001"}  # deadlock_detected, serialization_failure
_BUSY_MS = 2000  # under Slack's three seconds, so that a locked file is told in time


def address(url: str) -> URL:
    """Where a database is, with the driver that we use: postgres:// means psycopg 3."""
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


class Database:
    """Opened once by `app.py`; closed at the end."""

    def __init__(self, url: str) -> None:
        parsed = address(url)
        self.url = parsed
        self.embedded = parsed.get_backend_name() == "sqlite"
        if self.embedded:
            if parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine = _sqlite(str(parsed), writes=True)
            self._reader = _sqlite(str(parsed), writes=False)
            self._readers = ThreadPoolExecutor(2, "reader")
            self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
            self._writer = threading.Thread(target=self._write_all, name="writer", daemon=True)
            self._writer.start()
        else:
            self.engine = create_engine(
                parsed, pool_size=6, max_overflow=0, pool_pre_ping=True, hide_parameters=True
            )
            self._reader = self.engine
            self._readers = ThreadPoolExecutor(6, "database")

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a transaction of its own and commit it; its exception rolls it back."""
        if self.embedded:
            job = _Job(work)
            self._jobs.put(job)
            return await asyncio.wrap_future(job.done)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self.write_now, work)

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work`, which changes nothing."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self.read_now, work)

    def write_now(self, work: Callable[[Connection], Result]) -> Result:
        """The same for the command line, which has no event loop."""
        for _ in range(_TRIES):
            try:
                with self.engine.begin() as connection:
                    return work(connection)
            except OperationalError as error:
                # Two transactions waited for each other; PostgreSQL undid this one, and it may begin again.
                if getattr(error.orig, "sqlstate", "") not in _BEGIN_AGAIN:
                    raise
        with self.engine.begin() as connection:
            return work(connection)

    def read_now(self, work: Callable[[Connection], Result]) -> Result:
        with self._reader.connect() as connection:
            return work(connection)

    def close(self) -> None:
        """Finish what is queued, then let go of the file or the server."""
        if self.embedded:
            self._jobs.put(None)
            self._writer.join()
        self._readers.shutdown()
        self._reader.dispose()
        self.engine.dispose()

    def _write_all(self) -> None:
        while (job := self._jobs.get()) is not None:
            group, last = [job], False
            while len(group) < _GROUP and not self._jobs.empty():
                more = self._jobs.get()
                if more is None:
                    last = True
                    break
                group.append(more)
            self._write_group(group)
            if last:
                return

    def _write_group(self, group: list["_Job"]) -> None:
        # Who stopped waiting before their turn is left out; from here on nobody can stop a job.
        group = [job for job in group if job.done.set_running_or_notify_cancel()]
        try:
            with self.engine.begin() as connection:
                for job in group:
                    job.run(connection)
        except Exception as error:  # noqa: BLE001 - the commit failed: each of the group must hear of it
            for job in group:
                job.done.set_exception(error)
        else:
            for job in group:
                job.tell()


class _Job:
    """One piece of work; it is told of its result only after the commit."""

    def __init__(self, work: Callable[[Connection], Any]) -> None:
        self.work = work
        self.done: Future[Any] = Future()
        self.result: Any = None
        self.error: Exception | None = None

    def run(self, connection: Connection) -> None:
        try:
            with connection.begin_nested():
                self.result = self.work(connection)
        except OperationalError:
            raise  # the file itself is in trouble: the whole group hears of it
        except Exception as error:  # noqa: BLE001 - handed to whoever asked for this piece of work
            self.error = error

    def tell(self) -> None:
        if self.error is not None:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.result)


def _sqlite(url: str, *, writes: bool) -> Engine:
    # One connection in the writing pool: SQLite has one writer anyway, and this way nobody waits asleep.
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1 if writes else 2,
        max_overflow=0,
        hide_parameters=True,  # they hold what people wrote, and errors go to the log
        connect_args={"check_same_thread": False, "timeout": _BUSY_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        if writes:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        if not writes:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred BEGIN fails with "database is locked" when it turns into a write; IMMEDIATE waits.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
