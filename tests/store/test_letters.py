"""Letters in the database: owed together, and claimed from what can go, however many wait behind others."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, insert, select

from bot.store import letters
from bot.store.database import Database
from bot.store.letters import State
from bot.store.tables import lanes, people
from bot.store.tables import letters as table

NOW = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def _wait(db: Connection, lane: str, count: int, *, kind: str = "changed", due_at: datetime = NOW) -> None:
    rows = [
        {"key": f"{lane} {kind} {number}", "kind": kind, "facts": {}, "target": None, "lane": lane}
        | {"due_at": due_at, "state": State.WAITING, "written_at": NOW}
        for number in range(count)
    ]
    db.execute(insert(table), rows)


def _rest(db: Connection, names: Iterable[str]) -> None:
    db.execute(insert(lanes), [{"lane": name, "next_at": LATER} for name in names])


def _claim(database: Database, most: int = 50) -> list[str]:
    taken = database.write_now(lambda db: letters.claim(db, now=NOW, real=NOW, most=most, unasked=most))
    return [letter.key for letter in taken]


@pytest.mark.parametrize("kind", ["answer", "changed"])
def test_a_free_lane_is_found_behind_any_number_that_rest(database: Database, kind: str):
    def prepare(db: Connection) -> None:
        _rest(db, ["busy"])
        _wait(db, "busy", 1500, kind=kind)
        _wait(db, "a later one", 2, kind=kind)
        _wait(db, "free", 2, kind=kind)

    database.write_now(prepare)
    assert _claim(database) == [f"a later one {kind} 0", f"free {kind} 0"]
    assert _claim(database) == []


def test_what_is_not_due_hides_nothing_behind_it(database: Database):
    def prepare(db: Connection) -> None:
        _wait(db, "a", 1200, due_at=LATER)
        _wait(db, "a", 1, kind="moved")
        _wait(db, "b", 3)

    database.write_now(prepare)
    assert _claim(database) == ["a moved 0", "b changed 0"]


def test_the_oldest_of_all_lanes_go_first(database: Database):
    def prepare(db: Connection) -> None:
        _rest(db, ["busy"])
        _wait(db, "busy", 1100)
        for name in ("c", "a", "b", "d"):
            _wait(db, name, 2)

    database.write_now(prepare)
    assert _claim(database, most=3) == ["c changed 0", "a changed 0", "b changed 0"]


def test_a_claim_costs_the_same_however_many_wait(tmp_path, sqlite_template):
    """Counted in steps of SQLite's machine, which do not depend on how busy ours is."""

    def steps(each: int) -> int:
        path = tmp_path / f"{each}.db"
        path.write_bytes(sqlite_template.read_bytes())
        database = Database(f"sqlite:///{path}")

        def prepare(db: Connection) -> None:
            _rest(db, (f"busy {number}" for number in range(100)))
            for number in range(100):
                _wait(db, f"busy {number}", each)
            _wait(db, "free", 5)

        database.write_now(prepare)
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        def claim(db: Connection) -> None:
            driver = db.connection.driver_connection
            assert driver is not None
            driver.set_progress_handler(count, 100)
            assert len(letters.claim(db, now=NOW, real=NOW)) == 1
            driver.set_progress_handler(None, 0)

        database.write_now(claim)
        database.close()
        return counted

    few, many = steps(20), steps(120)
    assert many < 1.2 * few


def test_several_people_are_owed_the_same_in_one_statement_and_nobody_twice(database: Database):
    def prepare(db: Connection) -> None:
        db.execute(insert(people), [{"id": number, "name": ""} for number in (1, 2, 3)])
        letters.write_to_people(db, {1: "moved 1", 2: "moved 2"}, kind="moved", facts={"a": 1}, now=NOW)
        letters.write_to_people(db, {3: "moved 3", 2: "moved 2"}, kind="moved", facts={"a": 2}, now=NOW)
        letters.write_to_people(db, {}, kind="moved", facts={}, now=NOW)

    database.write_now(prepare)
    found = database.read_now(lambda db: db.execute(select(table).order_by(table.c.id)).all())
    assert [(row.key, row.person_id, row.lane, row.facts["a"]) for row in found] == [
        ("moved 1", 1, "person:1", 1),
        ("moved 2", 2, "person:2", 1),
        ("moved 3", 3, "person:3", 2),
    ]
    assert _claim(database) == ["moved 1", "moved 2", "moved 3"]
