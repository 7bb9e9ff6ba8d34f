"""The database: SQLite with one writer, or PostgreSQL with a few connections; SQL never in the event loop.

`await database.write(work)` runs `work(connection)` in one transaction and commits; `read` changes
nothing. Raising rolls back. `work` may run twice, so it does nothing outside its transaction. On SQLite
writes that arrive together share one commit, so that a thousand bookings do not wait for a thousand disk
syncs; each stands or falls alone.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from bot.store.memory import Glance, Memory
from bot.store.paper import as_json
from bot.store.ready import tell_driver

Result = TypeVar("Result")
_GROUP = 64
_READERS = 2
_SERVER_WRITERS, _SERVER_READERS = 6, 4  # connections of one Caffi to PostgreSQL
_SHARING = 0.005  # seconds for which changes share a savepoint
_TRIES = 4
_BEGIN_AGAIN = {"40P01", "40001"}  # deadlock_detected, serialization_failure
_STOPPED = {"57014", "55P03"}  # query_canceled, as by statement_timeout; lock_not_available
_PATIENCE = 2.0  # seconds, under Slack's three, so that a locked file is told in time


def address(url: str) -> URL:
    """Where a database is, with the driver that we use: postgres:// means psycopg 3."""
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


class Database:
    """Opened once by `app.py`; closed at the end. `patience`: seconds to wait where another has the file."""

    def __init__(self, url: str, *, patience: float = _PATIENCE) -> None:
        parsed = address(url)
        self.url = parsed
        self.embedded = parsed.get_backend_name() == "sqlite"
        if self.embedded:
            if parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine = _sqlite(str(parsed), patience, writes=True)
            self._reader = _sqlite(str(parsed), patience, writes=False)
            self._glance: Glance | None = None
            self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
            self._looks: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
            self._threads = [
                threading.Thread(target=self._write_all, name="writer", daemon=True),
            ]
            self._threads += [
                threading.Thread(target=self._read_all, name="reader", daemon=True) for _ in range(_READERS)
            ]
            for thread in self._threads:
                thread.start()
        else:
            self.engine = create_engine(
                parsed,
                pool_size=_SERVER_WRITERS + _SERVER_READERS,
                max_overflow=0,
                # The one that was used last: it knows the catalogue and has its statements prepared.
                pool_use_lifo=True,
                pool_pre_ping=True,
                hide_parameters=True,
                json_serializer=as_json,
            )
            self._reader = self.engine
            # Apart, so that who only asks does not wait behind changes that wait for each other.
            self._writers = ThreadPoolExecutor(_SERVER_WRITERS, "writer")
            self._readers = ThreadPoolExecutor(_SERVER_READERS, "reader")

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a transaction of its own and commit it; its exception rolls it back."""
        loop = asyncio.get_running_loop()
        if self.embedded:
            job = _Job(work, loop)
            self._jobs.put(job)
            return cast(Result, await job.done)
        return await loop.run_in_executor(self._writers, self.write_now, work)

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work`, which changes nothing."""
        loop = asyncio.get_running_loop()
        if self.embedded:
            version = self._glance.version() if self._glance else None
            job = _Job(work, loop)
            self._looks.put(job)
            found = cast(Result, await job.done)
            if self._glance:
                self._glance.learn(version, job.used)
            return found
        return await loop.run_in_executor(self._readers, self.read_now, work)

    def glance(self, work: Callable[[Connection], Result]) -> Result | None:
        """What `work` finds if it takes no more than a glance, else None; at once, so not for long work."""
        if not self.embedded:
            return None
        if self._glance is None:
            self._glance = Glance(self.url.database or "", self._reader.dialect)
        return self._glance.at(work)

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
        with self._reader.begin() as connection:
            return work(connection)

    def close(self) -> None:
        """Finish what is queued, then let go of the file or the server."""
        if self.embedded:
            self._jobs.put(None)
            for _ in range(_READERS):
                self._looks.put(None)
            for thread in self._threads:
                thread.join()
        else:
            self._writers.shutdown()
            self._readers.shutdown()
        if self.embedded and self._glance:
            self._glance.close()
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
        group = [job for job in group if not job.done.cancelled()]
        try:
            with self.engine.begin() as connection:
                _work_off(connection, group)
        except Exception as error:  # noqa: BLE001 - the commit failed: each of the group must hear of it
            for job in group:
                job.error = error
        _tell(group)

    def _read_all(self) -> None:
        # One connection as long as the thread lives: to take one from the pool costs more than most reads.
        memory = Memory()
        with ExitStack() as stack:
            connection: Connection | None = None
            while (job := self._looks.get()) is not None:
                if job.done.cancelled():
                    continue
                try:
                    connection = connection or stack.enter_context(self._reader.connect())
                    memory.join(connection)
                    with connection.begin():
                        # Another number after every commit of another connection: see `Glance`.
                        memory.as_of(_say(connection, "PRAGMA data_version"))
                        job.result = job.work(connection)
                    job.used = memory.used
                except Exception as error:  # noqa: BLE001 - handed to whoever asked for this piece of work
                    job.error = error
                _tell([job])


