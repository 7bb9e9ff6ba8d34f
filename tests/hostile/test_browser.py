"""Hostile words that were stored, in a real browser: no script of theirs runs."""

import pytest

from tests.fakes.slack import serving
from tests.hostile.test_web import PAGES, stored
from tests.platforms.web.conftest import browser  # noqa: F401 - a fixture
from tests.story.test_tryout import opened


@pytest.mark.asyncio(loop_scope="module")
async def test_no_stored_word_runs(tmp_path, browser, seed: int):  # noqa: F811 - the fixture
    async with opened(tmp_path / "c.db") as (app, visitor):
        await stored(app, seed)
        for where in PAGES:
            if not where.endswith("home"):
                for line in (
                    "<script>alert(1)</script>",
                    "<img src=x onerror=alert(1)>",
                    "/learn what's on tomorrow",
                ):
                    await visitor.say(where, line)
        async with serving(app.asgi) as url:
            window = await browser.new_context(base_url=url)
            page = await window.new_page()
            seen: list[str] = []
            page.on("dialog", lambda dialog: seen.append(f"dialog {dialog.message}"))
            page.on("pageerror", lambda error: seen.append(f"error {error}"))
            page.on(
                "request",
                lambda request: seen.append(request.url) if not request.url.startswith(url) else None,
            )
            for where in PAGES:
                await page.goto(where)
                await page.wait_for_load_state("load")
                assert await page.locator("main script, main iframe, main object, main style").count() == 0
            await window.close()
            assert [one for one in seen if not one.startswith("data:image/")] == []
