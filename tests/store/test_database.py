"""One writer: what is cancelled, what fails and what is committed together."""

import asyncio
import itertools
import threading

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.cli.shared import database_or_exit
from bot.config import load
from bot.store.database import Database
from bot.store.tables import people


def add(email: str):
    return lambda db: db.execute(insert(people).values(email=email))


async def together(database: Database, *works) -> list[object]:
    """What each is told, where all wait until the writer has time: on SQLite they share a commit."""
    begun, held = threading.Event(), threading.Event()

    def hold(_db):
        begun.set()
        held.wait(10)

    first = asyncio.ensure_future(database.write(hold))
    await asyncio.to_thread(begun.wait, 10)
    waiting = [asyncio.ensure_future(database.write(work)) for work in works]
    await asyncio.sleep(0)
    held.set()
    told = await asyncio.gather(*waiting, return_exceptions=True)
    await first
    return told


async def emails(database: Database) -> list[str]:
    found = await database.read(lambda db: db.execute(select(people.c.email).order_by(people.c.id)).all())
    return [row.email for row in found]


def mistaken(_db):
    raise ValueError("mine")


def not_carried_out(db):
    db.execute(text("select * from nowhere"))


@pytest.mark.parametrize(("mistake", "told"), [(mistaken, ValueError), (not_carried_out, DBAPIError)])
async def test_a_failing_piece_of_work_fails_alone(database, mistake, told):
    def fail(db):
        add("lost@example.org")(db)
        mistake(db)

    results = await asyncio.gather(
        database.write(add("a@example.org")),
        database.write(fail),
        database.write(add("b@example.org")),
        return_exceptions=True,
    )
    assert isinstance(results[1], told)
    assert sorted(await emails(database)) == ["a@example.org", "b@example.org"]


@pytest.mark.parametrize("amiss", [ValueError, None])
async def test_who_is_told_that_it_is_done_has_it_where_sqlite_takes_back_all_by_itself(database, amiss):
    """As it may when a disk is full; whether the work it met that in hears of it, or goes on."""
    if not database.embedded:
        pytest.skip("PostgreSQL takes nothing back by itself")

    def taken_back(db):
        db.connection.driver_connection.execute("ROLLBACK")
        if amiss:
            raise amiss

    told = await together(database, add("a@example.org"), taken_back, add("b@example.org"))
    assert all(isinstance(each, OperationalError) for each in told), told
    assert await emails(database) == []
    await database.write(add("c@example.org"))
    assert await emails(database) == ["c@example.org"]


@pytest.mark.parametrize("place", range(4))
async def test_of_those_written_together_only_who_fails_is_left_out(database, place):
    def fail(db):
        add("lost@example.org")(db)
        raise ValueError

    works = [add(f"{number}@example.org") for number in range(3)]
    told = await together(database, *works[:place], fail, fail, *works[place:])
    assert [number for number, each in enumerate(told) if isinstance(each, ValueError)] == [place, place + 1]
    assert sorted(await emails(database)) == ["0@example.org", "1@example.org", "2@example.org"]


@pytest.mark.parametrize(("changes", "times"), [(False, 1), (True, 2)])
async def test_nothing_is_done_again_for_who_was_refused_and_changed_nothing(database, changes, times):
    if not database.embedded:
        pytest.skip("on PostgreSQL each has a transaction of its own")
    done = []

    def granted(db):
        done.append("granted")
        add("a@example.org")(db)

    def refused(db):
        if changes:
            add("lost@example.org")(db)
        raise ValueError

    told = await together(database, granted, refused, add("b@example.org"))
    assert isinstance(told[1], ValueError)
    assert len(done) == times
    assert sorted(await emails(database)) == ["a@example.org", "b@example.org"]


async def test_who_fails_when_done_again_fails_alone(database):
    if not database.embedded:
        pytest.skip("on PostgreSQL each has a transaction of its own")
    tries = itertools.count()

    def fail(db):
        add("lost@example.org")(db)
        raise ValueError

    def only_once(db):
        return fail(db) if next(tries) else add("first@example.org")(db)

    told = await together(database, add("a@example.org"), only_once, add("b@example.org"), fail)
    assert [type(each) for each in told[1::2]] == [ValueError, ValueError], told
    assert sorted(await emails(database)) == ["a@example.org", "b@example.org"]


