"""`caffi backup FILE` while Caffi runs, and `caffi restore FILE` while it does not."""

import os
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, NoReturn

import typer
from sqlalchemy import Connection, make_url

from bot.cli.shared import NOT_USABLE, cannot_use, database_or_exit, settings_or_exit, tell, used
from bot.clock import Clock
from bot.config import Settings
from bot.store import copying, tryout
from bot.store.backup import Damaged, NotOurs, back_up, check, prepare, put_in_place, reading
from bot.store.restored import Settled
from bot.store.running import alone
from bot.store.upgrade import Newer


def backup(
    file: Annotated[Path, typer.Argument(help="Where to: a new file, for example caffi-2026-03-02.db.")],
    *,
    replace: Annotated[bool, typer.Option(help="Replace the file if it is there.")] = False,
) -> None:
    """Write everything to one file, also while Caffi runs. It holds personal data: keep it safe."""
    settings = settings_or_exit()
    if not file.name or os.path.isdir(file):  # noqa: PTH112 - unlike Path's, it raises nothing where we may not look
        _stop(tell("cli-backup-folder", file=str(file)), 2)
    if os.path.exists(file) and not replace:  # noqa: PTH110 - as above; what may not be seen cannot be written
        _stop(tell("cli-backup-there", file=str(file)), 2)
    with used(settings) as database:
        try:
            back_up(database, file)
        except Damaged as error:
            _stop(tell("cli-backup-damaged", reason=str(error)))
        except OSError as error:
            _stop(tell("cli-backup-unwritten", file=str(file), reason=error.strerror or ""))
    typer.echo(tell("cli-backup-done", file=str(file), size=f"{file.stat().st_size / 1024 / 1024:.1f}"))


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `caffi backup` wrote.")],
    *,
    yes: Annotated[bool, typer.Option(help="Do not ask.")] = False,
) -> None:
    """Put a backup in the place of the database. What was there is kept as a file of its own."""
    settings = settings_or_exit()
    clock = Clock()
    tables = _checked(file)
    written = datetime.fromtimestamp(file.stat().st_mtime, tz=settings.programme.tz)
    moment = f"{written:%Y-%m-%d %H:%M}"
    typer.echo(
        tell("cli-restore-what", file=str(file), moment=moment, tables=tables, url=settings.storage.shown_url)
    )
    if not yes and not (sys.stdin.isatty() and typer.confirm(tell("cli-restore-sure"))):
        _stop(tell("cli-say-yes"))
    stamp = f"{clock.real().astimezone(settings.programme.tz):%Y%m%d-%H%M%S}"
    put = _into_file if settings.storage.embedded else _into_server
    try:
        settled, kept = put(settings, clock, file, stamp)
    except NOT_USABLE as error:
        cannot_use(settings.storage.shown_url, error)
    typer.echo(tell("cli-restore-done"))
    if kept is not None:
        typer.echo(tell("cli-restore-kept", file=str(kept)))
    if settled.unknown:
        typer.echo(tell("cli-restore-unknown", n=settled.unknown))
    if settled.withdrawn:
        typer.echo(tell("cli-restore-withdrawn", n=settled.withdrawn))


def _checked(file: Path) -> str:
    try:
        return check(file)
    except OSError as error:
        _stop(tell("cli-no-file", file=str(file), reason=error.strerror or ""), 2)
    except NotOurs:
        _stop(tell("cli-restore-foreign", file=str(file)))
    except Damaged as error:
        _stop(tell("cli-restore-damaged", file=str(file), reason=str(error)))
    except Newer:
        _stop(tell("cli-restore-newer", file=str(file)))


def _into_file(settings: Settings, clock: Clock, file: Path, stamp: str) -> tuple[Settled, Path | None]:
    database = Path(make_url(settings.storage.url).database or "")
    kept = database.with_name(f"{database.stem}-before-{stamp}{database.suffix}")
    ready = database.with_name(f".{database.name}.{os.getpid()}")
    with alone(settings.storage.url):
        try:
            settled = prepare(file, ready, lambda db: _settle(db, settings, clock))
            ready.chmod(0o600)
            there = database.exists()
            put_in_place(ready, database, kept)
        finally:
            ready.unlink(missing_ok=True)
    return settled, kept if there else None


def _into_server(settings: Settings, clock: Clock, file: Path, stamp: str) -> tuple[Settled, Path | None]:
    folder = settings.storage.folder
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"caffi-before-{stamp}.db"
    database = database_or_exit(settings.storage)
    try:
        with alone(settings.storage.url), TemporaryDirectory(dir=folder) as beside:
            back_up(database, kept)
            ready = Path(beside) / "ready.db"
            settled = prepare(file, ready, lambda db: _settle(db, settings, clock))
            with reading(ready) as source:
                database.write_now(lambda db: _replace(source, db))
    finally:
        database.close()
    return settled, kept


def _replace(source: Connection, target: Connection) -> None:
    copying.empty(target)
    copying.copy(source, target)


def _settle(db: Connection, settings: Settings, clock: Clock) -> Settled:
    from bot.app import HANDLERS  # noqa: PLC0415 - slow to load, and only needed here
    from bot.registry import find  # noqa: PLC0415
    from bot.restoring import settle_the_past  # noqa: PLC0415

    if settings.tryout:
        clock.offset = tryout.offset(db)
    return settle_the_past(
        db, now=clock.now(), real=clock.real(), settings=settings, registry=find(*HANDLERS)
    )


def _stop(sentence: str, code: int = 1) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
