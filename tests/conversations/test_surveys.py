"""Surveys from elsewhere in chat: brought in by a page, looked at, decided on; for organisers alone."""

import asyncio
import csv
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.card import Choice, Form
from bot.doors.downloads import Downloads
from bot.doors.surveys import SurveyDoor
from bot.intake import Unreadable
from bot.intake.surveys import Choices
from bot.learning.question_library import DEFAULT
from bot.learning.questions import QuestionSet
from bot.steps.downloads import FOR
from bot.steps.survey_reading import NotRead, _last_error, bring, bring_apart
from bot.store import question_sets
from bot.store import surveys as store
from bot.store.question_sets import Chosen
from bot.store.tables import addresses, surveys
from tests.house import MONDAY, REGISTRY, build_house

PUBLIC = "https://caffi.example.org"
HEADINGS = "Name,Session,How useful was it?,Recommend us (0-10),Comments"


def answers(*sessions, extra=()):
    """Rows of a survey: each session with how many answered about it."""
    rows = [
        f"Person {n},{name},{n % 5 + 1},{10 - n % 3},Words {n} about {name}"
        for name, many in sessions
        for n in range(many)
    ]
    return "\n".join([HEADINGS, *rows, *extra]).encode()


@pytest.fixture
def house(database):
    return build_house(database, organisers=("olwen", "mair"), CAFFI_PUBLIC_ADDRESS=PUBLIC)


@pytest.fixture
def web(house):
    """A browser."""
    doors = (house.database, house.clock, house.settings, REGISTRY)
    routes = [*SurveyDoor(*doors, lambda: None).routes(), *Downloads(*doors).routes()]
    client = TestClient(Starlette(routes=routes), base_url=PUBLIC)

    async def ask(method, link, **more):
        return await asyncio.to_thread(client.request, method, link, **more)

    return ask


async def link_of(person, word="surveys"):
    return re.search(rf"{PUBLIC}/survey/[\w-]+", await person.types(word))[0]


async def brings(web, house, person, content, *, name="Spring survey.csv", **fields):
    """What the page said, and what then came in chat."""
    link = await link_of(person)
    page = await web("POST", link, files={"file": (name, content)}, data=fields)
    before = len(person.letters)
    await house.deliver()
    letters = person.letters[before:]
    return page, letters[-1].card if letters else None, person.post[-1] if letters else ""


async def kept(web, house, person, content, **more):
    _, card, _ = await brings(web, house, person, content, **more)
    await person.presses("Keep", on=card)
    return await person.submits()


async def test_a_survey_is_looked_at_then_kept(house, web):
    olwen = await house.meets("olwen")
    assert "No survey has been brought in yet" in await olwen.types("surveys")
    page, card, told = await brings(web, house, olwen, answers(("Git", 14), ("Excel", 12), ("R", 3)))
    assert page.status_code == 200
    assert "Go back to your conversation" in page.text
    assert "Spring survey.csv was read: 29 answers." in told
    assert "How useful was it?: How useful it was · a scale of numbers" in told
    assert "Name: says who somebody is: not kept" in told
    assert "Sessions that are not shown by themselves: 2" in told
    form = await olwen.presses("Keep", on=card)
    assert "What is this survey called?" in form
    figures = await olwen.submits(name="Spring  term")
    assert "The figures are kept" in figures
    assert "Figures: Spring term" in figures
    assert "Net Promoter Score" in figures
    assert "Brought in by: Olwen · Monday 2 March" in figures
    listed = await (await house.meets("mair")).types("arolygon")
    assert "Spring term" in listed
    assert "29 answers" in listed


