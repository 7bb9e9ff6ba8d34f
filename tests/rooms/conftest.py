"""Every room that has to pass the contract."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import pytest
import pytest_asyncio

from tests.rooms.slack import slack
from tests.rooms.teams import teams
from tests.rooms.venue import Venue
from tests.rooms.web import web

VENUES: dict[str, Callable[[], AbstractAsyncContextManager[Venue]]] = {
    "slack-socket": partial(slack, "socket"),
    "slack-http": partial(slack, "http"),
    "teams": teams,
    "web": web,
}


@pytest_asyncio.fixture(params=VENUES)
async def venue(request: pytest.FixtureRequest) -> AsyncIterator[Venue]:
    async with VENUES[request.param]() as opened:
        yield opened
