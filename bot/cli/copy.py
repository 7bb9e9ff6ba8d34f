"""`caffi copy --from URL --to URL`: moves everything to another database, in either direction."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.shared import NOT_USABLE, cannot_use, database_or_exit, settings_or_exit, tell
from bot.config import Storage
from bot.store import copying
from bot.store.database import Database
from bot.store.running import alone


def copy(
    *,
    to: Annotated[str, typer.Option(help="The address of the new, empty database.")],
    from_: Annotated[
        str, typer.Option("--from", help="The address of the old one; left out, that of the settings.")
    ] = "",
) -> None:
    """Copy everything to another database: SQLite to PostgreSQL, or back. Stop Caffi first."""
    source = _storage(from_) if from_ else settings_or_exit().storage
    target = _storage(to)
    if source.url == target.url:
        _stop(tell("cli-copy-same"))
    if source.embedded and not Path(make_url(source.url).database or "").exists():
        _stop(tell("cli-copy-nothing", url=source.shown_url))
    with ExitStack() as opened:
        old, new = _open(opened, source), _open(opened, target)
        for storage in (source, target):
            _take(opened, storage)
        copied = _copy(old, new, target.shown_url)
    typer.echo(tell("cli-copy-done", sum(copied.values()), url=target.shown_url))


def _open(opened: ExitStack, storage: Storage) -> Database:
    database = database_or_exit(storage)
    opened.callback(database.close)
    return database


def _take(opened: ExitStack, storage: Storage) -> None:
    try:
        opened.enter_context(alone(storage.url))
    except NOT_USABLE as error:
        cannot_use(storage.shown_url, error)


def _copy(source: Database, target: Database, url: str) -> Mapping[str, int]:
    """In one transaction of the target: whatever goes wrong, it is as empty as it was."""
    try:
        with copying.snapshot(source.engine) as old:
            return target.write_now(lambda db: copying.copy(old, db))
    except copying.NotEmpty:
        _stop(tell("cli-copy-not-empty", url=url))
    except copying.Unfit as error:
        _stop(tell("cli-copy-unfit", table=error.args[0], reason=error.args[1]))
    except copying.Differs as error:
        _stop(tell("cli-copy-differs", table=error.args[0]))
    except SQLAlchemyError as error:
        cannot_use(url, error)


def _storage(address: str) -> Storage:
    try:
        return Storage(database_url=address)
    except ValidationError as error:
        reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        _stop(tell("cli-copy-address", reason=reason), 2)


def _stop(sentence: str, code: int = 1) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