async def test_small_sessions_are_hidden_with_another_one(house, web):
    olwen = await house.meets("olwen")
    await kept(web, house, olwen, answers(("Git", 14), ("Excel", 12), ("R", 3)))
    groups = await olwen.presses("By session")
    assert "Git" in groups
    assert "Excel" not in groups
    assert not re.search(r"\bR\b", groups)
    assert "2 more are not shown" in groups
    of_git = await olwen.presses("See the figures")
    assert "Figures: Git" in of_git
    await olwen.presses("See answers", nth=2)
    words = await olwen.types("surveys") and await olwen.presses("See the figures")
    assert "29 answers" in words
    question = await olwen.presses("See answers", nth=2)
    assert "Words 1 about Git" in question
    assert "Comments" in question


async def test_numbers_that_nobody_explained_are_asked_about(house, web):
    olwen = await house.meets("olwen")
    strange = [f"P,Git,6,{n},-" for n in range(4)]
    _, card, told = await brings(web, house, olwen, answers(("Git", 14), extra=strange))
    assert "Answers that say 6: 4." in told
    assert "What does 6 mean?" in told
    looked = await olwen.presses("See the figures", on=card)
    assert "Average without" in looked
    form = await olwen.presses("Keep", on=card)
    assert "What does 6 mean in “How useful was it?”?" in form
    assert isinstance(olwen.last.body, Form)
    (field,) = (field for field in olwen.last.body.fields if isinstance(field, Choice))
    assert field.value == "open"
    figures = await olwen.submits(**{field.name: "missing"})
    assert "“6” is no answer and is left out. Times: 4." in figures
    assert "14 answers" in figures
    assert "nobody has said" not in figures


async def test_a_name_is_needed_and_hostile_names_are_only_words(house, web):
    olwen = await house.meets("olwen")
    _, card, told = await brings(web, house, olwen, answers(("<!channel>", 12)), name="<script>\u202e=1.csv")
    assert "was read" in told
    await olwen.presses("Keep", on=card)
    again = await olwen.submits(name="   ")
    assert "What is this survey called?" in again
    assert "{{DATE()}}" in await olwen.submits(name="{{DATE()}}" + "w" * 3200)


async def test_what_is_not_decided_on_is_forgotten_and_its_bringers_alone(house, web):
    olwen, mair = await house.meets("olwen"), await house.meets("mair")
    _, card, _ = await brings(web, house, olwen, answers(("Git", 12)))
    assert "no longer here" in await mair.presses("See the figures", on=card)
    assert "no longer here" in await mair.presses("Keep", on=card)
    await house.wait_until(MONDAY + timedelta(days=4))
    assert "no longer here" in await olwen.presses("Keep", on=card)
    assert await house.database.read(lambda db: db.execute(select(surveys)).all()) == []


async def test_away_with_it(house, web):
    olwen, mair = await house.meets("olwen"), await house.meets("mair")
    _, card, _ = await brings(web, house, olwen, answers(("Git", 12)))
    assert "nothing of it is kept" in await olwen.presses("Do not keep it", on=card)
    await kept(web, house, olwen, answers(("Git", 12)))
    await mair.types("surveys")
    assert "cannot be brought back" in await mair.presses("Remove")
    assert "is gone" in await mair.presses("Remove")
    assert "no longer here" in await olwen.presses("Keep", on=card)


async def test_staff_see_nothing_and_channels_neither(house, web):
    olwen, nia = await house.meets("olwen"), await house.meets("nia")
    await kept(web, house, olwen, answers(("Git", 12)))
    assert "Only organisers" in await nia.types("surveys")
    last = olwen.last
    for button in ("See answers",):
        nia.last = last
        assert "Only organisers" in await nia.presses(button)
    assert "own conversation" in await olwen.in_("general").types("surveys")


