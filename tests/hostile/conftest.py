"""How long the attackers go on: CAFFI_SOAK=1 to the end, else a few seconds. CAFFI_SEED repeats one."""

import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from structlog.typing import EventDict

from tests.story.conftest import _opened

Lines = list[dict[str, object]]
Times = Callable[[int], int]


@pytest.fixture
def times() -> Times:
    """How often, of so many: all of them, or one in a hundred."""
    whole = os.environ.get("CAFFI_SOAK") == "1"
    return lambda many: many if whole else max(1, many // 100)


@pytest.fixture
def seed() -> int:
    """The same each time in `make test`, another one in `make soak`; CAFFI_SEED repeats one."""
    anew = random.SystemRandom().randrange(10**6) if os.environ.get("CAFFI_SOAK") else 1
    found = int(os.environ.get("CAFFI_SEED") or anew)
    sys.stdout.write(f"CAFFI_SEED={found}\n")
    return found


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What is logged. Nothing of it may be a fault of ours (`bug`, `slack.fault` and whatever else is logged
    as an error), which whoever looks at the answer alone might not see, also when a test clears the lines.
    """
    faults: Lines = []

    def judge(_logger: object, level: str, line: EventDict) -> EventDict:
        if level in ("error", "exception", "critical") or "bug" in (line.get("event"), line.get("outcome")):
            faults.append(dict(line))
        return line

    with structlog.testing.capture_logs([judge]) as logged:
        yield logged
        assert faults == []


@pytest.fixture
def slack_app(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch):
    """`async with slack_app("http", draft(...)) as (slack, caffi):`, all of Caffi on a real server."""

    def opened(mode: str, *drafts: object):
        path = tmp_path / "caffi.db"
        path.write_bytes(sqlite_template.read_bytes())
        return _opened(mode, path, monkeypatch, *drafts)

    return opened
