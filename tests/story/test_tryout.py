"""The try-out as `caffi run` puts it together: the real desk, database and clock behind the page."""

import re
from contextlib import asynccontextmanager
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from bot.app import build
from bot.config import load
from bot.store import tables
from tests.house import MONDAY
from tests.platforms.web.visitor import Visitor
from tests.story.conftest import HastyClock


@asynccontextmanager
async def opened(path, now=MONDAY, **settings):
    loaded = load(environment={"CAFFI_DATABASE_URL": f"sqlite:///{path}"} | settings)
    app = build(loaded, clock=HastyClock(now))
    await app.start()
    await app.timekeeper.tick()
    await app.postman.flush()
    try:
        yield app, Visitor(app.asgi)
    finally:
        await app.stop()


def button(page, word: str, nth: int = 0) -> str:
    """The value of a button on the page that carries this word."""
    return [unescape(v) for v in re.findall(r'name="press" value="([^"]*)"', page.text) if f" {word} " in v][
        nth
    ]


async def test_somebody_books_gives_feedback_and_the_organiser_reads_the_summary(tmp_path):
    async with opened(tmp_path / "c.db") as (app, nia):
        page = await nia.say("/as/nia/caffi", "what's on next week")
        assert "What’s on" in page.words
        page = await nia.post("/as/nia/caffi", press=button(page, "book", 2))
        assert "You’re booked on" in page.words
        await app.timekeeper.move_to(MONDAY + timedelta(days=7))
        page = await nia.open("/as/nia/channel/learning")
        assert "What’s on in the next 7 days" in page.words
        page = await nia.say("/as/sam/caffi", "/learn feedback 5")
        page = await nia.post("/as/sam/caffi", press=button(page, "publish"))
        assert "answered" in page.words
        assert "What will you do with it?" in page.words


@pytest.mark.parametrize("days", range(7))
async def test_there_is_feedback_to_give_whenever_it_is_started(tmp_path, days):
    """On a Monday evening, too, when what was on was on Friday."""
    async with opened(tmp_path / "c.db", MONDAY + timedelta(days=days, hours=12)) as (_, nia):
        page = await nia.say("/as/nia/caffi", "feedback")
        assert "Feedback you can give Saying no kindly" in page.words


async def test_what_is_written_in_a_form_is_not_kept_by_the_room(tmp_path):
    async with opened(tmp_path / "c.db") as (app, nia):
        page = await nia.open("/as/nia/caffi")
        page = await nia.post("/as/nia/caffi", press=button(page, "feedback_form"))
        form = next(a for a in re.findall(r'action="([^"]*)"', page.text) if "/form/" in a)
        fields = {"field.useful": "4", "field.action": "secret plan", "field.comment": "secret word"}
        page = await nia.post(unescape(form), **fields)
        assert "is saved" in page.words
        pins = app.database.read_now(
            lambda db: [str(r.body) for r in db.execute(select(tables.pinned.c.body))]
        )
        assert not any("secret" in pin for pin in pins)


async def test_links_of_a_session_that_is_over_and_a_survey_are_there_to_be_looked_at(tmp_path):
    async with opened(tmp_path / "c.db") as (app, nia):
        page = await nia.say("/as/nia/caffi", "details 8")
        assert "To take along Slides · Sleidiau example.org" in page.words
        page = await nia.say("/as/sam/caffi", "share 5")
        assert "Agenda template · Templed agenda" in page.words
        page = await nia.say("/as/sam/caffi", "help")
        assert "surveys For organisers: figures of feedback that was gathered elsewhere" in page.words
        page = await nia.say("/as/sam/caffi", "surveys")
        page = await nia.post("/as/sam/caffi", press=button(page, "survey_figures"))
        assert "4.03 on average, from 1 to 5 · 68 answers" in page.words
        told = app.database.read_now(lambda db: db.execute(select(tables.letters.c.kind)).scalars().all())
        assert "materials" not in told, "nobody is written to about what was before"


async def test_after_a_restart_the_conversation_and_the_clock_are_where_they_were(tmp_path):
    async with opened(tmp_path / "c.db") as (app, nia):
        await nia.say("/as/nia/caffi", "book 17")
        await app.timekeeper.move_to(MONDAY + timedelta(days=2))
        offset = app.clock.offset
        before = app.database.read_now(lambda db: db.execute(select(tables.letters.c.key)).all())
    async with opened(tmp_path / "c.db", now=MONDAY + timedelta(days=2)) as (app, nia):
        assert app.clock.offset == offset
        assert "book 17" in (await nia.open("/as/nia/caffi")).words
        after = app.database.read_now(lambda db: db.execute(select(tables.letters.c.key)).all())
        assert sorted(before) == sorted(after)


async def test_without_the_demo_the_people_are_there_and_the_programme_is_yours(tmp_path):
    async with opened(tmp_path / "c.db", CAFFI_PROGRAMME__DEMO="false") as (_, nia):
        page = await nia.say("/as/nia/caffi", "what's on")
        assert "Nothing found" in page.words


async def test_every_kind_of_question_goes_there_and_back(tmp_path):
    async with opened(tmp_path / "c.db") as (app, nia):
        page = await nia.say("/as/sam/caffi", "questions all")
        page = await nia.post("/as/sam/caffi", press=button(page, "questions_choose", -1))
        chosen = {"field.pressed": ["pace", "confidence", "obstacles"], "field.worded": ["people", "comment"]}
        page = await nia.post(action(page), **chosen, **{"field.minimum": "12"})
        assert "people will get this" in page.words
        page = await nia.post("/as/sam/caffi", press=button(page, "questions_try"))
        assert "nothing is kept" in page.words
        page = await nia.post("/as/sam/caffi", press=button(page, "questions_save", -1))
        assert "Saved. After all sessions" in page.words
        await nia.say("/as/nia/caffi", "book 17")
        await app.timekeeper.move_to(MONDAY + timedelta(days=10))
        page = await nia.open("/as/nia/caffi")
        assert "How was the pace?" in page.words
        page = await nia.post("/as/nia/caffi", press=button(page, "rate", -1))
        page = await nia.post("/as/nia/caffi", press=button(page, "feedback_form", -1))
        fields = {
            "confidence-before": "2",
            "confidence-now": "4",
            "obstacles": ["time", "tools"],
            "comment": "Da",
            "pace": "fast",  # as the form stands, a browser sends all of it
        }
        page = await nia.post(action(page), **{f"field.{key}": value for key, value in fields.items()})
        assert "is saved" in page.words
        found = app.database.read_now(
            lambda db: db.execute(select(tables.feedback_answers.c.said)).scalars().all()
        )
        said = {"comment": "Da", "confidence": [2, 4], "obstacles": ["time", "tools"], "pace": "fast"}
        assert said in found


def action(page) -> str:
    """Where the open form of the page is sent."""
    return unescape([each for each in re.findall(r'action="([^"]*)"', page.text) if "/form/" in each][-1])
