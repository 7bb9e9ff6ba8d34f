"""Caffi as people meet it in Teams: Microsoft's own playground, in a real browser, with the demo programme.

CAFFI_PICTURES=1 puts the pictures of the documentation where they belong.
"""

import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, Route, async_playwright

from bot.app import App, build
from bot.config import load
from playground.beside import playground, why_not
from tests.fakes.slack import serving

CHROMIUM = "/usr/bin/chromium"
PICTURES = Path(__file__).parents[3] / "docs" / "pictures"
TOLD = {"teams-booked", "teams-form", "teams-digest"}
LONDON = ZoneInfo("Europe/London")

pytestmark = [
    pytest.mark.skipif(bool(why_not()), reason=why_not()),
    pytest.mark.skipif(
        not Path(CHROMIUM).exists(), reason="Chromium is not installed: apt-get install chromium"
    ),
]


class Window:
    """The playground's page, by what a person does with it."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self._folder = folder

    async def opens(self, conversation: str) -> None:
        await self.page.get_by_text(conversation, exact=True).first.click()

    async def says(self, words: str) -> None:
        await self.page.get_by_role("textbox").first.click()
        await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")

    async def posts(self, words: str) -> None:
        """In a channel, to Caffi: a mention is chosen from a list."""
        await self.page.get_by_role("textbox").first.click()
        await self.page.keyboard.type("@")
        await self.page.get_by_text("Caffi", exact=True).last.click()
        await self.page.keyboard.type(f" {words}")
        await self.page.get_by_role("button", name="Post").click()

    def card(self, words: str) -> Locator:
        """The newest card with those words."""
        return self.page.locator(".ac-adaptiveCard").filter(has_text=words).last

    async def sees(self, words: str) -> Locator:
        found = self.card(words)
        await found.wait_for()
        return found

    async def presses(self, label: str, words: str) -> None:
        """The first button with that label on the newest card with those words."""
        await self.card(words).get_by_role("button", name=label, exact=True).first.click()

    async def shows(self, name: str, *, tall: int = 860) -> None:
        """Keep a picture of it, so many pixels high."""
        await self.page.set_viewport_size({"width": 1280, "height": tall})
        await self.page.wait_for_timeout(400)  # it scrolls slowly
        folder = PICTURES if name in TOLD and os.environ.get("CAFFI_PICTURES") else self._folder
        await self.page.screenshot(path=folder / f"{name}.png")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """Of the playground, and the port at which it looks for its bot."""
    port, bot = _free(), _free()
    with playground(tmp_path / "agents", port=port, app=f"http://127.0.0.1:{bot}/api/messages") as found:
        yield found, bot


@pytest.fixture
async def caffi(
    tmp_path: Path, address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[App]:
    monkeypatch.setenv("TEAMS_PLAYGROUND", "true")
    app = build(load(environment={"CAFFI_DATA": str(tmp_path)}))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(serving(app.asgi, port=address[1]))
        await app.start()
        stack.push_async_callback(app.stop)
        yield app


@pytest.fixture
async def window(address: tuple[str, int], caffi: App, tmp_path: Path) -> AsyncIterator[Window]:
    async def only_here(route: Route) -> None:
        here = route.request.url.startswith(address[0])
        await (route.continue_() if here else route.abort())  # it would fetch its letters from Microsoft

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = await browser.new_context(
            viewport={"width": 1280, "height": 860}, timezone_id="Europe/London"
        )
        context.set_default_timeout(60_000)
        await context.route("**/*", only_here)
        page = await context.new_page()
        await page.goto(address[0])
        await page.get_by_text("Log Panel").locator("xpath=..").get_by_role("button").last.click()
        yield Window(page, tmp_path)
        await browser.close()


async def test_a_day_in_teams(window: Window, caffi: App) -> None:
    """What's on, book, cancel, the waiting list, feedback, and a channel's digest."""
    await window.sees("How Caffi can help")
    await window.shows("teams-help")

    await window.says("what's on next week")
    await window.sees("Show more")
    await window.presses("Book", "Show more")
    booked = await window.sees("You’re booked on")
    await booked.scroll_into_view_if_needed()
    await window.shows("teams-booked", tall=1000)
    await window.presses("Cancel my place", "You’re booked on")
    await window.sees("Undo")

    await window.says("book 21")
    await window.sees("on the waiting list")
    await window.shows("teams-waiting")

    await window.says("feedback")
    await window.sees("Feedback you can give")
    await window.presses("Answer in words", "Feedback you can give")
    form = await window.sees("Your answer is anonymous")
    await form.scroll_into_view_if_needed()
    await window.shows("teams-form", tall=1180)
    await form.get_by_text("4 Very useful").click()
    await form.get_by_role("textbox").first.fill("Say no to one thing each week")
    await window.presses("Send", "Your answer is anonymous")
    await window.sees("Thank you, your feedback on Saying no kindly is saved.")
    await window.shows("teams-thanks")

    await window.opens("learning")
    await window.posts("digest weekly monday 9am")
    await window.opens("Personal Chat")
    await window.sees("This is how the next one would look")
    await window.shows("teams-preview")
    await window.presses("Start this digest", "This is how the next one would look")
    await window.opens("learning")
    await window.sees("This channel now hears what’s on")
    assert await window.card("This is how the next one would look").count() == 0, "it is for Nia alone"
    await caffi.timekeeper.move_to(_next_monday(caffi.clock.now()))
    await window.sees("This channel gets a weekly digest, set up by Nia Rees")
    await window.shows("teams-digest")


def test_nobody_else_on_the_network_is_let_in(address: tuple[str, int]) -> None:
    """The playground and Caffi believe whoever speaks to them."""
    port = int(address[0].rpartition(":")[2])
    assert _listening_on(port) == {"0100007F"}


def _listening_on(port: int) -> set[str]:
    """The addresses, as the kernel writes them."""
    rows = [
        row.split() for kind in ("tcp", "tcp6") for row in Path(f"/proc/net/{kind}").read_text().splitlines()
    ]
    there = [row[1].split(":") for row in rows if row[3] == "0A"]
    return {where for where, at in there if int(at, 16) == port}


def _next_monday(now: datetime) -> datetime:
    day = now.astimezone(LONDON).date()
    monday = day + timedelta(days=7 - day.weekday())
    return datetime.combine(monday, time(9), LONDON)


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