async def test_the_page_is_one_organisers_for_an_hour(house, web):
    olwen = await house.meets("olwen")
    link = await link_of(olwen)
    page = await web("GET", link)
    assert page.status_code == 200
    assert 'type="file"' in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert (await web("GET", f"{PUBLIC}/survey/other")).status_code == 404
    house.clock.move_to(MONDAY + FOR + timedelta(seconds=1))
    assert (await web("GET", link)).status_code == 404
    assert (await web("POST", link, files={"file": ("a.csv", answers(("Git", 12)))})).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Back to your conversation with Caffi"), ("cy", "Yn ôl i’ch sgwrs â Caffi")],
)
async def test_in_the_try_out_the_page_leads_back_and_asks_for_no_icon(house, web, language, words):
    olwen = await house.meets("olwen", language=language)
    link = await link_of(olwen)
    page = await web("GET", link)
    assert words not in page.text, "their conversation is in another app"
    assert '<link rel="icon" href="data:,">' in page.text
    assert "img-src data:" in page.headers["Content-Security-Policy"]
    whose = addresses.c.person_id == await house.person_id("olwen")
    there = update(addresses).where(whose).values(room="web", workspace="tryout", user='ol"w/en')
    await house.database.write(lambda db: db.execute(there))
    back = f'<a href="/as/ol%22w%2Fen">{words}</a>'
    assert back in (await web("GET", link)).text
    assert back in (await web("POST", link)).text
    done = await web("POST", link, files={"file": ("a.csv", answers(("Git", 14)))})
    assert back in done.text


async def test_who_has_left_brings_nothing_in(house, web):
    olwen = await house.meets("olwen")
    link = await link_of(olwen)
    await house.meets("olwen", gone=True)
    page = await web("POST", link, files={"file": ("a.csv", answers(("Git", 12)))})
    assert page.status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!doctype html><html></html>", "This is a web page, not a survey"),
        (b"%PDF-1.7 and so on", "PDF"),
        (b"Useful\n5\n4\n", "Fewer than 10 people answered"),
        (b"", "empty"),
        (b"x" * 20_100_000, "20 MB"),
    ],
)
async def test_files_that_cannot_be_used_are_refused_in_both_languages(house, web, content, said):
    olwen = await house.meets("olwen")
    page, card, _ = await brings(web, house, olwen, content)
    assert page.status_code == 422
    assert said in page.text
    assert '<p lang="cy">' in page.text
    assert card is None
    assert await house.database.read(lambda db: store.newest(db, first=0, most=9)) == ([], 0)


async def test_a_page_without_a_file_and_one_in_welsh(house, web):
    mair = await house.meets("mair", language="cy")
    link = await link_of(mair, "arolygon")
    page = await web("GET", link)
    assert "Dod ag arolwg i mewn" in page.text
    assert (await web("POST", link, data={"by": ""})).status_code == 422
    assert (await web("POST", link, content=b"nothing")).status_code == 422


async def test_another_column_can_tell_the_sessions_apart(house, web):
    olwen = await house.meets("olwen")
    content = answers(("Git", 12), ("R", 13)).replace(b"Session", b"Site")
    _, _, told = await brings(web, house, olwen, content, by="Site")
    assert "Site: tells the sessions apart" in told
    page, _, _ = await brings(web, house, olwen, content, by="Nowhere")
    assert "No column is called Nowhere" in page.text


async def test_the_smallest_group_is_the_programmes(house, web):
    olwen = await house.meets("olwen")
    chosen = Chosen("all", "", QuestionSet(DEFAULT, 15))
    await house.database.write(lambda db: question_sets.keep(db, chosen))
    page, _, _ = await brings(web, house, olwen, answers(("Git", 14)))
    assert "Fewer than 15 people answered" in page.text


async def test_the_same_file_replaces_and_nearly_the_same_is_refused(house, web):
    olwen = await house.meets("olwen")
    await kept(web, house, olwen, answers(("Git", 20)))
    await kept(web, house, olwen, answers(("Git", 20)))
    assert (await house.database.read(lambda db: store.newest(db, first=0, most=9)))[1] == 1
    assert "differs from them by fewer than 10" in await kept(web, house, olwen, answers(("Git", 22)))
    assert "30 answers" in await kept(web, house, olwen, answers(("Git", 30)))
    found, every = await house.database.read(lambda db: store.newest(db, first=0, most=9))
    assert (every, found[0].brought.survey.n) == (1, 30)


