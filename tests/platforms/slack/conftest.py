"""The Slack room with a scripted desk, connected to the fake Slack in either mode."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any, Literal

import pytest

from bot.platforms.slack import SlackRoom
from tests.fakes.slack import FakeSlack, serving
from tests.platforms.slack.desk import Answer, Desk, words

Connect = Callable[..., AbstractAsyncContextManager[tuple[FakeSlack, Desk]]]


@asynccontextmanager
async def connected(
    mode: Literal["socket", "http"], answers: dict[str, Answer], **details: Any
) -> AsyncIterator[tuple[FakeSlack, Desk]]:
    """The room and its Slack; `details` go to the room."""
    desk = Desk(answers)
    async with FakeSlack(mode=mode) as slack:
        slack.channel("general")
        room = SlackRoom(
            bot_token=slack.bot_token,
            app_token=slack.app_token if mode == "socket" else None,
            signing_secret=slack.signing_secret,
            api_url=slack.api_url,
            serve=desk.serve,
            meet=desk.meet,
            knows=desk.knows,
            words=words,
            **details,
        )
        desk.send = room.send
        async with AsyncExitStack() as stack:
            if room.asgi:
                url = await stack.enter_async_context(serving(room.asgi))
                slack.listens_at(f"{url}/slack/events")
            await room.start()
            stack.push_async_callback(room.stop)
            yield slack, desk


@pytest.fixture(params=["socket", "http"])
def connect(request: pytest.FixtureRequest) -> Connect:
    """`async with connect({"what's on": reply(...)}) as (slack, desk):`, in both modes."""
    return lambda answers, **details: connected(request.param, answers, **details)


@pytest.fixture
def connect_http() -> Connect:
    return lambda answers, **details: connected("http", answers, **details)
