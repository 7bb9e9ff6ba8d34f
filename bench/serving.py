"""Servers in processes of their own, pinned to one core each; what they used is read from /proc."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from socket import create_server

from bench.fake_teams import CLIENT, TENANT, service_at
from bench.load import SECRET, Plan, Tally
from tests.fakes.teams.serving import trusted

_TICK = os.sysconf("SC_CLK_TCK")
_PATIENCE = 60.0  # seconds until a server has to be up


@dataclass(frozen=True)
class Server:
    """A process that listens; `started` is how many seconds it took to answer 200."""

    process: subprocess.Popen[bytes]
    port: int
    started: float

    def cpu(self) -> float:
        """Seconds of processor time that it has used."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / _TICK

    def memory(self) -> tuple[float, float]:
        """Resident and proportional memory, in MB of 1,000,000 bytes."""
        rows = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines()
        sizes = {row.split(":")[0]: int(row.split()[1]) for row in rows[1:] if row.split()[1].isdigit()}
        return sizes["Rss"] * 1024 / 1e6, sizes["Pss"] * 1024 / 1e6


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@contextmanager
def caffi(
    folder: Path, slack: int, *, url: str = "", a_second: int | None = None, plain: bool = False
) -> Iterator[Server]:
    """`caffi run` in Slack over HTTP, on the database in `folder` or at `url`; `a_second` messages, where
    that is not to be as the settings have it. `plain`: as where the meaning extra is not installed.
    """
    more = {"CAFFI_DATABASE_URL": url} if url else {}
    if a_second is not None:
        more["SLACK_MESSAGES_A_SECOND"] = str(a_second)
    if plain:
        hidden = folder / "hidden"
        hidden.mkdir()
        (hidden / "wordllama.py").touch()  # a module without files of its own: nothing to read a model from
        more["PYTHONPATH"] = os.pathsep.join([str(hidden), *filter(None, [os.environ.get("PYTHONPATH")])])
    with _running(["bot", "run"], folder, {**_settings(slack), "CAFFI_DATA": str(folder), **more}) as server:
        yield server


@contextmanager
def bare(folder: Path) -> Iterator[Server]:
    """The app that only answers."""
    with _running(["bench.bare"], folder, {}) as server:
        yield server


@contextmanager
def caffi_in_teams(folder: Path, teams: "Teams") -> Iterator[Server]:
    """`caffi run` in Teams, on the database in `folder`; as many messages a second as it can send."""
    more = {"CAFFI_DATA": str(folder), "TEAMS_MESSAGES_A_SECOND": "1000"}
    with _running(["bot", "run"], folder, teams.settings | more) as server:
        yield server


@contextmanager
def bare_in_teams(folder: Path, teams: "Teams") -> Iterator[Server]:
    """The app on Microsoft's SDK that only answers."""
    with _running(["bench.bare_in_teams"], folder, teams.settings) as server:
        yield server


@dataclass(frozen=True, slots=True)
class Teams:
    """A Teams of our own: `port` is for us, `host` speaks TLS and is for the app."""

    port: int
    host: str

    @property
    def settings(self) -> dict[str, str]:
        return {
            "TEAMS_TENANT_ID": TENANT,
            "TEAMS_CLIENT_ID": CLIENT,
            "TEAMS_CLIENT_SECRET": "a-secret-of-the-bench",
            "TEAMS_SERVICE_HOSTS": self.host,
            "TEAMS_LOGIN_URL": f"https://{self.host}/login",
            "TEAMS_KEYS_URL": f"https://{self.host}/keys",
        }

    @property
    def service(self) -> str:
        return service_at(self.host)

    def token(self) -> str:
        """A good one, for an hour."""
        return str(json.loads(_get(self.port, "/pass"))["token"])

    def answered(self) -> int:
        """How many messages it was sent."""
        return int(json.loads(_get(self.port, "/count"))["messages"])


@contextmanager
def teams(folder: Path) -> Iterator[Teams]:
    """A Teams that answers at once, and what it takes to trust its certificate."""
    found = Teams(free_port(), f"127.0.0.1:{free_port()}")
    with (
        trusted(),
        _running(
            ["bench.fake_teams", str(found.port), found.host],
            folder,
            {},
            core=1,
            port=found.port,
            path="/count",
        ),
    ):
        yield found


@contextmanager
def slack(folder: Path, milliseconds: float = 0) -> Iterator[int]:
    """A Slack that answers after so many milliseconds; its port."""
    port = free_port()
    command = ["bench.fake", str(port), str(milliseconds)]
    with _running(command, folder, {}, core=1, port=port, path="/api/auth.test"):
        yield port


def tally(port: int) -> list[tuple[str, float]]:
    """Channel and moment (monotonic seconds) of each message that the Slack at `port` got."""
    found = json.loads(_get(port, "/tally"))["messages"]
    return [(channel, at) for channel, at in found]


def load(plan: Plan) -> Tally:
    """Send what is planned, from the other core."""
    command = [sys.executable, "-m", "bench.load"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 (ourselves)
        _pin(process.pid, 1)
        out, _ = process.communicate(json.dumps(asdict(plan)).encode())
    return Tally(**json.loads(out))


@contextmanager
def _running(
    module: list[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    core: int = 0,
    port: int = 0,
    path: str = "/health",
) -> Iterator[Server]:
    port = port or free_port()
    folder.mkdir(parents=True, exist_ok=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CAFFI_", "SLACK_", "TEAMS_"))
    }
    root = str(Path(__file__).parents[1])
    # What Python compiled is kept, as everywhere where nobody forbids it: else each start compiles all of it.
    ours = {"PYTHONPATH": root, "CAFFI_PORT": str(port), "PYTHONDONTWRITEBYTECODE": ""}
    env = kept | ours | dict(environment)
    command = [sys.executable, "-m", *module]
    with (folder / "log").open("ab") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)  # noqa: S603 (ourselves)
    _pin(process.pid, core)
    try:
        _wait(process, port, path)
        yield Server(process, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _settings(slack: int) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{slack}/api/",
    }


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}; its log is in its folder")
        try:
            _get(port, path)
        except (OSError, http.client.HTTPException):
            time.sleep(0.005)
        else:
            return
    raise RuntimeError(f"{process.args!r} did not answer in {_PATIENCE:.0f} s")


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status not in {200, 404}:  # the bare app has no such page, and is up all the same
        raise http.client.HTTPException(str(answer.status))
    return body


def _pin(pid: int, core: int) -> None:
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(pid, {cores[core]})
