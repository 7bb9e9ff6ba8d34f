"""What is shown to one about many, or written to many, asks the database no oftener than about two."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from bot.desk import Desk
from bot.learning.attendance import Mark
from bot.steps.approving import requests_for
from bot.store import actions, attendance, sessions
from bot.store.tables import links
from schedules import follow_up_actions, share_materials
from tests.conversations.approval import cast, puts_on
from tests.conversations.test_materials import SOON, adds, over, sends
from tests.house import MONDAY, REGISTRY, build_house


class Undone(Exception):  # noqa: N818 - nothing is wrong
    """What was done is not to stay."""


@pytest.fixture
def house(database):
    if not database.embedded:
        pytest.skip("only SQLite's driver tells what it hears")
    return build_house(database)


def asked(house, work, key=""):
    """How many questions the database is asked while a desk (of the one with that number) does that work,
    which is undone; and what came of it.
    """
    heard, done = [], []

    def listen(db):
        desk = Desk(db, house.clock.now(), house.settings, REGISTRY)
        if key:
            desk = Desk(db, house.clock.now(), house.settings, REGISTRY, person=desk.someone(key))
        driver = db.connection.dbapi_connection
        driver.set_trace_callback(heard.append)
        try:
            done.append(work(desk))
        finally:
            driver.set_trace_callback(None)
        raise Undone

    with pytest.raises(Undone):
        house.database.write_now(listen)
    return len([words for words in heard if words.startswith("SELECT")]), done[0]


async def numbers(house, many):
    keys = [f"p{number}" for number in range(many)]
    for key in keys:
        await house.meets(key)
    return [await house.person_id(key) for key in keys]


async def test_what_waits_for_somebodys_approval(house):
    keys = [f"p{number}" for number in range(8)]
    _megan, *team, _ = await cast(house, *keys)
    await puts_on(house, capacity=20)
    number, counted = await house.person_id("megan"), []
    for some in (team[:2], team[2:]):
        for person in some:
            await person.types("book 12")
        counted.append(asked(house, requests_for, number))
    (two, few), (eight, many) = counted
    assert (len(few), len(many)) == (2, 8)
    assert [each.who for each in many] == [key.title() for key in keys]
    assert {each.stands.who for each in many} == {"Megan"}
    assert eight == two


async def test_materials_that_many_are_told_of(house):
    olwen, _ = await over(house, came=("p0", "p1"), absent=("owen",), capacity=20)
    await adds(olwen)
    await olwen.types("share 12")
    await sends(olwen)
    session_id = (await house.database.read(lambda db: sessions.by_ref(db, "12"))).id
    more = await numbers(house, 8)
    house.clock.move_to(house.clock.now() + SOON)
    two, _ = asked(house, share_materials.tell)
    now = house.clock.now()
    await house.database.write(
        lambda db: attendance.mark(db, session_id, more, Mark.CAME, by=more[0], now=now)
    )
    eight, _ = asked(house, share_materials.tell)
    assert eight == two
    await house.timekeeper.tick()
    assert len(await _held(house, "materials ")) == 9


async def test_what_many_are_asked_of_what_they_did(house):
    await over(house, came=("p0",))
    session_id = (await house.database.read(lambda db: sessions.by_ref(db, "12"))).id
    ids, counted = await numbers(house, 8), []
    for some in (ids[:2], ids[2:]):

        def say(db, some=some):
            for number in some:
                actions.keep(db, session_id, number, "walk", shared=False, due=MONDAY + timedelta(days=30))

        await house.database.write(say)
        house.clock.move_to(MONDAY + timedelta(days=31))
        counted.append(asked(house, follow_up_actions.ask)[0])
    assert counted[0] == counted[1]
    await house.timekeeper.tick()
    assert len(await _held(house, "action ")) == 8


async def _held(house, key):
    def look(db):
        return db.exec_driver_sql("SELECT key FROM letters WHERE key LIKE ?", (f"{key}%",)).all()

    return await house.database.read(look)


async def test_who_has_become_one_with_somebody_is_found_among_the_others(house):
    one, other, third = await numbers(house, 3)
    link = insert(links).values(person_id=one, was=99, at=MONDAY, brought={})
    await house.database.write(lambda db: db.execute(link))

    def look(db):
        desk = Desk(db, house.clock.now(), house.settings, REGISTRY)
        with pytest.raises(LookupError):
            desk.everyone([one, 1234])
        return {number: person.id for number, person in desk.everyone([other, 99, third, other]).items()}

    assert await house.database.read(look) == {other: other, 99: one, third: third}
