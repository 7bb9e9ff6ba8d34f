"""Real processes of Caffi: started, asked over HTTP, told to stop."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    """This one without anybody's settings, and with these."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("CAFFI_", "SLACK_", "LC_", "LANG"))}
    return plain | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"} | more


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own, on this machine
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


@dataclass
class Running:
    """A Caffi that runs in the try-out room."""

    process: subprocess.Popen[str]
    port: int
    metrics_port: int

    def ask(self, path: str) -> tuple[int, str]:
        return get(f"http://127.0.0.1:{self.port}{path}")

    def watch(self, path: str) -> tuple[int, str]:
        return get(f"http://127.0.0.1:{self.metrics_port}{path}")

    def stop(self) -> list[dict[str, object]]:
        """Ends it kindly; what it logged."""
        self.process.terminate()
        out, _ = self.process.communicate(timeout=30)
        return [json.loads(line) for line in out.splitlines() if line.startswith("{")]


@pytest.fixture
def caffi(tmp_path):
    """`caffi("doctor", …)` → (exit code, what was printed, what was complained of)."""

    def run(*words: str, typed: str | None = None, **more: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            env=environment(CAFFI_DATA=str(tmp_path / "data")) | more,
            cwd=tmp_path,
            input=typed,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture
def start(tmp_path) -> Iterator:
    """`start(CAFFI_…=…)`: a Caffi that is ready, in the folder of `caffi`."""
    begun: list[subprocess.Popen[str]] = []

    def begin(**more: str) -> Running:
        port, metrics_port = _free_port(), _free_port()
        settings = {
            "CAFFI_DATA": str(tmp_path / "data"),
            "CAFFI_PORT": str(port),
            "CAFFI_METRICS": f"127.0.0.1:{metrics_port}",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            env=environment(**settings) | more,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        begun.append(process)
        running = Running(process, port, metrics_port)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                if running.ask("/health")[0] == 200:
                    return running
            except (URLError, ConnectionError):
                pass
            assert process.poll() is None, process.stdout.read()
        raise AssertionError("it did not start")

    yield begin
    for process in begun:
        if process.poll() is None:
            process.kill()
            process.communicate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture
def postgres_url(postgres) -> str:
    """A fresh PostgreSQL database with Caffi's tables, as an administrator writes its address."""
    from tests.conftest import _fresh

    return _fresh(postgres).replace("+psycopg", "")


def numbers(page: str) -> dict[str, float]:
    """A page of Prometheus: everything in front of the last space → the number behind it."""
    return {
        line.rpartition(" ")[0]: float(line.rpartition(" ")[2])
        for line in page.splitlines()
        if re.match(r"[a-z]", line)
    }
