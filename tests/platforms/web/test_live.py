"""The room in a real browser: messages arrive by themselves, focus and scroll stay, forms open over it."""

import asyncio
import re

import pytest
from playwright.async_api import BrowserContext, ConsoleMessage, Page, Route, expect

from tests.platforms.web import cards
from tests.platforms.web.cafe import Cafe

pytestmark = pytest.mark.asyncio(loop_scope="module")

LEARNING = "/as/nia/channel/learning"
CAFFI = "/as/nia/caffi"
HOME = "/as/nia/home"


async def _open(window: BrowserContext, path: str) -> Page:
    page = await window.new_page()

    def fail(message: ConsoleMessage) -> None:
        assert message.type not in {"error", "warning"}, message.text

    page.on("console", fail)
    await page.goto(path)
    await page.evaluate("window.same = true")  # gone after a reload
    return page


async def _type(page: Page, line: str) -> None:
    await page.locator("#line").fill(line)
    await page.keyboard.press("Enter")


async def _still_the_same(page: Page) -> bool:
    return bool(await page.evaluate("window.same === true"))


async def test_a_place_is_booked_and_given_up_without_leaving_the_page(
    cafe: Cafe, window: BrowserContext
) -> None:
    page = await _open(window, LEARNING)
    await _type(page, "/learn what's on")
    await expect(page.get_by_text("Only you can see this")).to_have_count(2)
    await expect(page.locator("#line")).to_be_focused()
    await expect(page.locator("#line")).to_have_value("")
    await page.get_by_role("button", name="Book Writing so that people read it").click()
    await expect(page.get_by_role("heading", name="You have a place")).to_be_visible()
    await expect(page.locator("#m2")).to_be_focused()  # the button is gone; what took its place has the focus
    await page.get_by_role("button", name="Cancel my place").click()
    await expect(page.get_by_text("is free again")).to_be_visible()
    assert [ask.word for ask in cafe.asks] == ["", "book", "cancel"]
    assert await _still_the_same(page)


async def test_an_impatient_double_press_is_one_ask(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, CAFFI)
    await _type(page, "what's on")
    book = page.get_by_role("button", name="Book Writing so that people read it")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    cafe.gate.clear()
    await book.dblclick()
    await book.click(force=True)
    cafe.gate.set()
    await expect(page.get_by_role("heading", name="You have a place")).to_be_visible()
    assert [ask.word for ask in cafe.asks] == ["", "book"]
    assert sent.count("POST") == 1


async def test_what_others_write_arrives_by_itself(window: BrowserContext) -> None:
    nia, owen = await _open(window, LEARNING), await _open(window, "/as/owen/channel/learning")
    await _type(nia, "Who comes to the café?")
    await expect(owen.locator("article", has_text="Who comes to the café?")).to_be_visible()
    assert await _still_the_same(owen)


async def test_a_half_written_line_survives_what_arrives(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, LEARNING)
    await page.locator("#line").fill("half a thou")
    await page.locator("#moment").fill("2026-03-09T09:00")
    await page.locator("#line").focus()
    await cafe.clock.move_to(cafe.clock.now())
    await expect(page.get_by_text("Yr wythnos hon yn y caffi dysgu")).to_be_visible()
    await expect(page.locator("#go-caffi-nia .badge")).to_have_text("1 new")
    await expect(page).to_have_title("(1) learning · Caffi")
    await expect(page.locator("#line")).to_have_value("half a thou")
    await expect(page.locator("#line")).to_be_focused()
    await expect(page.locator("#moment")).to_have_value("2026-03-09T09:00")


async def test_a_press_stays_focused_while_messages_arrive(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, CAFFI)
    await _type(page, "what's on")
    button = page.get_by_role("button", name="Details of Writing so that people read it")
    await button.focus()
    await cafe.clock.move_to(cafe.clock.now())
    await expect(page.get_by_text("5 excellent")).to_be_visible()
    await expect(button).to_be_focused()


async def test_whoever_reads_further_up_keeps_their_place(cafe: Cafe, window: BrowserContext) -> None:
    for number in range(20):
        await cafe.board.post(
            key=str(number),
            conversation="channel/learning",
            author="",
            visible_to="",
            body=cards.WHATS_ON,
            at=cards.START,
        )
    await cafe.board.mark_read("nia", "channel/learning", 20)
    page = await _open(window, LEARNING)
    await page.emulate_media(reduced_motion="reduce")  # what glides in stands still at once
    bottom = await page.evaluate("document.getElementById('log-frame').scrollTop")
    assert bottom == 0  # with nothing new it opens at its end
    # Not every browser anchors a scrolled box by itself.
    await page.evaluate("document.getElementById('log-frame').style.overflowAnchor = 'none'")
    await page.evaluate("document.getElementById('log-frame').scrollTop = -2500")
    reading = page.locator("#m14")
    before = await reading.bounding_box()
    await cafe.clock.move_to(cafe.clock.now())
    await expect(page.locator("#m21")).to_be_attached()
    after = await reading.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2
    # And hears of what came, with a way there.
    hint = page.locator("#below[role=status]").get_by_role("link", name="New messages below")
    await expect(hint).to_be_in_viewport()
    await hint.click()
    await expect(page.locator("#m21")).to_be_in_viewport()
    await expect(page.locator("#m21")).to_be_focused()
    await expect(hint).to_have_count(0)


async def test_who_sees_what_comes_needs_no_hint(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, LEARNING)
    await _type(page, "Bore da!")
    await cafe.clock.move_to(cafe.clock.now())
    await expect(page.get_by_text("Yr wythnos hon yn y caffi dysgu")).to_be_in_viewport()
    await expect(page.locator("#below")).to_be_empty()


async def test_a_form_opens_over_the_conversation_and_says_what_is_wrong(
    cafe: Cafe, window: BrowserContext
) -> None:
    page = await _open(window, LEARNING)
    await _type(page, "/learn digest")
    dialog = page.get_by_role("dialog", name="A weekly digest for this channel")
    await expect(dialog.get_by_role("heading", level=1)).to_be_focused()
    await dialog.get_by_label("Friday").check()
    await dialog.get_by_label("Topic").select_option("data")
    await dialog.get_by_role("button", name="Show me first").click()
    await expect(dialog.get_by_role("alert")).to_be_focused()
    await dialog.get_by_role("alert").get_by_role("link", name="Time").click()
    time = dialog.get_by_label("Time")
    await expect(time).to_be_focused()
    await expect(time).to_have_attribute("aria-invalid", "true")
    await expect(dialog.get_by_label("Friday")).to_be_checked()
    await time.fill("noon-ish")
    await page.keyboard.press("Enter")
    wrong = dialog.get_by_role("alert").get_by_role("link", name="Time I cannot read that as a time.")
    await expect(wrong).to_be_visible()
    await time.fill("9am")
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_text("This week in the learning café")).to_be_visible()
    assert cafe.asks[-1].values["day"] == "friday"
    assert await _still_the_same(page)


async def test_escape_and_go_back_leave_a_form(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, CAFFI)
    for leave in ("escape", "go back"):
        await _type(page, "digest")
        await expect(page.get_by_role("dialog")).to_be_visible()
        if leave == "escape":
            await page.keyboard.press("Escape")
        else:
            await page.get_by_role("link", name="Go back").click()
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await expect(page.locator("#line")).to_be_focused()
    assert len(cafe.asks) == 2
    assert await _still_the_same(page)


async def test_a_slow_answer_to_an_earlier_press_closes_no_form(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, CAFFI)
    await _type(page, "what's on")
    book = page.get_by_role("button", name="Book Writing so that people read it")
    await expect(book).to_be_visible()
    answered, may_arrive = asyncio.Event(), asyncio.Event()

    async def on_the_way(route: Route) -> None:
        answer = await route.fetch()
        answered.set()
        await may_arrive.wait()
        await route.fulfill(response=answer)

    await page.route("**/*", on_the_way, times=1)
    await book.click()
    await answered.wait()
    await _type(page, "digest")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Time").fill("9am")
    may_arrive.set()
    await expect(page.get_by_role("heading", name="You have a place", include_hidden=True)).to_be_attached()
    await expect(dialog.get_by_label("Time")).to_have_value("9am")


