"""How long the attackers go on: CAFFI_SOAK=1 to the end, else a few seconds. CAFFI_SEED repeats one."""

import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

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
    """Another one each time, unless CAFFI_SEED gives one; a test that fails shows it."""
    found = int(os.environ.get("CAFFI_SEED") or random.SystemRandom().randrange(10**6))
    sys.stdout.write(f"CAFFI_SEED={found}\n")
    return found


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What is logged; a bug in it is one whoever looks at the answer might not see."""
    with structlog.testing.capture_logs() as logged:
        yield logged
        assert [line for line in logged if line.get("event") == "bug"] == []


@pytest.fixture
def slack_app(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch):
    """`async with slack_app("http", draft(...)) as (slack, caffi):`, all of Caffi on a real server."""

    def opened(mode: str, *drafts: object):
        path = tmp_path / "caffi.db"
        path.write_bytes(sqlite_template.read_bytes())
        return _opened(mode, path, monkeypatch, *drafts)

    return opened