async def test_as_a_table_that_no_spreadsheet_takes_for_formulas(house, web):
    olwen = await house.meets("olwen")
    evil = [f'P,Git,5,9,"=cmd|{n}"' for n in range(3)]
    await kept(web, house, olwen, answers(("Git", 12), extra=evil))
    link = re.search(rf"{PUBLIC}/file/[\w-]+", await olwen.presses("As a table"))[0]
    table = (await web("GET", link)).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert rows[0] == ["Session", "Question", "Answer", "Times", "Answered", "Average", "Net Promoter Score"]
    assert ["All", "Comments", "'=cmd|1", "", "15", "", ""] in rows
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert {row[0] for row in rows[1:]} == {"All", "Git"}


async def test_nothing_of_a_person_and_no_raw_answer_is_in_the_database(house, web):
    olwen = await house.meets("olwen")
    await kept(web, house, olwen, answers(("Git", 14), ("Excel", 12), ("R", 3)))
    (row,) = await house.database.read(lambda db: db.execute(select(surveys)).all())
    assert "Person" not in repr(row.figures)
    assert row.figures["remarks"] == []
    assert [group["name"] for group in row.figures["survey"]["groups"]] == ["Git"]


def children():
    """The processes that this one has started and that are still there."""
    return {pid for tasks in Path("/proc/self/task").glob("*/children") for pid in tasks.read_text().split()}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux lists a process's children so")
@pytest.mark.parametrize(("patience", "ours"), [(0.05, 60), (60, 0.05)])
async def test_a_reading_that_is_given_up_has_ended_before_the_next_begins(patience, ours):
    before, many = children(), answers(("Git", 40_000))
    with pytest.raises((NotRead, TimeoutError)):
        async with asyncio.timeout(ours):
            await bring_apart(10, "a.csv", many, Choices(), patience=patience)
    assert children() == before
    assert (await bring_apart(10, "a.csv", answers(("Git", 12)), Choices())).survey.n == 12


async def test_of_a_reading_that_fails_the_log_has_what_and_where_and_nothing_of_the_file():
    with pytest.raises(NotRead) as failed:
        await bring_apart("Person 1", "Words 1.csv", answers(("Git", 14)), Choices())
    assert re.fullmatch(r"ended with 1: TypeError in bot/[\w/]+\.py:\d+", str(failed.value))


@pytest.mark.parametrize(
    ("last_words", "logged"),
    [
        (
            "Traceback (most recent call last):\nModuleNotFoundError: No module named 'x'",
            "ModuleNotFoundError",
        ),
        ("MemoryError", "MemoryError"),
        ("ValueError in bot/intake/values.py:12\n", "ValueError in bot/intake/values.py:12"),
        ("ValueError: too\nAnn Rees thinks it was dull", ""),
        ("Ann Rees", ""),
        ("AnnError Rees", ""),
        ("ValueError in /home/ann/x.py:1 and more", ""),
        ("Ann\u2028ValueError", ""),
        ("", ""),
    ],
)
def test_of_a_processs_last_words_only_an_errors_name_is_kept(last_words, logged):
    assert _last_error(last_words.encode()) == (f": {logged}" if logged else "")


async def test_read_apart_is_read_alike_and_what_is_unreadable_says_the_same():
    content = answers(("Git", 14), ("R", 3), extra=["P,Git,6,9,\u202e<!channel>"])
    assert await bring_apart(10, "a b.csv", content, Choices()) == bring(10, "a b.csv", content)
    with pytest.raises(Unreadable) as apart:
        await bring_apart(10, "a.csv", content, Choices(by="Nowhere"))
    with pytest.raises(Unreadable) as here:
        bring(10, "a.csv", content, Choices(by="Nowhere"))
    assert apart.value.reason == here.value.reason
