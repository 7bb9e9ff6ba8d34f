"""Schedules stand or fall alone; of replicas whose clocks strike together one does what is due."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, text
from structlog.testing import capture_logs

from bot.clock import Clock
from bot.config import load
from bot.desk import Desk
from bot.registry import Reading, Registry, Schedule
from bot.store import marks as looked
from bot.store.database import Database
from bot.store.tables import follows, marks
from bot.timekeeper import Timekeeper
from tests.house import StillClock

NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)
WAIT = 60  # seconds; only a broken lock waits that long


class _Job:
    """A schedule that can be held while it works, and says how often it was done."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.done = 0

    def run(self, desk: Desk) -> None:
        self.begun.set()
        assert self.go_on.wait(WAIT)
        # What fails where two do it at once: a row that neither sees of the other.
        desk.db.execute(insert(marks).values(name=f"{self.name} {self.done}", until=desk.now))
        self.done += 1

    @property
    def schedule(self) -> Schedule:
        return Schedule(self.name, self.run, lambda _desk, _after: None)


async def _nothing() -> None:
    return


def _keeper(database: Database, *due: Schedule) -> Timekeeper:
    registry = Registry(schedules=due)
    return Timekeeper(
        database, Clock(), load(environment={}), registry, wake=lambda: None, flush=_nothing, moved=_nothing
    )


@pytest.fixture
def replica(database: Database) -> Iterator[Database]:
    """A second process's way to the same PostgreSQL."""
    if database.embedded:
        pytest.skip("a file has one Caffi")
    opened = Database(database.url.render_as_string(hide_password=False))
    yield opened
    opened.close()


