"""`caffi run`: start, in Slack, in Teams or both, or as the try-out room."""

import errno
import gc
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import structlog
import typer
import uvicorn
import uvloop
from sqlalchemy import make_url

from bot.cli.shared import NOT_USABLE, cannot_use, database_or_exit, settings_or_exit, tell
from bot.clock import Clock
from bot.config import Settings
from bot.log import start_logging
from bot.room import NotConnected
from bot.store.running import Occupied, running
from bot.tally import Tally

log = structlog.get_logger("caffi")


def run() -> None:
    """Start Caffi: where its credentials are set (Slack, Teams), else as the try-out room on this machine."""
    gc.disable()  # as while the command line loads: the rest does now, and stays as well
    settings = settings_or_exit()
    tally = Tally() if settings.server.metrics else None
    start_logging(seen_by=tally)
    try:
        uvloop.run(serve(settings, tally=tally))
    except KeyboardInterrupt:
        sys.exit(0)


def host_of(settings: Settings) -> str:
    """Where to listen. The try-out has no sign-in, so it never leaves this machine, whatever is set."""
    return "127.0.0.1" if settings.tryout else settings.server.host


async def serve(settings: Settings, *, clock: Clock | None = None, tally: Tally | None = None) -> None:
    """Run until SIGTERM or SIGINT, then finish what is in hand. Ends the program where it cannot start."""
    if not settings.storage.embedded:
        # Before we are seen to run: nobody changes tables while somebody does.
        database_or_exit(settings.storage).close()
    with ExitStack() as seen:
        try:
            seen.enter_context(running(settings.storage.url))
        except Occupied as error:
            if not settings.storage.embedded:  # replicas may be many: something has it for itself
                cannot_use(settings.storage.shown_url, error)
            file = Path(make_url(settings.storage.url).database or "")
            typer.echo(tell("cli-already-running", folder=str(file.parent)), err=True)
            sys.exit(1)
        except NOT_USABLE as error:
            cannot_use(settings.storage.shown_url, error)
        await _serve(settings, clock, tally)


async def _serve(settings: Settings, clock: Clock | None, tally: Tally | None) -> None:
    from bot.app import build  # noqa: PLC0415 - after the settings are known to be good

    try:
        app = build(settings, clock=clock, tally=tally)
    except NOT_USABLE as error:
        cannot_use(settings.storage.shown_url, error)
    tryout = settings.tryout
    host = host_of(settings)
    doors = [_listen_or_exit(host, settings.server.port, "CAFFI_PORT=8001")]
    if settings.server.metrics_at is not None:
        doors.append(_listen_or_exit(*settings.server.metrics_at, "CAFFI_METRICS=127.0.0.1:9465"))
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
        # What is here by now stays for good: looking through all of it once more holds up whoever asks then.
        gc.freeze()
        gc.enable()
        if tryout:
            typer.echo(tell("cli-open", address=f"http://{host}:{settings.server.port}"))
        else:
            log.info("listening", host=host, port=settings.server.port)
        await server.serve(sockets=doors)
    except NotConnected as error:
        typer.echo(tell(f"cli-no-{error.room}", reason=error.reason), err=True)
        sys.exit(1)
    finally:
        for door in doors:
            door.close()
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


def _listen_or_exit(host: str, port: int, setting: str) -> socket.socket:
    try:
        return _listen(host, port)
    except OSError as error:
        at = {"host": host, "port": str(port)}
        if error.errno == errno.EADDRINUSE:
            why = tell("cli-not-started", None, **at, setting=setting)
        else:
            why = tell("cli-cannot-listen", None, **at, reason=error.strerror or "")
        typer.echo(why, err=True)
        sys.exit(1)


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
