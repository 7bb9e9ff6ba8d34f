"""`caffi run`: start, in Slack or as the try-out room."""

import asyncio
import fcntl
import io
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

import structlog
import typer
import uvicorn
from alembic.util.exc import CommandError as AlembicError
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.shared import cannot_use, settings_or_exit, tell
from bot.clock import Clock
from bot.config import Settings
from bot.log import start_logging
from bot.room import NotConnected

log = structlog.get_logger("caffi")


def run() -> None:
    """Start Caffi: in Slack when its credentials are set, else as the try-out room on this machine."""
    settings = settings_or_exit()
    start_logging()
    try:
        asyncio.run(serve(settings))
    except KeyboardInterrupt:
        sys.exit(0)


def host_of(settings: Settings) -> str:
    """Where to listen. The try-out has no sign-in, so it never leaves this machine, whatever is set."""
    return settings.server.host if settings.slack.given else "127.0.0.1"


async def serve(settings: Settings, *, clock: Clock | None = None) -> None:
    """Run until SIGTERM or SIGINT, then finish what is in hand. Ends the program where it cannot start."""
    lock = _alone_in(settings.storage.folder) if settings.storage.embedded else nullcontext()
    if lock is None:
        typer.echo(tell("cli-already-running", folder=str(settings.storage.folder)), err=True)
        sys.exit(1)
    with lock:
        await _serve_alone(settings, clock)


async def _serve_alone(settings: Settings, clock: Clock | None) -> None:
    from bot.app import build  # noqa: PLC0415 - after the settings are known to be good

    try:
        app = build(settings, clock=clock)
    except (SQLAlchemyError, AlembicError, OSError) as error:
        cannot_use(settings, error)
    tryout = not settings.slack.given
    host = host_of(settings)
    try:
        listening = _listen(host, settings.server.port)
    except OSError:
        typer.echo(tell("cli-not-started", host=host, port=str(settings.server.port)), err=True)
        sys.exit(1)
    server = _Server(
        uvicorn.Config(
            app.asgi,
            log_config=None,
            lifespan="off",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
    )
    server.listen_for_signals()
    try:
        await app.start()
        if tryout:
            typer.echo(tell("cli-open", address=f"http://{host}:{settings.server.port}"))
        else:
            log.info("starting", room="slack", host=host, port=settings.server.port)
        await server.serve(sockets=[listening])
    except NotConnected as error:
        typer.echo(tell("cli-no-slack", reason=error.reason), err=True)
        sys.exit(1)
    finally:
        listening.close()
        await app.stop()


class _Server(uvicorn.Server):
    """Leaves the process to us: uvicorn's own raises a signal anew as soon as it has served its requests,
    which would end the process with letters in hand.
    """

    def listen_for_signals(self) -> None:
        """From now until the process ends. A second SIGINT does not wait for requests any more."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.handle_exit)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _alone_in(folder: Path) -> TextIO | None:
    """A lock on the data folder, held as long as the file is open; None where another Caffi has it.

    Two on one embedded database would each have a clock and a postman of their own.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "caffi.lock").open("w")
    except OSError:
        return io.StringIO()  # opening the database says better what is wrong with the folder
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    return lock


def _listen(host: str, port: int) -> socket.socket:
    """The port, taken before anything is begun. Raises OSError when it cannot be had."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # The protocol is named, because asyncio sends small answers at once only on sockets that name it.
    listening = socket.socket(family, kind, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening
