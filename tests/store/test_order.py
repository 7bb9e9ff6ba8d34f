"""What stands on one level stands in one order, wherever the database has put the rows."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text, update

from bot.ask import Address
from bot.learning.attendance import Hindrance
from bot.learning.people import Roles
from bot.learning.publishing import Terms
from bot.store import attendance, calendars, feedback, figures, organisers, revising, sessions
from bot.store import people as store
from bot.store.database import Database
from bot.store.tables import (
    addresses,
    feedback_asked,
    feedback_closings,
    feedback_keys,
    follows,
    hindrances,
    invitations,
    people,
)
from bot.store.tables import sessions as sessions_table
from tests.house import LONDON, MONDAY, draft

ROLES = Roles()


@pytest.fixture
def three(database):
    """Three people of one name and three sessions that end at one moment, numbered from 1; then row 2 is
    written anew, which PostgreSQL does behind the third. (SQLite gives all rows backwards, see conftest.py.)
    """

    def fill(db):
        for number in (1, 2, 3):
            db.execute(insert(people).values(name="Rhian", organiser=True, email=f"{number}@example.org"))
            session = draft("Walk", MONDAY, ref=f"r{number}", uid=f"{number}", minutes=60)
            revising.add(db, session, source="programme", now=MONDAY)
            about = {"session_id": number, "person_id": 1}
            db.execute(insert(feedback_asked).values(about))
            db.execute(insert(feedback_keys).values(session_id=number, key=b"k"))
            sent = {"secret": f"{number}", "sequence": 0, "answerable": 0, "told": "", "changed_at": MONDAY}
            db.execute(insert(invitations).values(about | sent))
            db.execute(insert(follows).values(person_id=1, topic="abc"[number - 1], since=MONDAY))
            said = {"key": f"{number}", "month": "2026-03", "reason": Hindrance.OTHER.value}
            db.execute(insert(hindrances).values(said | {"words": ("bus", "BUS", "Bus")[number - 1]}))
        db.execute(update(sessions_table).values(waiting=1))

    def move(db):
        db.execute(update(people).where(people.c.id == 2).values(site="x"))
        db.execute(update(sessions_table).where(sessions_table.c.id == 2).values(place="x"))
        db.execute(update(feedback_keys).where(feedback_keys.c.session_id == 2).values(key=b"x"))
        db.execute(update(feedback_asked).where(feedback_asked.c.session_id == 2).values(person_id=1))
        db.execute(update(invitations).where(invitations.c.session_id == 2).values(told="x"))
        db.execute(update(follows).where(follows.c.topic == "b").values(since=MONDAY + timedelta(1)))
        db.execute(update(hindrances).where(hindrances.c.key == "2").values(month="2026-04"))

    database.write_now(fill)
    database.write_now(move)
    return database


def test_people_of_one_name(three):
    found = three.read_now(lambda db: organisers.all_of(db, ROLES))
    assert [person.id for person in found] == [1, 2, 3]


def test_rooms_that_told_of_somebody_at_the_same_moment(three):
    there = {"workspace": "w", "user": "rhian", "person_id": 1, "spoke_at": MONDAY}
    for room in ("teams", "slack", "web"):
        three.write_now(lambda db, room=room: db.execute(insert(addresses).values(there | {"room": room})))
    for rooms in (("slack", "teams", "web"), ("web", "teams", "slack")):
        found = three.read_now(lambda db, rooms=rooms: store.address_of(db, 1, rooms))
        assert found == Address("slack", "w", "rhian")


def test_sessions_that_ended_together(three):
    assert three.read_now(lambda db: feedback.due_from(db, 1)) == [3, 2, 1]
    assert [number for number, _ in three.read_now(feedback.open_sessions)] == [1, 2, 3]


def test_sessions_that_are_locked_one_after_the_other(three):
    assert three.read_now(lambda db: sessions.stuck(db, MONDAY - timedelta(1))) == [1, 2, 3]


def test_what_somebody_follows_and_was_invited_to(three):
    assert three.read_now(store.followers) == {1: ["a", "b", "c"]}
    assert list(three.read_now(lambda db: calendars.all_of(db, 1))) == [1, 2, 3]


def test_words_that_differ_only_in_capitals(three):
    """In the order in which people wrote them they would tell who wrote which."""
    _, words = three.read_now(lambda db: attendance.hindered(db, MONDAY))
    assert words == ["BUS", "Bus", "bus"]


def test_two_who_publish_wait_for_the_same_session_first(postgresql_url):
    """Neither holds then what the other waits for."""
    database = Database(postgresql_url)
    waits = {"closed_at": MONDAY, "waits_until": MONDAY + timedelta(9)}

    def fill(db):
        for number in (1, 2):
            session = draft("Walk", MONDAY, ref=f"r{number}", uid=f"{number}")
            revising.add(db, session, source="programme", now=MONDAY)
            db.execute(insert(feedback_closings).values(waits | {"session_id": number}))

    first = feedback_closings.c.session_id == 1
    database.write_now(fill)
    database.write_now(lambda db: db.execute(update(feedback_closings).where(first).values(waits)))
    terms = Terms(minimum=10, waits=timedelta(9), zone=LONDON)
    other = threading.Thread(target=database.write_now, args=[lambda db: figures.pool(db, terms, MONDAY)])
    waiting = text(
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    with database.engine.begin() as db, database.engine.connect() as looking:
        db.execute(select(feedback_closings).where(first).with_for_update())
        other.start()
        while not looking.execute(waiting).scalar():
            looking.rollback()
        db.execute(select(feedback_closings).where(~first).with_for_update(nowait=True))
    other.join(60)
    assert not other.is_alive()
    database.close()
