"""Answers that wait for others, once nobody's key opens them: nothing leads back to who gave them."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text

from bot.learning.publishing import Terms
from bot.store import actions, feedback, figures, revising, sessions
from bot.store.tables import feedback_answers, feedback_named, people
from tests.house import LONDON, MONDAY, draft

TERMS = Terms(minimum=10, waits=timedelta(days=90), zone=LONDON)
SAID = ["Ann's", "Ben's", "Cai's", "Dai's"]


@pytest.fixture
def session(database):
    """A session on which four people were asked, and answered one after the other."""

    def ask(db):
        revising.add(db, draft("Walk", MONDAY, ref="12"), source="programme", now=MONDAY)
        session = sessions.by_ref(db, "12")
        asked = [
            db.execute(insert(people).values(name=said).returning(people.c.id)).scalar_one() for said in SAID
        ]
        feedback.ask_all(db, session.id, asked)
        return session, asked

    def say(db, person, words):
        feedback.answer(db, session.id, person, {"comment": words})
        actions.keep(db, session.id, person, words, shared=False, due=MONDAY)

    if not database.embedded:
        # Without the gaps that rows of other tests left: into those a server writes in no order at all.
        database.write_now(lambda db: db.execute(text("truncate feedback_answers")))
    session, asked = database.write_now(ask)
    for person, words in zip(asked, SAID, strict=True):
        database.write_now(lambda db, person=person, words=words: say(db, person, words))
    return session


def test_what_waits_is_what_was_said(database, session):
    assert database.write_now(lambda db: figures.close(db, session, TERMS, MONDAY))
    assert database.read_now(lambda db: figures.state(db, session.id)) == "waiting"
    kept = database.read_now(lambda db: db.execute(select(feedback_answers.c.said)).scalars().all())
    assert sorted(each["comment"] for each in kept) == SAID


@pytest.mark.parametrize("own", ["feedback_asked", "actions"])
def test_no_number_of_a_transaction_tells_whose_an_answer_is(database, session, own):
    if database.url.get_backend_name() != "postgresql":
        pytest.skip("SQLite keeps no such number, and this table has no order of its own there")
    shared = text(f"select count(*) from feedback_answers a join {own} o on a.xmin::text = o.xmin::text")  # noqa: S608 - ours
    before = database.read_now(lambda db: db.execute(shared).scalar())
    database.write_now(lambda db: figures.close(db, session, TERMS, MONDAY))
    assert (before, database.read_now(lambda db: db.execute(shared).scalar())) == (4, 0)
    order = text("select token from feedback_answers order by ctid")
    tokens = database.read_now(lambda db: db.execute(order).scalars().all())
    assert tokens == sorted(tokens)


def test_who_is_asked_as_it_closes_opens_nothing_again(database, session):
    database.write_now(lambda db: figures.close(db, session, TERMS, MONDAY))

    def ask(db):
        late = db.execute(insert(people).values(name="Eve").returning(people.c.id)).scalar_one()
        feedback.ask(db, session.id, late)
        return feedback.answer(db, session.id, late, {"comment": "late"}), feedback.open_sessions(db)

    assert database.write_now(ask) == (False, [])
    assert not database.write_now(lambda db: figures.close(db, session, TERMS, MONDAY))


def test_what_is_deleted_unread_is_kept_under_no_name_either(database, session):
    def named(db):
        return db.execute(select(feedback_named.c.words)).scalars().all()

    def wait(db):
        person = db.execute(select(people.c.id).where(people.c.name == SAID[0])).scalar_one()
        feedback.say_by_name(db, session.id, person, "Well done")
        figures.close(db, session, TERMS, MONDAY)
        figures.pool(db, TERMS, MONDAY)
        waiting = len(named(db))
        figures.pool(db, TERMS, MONDAY + TERMS.waits)
        return waiting, named(db), figures.state(db, session.id)

    assert database.write_now(wait) == (1, [], "unread")
