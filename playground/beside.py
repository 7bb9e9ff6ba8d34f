"""The playground as a process of its own, heard on this machine alone, with the demo's people in it.

Its users are one who types and exactly five others; it has one team with its first channel and one more.
Source: @microsoft/m365agentsplayground 0.2.28, `--help` and the file that it writes.
"""

import http.client
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.demo import DEMO_PEOPLE, DemoPerson
from bot.secrets import PLAYGROUND_TENANT

HERE = Path(__file__).parent
INSTALLED = HERE.parent / ".venv" / "playground"  # a copy, so that this folder stays as it is in git
_PROGRAM = INSTALLED / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"
_PATIENCE = 30.0  # seconds until it has to be up
_WHO = ("nia", "tomos", "amina", "rhys", "elen", "sam")


class NotInstalled(Exception):  # noqa: N818 - it says what is the case
    """Node, npm or the package is missing; its text says which, and the cure."""


def why_not() -> str:
    """What is missing, and the cure; empty where it can be started."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            return f"{program} is not installed: apt-get install nodejs npm (Node 18 or newer)"
    return "" if _PROGRAM.exists() else "the playground is not installed: make .venv/playground/installed"


@contextmanager
def playground(folder: Path, *, port: int, app: str, who: str = "nia") -> Iterator[str]:
    """Its address, while it runs in `folder` (which it writes its log into) and talks to the bot at `app`.
    `who` types: one of nia, tomos, amina, rhys, elen (an organiser) and sam (an administrator).

    Raises NotInstalled, and RuntimeError where it does not come up.
    """
    if why := why_not():
        raise NotInstalled(why)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".m365agentsplayground.yml").write_text(json.dumps(_cast(who), indent=1))  # JSON is YAML too
    command = ["node", str(_PROGRAM), "--disable-telemetry", "--channel-id", "msteams"]
    command += ["--app-endpoint", app, "--port", str(port)]
    command += ["--service-url", f"http://127.0.0.1:{port}/_connector"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AUTH_", "BOT_"))}
    environment = kept | {"NODE_OPTIONS": f"--require {HERE / 'only-here.cjs'}"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)  # noqa: S603 (ours)
    try:
        _wait(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _cast(who: str) -> Mapping[str, Any]:
    people = {person.key: person for person in DEMO_PEOPLE}
    users = [_user(number, people[key]) for number, key in enumerate(_WHO)]
    users.sort(key=lambda user: user["id"] != f"29:{who}")
    return {
        "version": "0.1.1",
        "tenantId": PLAYGROUND_TENANT,
        "bot": {"id": "00000000-0000-0000-0000-00000000000011", "name": "Caffi"},
        "currentUser": users[0],
        "users": users[1:],
        "personalChat": {"id": "a:personal-chat"},
        "groupChat": {"id": "19:group-chat@thread.v2", "name": "Tea break"},
        "team": {
            "id": "19:general@thread.tacv2",
            "name": "Learning team",
            "aadGroupId": "00000000-0000-0000-0000-000000000031",
            "channels": [{"id": "19:learning@thread.tacv2", "name": "learning"}],
        },
    }


def _user(number: int, person: DemoPerson) -> dict[str, str]:
    first, last = person.name.split()
    return {
        "id": f"29:{person.key}",
        "name": person.name,
        "userPrincipleName": person.email,  # its own spelling
        "aadObjectId": f"00000000-0000-0000-0000-0000000000{20 + number}",
        "givenName": first,
        "surname": last,
        "email": person.email,
    }


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the playground ended with {process.returncode}; its log says why")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError(f"the playground did not answer on port {port} in {_PATIENCE:.0f} s")
