"""What is remembered of the file: given again at once while nothing has changed, and never afterwards."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.store.database import Database
from bot.store.memory import kept


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(f"sqlite:///{tmp_path / 'caffi.db'}")
    opened.write_now(lambda db: db.execute(text("CREATE TABLE cups (number INTEGER)")))
    opened.write_now(lambda db: db.execute(text("INSERT INTO cups VALUES (1)")))
    yield opened
    opened.close()


def cups(db: Connection) -> list[int]:
    return kept(db, "cups", lambda: [row.number for row in db.execute(text("SELECT number FROM cups"))])


def add(number: int):
    return lambda db: db.execute(text("INSERT INTO cups VALUES (:number)"), {"number": number})


async def test_what_nobody_has_read_is_not_remembered(database: Database):
    assert database.glance(cups) is None


async def test_what_was_read_is_remembered(database: Database):
    assert database.glance(cups) is None
    assert await database.read(cups) == [1]
    assert database.glance(cups) == [1]


async def test_a_change_of_ours_is_seen_at_once(database: Database):
    database.glance(cups)
    await database.read(cups)
    await database.write(add(2))
    assert database.glance(cups) is None
    assert await database.read(cups) == [1, 2]
    assert database.glance(cups) == [1, 2]


async def test_a_change_of_another_process_is_seen_at_once(database: Database, tmp_path: Path):
    database.glance(cups)
    await database.read(cups)
    other = Database(f"sqlite:///{tmp_path / 'caffi.db'}")
    other.write_now(add(3))
    other.close()
    assert database.glance(cups) is None
    assert await database.read(cups) == [1, 3]


async def test_what_was_read_while_something_changed_is_not_remembered(database: Database):
    database.glance(cups)

    def slowly(db: Connection) -> list[int]:
        found = cups(db)
        database.write_now(add(4))
        return found

    assert await database.read(slowly) == [1]
    assert database.glance(cups) is None


async def test_work_that_reads_anything_unremembered_is_not_done_by_halves(database: Database):
    database.glance(cups)
    await database.read(cups)

    def more(db: Connection) -> list[int]:
        return [*cups(db), db.execute(text("SELECT count(*) FROM cups")).scalar_one()]

    assert database.glance(more) is None
    assert await database.read(more) == [1, 1]


async def test_a_fault_of_the_work_itself_is_told(database: Database):
    def wrong(db: Connection) -> list[int]:
        raise LookupError("no cup")

    with pytest.raises(LookupError):
        database.glance(wrong)
