"""Who becomes one with somebody, or leaves, waits for those who book, and never the other way round."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.ask import Profile
from bot.desk import Desk
from bot.learning.events import AccountsParted
from bot.learning.people import Roles
from bot.steps.linking import introduce, join
from bot.steps.staff import take_in
from bot.store import joining, locks
from bot.store import people as known
from bot.store.database import Database
from bot.store.tables import people, sessions
from tests.conversations.approval import names_manager, puts_on
from tests.house import MONDAY, build_house, draft

WAITING = text(
    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
)
LATER = MONDAY + timedelta(days=21)


@pytest.fixture
def database(postgresql_url):
    opened = Database(postgresql_url)
    yield opened
    opened.close()


@pytest.fixture
async def house(database):
    """Nia waits for Megan's approval of 12, Megan holds 13; Ann is the one whom Megan turns out to be."""
    house = build_house(database, rooms=("slack", "teams"))
    for key in ("nia", "megan"):
        await house.meets(key)
    await house.meets("ann", room="teams")
    await names_manager(house, "nia", "megan")
    await puts_on(house)
    await house.puts_on(draft("Walk", LATER, ref="13"))
    for key, ref in (("nia", 12), ("megan", 13)):
        await (await house.meets(key)).types(f"book {ref}")
    return house


def desk(house, db):
    return Desk(db, house.clock.now(), house.settings, house.desk.registry)


def becomes_one(house, megan, ann):
    def work(db):
        at = desk(house, db)
        join(at, megan, ann)
        at.settle()

    return work


def becomes_two(house, megan, ann):
    def work(db):
        at = desk(house, db)
        locks.people_and_theirs(db, ann)
        at.record(AccountsParted(ann, joining.part(db, joining.of(db, ann, at.now))))
        at.settle()

    return work


def leaves(house, megan, ann):
    def work(db):
        at = desk(house, db)
        introduce(at, known.addresses_of(db, megan)[0], Profile(gone=True))
        at.settle()

    return work


def is_in_the_people_file(house, megan, ann):
    rows = [(f"{key}@example.org", {"manager_email": "ann@example.org"}) for key in ("megan", "ann", "nia")]
    return lambda db: take_in(desk(house, db), rows)


@contextmanager
def held_up(database, work, session_id):
    """While somebody has that session, `work` has begun, and waits for it."""
    other = threading.Thread(target=database.write_now, args=[work])
    with database.engine.begin() as db, database.engine.connect() as looking:
        db.execute(select(sessions).where(sessions.c.id == session_id).with_for_update(key_share=True))
        other.start()
        while not looking.execute(WAITING).scalar():
            looking.rollback()
            assert other.is_alive(), "it waits for nobody"
        yield db
    other.join(60)
    assert not other.is_alive()


@pytest.mark.parametrize(
    ("does", "ref"),
    [
        *((does, ref) for does in (becomes_one, becomes_two, leaves) for ref in ("12", "13")),
        (is_in_the_people_file, "12"),
    ],
)
async def test_whoever_has_a_session_names_people_and_waits_for_nobody(database, house, does, ref):
    megan = await house.person_id("megan")
    ann = database.read_now(lambda db: known.by_email(db, "ann@example.org", Roles()).id)
    if does is becomes_two:
        database.write_now(becomes_one(house, megan, ann))
    number, other = (
        database.read_now(
            lambda db, ref=ref: db.execute(select(sessions.c.id).filter_by(ref=ref)).scalar_one()
        )
        for ref in (ref, {"12": "13", "13": "12"}[ref])
    )
    with held_up(database, does(house, megan, ann), number) as db:
        # What a place or a letter does with whoever it is for, and what counts the dates that somebody has.
        there = select(people.c.id).where(people.c.id.in_((megan, ann)))
        assert db.execute(there.with_for_update(nowait=True, read=True, key_share=True)).all()
        assert db.execute(there.with_for_update(nowait=True, key_share=True)).all()
        if other > number:  # and whoever has one of several goes on to the next
            db.execute(select(sessions).where(sessions.c.id == other).with_for_update(nowait=True))
