"""What has been read and is still so: remembered until anything at all is committed to the file."""

import sqlite3
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import OperationalError

Result = TypeVar("Result")
_MEMORY = "caffi memory"
_REMEMBERED = 5000  # answers


class Memory:
    """What has been read, as of one version of the file. `used`: what the work in hand has asked for."""

    def __init__(self) -> None:
        self.used: dict[Hashable, Any] = {}
        self._kept: dict[Hashable, Any] = {}
        self._version = 0

    def as_of(self, version: int) -> None:
        """Forget everything if this is another version than before. A new piece of work begins."""
        if version != self._version or len(self._kept) > _REMEMBERED:
            self._kept.clear()
            self._version = version
        self.used = {}

    def learn(self, found: dict[Hashable, Any]) -> None:
        self._kept.update(found)

    def find(self, what: Hashable, read: Callable[[], Result]) -> Result:
        try:
            found = self._kept[what]
        except KeyError:
            found = self._kept[what] = read()
        self.used[what] = found
        return cast(Result, found)

    def join(self, connection: Connection) -> None:
        """From now on `kept` on this connection means this memory."""
        connection.info[_MEMORY] = self


def kept(connection: Connection, what: Hashable, read: Callable[[], Result]) -> Result:
    """What `read` finds; the same again, unread, as long as nothing has been committed since.

    Only a reader of an SQLite file remembers: what is read before a change, or from PostgreSQL, is read
    each time. `what` names the question with all that it depends on; the answer must not be changed.
    """
    memory: Memory | None = connection.info.get(_MEMORY)
    return read() if memory is None else memory.find(what, read)


class _TooLongError(Exception):
    """More than a glance is needed."""


class _Opened(NamedTuple):
    """Stands where a connection of the pool would."""

    driver_connection: sqlite3.Connection


class _Within:
    """Stands where a connection would: it has a memory, and says to the driver what is kept ready to be
    said (see `ready`); anything else takes longer than a glance.
    """

    def __init__(self, memory: Memory, file: sqlite3.Connection, dialect: Dialect) -> None:
        self.info = {_MEMORY: memory}
        self.dialect = dialect
        self.version = 0
        self._file = file
        self._opened = _Opened(file)

    @property
    def connection(self) -> "_Opened":
        """The file, for what is not remembered: all that is read from now on is of one version of it, that of
        which the rest is remembered.
        """
        if not self._file.in_transaction:
            try:
                self._file.execute("BEGIN")
                version = _version(self._file)
            except sqlite3.Error as error:
                raise _TooLongError from error
            if version != self.version:
                raise _TooLongError
        return self._opened

    def __getattr__(self, name: str) -> Any:
        raise _TooLongError(name)


class Glance:
    """Answers in the event loop itself, from memory or by reading a few rows: to hand a common question to
    another thread and back costs several times as much as to answer it.

    Nothing here waits for anybody. Readers of a file in WAL mode wait for no writer; where it is locked after
    all, that fails at once, and a thread tries again. PRAGMA data_version is another number after every
    commit of another connection, in this process or any other. Source: sqlite.org, "Write-Ahead Logging",
    "PRAGMA data_version".
    """

    def __init__(self, file: str, dialect: Dialect) -> None:
        self._file = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA query_only=ON")
        self._memory = Memory()
        self._within = _Within(self._memory, self._file, dialect)

    def version(self) -> int | None:
        """The file's, as this glance counts them; None when it cannot be told now."""
        try:
            return _version(self._file)
        except sqlite3.Error:
            return None

    def at(self, work: Callable[[Connection], Result]) -> Result | None:
        """What `work` finds, or None where it takes longer."""
        version = self.version()
        if version is None:
            return None
        self._memory.as_of(version)
        self._within.version = version
        try:
            return work(cast(Connection, self._within))
        except (_TooLongError, OperationalError):
            return None
        finally:
            if self._file.in_transaction:
                self._file.execute("COMMIT")

    def learn(self, version: int | None, found: dict[Hashable, Any]) -> None:
        """Remember what another connection found in work that was asked for at that version; unless
        something has been committed meanwhile, when nobody knows which of the two it saw.
        """
        if version is not None and version == self.version():
            self._memory.as_of(version)
            self._memory.learn(found)

    def close(self) -> None:
        self._file.close()


def _version(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA data_version").fetchone()[0])