async def test_who_stops_lets_the_schedule_at_work_end_and_begins_no_other(database: Database):
    job, other = _Job("strike"), _Job("another")
    other.go_on.set()
    keeper = _keeper(database, job.schedule, other.schedule)
    with capture_logs() as logged:
        keeper.start()
        await asyncio.to_thread(job.begun.wait, WAIT)
        stopping = asyncio.create_task(keeper.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        job.go_on.set()
        await asyncio.wait_for(stopping, WAIT)
    assert (job.done, other.done) == (1, 0)
    assert logged == []


async def test_what_another_replica_is_doing_is_left_to_it(replica: Database, database: Database):
    job, other = _Job("strike"), _Job("another")
    other.go_on.set()
    first, second = _keeper(database, job.schedule), _keeper(replica, job.schedule)
    third = _keeper(replica, other.schedule)
    with capture_logs() as logged:
        striking = asyncio.create_task(first.tick())
        await asyncio.to_thread(job.begun.wait, WAIT)
        await asyncio.wait_for(second.tick(), WAIT / 2)  # at once, while the first is at it
        await third.tick()  # and what nobody is doing is done
        assert (job.done, other.done) == (0, 1)
        job.go_on.set()
        await striking
    assert job.done == 1
    assert logged == []
    await second.tick()
    assert job.done == 2


async def test_two_that_strike_together_log_no_fault(replica: Database, database: Database):
    """The first mark of a schedule, which both would write: nine times at the very same moment."""
    names = [f"strike {number}" for number in range(9)]

    def run_of(name: str) -> Schedule:
        return Schedule(name, lambda desk: looked.set_until(desk.db, name, desk.now), lambda _desk, _at: None)

    due = [run_of(name) for name in names]
    with capture_logs() as logged:
        await asyncio.gather(_keeper(database, *due).tick(), _keeper(replica, *due).tick())
    assert logged == []
    written = await database.read(lambda db: db.execute(select(marks.c.name)).scalars().all())
    assert sorted(written) == names


async def test_a_lock_goes_with_its_transaction(replica: Database, database: Database):
    with database.engine.connect() as here, replica.engine.connect() as there:
        assert looked.take(here, "strike")
        assert not looked.take(there, "strike")
        there.rollback()
        assert looked.take(there, "another")
        here.rollback()
        assert looked.take(there, "strike")


async def test_a_file_is_always_ours(database: Database):
    if not database.embedded:
        pytest.skip("replicas share PostgreSQL only")
    job = _Job("strike")
    job.go_on.set()
    await _keeper(database, job.schedule).tick()
    assert job.done == 1
    read = await database.read(
        lambda db: looked.until(db, "strike 0", at_first=datetime.min.replace(tzinfo=UTC))
    )
    assert read.year > 2000


async def test_what_fails_only_when_it_is_committed_stops_no_other(database: Database):
    if not database.embedded:
        pytest.skip("PostgreSQL is told before")
    after = _Job("after")
    after.go_on.set()

    def dangle(desk: Desk) -> None:
        desk.db.execute(text("PRAGMA defer_foreign_keys = ON"))
        desk.db.execute(insert(follows).values(person_id=77, topic="nobody's", since=desk.now))

    faulty = Schedule("faulty", dangle, lambda _desk, _after: None)
    with capture_logs() as logged:
        await _keeper(database, faulty, after.schedule).tick()
    assert {(line["name"], line["error"]) for line in logged} == {("faulty", "IntegrityError")}
    written = await database.read(lambda db: db.execute(select(marks.c.name)).scalars().all())
    assert len(written) == 1
    assert written[0].startswith("after")


def _writes(name: str, *, and_fails: bool = False) -> Schedule:
    def run(desk: Desk) -> None:
        desk.db.execute(insert(marks).values(name=name, until=desk.now))
        assert not and_fails

    return Schedule(name, run, lambda _desk, _after: None)


async def test_one_that_fails_takes_nothing_of_the_others_with_it(database: Database):
    with capture_logs() as logged:
        await _keeper(database, _writes("one"), _writes("two", and_fails=True), _writes("three")).tick()
    assert [(line["name"], line["error"]) for line in logged] == [("two", "AssertionError")]
    written = await database.read(lambda db: db.execute(select(marks.c.name)).scalars().all())
    assert sorted(written) == ["one", "three"]


async def test_nobody_waits_for_the_next_schedule_to_let_go_of_rows(replica: Database, database: Database):
    seen: list[str] = []

    def look(_desk: Desk) -> None:
        seen.extend(replica.read_now(lambda db: db.execute(select(marks.c.name)).scalars().all()))

    await _keeper(database, _writes("first"), Schedule("second", look, lambda _desk, _after: None)).tick()
    assert seen == ["first"]


async def test_a_clock_never_goes_back_to_what_is_overdue(database: Database):
    overdue = Schedule("overdue", lambda _desk: None, lambda _desk, after: after - timedelta(days=3))
    keeper = _keeper(database, overdue)
    keeper.clock = StillClock()
    passed = [keeper.clock.now()]

    async def moved() -> None:
        passed.append(keeper.clock.now())

    keeper.moved = moved
    await keeper.move_to(passed[0] + timedelta(hours=1))
    assert passed == [passed[0], passed[0] + timedelta(hours=1)]


async def test_who_books_does_not_wait_for_what_a_schedule_reads_at_length(database: Database):
    written, begun, told = threading.Event(), threading.Event(), list[str]()

    def look(desk: Desk) -> Callable[[Desk], None]:
        begun.set()
        assert written.wait(WAIT)  # a change from elsewhere goes through while this reads
        seen = desk.db.execute(select(marks.c.name)).scalars().all()
        return lambda desk: looked.set_until(desk.db, f"read beside {len(seen)}", desk.now)

    def run(desk: Desk) -> Reading | None:
        told.append("run")
        return Reading(look) if len(told) == 1 else None

    long, after = Schedule("long", run, lambda _desk, _after: None), _writes("after")
    ticking = asyncio.create_task(_keeper(database, long, after).tick())
    await asyncio.to_thread(begun.wait, WAIT)
    await asyncio.wait_for(database.write(lambda db: looked.set_until(db, "booked", NOW)), WAIT)
    written.set()
    await asyncio.wait_for(ticking, WAIT)
    names = await database.read(lambda db: db.execute(select(marks.c.name)).scalars().all())
    assert {"booked", "after"} < set(names)
    assert any(name.startswith("read beside") for name in names)
    assert told == ["run", "run"]  # what is left of it is looked for once more


async def test_what_fails_in_reading_stops_no_other(database: Database):
    def look(_desk: Desk) -> Callable[[Desk], None]:
        raise LookupError

    broken = Schedule("broken", lambda _desk: Reading(look), lambda _desk, _after: None)
    with capture_logs() as logged:
        await _keeper(database, broken, _writes("after")).tick()
    assert {(line["name"], line["error"]) for line in logged} == {("broken", "LookupError")}
    assert await database.read(lambda db: db.execute(select(marks.c.name)).scalars().all()) == ["after"]