class _Job:
    """One piece of work; a change is told of its result only after the commit."""

    def __init__(self, work: Callable[[Connection], Any], loop: asyncio.AbstractEventLoop) -> None:
        self.work = work
        self.done: asyncio.Future[Any] = loop.create_future()
        self.result: Any = None
        self.error: Exception | None = None
        self.used: dict[Hashable, Any] = {}
        self.loop = loop

    def run(self, connection: Connection) -> None:
        """Raises where it fails and there is something to take back."""
        file = _file(connection)
        before = file.total_changes  # also of what was taken back
        try:
            self.result = self.work(connection)
        except Exception as error:
            if in_trouble(error) or file.total_changes != before:
                raise
            self.error = error

    def run_alone(self, connection: Connection) -> None:
        """It has no part in what becomes of others, unless the file is in trouble."""
        try:
            with savepoint(connection):
                self.run(connection)
        except Exception as error:
            if in_trouble(error):
                raise
            self.error = error

    def tell(self) -> None:
        """In the loop of whoever waits."""
        if self.done.cancelled():
            return
        if self.error is not None:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.result)


def _work_off(connection: Connection, group: Sequence[_Job]) -> None:
    """Each stands or falls alone. Nearly all stand, or fall before they change anything, and a savepoint
    costs a tenth of a booking: so some share one, and where one falls later, those before are done once more.

    What takes long is the last of those that share one, so that it is not done again for another's sake.
    """
    file, place = _file(connection), 0
    while place < len(group):
        first, ends = place, monotonic() + _SHARING
        try:
            with savepoint(connection):
                while place < len(group) and (place == first or monotonic() < ends):
                    group[place].run(connection)
                    place += 1
                    if not file.in_transaction:
                        break  # SQLite took it all back: to release the savepoint fails, and tells so
        except Exception as error:
            if in_trouble(error):
                raise  # the whole group hears of it
            for job in group[first:place]:
                job.run_alone(connection)
            group[place].error = error
            place += 1


def _tell(group: list[_Job]) -> None:
    """From another thread: one knock at the loop for all that were done together, because each costs a
    write to a pipe. A loop that has been closed has nobody left who waits.
    """

    def tell_all(loop: asyncio.AbstractEventLoop) -> None:
        for job in group:
            if job.loop is loop:
                job.tell()

    for loop in {job.loop for job in group}:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(tell_all, loop)


def in_trouble(error: Exception) -> bool:
    """Whether the file or the server fails, and with it all that the transaction did before. A statement that
    SQLite cannot carry out raises an OperationalError too, as of a table that is not there, and so does one
    that PostgreSQL was told to stop; either is undone alone. Sources: sqlite.org, "Result and Error Codes":
    SQLITE_ERROR; postgresql.org, "Error Codes".
    """
    if not isinstance(error, OperationalError):
        return False
    alone = (
        getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
        or getattr(error.orig, "sqlstate", None) in _STOPPED
    )
    # A savepoint that is not there any more went with its transaction: SQLite may take that back by itself
    # when a disk is full, and with it what the others of the group did. Source: "Transaction", section 3.
    return not alone or (error.statement or "").startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """What is done inside stands or falls alone: an exception takes it back, and what stood before stays.

    Said to the driver itself, which costs a tenth of `begin_nested`; on SQLite each change is behind one.
    """
    _say(connection, "SAVEPOINT ours")
    try:
        yield
    except BaseException:
        if not connection.invalidated:  # else it went with its server, and there is nothing to take back
            # Through SQLAlchemy, so that a file in trouble is told as its OperationalError.
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT ours")
            _say(connection, "RELEASE SAVEPOINT ours")
        raise
    _say(connection, "RELEASE SAVEPOINT ours")


def _say(connection: Connection, words: str) -> int:
    """To the driver itself; the one number that it answers, or 0."""
    cursor = tell_driver(connection, words)
    answer = cursor.fetchone() if cursor.description else None
    cursor.close()
    return answer[0] if answer else 0


def _file(connection: Connection) -> sqlite3.Connection:
    file = connection.connection.driver_connection
    assert isinstance(file, sqlite3.Connection)
    return file


def _sqlite(url: str, patience: float, *, writes: bool) -> Engine:
    # One connection in the writing pool: SQLite has one writer anyway, and this way nobody waits asleep.
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1 if writes else _READERS + 1,  # and one for the command line
        max_overflow=0,
        hide_parameters=True,  # they hold what people wrote, and errors go to the log
        json_serializer=as_json,
        connect_args={"check_same_thread": False, "timeout": patience},
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        if writes:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            # What a savepoint may have to take back: else each group of writes makes a file for it.
            connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA foreign_keys=ON")
        if not writes:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred BEGIN fails with "database is locked" when it turns into a write; IMMEDIATE waits.
        # Through SQLAlchemy, so that a file in trouble is told as its OperationalError.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
