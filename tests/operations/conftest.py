"""Real processes of Caffi: started, asked over HTTP, told to stop."""

import json
import re
import socket
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from tests import forked
from tests.forked import environment


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - our own, on this machine
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


@dataclass
class Running:
    """A Caffi that runs in the try-out room."""

    process: ForkServerProcess
    port: int
    metrics_port: int
    log: Path

    def ask(self, path: str) -> tuple[int, str]:
        return get(f"http://127.0.0.1:{self.port}{path}")

    def watch(self, path: str) -> tuple[int, str]:
        return get(f"http://127.0.0.1:{self.metrics_port}{path}")

    def stop(self) -> list[dict[str, object]]:
        """Ends it kindly; what it logged."""
        self.process.terminate()
        self.process.join(30)
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines() if line.startswith("{")]


@pytest.fixture
def caffi(tmp_path):
    """`caffi("doctor", …)` → (exit code, what was printed, what was complained of)."""

    def run(*words: str, **more: str) -> tuple[int, str, str]:
        return forked.run(words, environment(CAFFI_DATA=str(tmp_path / "data")) | more, tmp_path)

    return run


@pytest.fixture
def start(tmp_path) -> Iterator:
    """`start(CAFFI_…=…)`: a Caffi that is ready, in the folder of `caffi`."""
    begun: list[ForkServerProcess] = []

    def begin(**more: str) -> Running:
        port, metrics_port = free_port(), free_port()
        settings = {
            "CAFFI_DATA": str(tmp_path / "data"),
            "CAFFI_PORT": str(port),
            "CAFFI_METRICS": f"127.0.0.1:{metrics_port}",
        }
        log = tmp_path / f"caffi-{len(begun)}.log"
        told = environment(**settings) | more
        process = forked.begin(("run",), told, folder=tmp_path, out=log, complaints=log)
        begun.append(process)
        running = Running(process, port, metrics_port, log)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if running.ask("/health")[0] == 200:
                    return running
            except (URLError, ConnectionError):
                pass
            assert process.is_alive(), log.read_text()
            time.sleep(0.02)
        raise AssertionError("it did not start")

    yield begin
    for process in begun:
        process.kill()
        process.join()
        process.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture
def postgres_url(postgresql_url) -> str:
    """An empty PostgreSQL database with Caffi's tables, as an administrator writes its address."""
    return postgresql_url.replace("+psycopg", "")


def numbers(page: str) -> dict[str, float]:
    """A page of Prometheus: everything in front of the last space → the number behind it."""
    return {
        line.rpartition(" ")[0]: float(line.rpartition(" ")[2])
        for line in page.splitlines()
        if re.match(r"[a-z]", line)
    }
