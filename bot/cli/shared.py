"""What several commands need: the settings, the database, and sentences in the terminal's language."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from alembic.util.exc import CommandError as AlembicError
from sqlalchemy.exc import SQLAlchemyError

from bot.card import Plain
from bot.config import ConfigError, Settings, load
from bot.store.database import Database
from bot.store.upgrade import upgrade
from bot.words.voice import Fact, voice


def tell(name: str, /, n: int | None = None, **facts: Fact) -> str:
    """A sentence, in Welsh where the terminal is set to Welsh (LC_ALL, LC_MESSAGES, LANG), else English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    text = voice("cy" if locale.startswith("cy") else "en")(name, n, **facts)
    return "".join(span.text for span in text.spans if isinstance(span, Plain))


def settings_or_exit() -> Settings:
    """The settings; every mistake in them is printed at once, and the program ends with 2."""
    try:
        return load()
    except ConfigError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


def database_or_exit(settings: Settings) -> Database:
    """The database, with this version's tables; where it cannot be used the program says so and ends."""
    try:
        database = Database(settings.storage.url)
        database.write_now(upgrade)
    except (SQLAlchemyError, AlembicError, OSError) as error:
        cannot_use(settings, error)
    return database


def cannot_use(settings: Settings, error: BaseException) -> NoReturn:
    """Says that the database cannot be used, and why; ends the program."""
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    typer.echo(tell("cli-database", url=settings.storage.shown_url, reason=reason), err=True)
    sys.exit(1)


@contextmanager
def used(settings: Settings) -> Iterator[Database]:
    """The database for one command; where it fails meanwhile, a sentence says so."""
    database = database_or_exit(settings)
    try:
        yield database
    except SQLAlchemyError as error:
        cannot_use(settings, error)
    finally:
        database.close()


def content_or_exit(file: Path) -> bytes:
    """The bytes of a file; where it cannot be read the program says so and ends."""
    try:
        return file.read_bytes()
    except OSError as error:
        typer.echo(tell("cli-no-file", file=str(file), reason=error.strerror or ""), err=True)
        sys.exit(2)
