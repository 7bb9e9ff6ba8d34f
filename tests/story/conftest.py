"""The whole of Caffi, as `caffi run` puts it together, connected to the fake Slack in either mode."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.app import App, build
from bot.clock import Clock
from bot.config import load
from bot.learning.sessions import Draft
from bot.store import revising
from tests.fakes.slack import FakeSlack, serving
from tests.house import MONDAY

Opened = Callable[..., AbstractAsyncContextManager[tuple[FakeSlack, App]]]


class HastyClock(Clock):
    """Stands still for people until it is moved; for leases and pace it runs a hundred times as fast."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self._now, self._began = now, super().real()

    def now(self) -> datetime:
        return self._now

    def real(self) -> datetime:
        return self._began + (super().real() - self._began) * 100

    def move_to(self, moment: datetime) -> None:
        self._now = moment


@asynccontextmanager
async def _opened(
    mode: str, path: Path, monkeypatch: pytest.MonkeyPatch, *drafts: Draft
) -> AsyncIterator[tuple[FakeSlack, App]]:
    async with FakeSlack(mode=mode) as slack, AsyncExitStack() as stack:
        monkeypatch.setenv("SLACK_BOT_TOKEN", slack.bot_token)
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        if mode == "socket":
            monkeypatch.setenv("SLACK_APP_TOKEN", slack.app_token)
        else:
            monkeypatch.setenv("SLACK_SIGNING_SECRET", slack.signing_secret)
        settings = load(
            environment={
                "CAFFI_DATABASE_URL": f"sqlite:///{path}",
                "CAFFI_ORGANISERS__ORGANISERS": "olwen@example.org",
            }
        )
        app = build(settings, clock=HastyClock(MONDAY))
        app.database.write_now(
            lambda db: revising.add_all(db, drafts, source="programme", now=MONDAY - timedelta(days=1))
        )
        url = await stack.enter_async_context(serving(app.asgi))
        if mode == "http":
            slack.listens_at(f"{url}/slack/events")
        await app.start()
        stack.push_async_callback(app.stop)
        yield slack, app


@pytest.fixture(params=["socket", "http"])
def opened(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> Opened:
    """`async with opened(draft(...)) as (slack, caffi):`, in both modes."""
    path = tmp_path / "caffi.db"
    path.write_bytes(sqlite_template.read_bytes())
    return partial(_opened, request.param, path, monkeypatch)
