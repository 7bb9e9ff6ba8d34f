"""The database goes while a letter is drawn: nothing was sent, the letter waits, and then goes once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import psycopg
from sqlalchemy import Connection, event, select

from bot.store import letters
from bot.store.database import Database
from bot.store.letters import State
from bot.store.tables import letters as table
from tests.house import MONDAY, House, draft


@contextmanager
def one_reading_fails(database: Database) -> Iterator[None]:
    """A server whose administrator ends our connection; a file that is not read to the end."""
    touched: list[Any] = []

    def before(connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        if touched:
            return
        touched.append(raw)
        if database.embedded:
            raw.set_progress_handler(lambda: touched.append(raw) or len(touched) == 2, 1)
        else:
            url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
            with psycopg.connect(url, autocommit=True) as administrator:
                administrator.execute("select pg_terminate_backend(%s)", (raw.info.backend_pid,))

    event.listen(database._reader, "begin", before)
    try:
        yield
    finally:
        event.remove(database._reader, "begin", before)
    assert touched, "nothing was read"


def standing(db: Connection) -> tuple[str, str, int]:
    mine = select(table.c.state, table.c.error, table.c.attempts).where(table.c.kind == "confirmation")
    return tuple(db.execute(mine).one())


async def test_it_waits_and_goes_once_when_the_database_is_back(house: House):
    nia = await house.meets("nia")
    await house.puts_on(draft("Mindful walking", MONDAY + timedelta(days=8), ref="12"))
    await nia.in_("learning").types("book 12")
    claim = partial(letters.claim, now=house.clock.now(), real=house.clock.real())
    [letter] = [each for each in house.database.write_now(claim) if each.kind == "confirmation"]
    with one_reading_fails(house.database):
        await house.postman._deliver(letter)
    assert house.database.read_now(standing) == (State.WAITING, "database", 0)
    assert house.room.parcels == []
    await house.deliver()
    assert house.database.read_now(standing)[0] == State.SENT
    assert [parcel.key for parcel in house.room.parcels] == [letter.key]
