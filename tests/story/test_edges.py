"""Where the try-out ends, and what people are told while the database is away."""

import sqlite3

from bot.app import build
from bot.cli.run import host_of
from bot.config import load
from tests.house import MONDAY, build_house, draft
from tests.platforms.web.visitor import Visitor


def test_the_tryout_listens_on_this_machine_alone():
    settings = load(environment={"CAFFI_HOST": "0.0.0.0"})  # noqa: S104 - what somebody might try
    assert host_of(settings) == "127.0.0.1"


async def test_with_slack_there_is_no_tryout(tmp_path, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "secret")
    settings = load(
        environment={"CAFFI_DATABASE_URL": f"sqlite:///{tmp_path / 'c.db'}", "CAFFI_HOST": "10.0.0.1"}
    )
    app = build(settings)
    try:
        assert list(app.rooms) == ["slack"]
        assert host_of(settings) == "10.0.0.1"
        assert (await Visitor(app.asgi).open("/as/nia/caffi")).status == 404
        assert (await Visitor(app.asgi).open("/health/alive")).status == 200
    finally:
        app.database.close()


async def test_a_locked_database_is_told_in_time_and_changes_nothing(tmp_path, sqlite_template):
    from bot.store.database import Database

    path = tmp_path / "c.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{path}")
    house = build_house(database)
    nia = await house.meets("nia")
    await house.puts_on(draft("Walk", MONDAY.replace(day=9), ref="12"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    answer = await nia.types("book 12")
    assert "Nothing was changed" in answer
    assert "Ni newidiwyd dim" in answer or "newid" in answer
    other.execute("ROLLBACK")
    other.close()
    assert "You’re booked on" in await nia.types("book 12")
    database.close()
