"""What is remembered of the file: given again at once while nothing has changed, and never afterwards."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, column, insert, literal_column, select, table, text

from bot.store.database import Database
from bot.store.memory import kept
from bot.store.ready import Ready


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(f"sqlite:///{tmp_path / 'caffi.db'}")
    opened.write_now(lambda db: db.execute(text("CREATE TABLE cups (number INTEGER)")))
    opened.write_now(lambda db: db.execute(text("INSERT INTO cups VALUES (1)")))
    yield opened
    opened.close()


def cups(db: Connection) -> list[int]:
    numbers = text("SELECT number FROM cups ORDER BY number")
    return kept(db, "cups", lambda: [row.number for row in db.execute(numbers)])


_CUPS = Ready(
    select(literal_column("number").label("number")).select_from(table("cups")).order_by(text("number"))
)


def cups_at_once(db: Connection) -> list[int]:
    return kept(db, "at once", lambda: [row.number for row in _CUPS.all(db)])


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


async def test_what_is_ready_to_be_said_is_read_at_a_glance(database: Database):
    assert database.glance(cups_at_once) == [1]
    await database.write(add(2))
    assert database.glance(cups_at_once) == [1, 2]


async def test_a_glance_sees_one_version_of_the_file(database: Database):
    def slowly(db: Connection) -> list[list[int]]:
        before = [row.number for row in _CUPS.all(db)]
        database.write_now(add(2))
        return [before, [row.number for row in _CUPS.all(db)]]

    assert database.glance(slowly) == [[1], [1]]
    assert database.glance(cups_at_once) == [1, 2]


async def test_a_glance_at_a_locked_file_waits_for_nobody(database: Database, tmp_path: Path):
    assert database.glance(cups_at_once) == [1]
    await database.read(cups)
    database.close()
    with sqlite3.connect(tmp_path / "caffi.db", isolation_level=None) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        opened = Database(f"sqlite:///{tmp_path / 'caffi.db'}")
        assert opened.glance(cups_at_once) is None
        other.execute("ROLLBACK")
    assert opened.glance(cups_at_once) == [1]
    opened.close()


async def test_a_glance_changes_nothing(database: Database):
    write = Ready(insert(table("cups", column("number"))), "number")
    assert database.glance(lambda db: write.run(db, number=5)) is None
    assert database.glance(cups_at_once) == [1]


async def test_what_is_remembered_and_what_is_read_are_never_of_two_versions(database: Database):
    assert database.glance(cups_at_once) == [1]

    def both(db: Connection) -> tuple[list[int], list[int]]:
        remembered = cups_at_once(db)
        database.write_now(add(2))  # somebody else, between the two
        return remembered, [row.number for row in _CUPS.all(db)]

    assert database.glance(both) is None
