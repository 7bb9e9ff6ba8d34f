"""What several commands need: the settings, the database, and sentences in the terminal's language."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NoReturn

import typer
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.card import Language, Plain
from bot.config import ConfigError, Settings, Storage, load
from bot.store.database import Database
from bot.store.running import Occupied, alone
from bot.store.upgrade import Newer, behind, bring_up_to_date
from bot.words.voice import Fact, voice


def tell(name: str, /, n: int | None = None, **facts: Fact) -> str:
    """A sentence in the terminal's language."""
    text = voice(terminal_language())(name, n, **facts)
    return "".join(span.text for span in text.spans if isinstance(span, Plain))


def terminal_language() -> Language:
    """Welsh where the terminal is set to Welsh (LC_ALL, LC_MESSAGES, LANG), else English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "cy" if locale.startswith("cy") else "en"


def settings_or_exit() -> Settings:
    """The settings; every mistake in them is printed at once, and the program ends with 2."""
    try:
        return load()
    except ConfigError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


_PATIENCE = 30.0  # seconds: nobody's three are running here, and a busy Caffi lets go again and again


NOT_USABLE = (SQLAlchemyError, OSError, Newer, Occupied)
"""What opening a database and bringing it up to date can raise; `cannot_use` says it."""


def database_or_exit(storage: Storage) -> Database:
    """The database, with this version's tables; where it cannot be used the program says so and ends."""
    try:
        database = Database(storage.url, patience=_PATIENCE)
        try:
            with alone(storage.url) if _to_be_changed(database) else nullcontext():
                bring_up_to_date(database)
        except BaseException:
            database.close()
            raise
    except NOT_USABLE as error:
        cannot_use(storage.shown_url, error)
    return database


def _to_be_changed(database: Database) -> bool:
    """A file's tables are changed by who has it alone; PostgreSQL sees to that by itself."""
    return database.embedded and database.read_now(behind)


def cannot_use(shown_url: str, error: BaseException) -> NoReturn:
    """Says that the database cannot be used, why, and what to do; ends the program."""
    typer.echo(why_unusable(shown_url, error), err=True)
    sys.exit(1)


def why_unusable(shown_url: str, error: BaseException) -> str:
    """The sentence for it. `shown_url` has no password, and what a driver says is kept from showing one."""
    if isinstance(error, Newer):
        return tell("cli-newer", url=shown_url)
    if isinstance(error, Occupied):
        return tell("cli-occupied", url=shown_url)
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    if not shown_url.startswith("postgres"):
        return tell("cli-database", url=shown_url, reason=reason)
    if "password" in reason or "authentication" in reason or re.search(r'role ".*" does not exist', reason):
        return tell("cli-postgres-password", url=shown_url)
    if re.search(r'database ".*" does not exist', reason):
        return tell("cli-postgres-none", url=shown_url, name=make_url(shown_url).database or "")
    if "FATAL:" in reason:  # it answers, and says no
        return tell("cli-postgres-refused", url=shown_url, reason=reason.rpartition("FATAL:")[2].strip())
    if re.search(r"connection (failed|refused|timeout)|connect|resolve", reason):
        return tell("cli-postgres-away", url=shown_url, reason=reason.partition("failed: ")[2] or reason)
    return tell("cli-database", url=shown_url, reason=reason)


@contextmanager
def used(settings: Settings) -> Iterator[Database]:
    """The database for one command; where it fails meanwhile, a sentence says so."""
    database = database_or_exit(settings.storage)
    try:
        yield database
    except SQLAlchemyError as error:
        cannot_use(settings.storage.shown_url, error)
    finally:
        database.close()


def content_or_exit(file: Path) -> bytes:
    """The bytes of a file; where it cannot be read the program says so and ends."""
    try:
        return file.read_bytes()
    except OSError as error:
        typer.echo(tell("cli-no-file", file=str(file), reason=error.strerror or ""), err=True)
        sys.exit(2)
