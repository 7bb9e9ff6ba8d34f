"""The numbers as one picture for slides: for organisers, behind a link, and never what people wrote."""

import asyncio
import re
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.card import Button, Text
from bot.doors.downloads import Downloads
from bot.store import sessions
from bot.store.tables import sessions as sessions_table
from tests.conversations.test_results import OVER, after, asked, crowd
from tests.house import REGISTRY, build_house, buttons

PUBLIC = "https://caffi.example.org"


@pytest.fixture
def house(database):
    return build_house(
        database, CAFFI_PUBLIC_ADDRESS=PUBLIC, CAFFI_ORGANISERS__ADMINISTRATORS="ada@example.org"
    )


@pytest.fixture
def fetch(house):
    """What a browser gets at a link."""
    door = Downloads(house.database, house.clock, house.settings, REGISTRY)
    client = TestClient(Starlette(routes=door.routes()), base_url=PUBLIC)
    return lambda link: asyncio.to_thread(client.get, link)


async def published(house, who):
    """The results of a session that twelve have answered about, as `who` sees them."""
    await asked(house, "12", await crowd(house, 12), answered=12, said=["Less theory, please"])
    await after(house, timedelta(hours=2))
    return await who.press(Button(Text(()), "publish", "12"))


async def test_the_numbers_are_fetched_as_a_picture_and_not_by_who_organises_no_more(house, fetch):
    ada, olwen = await house.meets("ada"), await house.meets("nia")
    await ada.types("organiser add @nia")
    assert "4 Very useful: 12" in await published(house, olwen)
    kept = olwen.last.body
    (link,) = re.findall(rf"{PUBLIC}/file/[\w-]+", await olwen.presses("As a picture"))
    got = await fetch(link)
    assert got.headers["Content-Type"] == "image/png"
    with Image.open(BytesIO(got.content)) as image:
        assert image.format == "PNG"
        assert image.height > 500, "a title, and five steps"
    assert "only shown in our own conversation" in await olwen.in_("learning").presses(
        "As a picture", on=kept
    )
    await ada.types("organiser remove nia@example.org")
    assert (await fetch(link)).status_code == 404
    assert "Only organisers" in await olwen.presses("As a picture", on=kept)


async def test_of_what_is_not_published_there_is_no_picture(house):
    olwen = await house.meets("olwen")
    await asked(house, "12", await crowd(house, 9), answered=9)
    await after(house, timedelta(hours=2))
    refused = await olwen.press(Button(Text(()), "results_picture", "session:12"))
    assert PUBLIC not in refused
    assert not any(button.word == "results_picture" for button in buttons(olwen.last.body))
    for about in ("", "session", "nobody:12", "month:13"):
        assert PUBLIC not in await olwen.press(Button(Text(()), "results_picture", about))


@pytest.mark.parametrize("facts", [{"sensitive": True}, {"audience": "by invitation"}], ids=str)
async def test_a_sum_in_a_picture_is_no_more_than_a_channel_is_shown(house, fetch, facts):
    """It is made for slides: whoever sees it beside the post could tell the one from the other."""
    olwen, people = await house.meets("olwen"), await crowd(house, 12)
    series = Button(Text(()), "results_picture", "series:Walks")

    async def link():
        shown = await olwen.press(series)
        assert ("Sensitive sessions" in shown) is bool(await further())
        return re.findall(rf"{PUBLIC}/file/[\w-]+", shown)[0]

    async def further():
        return await house.database.read(lambda db: sessions.by_ref(db, "13"))

    await asked(house, "12", people, answered=12, series="Walks")
    await after(house, OVER)
    before = (await fetch(await link())).content
    await asked(house, "13", people, answered=11, series="Walks", **facts)
    await after(house, 2 * OVER)
    assert "4 Very useful: 23" in await olwen.types("results series walks")
    again = await link()
    assert (await fetch(again)).content == before
    shown = await olwen.press(Button(Text(()), "results_picture", "session:13"))
    assert PUBLIC in shown, "that session alone, by its name"
    await house.database.write(lambda db: db.execute(update(sessions_table).values(sensitive=True)))
    assert (await fetch(again)).status_code == 404
    refused = await olwen.press(series)
    assert "there is no picture of these results" in refused
    assert PUBLIC not in refused