async def test_the_clock_shows_that_it_moves_and_the_messages_on_the_way(
    cafe: Cafe, window: BrowserContext
) -> None:
    page = await _open(window, CAFFI)
    cafe.clock.gate.clear()
    monday = page.get_by_role("button", name="Next Monday 9am")
    await monday.click()
    await expect(page.get_by_role("progressbar")).to_be_visible()
    await expect(page.locator("#clock-said")).to_contain_text("The clock is moving.")
    await expect(page.get_by_text("5 excellent")).to_be_visible()  # before it has arrived
    await expect(page.locator("#go-channel-learning .badge")).to_have_text("1 new")
    cafe.clock.gate.set()
    await expect(page.get_by_text("The clock has moved.")).to_be_visible()
    await expect(page.get_by_role("progressbar")).to_be_hidden()
    await expect(page.locator("#now")).to_have_text(re.compile(r"9am\s+Monday 9 March"))
    await expect(monday).to_be_enabled()
    assert len(cafe.clock.moves) == 1


async def test_the_home_page_answers_in_place(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, HOME)
    await page.get_by_role("button", name="Cancel my place in Writing").click()
    await expect(page.get_by_role("status").get_by_text("is free again")).to_be_visible()
    await expect(page.get_by_role("heading", name="My places")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator("#answer").get_by_role("heading", name="You have a place")).to_be_visible()
    assert [ask.word for ask in cafe.done] == ["cancel", "book"]
    assert await _still_the_same(page)


async def test_a_home_page_left_open_asks_again_only_when_something_happened(
    cafe: Cafe, window: BrowserContext
) -> None:
    await _open(window, HOME)
    async with (await _open(window, HOME)).expect_response(lambda response: "/news" in response.url):
        pass
    assert len(cafe.asks) == 2


async def test_trouble_is_said_and_nothing_typed_is_lost(cafe: Cafe, window: BrowserContext) -> None:
    page = await window.new_page()
    await page.goto(CAFFI)
    await page.route("**/*", lambda route: route.abort())
    await _type(page, "book 12")
    await expect(page.get_by_role("alert")).to_have_text("Caffi is not answering. This page keeps trying.")
    await expect(page.locator("#line")).to_have_value("book 12")
    await page.unroute_all()
    await page.keyboard.press("Enter")
    await expect(page.locator("article")).to_have_count(2)
    await expect(page.locator("#trouble")).to_be_hidden()
    assert len(cafe.asks) == 1


async def test_a_fault_of_ours_is_said_in_the_page(cafe: Cafe, window: BrowserContext) -> None:
    page = await window.new_page()
    await page.goto(CAFFI)
    await _type(page, "break")
    await expect(page.get_by_role("alert")).to_contain_text("Aeth rhywbeth o'i le yma")
    await expect(page.locator("#line")).to_have_value("break")


async def test_a_new_line_is_written_with_shift(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, LEARNING)
    await page.locator("#line").fill("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    await expect(page.locator("article .said")).to_have_text(re.compile("one\ntwo"))
    assert (
        await page.locator("article .said").evaluate("node => getComputedStyle(node).whiteSpaceCollapse")
        == "preserve-breaks"
    )


async def test_hostile_words_stay_words(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, LEARNING)
    hostile = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>{{DATE()}}'
    await _type(page, hostile)
    await expect(page.locator("article .said")).to_have_text(hostile)
    await page.reload()
    await expect(page.locator("article .said")).to_have_text(hostile)
    assert await page.evaluate("window.harmed") is None


async def test_a_file_comes_down(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, CAFFI)
    await _type(page, "/book 12")
    async with page.expect_download() as coming:
        await page.get_by_role("link", name="Add to my calendar").click()
    download = await coming.value
    assert download.suggested_filename == "writing.ics"
    content = await asyncio.to_thread((await download.path()).read_bytes)
    assert content.startswith(b"BEGIN:VCALENDAR")


async def test_the_whole_page_changes_with_the_persons_language(cafe: Cafe, window: BrowserContext) -> None:
    page = await _open(window, "/as/carys/caffi")
    await page.get_by_role("button", name="/learn beth sydd ymlaen").click()
    await expect(page.get_by_role("button", name="Archebu Cymraeg yn y gweithle")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "cy")
