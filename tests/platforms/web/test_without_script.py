"""The room with JavaScript switched off: links and forms do it all."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.platforms.web.cafe import Cafe

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, site: str) -> AsyncIterator[Page]:
    context = await browser.new_context(base_url=site, java_script_enabled=False)
    context.set_default_timeout(60_000)
    yield await context.new_page()
    await context.close()


async def _send(page: Page, line: str) -> None:
    await page.get_by_label("Write to").fill(line)
    await page.get_by_role("button", name="Send").click()


async def test_from_the_first_question_to_a_place_given_up(cafe: Cafe, page: Page) -> None:
    await page.goto("/")
    await page.get_by_role("link", name="learning").click()
    await _send(page, "/learn what's on")
    await page.get_by_role("button", name="Book Writing so that people read it").click()
    await expect(page.get_by_role("heading", name="You have a place")).to_be_in_viewport()
    await page.get_by_role("button", name="Cancel my place").click()
    await expect(page.get_by_text("is free again")).to_be_in_viewport()
    await page.reload()
    assert [ask.word for ask in cafe.asks] == ["", "book", "cancel"]


async def test_a_form_is_a_page_that_says_what_is_wrong(cafe: Cafe, page: Page) -> None:
    await page.goto("/as/nia/caffi")
    await _send(page, "digest")
    await expect(page.get_by_role("heading", level=1)).to_have_text("A weekly digest for this channel")
    await page.get_by_label("Online").uncheck()
    await page.get_by_role("button", name="Show me first").click()
    await expect(page).to_have_title("There is a problem: A weekly digest for this channel · Caffi")
    await expect(page.get_by_label("Online")).not_to_be_checked()
    await page.get_by_label("Time", exact=True).fill("9am")
    await page.get_by_role("button", name="Show me first").click()
    await expect(page.get_by_text("This week in the learning café")).to_be_visible()
    assert cafe.asks[-1].values["formats"] == ()


async def test_the_clock_the_home_page_and_acting_as_somebody_else(cafe: Cafe, page: Page) -> None:
    await page.goto("/as/nia/home")
    await page.get_by_role("button", name="Tomorrow 9am").click()
    await expect(page.get_by_text("The clock has moved.")).to_be_visible()
    await page.get_by_role("link", name="Caffi 1 new").click()
    await page.get_by_role("button", name="5 excellent").click()
    await page.get_by_label("What will you do with it?").fill("Write the answer first.")
    await page.get_by_role("button", name="Send my answer").click()
    await expect(page.get_by_text("Thank you.")).to_be_visible()
    await page.locator("summary").click()
    await page.get_by_role("link", name="Carys Ellis").click()
    await expect(page).to_have_url("/as/carys/caffi")
    await page.get_by_role("link", name="Hafan").click()
    await page.get_by_role("button", name="Cancel my place").click()
    await expect(page.get_by_text("is free again")).to_be_visible()


async def test_on_a_phone_the_menu_opens_by_its_address(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.goto("/as/nia/caffi")
    channel = page.get_by_role("link", name="learning")
    await expect(channel).to_be_hidden()
    await page.get_by_role("link", name="Menu").click()
    await expect(channel).to_be_visible()
    await page.get_by_role("link", name="Close the menu").click()
    await expect(channel).to_be_hidden()
