"""All that people wrote, as a file behind a link: for organisers, asked again when it is fetched."""

import asyncio
import csv
import io
import re
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.card import Button, Text
from bot.doors.downloads import Downloads
from bot.learning.figures import Figures
from bot.platforms.slack.blocks import draw
from bot.store import feedback
from bot.views.results import MOST_NAMED, MOST_SAID, more_named, named_until
from bot.words.voice import voice
from tests.conversations.test_results import TUESDAY, after, asked, crowd
from tests.house import REGISTRY, build_house

PUBLIC = "https://caffi.example.org"
HOSTILE = ["=HYPERLINK(0)", "<!channel> “quoted”, with a comma", "two\nlines", "\u202eright to left 🙂"]


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


async def published(house, who, said):
    """The results of a session after which people have said so, as `who` sees them."""
    people = await crowd(house, len(said))
    await asked(house, "12", people, answered=len(said), said=said)
    me = await house.person_id(people[0])
    await house.database.write(lambda db: feedback.say_by_name(db, 1, me, "It is me"))
    await after(house, timedelta(hours=2))
    return await who.press(Button(Text(()), "publish", "12"))


async def test_what_the_card_has_no_room_for_is_in_the_file_and_not_for_who_organises_no_more(house, fetch):
    ada, nia = await house.meets("ada"), await house.meets("nia")
    await ada.types("organiser add @nia")
    said = [*HOSTILE, *(f"Sentence {n:02}" for n in range(MOST_SAID))]
    shown = await published(house, nia, said)
    kept = nia.last.body
    assert "And 4 more answers in words." in shown
    assert "right to left" not in shown, "the last of them"
    (link,) = re.findall(rf"{PUBLIC}/file/[\w-]+", await nia.presses("All comments"))
    got = await fetch(link)
    assert got.headers["Content-Type"] == "text/csv; charset=utf-8"
    head, *rows = csv.reader(io.StringIO(got.content.decode("utf-8-sig"), newline=""))
    assert head == ["Question", "Answer"]
    assert {question for question, _ in rows} == {"Anything else?"}
    harmless = {"=HYPERLINK(0)": "'=HYPERLINK(0)"}
    assert sorted(words for _, words in rows) == sorted(harmless.get(words, words) for words in said)
    refused = await nia.in_("learning").presses("All comments", on=kept)
    assert "only shown in our own conversation" in refused
    await ada.types("organiser remove nia@example.org")
    assert (await fetch(link)).status_code == 404
    assert "Only organisers" in await nia.presses("All comments", on=kept)


async def test_where_all_is_on_the_card_no_file_is_offered(house):
    olwen = await house.meets("olwen")
    shown = await published(house, olwen, [f"Sentence {n:02}" for n in range(MOST_SAID)])
    assert shown.count("“Sentence") == MOST_SAID
    assert "All comments" not in shown


async def test_of_long_answers_the_file_is_offered_before_a_room_may_have_to_cut_them(house):
    olwen = await house.meets("olwen")
    shown = await published(house, olwen, [f"Sentence {n:02} {'x' * 700}" for n in range(12)])
    assert shown.index("[All comments]") < shown.index("“Sentence 00")


async def test_of_what_is_not_published_there_is_no_file(house):
    olwen = await house.meets("olwen")
    await asked(house, "12", await crowd(house, 9), answered=9, said=["only me"])
    await after(house, timedelta(hours=2))
    for about in ("session:12", "", "session", "nobody:12", "month:13", "everything:"):
        assert PUBLIC not in await olwen.press(Button(Text(()), "results_comments", about)), about


def in_slack(olwen, house):
    """All that Slack is sent of the last answer."""
    return str(draw(olwen.last.body, house.reader(), lambda _, language: voice(language).words("CUT")))


async def test_what_was_said_by_name_is_read_page_by_page(house):
    olwen = await house.meets("olwen")
    people = await crowd(house, 40)
    await asked(house, "12", people, answered=40, said=[f"Sentence {'x' * 700}"] * 40)
    ids = [await house.person_id(key) for key in people]

    def say_so(db):
        for number, person_id in enumerate(ids[:27]):
            feedback.say_by_name(db, 1, person_id, f"Diolch {number} <!channel>")

    await house.database.write(say_so)
    await after(house, timedelta(hours=2))
    shown = await olwen.press(Button(Text(()), "publish", "12"))
    assert "And 17 more, with their names." in shown
    assert shown.index("[Said by name]") < shown.index("Sentence"), "a room may have to cut the end"
    assert "Said by name" in in_slack(olwen, house)
    assert "CUT" in in_slack(olwen, house)
    pages = [await olwen.presses("Said by name")]
    first = olwen.last.body
    while "[Show more]" in pages[-1]:
        pages.append(await olwen.presses("Show more"))
        assert "CUT" not in in_slack(olwen, house)
    assert [page.count("Diolch") for page in pages] == [MOST_NAMED, MOST_NAMED, 7]
    every = {words for page in pages for words in re.findall(r"Diolch \d+", page)}
    assert every == {f"Diolch {number}" for number in range(27)}
    assert "only shown in our own conversation" in await olwen.in_("learning").presses("Show more", on=first)
    nia = await house.meets("nia")
    assert "Only organisers" in await nia.presses("Show more", on=first)
    for about in (
        "",
        "x session:12",
        "99999999 session:12",
        "-1 session:12",
        "0 nobody:12",
        "0",
        "40 session:12",
    ):
        assert "went wrong" not in await olwen.press(Button(Text(()), "results_named", about)), about


@pytest.mark.parametrize(("named", "more"), [((), False), ((("Nia", "Diolch"),), False)])
def test_where_all_is_on_the_card_nothing_more_is_offered(named, more):
    assert more_named(Figures(12, 12, (), TUESDAY, named=named)) == more


def test_long_sentences_by_name_are_fewer_at_a_time_and_none_is_left_out():
    figures = Figures(12, 12, (), TUESDAY, named=tuple((f"N{n}", "x" * 1200) for n in range(7)))
    starts = [0]
    while (until := named_until(figures, starts[-1])) < 7:
        starts.append(until)
    assert starts == [0, 2, 4, 6]
    assert more_named(figures)
