"""A scripted café for every test, a real server for it, and one real browser for each file."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, BrowserContext, async_playwright

from tests.platforms.web.cafe import Cafe
from tests.platforms.web.visitor import Visitor

CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture
def cafe() -> Cafe:
    return Cafe()


@pytest.fixture
def visitor(cafe: Cafe) -> Visitor:
    return Visitor(cafe.room.asgi)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    if not await asyncio.to_thread(Path(CHROMIUM).exists):
        pytest.skip("Chromium is not installed: apt-get install chromium")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="module")
async def site(cafe: Cafe) -> AsyncIterator[str]:
    """The café behind a real server on a free port: its address."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        config = uvicorn.Config(cafe.room.asgi, log_level="critical", lifespan="off")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        await serving


@pytest_asyncio.fixture(loop_scope="module")
async def window(browser: Browser, site: str) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(base_url=site, viewport={"width": 1280, "height": 860})
    context.set_default_timeout(60_000)
    yield context
    await context.close()
