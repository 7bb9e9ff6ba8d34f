"""What people are asked, kept and settled; an earlier version’s answers are answers to its questions."""

import shutil

import pytest
from sqlalchemy import column, insert, select, table, text

from bot.learning.question_library import DEFAULT, LIBRARY
from bot.learning.questions import QuestionSet
from bot.store import feedback, question_sets, revising, sessions
from bot.store.database import Database
from bot.store.question_sets import Chosen
from bot.store.tables import feedback_answers
from bot.store.upgrade import UPGRADES, bring_up_to_date
from tests.house import MONDAY, draft

READY = {each.key: each for each in LIBRARY}
PACE, OTHER = QuestionSet((READY["pace"],), 12), QuestionSet((READY["recall"],), 12)


@pytest.fixture
def session(database):
    def add(db):
        revising.add(db, draft("Walk", MONDAY, ref="12", series="Walks"), source="programme", now=MONDAY)
        return sessions.by_ref(db, "12")

    return database.write_now(add)


def test_the_first_who_is_asked_settles_it_for_all(database, session):
    def ask(db):
        person = text("insert into people (name) values ('N') returning id")
        first, second = (db.execute(person).scalar_one() for _ in range(2))
        assert question_sets.asked(db, session.id, 10) is None
        assert feedback.ask(db, session.id, first, PACE)
        assert feedback.ask(db, session.id, second, OTHER)
        question_sets.freeze(db, session.id, OTHER)
        question_sets.keep(db, Chosen("session", str(session.id), OTHER))
        assert question_sets.of_session(db, session, 10) == PACE

    database.write_now(ask)


def test_the_closest_choice_counts_and_names_are_read_loosely(database, session):
    def choose(db):
        assert question_sets.of_session(db, session, 10) == QuestionSet(DEFAULT, 10)
        for scope, name, asked in (
            ("all", "", PACE),
            ("topic", question_sets.named("  WellBeing "), OTHER),
            ("series", question_sets.named("WALKS"), PACE),
            ("session", str(session.id), OTHER),
        ):
            question_sets.keep(db, Chosen(scope, name, asked))
            assert question_sets.closest(db, session, 10) == (scope, asked)
        scopes = [each.scope for each in question_sets.everything(db, 10)]
        assert scopes == ["all", "topic", "series", "session"]
        question_sets.drop(db, "session", str(session.id))
        assert question_sets.closest(db, session, 10) == ("series", PACE)

    database.write_now(choose)


def test_no_kept_group_is_smaller_than_may_be(database, session):
    def choose(db):
        for scope, name in (("all", ""), ("session", str(session.id))):
            question_sets.keep(db, Chosen(scope, name, QuestionSet((READY["pace"],), 2)))
            assert question_sets.of_session(db, session, 5).minimum == 5
            assert question_sets.of_session(db, session, 10).minimum == 10
            assert {each.asked.minimum for each in question_sets.everything(db, 10)} == {10}
        question_sets.keep(db, Chosen("all", "", OTHER))
        assert question_sets.of_session(db, session, 10).minimum == 12
        assert {each.asked.minimum for each in question_sets.everything(db, 10)} == {12}

    database.write_now(choose)


def test_what_was_answered_before_an_upgrade_can_be_read_and_changed(tmp_path):
    before = tmp_path / "upgrades"
    shutil.copytree(UPGRADES, before, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (before / "versions").glob("*_*.py"):
        if file.name > "0013":
            file.unlink()
    database = Database(f"sqlite:///{tmp_path / 'caffi.db'}")
    bring_up_to_date(database, before)

    def answered(db):
        blank = "title title_cy summary summary_cy topic format place link audience language speaker series"
        session = dict.fromkeys(blank.split(), "") | {"id": 1, "ref": "12", "ref_key": "12", "uid": "w"}
        session |= dict.fromkeys(("starts_at", "ends_at", "added_at"), "2026-03-02 09:00:00")
        session |= {"source": "p", "status": "open", "all_day": False}
        db.execute(insert(table("sessions", *map(column, session))).values(session))
        db.execute(text("insert into people (id, name) values (1, 'Nia')"))
        db.execute(text("insert into feedback_keys (session_id, key) values (1, 'k')"))
        for token, rating, action, comment in (("a", 4, "Walk", ""), ("b", 0, "", "Wind"), ("c", 2, "", "")):
            row = {"t": token, "r": rating, "a": action, "c": comment}
            db.execute(text("insert into feedback_answers values (1, :t, :r, :a, :c)"), row)

    database.write_now(answered)
    bring_up_to_date(database)

    def look(db):
        kept = db.execute(select(feedback_answers.c.token, feedback_answers.c.said)).all()
        assert dict(map(tuple, kept)) == {
            "a": {"useful": 4, "action": "Walk"},
            "b": {"comment": "Wind"},
            "c": {"useful": 2},
        }
        session = sessions.get(db, 1)
        assert question_sets.of_session(db, session, 10) == QuestionSet(DEFAULT, 10), "as they were asked"

    database.read_now(look)
    database.close()
