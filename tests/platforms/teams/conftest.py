"""The whole of Caffi on the fake Teams, with every fault a switch."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import structlog

from bot.app import App, build
from bot.config import load
from bot.learning.sessions import Draft
from bot.store import revising
from tests.fakes.slack import serving
from tests.fakes.teams.server import FakeTeams
from tests.faults.conftest import BriskClock
from tests.house import MONDAY, draft

TUESDAY = MONDAY + timedelta(days=8)
WALK = draft("Mindful walking", TUESDAY, ref="12", capacity=12)
EXCEL = draft("Excel basics", TUESDAY + timedelta(days=1), ref="13", topic="digital", capacity=1)

Opened = Callable[..., AbstractAsyncContextManager[tuple[FakeTeams, App]]]


@asynccontextmanager
async def _opened(
    url: str, monkeypatch: pytest.MonkeyPatch, *drafts: Draft
) -> AsyncIterator[tuple[FakeTeams, App]]:
    async with FakeTeams() as teams, AsyncExitStack() as stack:
        teams.channel("learning")
        for name, value in teams.environment.items():
            monkeypatch.setenv(name, value)
        environment = {
            "CAFFI_DATABASE_URL": url,
            "CAFFI_ORGANISERS__ORGANISERS": "olwen@example.org",
            "CAFFI_ORGANISERS__ADMINISTRATORS": "ada@example.org",
        }
        app = build(load(environment=environment), clock=BriskClock())
        yesterday = MONDAY - timedelta(days=1)
        app.database.write_now(lambda db: revising.add_all(db, drafts, source="programme", now=yesterday))
        address = await stack.enter_async_context(serving(app.asgi))
        teams.listens_at(f"{address}/api/messages")
        await app.start()
        stack.push_async_callback(app.stop)
        yield teams, app


@pytest.fixture(autouse=True)
def _plain_log() -> Iterator[None]:
    structlog.configure([structlog.processors.format_exc_info, structlog.processors.JSONRenderer()])
    yield
    structlog.reset_defaults()


@pytest.fixture
def sqlite(tmp_path: Path, sqlite_template: Path) -> str:
    path = tmp_path / "caffi.db"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql(postgresql_url: str) -> str:
    return postgresql_url


@pytest.fixture
def opened(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """`async with opened(WALK) as (teams, caffi):`, on SQLite."""
    return partial(_opened, sqlite, monkeypatch)


@pytest.fixture(params=["sqlite", "postgresql"])
def opened_on_both(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Opened:
    return partial(_opened, request.getfixturevalue(request.param), monkeypatch)
