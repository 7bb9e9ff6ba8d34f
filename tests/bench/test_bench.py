"""The bench itself: real servers, real signed requests, answers that are looked at. How fast is not asked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bench import feedback, in_teams, measures, serving, stock, table
from bench.asks import bookings
from bench.databases import Databases
from bench.load import Plan
from bench.paces import Size
from bench.table import Row
from bot.store import sessions
from bot.store.database import Database
from bot.store.tables import places

SHORT = Size(rounds=1, seconds=0.2, warmup=0.1, steady=0.3, lanes=5, each=1, starts=1)


@pytest.fixture
def databases(tmp_path):
    return Databases(tmp_path)


@pytest.mark.long
def test_every_question_is_answered_rightly_beside_the_bare_app(databases):
    rows = list(measures.beside_bare(databases, SHORT))
    assert [row.what for row in rows[1:]] == [
        f"{name}, SQLite: share of its pace" for name in ("What’s on", "Book", "My places")
    ]
    assert not any("wrong" in row.measured for row in rows)


def test_a_booking_that_is_counted_is_in_the_database(databases):
    folder = databases.fresh()
    with (
        serving.slack(databases.folder / "slack") as slack,
        serving.caffi(folder, slack) as server,
    ):
        tally = serving.load(
            Plan(server.port, bookings(30), 10, connections=4, again=False, expect='"cancel|')
        )
    assert (tally.sent, tally.errors) == (30, {})
    database = Database(f"sqlite:///{folder / 'caffi.db'}")
    assert database.read_now(lambda db: db.execute(select(func.count(places.c.id))).scalar()) == 30
    database.close()


@pytest.mark.long
def test_words_and_presses_in_teams_are_answered_rightly_beside_the_bare_app(databases):
    rows = list(in_teams.beside_bare(databases, SHORT))
    assert [row.what.split(": ")[1] for row in rows] == ["What’s on, by words", "Book, by a press"]
    assert not any("wrong" in row.measured for row in rows)


def test_a_booking_by_a_press_in_teams_is_in_the_database_and_told_once(databases):
    with serving.teams(databases.folder / "teams") as teams, in_teams.caffi(databases, teams) as server:
        asked, token = in_teams.bookings(teams)[:20], teams.token()
        plan = Plan(server.port, asked, 10, connections=4, again=False, expect='"value"', token=token)
        tally = serving.load(plan)
        told = in_teams.answered(teams, before=0, due=20)
        refused = serving.load(replace(plan, token="none"))
    assert (tally.sent, tally.errors, told) == (20, {}, 20)
    assert refused.errors == {"401": 20}


def test_what_is_not_signed_or_not_answered_as_expected_counts_as_an_error(databases):
    with serving.bare(databases.folder / "bare") as server:
        tally = serving.load(Plan(server.port, bookings(5), 5, again=False, expect='"cancel|'))
        open_loop = serving.load(Plan(server.port, ["command=/learn"], 0.2, rate=50, expect="Nothing but"))
    assert sum(tally.errors.values()) == 5
    assert open_loop.sent > 0
    assert open_loop.errors == {}


def test_every_letter_goes_out_once(databases):
    (row,) = measures.letters(databases, SHORT)
    assert row.what.startswith("5 letters due at once, on 5 lanes")


def test_feedback_is_asked_for_published_and_added_up(databases):
    measured = [row.measured for row in feedback.rows(databases, share=0.01)]
    assert len(measured) == 4
    assert not any("**" in each for each in measured)


def test_the_large_programme_counts_right(databases, tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'large.db'}")
    stock.large(database, datetime.now(UTC), past=50, coming=20)
    assert database.read_now(sessions.recount) == {}
    later = database.read_now(lambda db: sessions.upcoming(db, start=datetime.now(UTC)))
    assert len(later) == stock.WEEK + stock.BOOKABLE + 20
    database.close()


def test_the_table_is_put_into_its_page_and_nothing_else_changes(tmp_path):
    page = tmp_path / "speed.md"
    page.write_text(table.PAGE.read_text())
    around = [page.read_text().partition(table._BEGIN)[0], page.read_text().partition(table._END)[2]]
    row = Row("Delay", table.spread([1.0, 3.0, 2.0]), "under 20 ms", met=True)
    table.write(table.markdown([row, replace(row, met=False)], "About."), page)
    told = page.read_text()
    assert "| Delay | 2.00 (1.00–3.00) | under 20 ms | yes |" in told
    assert "| under 20 ms | **no** |" in told
    assert [told.partition(table._BEGIN)[0], told.partition(table._END)[2]] == around
