"""One writer: what is cancelled, what fails and what is committed together."""

import asyncio

import pytest
from sqlalchemy import func, insert, select, text

from bot.store.database import Database
from bot.store.tables import people


def add(email: str):
    return lambda db: db.execute(insert(people).values(email=email))


async def emails(database: Database) -> list[str]:
    found = await database.read(lambda db: db.execute(select(people.c.email).order_by(people.c.id)).all())
    return [row.email for row in found]


async def test_a_failing_piece_of_work_fails_alone(database):
    def fail(db):
        add("lost@example.org")(db)
        raise ValueError("mine")

    results = await asyncio.gather(
        database.write(add("a@example.org")),
        database.write(fail),
        database.write(add("b@example.org")),
        return_exceptions=True,
    )
    assert isinstance(results[1], ValueError)
    assert sorted(await emails(database)) == ["a@example.org", "b@example.org"]


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
    from sqlalchemy.exc import OperationalError

    with pytest.raises(OperationalError):
        await database.read(add("a@example.org"))


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
