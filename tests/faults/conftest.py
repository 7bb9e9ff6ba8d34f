"""The whole of Caffi on the fake Slack, in either mode and on either database, with every fault a switch."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import structlog

from bot.app import App, build
from bot.clock import Clock
from bot.config import load
from bot.learning.sessions import Draft
from bot.store import revising
from tests.fakes.slack import FakeSlack, serving
from tests.house import MONDAY, draft

TUESDAY = MONDAY + timedelta(days=8)
WALK = draft("Mindful walking", TUESDAY, ref="12", capacity=12)
EXCEL = draft("Excel basics", TUESDAY + timedelta(days=1), ref="13", topic="digital", capacity=1)

Opened = Callable[..., AbstractAsyncContextManager[tuple[FakeSlack, App]]]


class BriskClock(Clock):
    """Stands still for people until it is moved; leases and pace go by ten times as fast."""

    def __init__(self) -> None:
        super().__init__()
        self._now, self._began = MONDAY, super().real()

    def now(self):
        return self._now

    def real(self):
        return self._began + (super().real() - self._began) * 10

    def move_to(self, moment) -> None:
        self._now = moment


async def until(so: Callable[[], bool]) -> None:
    """Wait for what nobody announces."""
    async with asyncio.timeout(60):
        while not so():  # noqa: ASYNC110 - it happens inside Caffi, which tells nobody
            await asyncio.sleep(0.02)


@asynccontextmanager
async def _opened(
    mode: str, url: str, monkeypatch: pytest.MonkeyPatch, *drafts: Draft, processes: int = 1
) -> AsyncIterator[tuple[FakeSlack, App]]:
    async with FakeSlack(mode=mode) as slack, AsyncExitStack() as stack:
        slack.channel("learning")
        monkeypatch.setenv("SLACK_BOT_TOKEN", slack.bot_token)
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        if mode == "socket":
            monkeypatch.setenv("SLACK_APP_TOKEN", slack.app_token)
        else:
            monkeypatch.setenv("SLACK_SIGNING_SECRET", slack.signing_secret)
        environment = {
            "CAFFI_DATABASE_URL": url,
            "CAFFI_ORGANISERS__ORGANISERS": "olwen@example.org",
            "CAFFI_ORGANISERS__ADMINISTRATORS": "ada@example.org",
        }
        app = build(load(environment=environment), clock=BriskClock())
        yesterday = MONDAY - timedelta(days=1)
        app.database.write_now(lambda db: revising.add_all(db, drafts, source="programme", now=yesterday))
        apps = [app, *(build(load(environment=environment), clock=app.clock) for _ in range(processes - 1))]
        for one in apps:
            address = await stack.enter_async_context(serving(one.asgi))
            if mode == "http":
                slack.listens_at(f"{address}/slack/events")
            await one.start()
            stack.push_async_callback(one.stop)
        yield slack, app


@pytest.fixture(autouse=True)
def _plain_log() -> Iterator[None]:
    """Plain, as `caffi run` logs: pictures of a traceback take longer to draw than Slack waits."""
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


@pytest.fixture(params=["socket", "http"])
def opened(request: pytest.FixtureRequest, sqlite: str, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """`async with opened(WALK) as (slack, caffi):`, in both modes, on SQLite."""
    return partial(_opened, request.param, sqlite, monkeypatch)


@pytest.fixture(params=["sqlite", "postgresql"])
def opened_on_both(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The same over HTTP, on both databases."""
    return partial(_opened, "http", request.getfixturevalue(request.param), monkeypatch)


@pytest.fixture
def opened_http(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Over HTTP on SQLite: for what is sent, neither makes a difference."""
    return partial(_opened, "http", sqlite, monkeypatch)


@pytest.fixture
def opened_by_socket(postgresql: str, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Over Socket Mode on PostgreSQL, as several processes share it."""
    return partial(_opened, "socket", postgresql, monkeypatch)


@pytest.fixture
def opened_on_postgresql(postgresql: str, monkeypatch: pytest.MonkeyPatch) -> Opened:
    return partial(_opened, "http", postgresql, monkeypatch)
