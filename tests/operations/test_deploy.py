"""What stands in deploy/ and in the administrator's pages is so."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.app import build
from bot.config import load
from bot.doors.upload_page import AROUND
from bot.intake.surveys import LARGEST
from bot.tally import Tally
from tests.docs.test_reference import blocks, check_caffi
from tests.operations.test_watching import counting

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_SIGNING_SECRET": "s",
    "TEAMS_TENANT_ID": "11111111-2222-3333-4444-555555555555",
    "TEAMS_CLIENT_ID": "22222222-2222-3333-4444-555555555555",
    "TEAMS_CLIENT_SECRET": "s",
}
PAGES = ["run-on-a-server", "back-up-and-restore", "use-postgresql", "watch-over-caffi"]


def test_systemd_takes_the_unit(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    unit = (DEPLOY / "caffi.service").read_text(encoding="utf-8")
    command = "/opt/caffi/.venv/bin/caffi"
    assert unit.count(command) == 1
    there = tmp_path / "caffi.service"
    there.write_text(unit.replace(command, sys.executable), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(there)], capture_output=True, text=True, timeout=60, check=False
    )
    assert "caffi.service" not in done.stderr, done.stderr
    assert done.returncode == 0


def test_the_unit_waits_until_everything_in_hand_is_finished():
    from bot.app import _FINISHING

    unit = (DEPLOY / "caffi.service").read_text(encoding="utf-8")
    requests, rooms = 5, 10
    assert int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > _FINISHING + requests + rooms + 10
    assert "RestartPreventExitStatus=2" in unit


def test_the_command_and_the_unit_name_the_same_things():
    unit = (DEPLOY / "caffi.service").read_text(encoding="utf-8")
    script = (DEPLOY / "caffi.sh").read_text(encoding="utf-8")
    for name in ("CAFFI_CONFIG", "CAFFI_DATA", "EnvironmentFile", "UMask"):
        [there] = re.findall(rf"{name}=(\S+)", unit)
        assert re.findall(rf"{name}=(\S+)", script) == [there]
    assert re.search(r"ExecStart=(\S+)", unit)[1] in script
    assert subprocess.run(["sh", "-n", DEPLOY / "caffi.sh"], timeout=10, check=False).returncode == 0


def test_the_image_copies_what_is_there_and_runs_what_there_is():
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    joined = text.replace("\\\n", " ")
    for line in re.findall(r"^COPY (?!--from)(.+)$", joined, re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    assert packages <= set(re.findall(r"COPY (\w+) ", joined)), "every package is in the image"
    assert re.search(r"^USER 10001", text, re.MULTILINE)
    check_caffi(["run"])
    code = re.search(r'HEALTHCHECK.*"-c", "(.*)"\]', joined)[1]
    compile(code, "healthcheck", "exec")


async def test_alerts_name_metrics_that_there_are(house):
    page = (await counting(house, Tally()).page()).decode()
    known = set(re.findall(r"^# TYPE (\w+)", page, re.MULTILINE)) | {"up"}
    known |= {f"{name}_bucket" for name in known}
    told = (DEPLOY / "alerts.yaml").read_text(encoding="utf-8")
    used = {
        name
        for expression in re.findall(r"expr: (.*)", told)
        for name in re.findall(r"caffi_\w+", expression)
    }
    assert used
    assert used <= known
    assert set(re.findall(r'outcome=~"([\w|]+)"', told)) == {"undeliverable|unknown", "bug|outage"}
    page_of_docs = (ROOT / "docs" / "how-to" / "watch-over-caffi.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`((?:caffi|process)_\w+)`", page_of_docs))
    ours = {name for name in known if name.startswith("caffi_")} - {f"{name}_bucket" for name in known}
    assert ours <= documented | {"caffi_asks", "caffi_letters"} | {f"{name}_bucket" for name in documented}
    for alert in re.findall(r"alert: (\w+)", told):
        assert f"`{alert}`" in page_of_docs


@pytest.fixture
def doors(tmp_path, monkeypatch) -> set[str]:
    """The first part of every address of Caffi's that people, calendars and platforms come to."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    app = build(load(environment={"CAFFI_DATA": str(tmp_path)}))
    app.database.close()
    paths = [app.asgi.path, *(route.path for route in app.asgi.others.routes)]
    return {path.split("/")[1] for path in paths} - {"health"}  # which is for our own machines alone


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_proxies_let_in_what_has_to_come_in_and_nothing_else(name, doors):
    text = re.sub(r"#.*", "", (DEPLOY / name).read_text(encoding="utf-8"))
    let_in = set(re.findall(r"[ =]/(\w+)(?=/)", re.sub(r"_certificate\S* .*|https?:/", "", text)))
    let_in -= {"health"} if name == "Caddyfile" else set()  # which the proxy itself asks
    for several in re.findall(r"\^/\((\S+)\)/", text):
        let_in |= set(several.split("|"))
    assert let_in == doors
    assert "404" in text
    assert "/metrics" not in text
    assert text.count("{") == text.count("}")


def test_the_page_names_what_has_to_come_in(doors):
    page = (DEPLOY.parent / "docs" / "how-to" / "run-on-a-server.md").read_text(encoding="utf-8")
    section = page.split("## Behind a reverse proxy")[1].split("\n## ")[0]
    [table] = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert set(re.findall(r"`/(\w+)/", table)) == doors


def test_proxies_take_the_largest_file_that_caffi_takes():
    most = max(25 * 1024 * 1024, LARGEST) + AROUND  # 25: the highest that largest_mb may be
    [nginx] = re.findall(r"client_max_body_size (\d\d)m", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    [caddy] = re.findall(r"max_size (\d\d)MB", (DEPLOY / "Caddyfile").read_text(encoding="utf-8"))
    assert int(nginx) * 1024 * 1024 > most
    assert int(caddy) * 1_000_000 > most  # Caddy's MB


@pytest.mark.parametrize("page", PAGES)
def test_commands_for_the_terminal_exist(page):
    lines = [
        line
        for block in blocks(ROOT / "docs" / "how-to" / f"{page}.md", "console")
        for line in block.splitlines()
    ]
    for line in lines:
        for words in re.findall(r"(?:bin/caffi|^caffi|sudo caffi|caffi caffi) ([a-z].*)$", line):
            check_caffi(words.split())
        for path in re.findall(r"(?:^|\s)(deploy/[\w.]+)", line):
            assert (ROOT / path).exists()
        for target in re.findall(r"(?:^|sudo )make (\w+)$", line):
            assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