async def test_what_takes_long_is_not_done_again_for_anothers_sake(database, monkeypatch):
    if not database.embedded:
        pytest.skip("on PostgreSQL each has a transaction of its own")
    done, hours = [], itertools.count(step=3600)
    monkeypatch.setattr("bot.store.database.monotonic", lambda: next(hours))

    def long(db):
        done.append("long")
        add("long@example.org")(db)

    def fail(db):
        add("lost@example.org")(db)
        raise ValueError

    told = await together(database, long, fail, add("b@example.org"))
    assert isinstance(told[1], ValueError)
    assert done == ["long"]
    assert sorted(await emails(database)) == ["b@example.org", "long@example.org"]


async def test_who_stops_waiting_does_not_stop_the_writer(database):
    for number in range(20):
        task = asyncio.create_task(database.write(add(f"{number}@example.org")))
        await asyncio.sleep(0)
        task.cancel()
    await database.write(add("last@example.org"))
    assert "last@example.org" in await emails(database)


async def test_a_reader_cannot_write_on_sqlite(database):
    if not database.embedded:
        pytest.skip("PostgreSQL readers share the writers' connections")
    with pytest.raises(OperationalError):
        await database.read(add("a@example.org"))


async def test_who_only_asks_is_answered_while_changes_wait_for_each_other(database):
    if database.embedded:
        pytest.skip("on SQLite nobody waits for a row")
    await database.write(add("a@example.org"))
    rename = update(people).values(email="b@example.org")
    with database.engine.begin() as held:
        held.execute(rename)
        waiting = [asyncio.ensure_future(database.write(lambda db: db.execute(rename))) for _ in range(20)]
        await asyncio.sleep(0)  # now they have begun
        async with asyncio.timeout(30):
            assert await emails(database) == ["a@example.org"]
        assert not any(each.done() for each in waiting)
    await asyncio.gather(*waiting)
    assert await emails(database) == ["b@example.org"]


async def test_a_thousand_writes_at_once_are_all_there(database):
    await asyncio.gather(*(database.write(add(f"{number}@example.org")) for number in range(1000)))
    assert (
        await database.read(lambda db: db.execute(select(func.count()).select_from(people)).scalar()) == 1000
    )


async def test_what_was_committed_is_there_after_closing(database):
    await database.write(add("a@example.org"))
    database.close()
    again = Database(database.url.render_as_string(hide_password=False))
    assert await emails(again) == ["a@example.org"]
    again.close()


async def test_closing_finishes_what_is_queued(tmp_path, sqlite_template):
    path = tmp_path / "c.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{path}")
    writes = [asyncio.create_task(database.write(add(f"{n}@example.org"))) for n in range(200)]
    await asyncio.sleep(0)
    await asyncio.to_thread(database.close)
    await asyncio.gather(*writes)
    again = Database(f"sqlite:///{path}")
    assert await again.read(lambda db: db.execute(text("select count(*) from people")).scalar()) == 200
    again.close()


def test_how_long_a_held_file_is_waited_for_is_said_on_opening(tmp_path, sqlite_template):
    path = tmp_path / "c.db"
    path.write_bytes(sqlite_template.read_bytes())
    holder, patient = Database(f"sqlite:///{path}"), Database(f"sqlite:///{path}", patience=20)
    hasty = Database(f"sqlite:///{path}", patience=0.01)
    written = threading.Thread(target=patient.write_now, args=[add("patient@example.org")])
    with holder.engine.begin() as held:
        add("holder@example.org")(held)
        with pytest.raises(OperationalError, match="locked"):
            hasty.write_now(add("hasty@example.org"))
        written.start()
    written.join(20)
    found = patient.read_now(lambda db: db.execute(select(people.c.email).order_by(people.c.email)).all())
    assert [row.email for row in found] == ["holder@example.org", "patient@example.org"]
    for opened in (holder, patient, hasty):
        opened.close()


def test_the_terminal_waits_longer_than_the_bot(tmp_path):
    storage = load(environment={"CAFFI_DATA": str(tmp_path)}).storage
    typed, bot = database_or_exit(storage), Database(storage.url)
    waits = [opened.read_now(lambda db: db.scalar(text("PRAGMA busy_timeout"))) for opened in (typed, bot)]
    assert waits == [30_000, 2_000]
    typed.close()
    bot.close()
