"""Codes that somebody says at the same moment are counted one after the other: nobody tries out more."""

import asyncio

import pytest
from sqlalchemy import select

from bot.ask import Ask
from bot.learning.attendance import TRIES
from bot.store import attendance, sessions
from bot.store.database import Database
from bot.store.tables import attendance as marks
from bot.words.aloud import say_card
from tests.conversations.test_attendance import TUESDAY, booked
from tests.house import build_house
from tests.store.test_locks import WAITING


@pytest.fixture
def database(postgresql_url):
    opened = Database(postgresql_url)
    yield opened
    opened.close()


async def test_the_right_code_beside_the_last_wrong_one(database):
    house = build_house(database)
    (eve,) = await booked(house, "eve")
    number = await house.person_id("eve")
    session = database.read_now(lambda db: sessions.by_ref(db, "12"))
    code = database.write_now(lambda db: attendance.ask_code(db, session.id))
    house.clock.move_to(TUESDAY)
    for _ in range(TRIES - 1):
        database.write_now(lambda db: attendance.count_try(db, session.id, number))
    with database.engine.begin() as db, database.engine.connect() as looking:
        assert attendance.count_try(db, session.id, number) == TRIES
        beside = asyncio.create_task(house.desk.serve(Ask(eve.address, text=f"here 12 {code}", key="beside")))
        while not (beside.done() or looking.execute(WAITING).scalar()):
            looking.rollback()
            await asyncio.sleep(0)
    reply = await beside
    assert "Too many wrong codes" in say_card(reply.body, reply.reader)
    assert database.read_now(lambda db: db.execute(select(marks)).all()) == []
