"""Where a page lands: at the top of what is new, in wide and narrow windows, with and without the script."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.ask import Ask
from bot.card import Button, Buttons, Card, Heading, Paragraph, Reply
from bot.platforms.web.pinboard import EVERYONE
from tests.platforms.web import cards
from tests.platforms.web.cafe import READER, Cafe

pytestmark = pytest.mark.asyncio(loop_scope="module")

LEARNING = "/as/nia/channel/learning"
BOARD = "channel/learning"
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)


def _long(title: str) -> Card:
    """A card higher than any of the windows."""
    lines = tuple(Paragraph(cards.en(f"Line {number} of many.")) for number in range(60))
    return Card(cards.en(title), (Heading(cards.en(title)), *lines))


ASKING = Card(
    cards.en("Ready"),
    (
        Paragraph(cards.en("The summary is ready.")),
        Buttons(
            (
                Button(cards.en("Publish"), "publish"),
                Button(cards.en("Read"), "read"),
                Button(cards.en("Fill in"), "fill", form=True),
                Button(cards.en("Done"), "done"),
            )
        ),
    ),
)


class Talkative(Cafe):
    """Answers at length: "publish" in the place of what was pressed, and anything else below it."""

    def _reply(self, ask: Ask) -> Reply | None:
        match ask.word:
            case "fill" if not ask.values:
                return Reply(replace(cards.RATE_FORM, word="fill"), READER)
            case "done":
                return Reply(cards.THANKS, READER, replace=True)
            case _:
                return Reply(_long("The answer"), READER, replace=ask.word == "publish")

    async def pin(self, *bodies: Card, visible_to: str = EVERYONE) -> None:
        for body in bodies:
            await self.board.post(
                key=f"{len(self.board.pins)}",
                conversation=BOARD,
                author="",
                visible_to=visible_to,
                body=body,
                at=cards.START,
            )

    async def read(self, person: str) -> None:
        await self.board.mark_read(person, BOARD, len(self.board.pins))


@pytest.fixture
def cafe() -> Talkative:
    return Talkative()


@pytest_asyncio.fixture(
    loop_scope="module",
    params=[(WIDE, True), (NARROW, True), (WIDE, False), (NARROW, False)],
    ids=["wide", "narrow", "wide-without-script", "narrow-without-script"],
)
async def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> AsyncIterator[Page]:
    viewport, script = request.param
    context = await browser.new_context(
        base_url=site, viewport=viewport, java_script_enabled=script, reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    yield await context.new_page()
    await context.close()


async def _gap(page: Page, message: str) -> float:
    """How many pixels below the top of the conversation's frame a message begins."""
    frame, box = await page.locator("#log-frame").bounding_box(), await page.locator(message).bounding_box()
    assert frame is not None
    assert box is not None
    return box["y"] - frame["y"]


async def _lands_at_the_top_of(page: Page, message: str) -> None:
    await expect(page.locator(message).get_by_role("heading", level=3)).to_be_in_viewport()
    assert 0 <= await _gap(page, message) < 40


async def test_a_long_answer_below_the_button(cafe: Talkative, page: Page) -> None:
    await cafe.pin(_long("Before"), ASKING, visible_to="nia")
    await cafe.read("nia")
    await page.goto(LEARNING)
    await page.get_by_role("button", name="Read").click()
    await _lands_at_the_top_of(page, "#m3")


async def test_a_long_answer_in_the_place_of_the_button(cafe: Talkative, page: Page) -> None:
    await cafe.pin(_long("Before"), ASKING, visible_to="nia")
    await cafe.read("nia")
    await page.goto(LEARNING)
    await page.get_by_role("button", name="Publish").click()
    await _lands_at_the_top_of(page, "#m2")


async def test_a_long_answer_to_a_form(cafe: Talkative, page: Page) -> None:
    await cafe.pin(_long("Before"), ASKING, visible_to="nia")
    await cafe.read("nia")
    await page.goto(LEARNING)
    await page.get_by_role("button", name="Fill in").click()
    await page.get_by_label("What will you do with it?").fill("Write the answer first.")
    await page.locator("#form-panel button[type=submit]").click()
    await _lands_at_the_top_of(page, "#m4")  # the form is the third on the board


async def test_a_typed_question_stands_above_its_long_answer(cafe: Talkative, page: Page) -> None:
    await cafe.pin(_long("Before"))
    await cafe.read("nia")
    await page.goto(LEARNING)
    await page.locator("#line").fill("/learn everything")
    await page.locator("#send").click()
    await expect(page.locator("#m3").get_by_role("heading", level=3)).to_be_in_viewport()
    assert 0 <= await _gap(page, "#m2") < 40


async def test_the_first_of_the_messages_that_are_new(cafe: Talkative, page: Page) -> None:
    await cafe.pin(_long("Before"))
    await cafe.read("nia")
    await cafe.pin(_long("First"), _long("Second"))
    await page.goto("/as/nia/caffi")
    if await page.get_by_role("link", name="Menu").is_visible():
        await page.get_by_role("link", name="Menu").click()
    await page.locator("#go-channel-learning").click()
    await _lands_at_the_top_of(page, "#m2")


async def test_with_nothing_new_it_opens_at_its_end(cafe: Talkative, page: Page) -> None:
    await cafe.pin(_long("Before"), ASKING)
    await cafe.read("nia")
    await page.goto(LEARNING)
    await expect(page.get_by_role("button", name="Publish")).to_be_in_viewport()


async def test_a_press_on_an_earlier_page_is_answered_on_the_newest(cafe: Talkative, page: Page) -> None:
    await cafe.pin(ASKING, *[cards.THANKS] * 60, visible_to="nia")
    await cafe.read("nia")
    await page.goto(f"{LEARNING}?before=5")
    await page.get_by_role("button", name="Read").click()
    await _lands_at_the_top_of(page, "#m62")
    await expect(page).to_have_url(f"{LEARNING}?at=62#m62")  # and the newest page stays


@pytest.mark.parametrize("page", [(WIDE, True)], indirect=True)
async def test_a_short_answer_in_view_moves_nothing(cafe: Talkative, page: Page) -> None:
    await cafe.pin(_long("Before"), ASKING, _long("After"), visible_to="nia")
    await cafe.read("nia")
    await page.goto(LEARNING)
    await page.locator("#m2").evaluate("node => node.scrollIntoView({ block: 'center' })")
    before = await _gap(page, "#m2")
    await page.get_by_role("button", name="Done").click()
    await expect(page.locator("#m2")).to_contain_text("Thank you.")
    assert abs(await _gap(page, "#m2") - before) < 2
    assert before > 100
