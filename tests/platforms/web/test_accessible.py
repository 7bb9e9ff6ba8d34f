"""WCAG 2.2 AA: axe-core finds nothing on any page, the keyboard is enough, and 320 pixels are."""

from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.ask import Target
from bot.room import Parcel
from tests.platforms.web import cards
from tests.platforms.web.cafe import READER, Cafe
from tests.platforms.web.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")

CAFFI = "/as/nia/caffi"
PAGES = (
    "/as/sam/channel/new-starters",  # nothing there yet
    "/as/nia/channel/learning",
    CAFFI,
    "/as/carys/caffi",
    "/as/nia/home",
    "/as/nia/home?answer=ANSWER",
    "FORM",
    "FORM#problem",
    "/as/nia/caffi?clock=back#clock",
    "/as/nia/caffi?clock=moved#clock",
    "/as/nobody/home",
)


async def _furnish(cafe: Cafe) -> dict[str, str]:
    """Something of everything; the addresses that come of it."""
    visitor = Visitor(cafe.room.asgi)
    for line in ("what's on", "/book 12", "/book 14", "/book 99", "feedback", "Bore da!"):
        await visitor.say(CAFFI, line)
    await visitor.say("/as/carys/caffi", "beth sydd ymlaen")
    await visitor.say("/as/owen/channel/learning", "Who comes?")
    await visitor.say("/as/nia/channel/learning", "/learn what's on")
    await cafe.clock.move_to(cafe.clock.now())
    await cafe.room.send(Parcel("rtl", Target("web", user="nia"), cards.FULL, READER))
    await visitor.open("/as/nia/home")
    await visitor.post("/as/nia/home", press="0 cancel 12")
    answer = visitor.at.split("=")[1]
    await visitor.say("/as/nia/channel/learning", "/learn digest")
    form = visitor.at
    await visitor.say("/as/nia/channel/learning", "/learn digest")
    await visitor.post(visitor.at, **{"field.topic": "sorcery"})
    return {"FORM#problem": visitor.at, "FORM": form, "ANSWER": answer}


def _address(page: str, places: dict[str, str]) -> str:
    for name, place in places.items():
        page = page.replace(name, place)
    return page


async def _faults(page: Page) -> list[str]:
    results = await Axe().run(page)
    return [
        f"{fault['id']}: {node['html'][:200]} {[why['message'] for why in node['any']]}"
        for fault in results.response["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (1280, "light"),
        (360, "dark"),
        pytest.param(1280, "dark", marks=pytest.mark.long),
        pytest.param(360, "light", marks=pytest.mark.long),
    ],
)
async def test_axe_finds_nothing(cafe: Cafe, browser: Browser, site: str, width: int, scheme: str) -> None:
    places = await _furnish(cafe)
    context = await browser.new_context(
        base_url=site,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        viewport={"width": width, "height": 800},
        bypass_csp=True,  # axe is put into the page as a script
    )
    context.set_default_timeout(60_000)
    page = await context.new_page()
    for name in PAGES:
        await page.goto(_address(name, places))
        assert await _faults(page) == [], name
    await page.goto(CAFFI)
    await page.locator("#line").fill("digest")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert await _faults(page) == []
    await page.keyboard.press("Escape")
    await page.goto(f"{CAFFI}#menu")
    await page.locator("summary").click()
    assert await _faults(page) == []
    await context.close()


@pytest.mark.parametrize("width", [320, 360, 900])
async def test_nothing_is_wider_than_the_window(cafe: Cafe, window: BrowserContext, width: int) -> None:
    places = await _furnish(cafe)
    await cafe.board.post(
        key="long",
        conversation="caffi/nia",
        author="",
        visible_to="",
        body=cards.en("x" * 3200),
        at=cards.START,
    )
    page = await window.new_page()
    await page.set_viewport_size({"width": width, "height": 640})
    for name in PAGES:
        await page.goto(_address(name, places))
        wider = await page.evaluate(
            """[...document.querySelectorAll('body *')]
               .filter(one => one.checkVisibility() && !one.closest('.unseen, svg'))
               .filter(one => one.getBoundingClientRect().right > innerWidth + 1
                 || (one.matches("p, li, dd, main, .log-frame, .sheet, .side")
                     && one.scrollWidth > one.clientWidth + 1))
               .map(one => one.outerHTML.slice(0, 90))"""
        )
        assert wider == [], name


async def test_every_target_is_24_pixels_or_stands_in_a_sentence(cafe: Cafe, window: BrowserContext) -> None:
    places = await _furnish(cafe)
    page = await window.new_page()
    for name in PAGES:
        await page.goto(_address(name, places))
        small = await page.evaluate(
            """[...document.querySelectorAll(
                 'a, button, input:not([type=hidden]), select, textarea, summary')]
               .filter(one => one.checkVisibility() && !one.closest('dd, .skip, .option'))
               .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
               .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
        )
        assert small == [], name


async def test_at_400_percent_everything_can_be_reached(cafe: Cafe, window: BrowserContext) -> None:
    await _furnish(cafe)
    page = await window.new_page()
    await page.set_viewport_size(
        {"width": 320, "height": 256}
    )  # WCAG 1.4.10: 1280 by 1024, enlarged four times
    await page.goto(CAFFI)
    log = await page.locator("#log-frame").evaluate("node => [node.clientHeight, node.scrollHeight]")
    assert log[0] >= log[1]  # no box that scrolls within the page
    await page.locator("#send").scroll_into_view_if_needed()
    await expect(page.locator("#send")).to_be_in_viewport()


async def test_the_keyboard_is_enough(cafe: Cafe, window: BrowserContext) -> None:
    page = await window.new_page()
    await page.goto(CAFFI)

    async def reach(name: str, *, back: bool = False) -> None:
        for _ in range(60):
            await page.keyboard.press("Shift+Tab" if back else "Tab")
            said = await page.evaluate(
                """(one => one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText)
                   (document.activeElement)"""
            )
            outlined = await page.evaluate(
                """(one => [one, one.parentElement].some(each =>
                   parseFloat(getComputedStyle(each).outlineWidth) >= 2
                   && getComputedStyle(each).outlineStyle !== 'none'))(document.activeElement)"""
            )
            assert outlined, said
            if str(said).strip().startswith(name):
                return
        pytest.fail(f"{name!r} cannot be reached")

    await reach("Skip to the conversation")
    await page.keyboard.press("Enter")
    await reach("Write to Caffi")
    await page.keyboard.type("what's on")
    await page.keyboard.press("Enter")
    await expect(page.locator("article")).to_have_count(2)
    await reach("Book Writing so that people read it", back=True)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="You have a place")).to_be_visible()
    await reach("Cancel my place")
    await page.keyboard.press("Space")
    await expect(page.get_by_text("is free again")).to_be_visible()
    await reach("Next Monday 9am", back=True)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("5 excellent")).to_be_visible()
    await reach("4 very good")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Your feedback")).to_be_visible()
    await reach("What will you do with it?")
    await page.keyboard.type("Write the answer first.")
    await reach("Send my answer")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Thank you.")).to_be_visible()
    assert [ask.word for ask in cafe.asks] == ["", "book", "cancel", "rate", "rate"]


async def test_the_conversation_is_a_live_log(window: BrowserContext) -> None:
    page = await window.new_page()
    await page.goto(CAFFI)
    await expect(page.get_by_role("log", name="Messages")).to_be_visible()
    roles: tuple[Literal["banner", "navigation", "main"], ...] = ("banner", "navigation", "main")
    for role in roles:
        await expect(page.get_by_role(role)).to_have_count(1)
    await expect(page.get_by_role("region")).to_have_count(2)
