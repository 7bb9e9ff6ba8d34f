"""A backup while Caffi runs, and back again: whole, private, and nothing is sent a second time."""

import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from bot.ask import Target
from bot.learning.quiet import Nudge
from bot.restoring import settle_the_past
from bot.store import letters, nudges, upgrade
from bot.store.backup import Damaged, NotOurs, back_up, check, prepare, put_in_place
from bot.store.database import Database
from bot.store.tables import letters as letter_table
from bot.store.upgrade import Newer, bring_up_to_date
from tests.forked import environment
from tests.house import MONDAY, REGISTRY, at, draft
from tests.operations.test_copying import everything


def test_a_backup_says_what_the_database_says(database, tmp_path):
    database.write_now(lambda db: db.execute(text("insert into people (name) values ('Siân')")))
    file = tmp_path / "kept.db"
    back_up(database, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if "kept" in path.name) == ["kept.db"]
    copied = Database(f"sqlite:///{file}")
    assert everything(copied) == everything(database)
    copied.close()


def test_what_was_deleted_is_not_in_the_backup(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/caffi.db")
    bring_up_to_date(database)
    secret = "what nobody may read any more " * 200
    database.read_now(lambda _: None)
    database.engine.raw_connection().execute("PRAGMA secure_delete=OFF")  # which some builds have on
    database.write_now(lambda db: db.execute(text("insert into people (name) values (:x)"), {"x": secret}))
    database.write_now(lambda db: db.execute(text("delete from people")))
    back_up(database, tmp_path / "kept.db")
    database.close()
    assert b"nobody may read" in (tmp_path / "caffi.db").read_bytes(), "or this test shows nothing"
    assert b"nobody may read" not in (tmp_path / "kept.db").read_bytes()


def test_it_is_one_moment_while_people_write(database, tmp_path):
    """Each person follows one topic, written in the same transaction: a backup never has one without."""
    stop = threading.Event()

    def meet(db):
        number = db.scalar(text("insert into people (name) values ('x') returning id"))
        follow = text("insert into follows values (:id, 'x', '2026-01-01 00:00:00+00:00')")
        db.execute(follow, {"id": number})

    def write():
        while not stop.is_set():
            database.write_now(meet)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(database, tmp_path / f"{number}.db")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        kept = sqlite3.connect(tmp_path / f"{number}.db")
        counts = "select (select count(*) from people), (select count(*) from follows)"
        met, follow = kept.execute(counts).fetchone()
        kept.close()
        assert met == follow


def test_a_backup_that_fails_leaves_no_file_and_the_old_one(database, tmp_path):
    file = tmp_path / "kept.db"
    file.write_text("the one from yesterday")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))  # as on a disk that is full
    try:
        with pytest.raises((OSError, Damaged, DatabaseError)):
            back_up(database, file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert file.read_text() == "the one from yesterday"
    assert [path.name for path in tmp_path.iterdir() if "kept" in path.name] == ["kept.db"]


@pytest.fixture
def kept(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/source.db")
    bring_up_to_date(database)
    database.write_now(lambda db: db.execute(text("insert into people (name) values ('Nia')")))
    back_up(database, tmp_path / "kept.db")
    database.close()
    return tmp_path / "kept.db"


def test_only_a_whole_backup_of_ours_is_taken(kept, tmp_path, monkeypatch):
    assert check(kept) == upgrade.newest()
    other = tmp_path / "other.db"
    other.write_text("not a database at all, but long enough to be read")
    with pytest.raises(NotOurs):
        check(other)
    other.unlink()
    with sqlite3.connect(other) as theirs:
        theirs.execute("create table people (id)")
    theirs.close()
    with pytest.raises(NotOurs):
        check(other)
    content = bytearray(kept.read_bytes())
    for place in range(8192, len(content), 4096):
        content[place : place + 200] = b"\xff" * 200
    other.write_bytes(content)
    with pytest.raises((Damaged, NotOurs)):
        check(other)
    shutil.copy(kept, other)
    other.write_bytes(other.read_bytes()[: len(content) // 2])
    with pytest.raises((Damaged, NotOurs)):
        check(other)
    shutil.copy(kept, other)
    with sqlite3.connect(other) as crooked:
        crooked.execute("create index crooked on people (name) where name = 'nobody'")
        crooked.execute("pragma writable_schema=on")
        whole = "create index crooked on people (name)"
        crooked.execute("update sqlite_master set sql = ? where name = 'crooked'", (whole,))
    crooked.close()
    with pytest.raises(Damaged, match="missing from index"):
        check(other)
    shutil.copy(kept, other)
    with sqlite3.connect(other) as newer:
        newer.execute("update alembic_version set version_num = '9999'")
    newer.close()
    with pytest.raises(Newer):
        check(other)


def test_it_is_put_in_place_and_what_was_there_is_kept(kept, tmp_path):
    there, ready, was = tmp_path / "caffi.db", tmp_path / "ready", tmp_path / "was.db"
    database = Database(f"sqlite:///{there}")
    bring_up_to_date(database)
    database.write_now(lambda db: db.execute(text("insert into people (name) values ('Owen')")))
    database.close()
    prepare(kept, ready, lambda _: None)
    put_in_place(ready, there, was)
    for file, name in ((there, "Nia"), (was, "Owen")):
        opened = sqlite3.connect(file)
        assert opened.execute("select name from people").fetchall() == [(name,)]
        opened.close()
    assert not ready.exists()


def test_what_a_killed_caffi_had_not_yet_moved_into_its_file_is_kept_too(kept, tmp_path):
    there, ready, was = tmp_path / "caffi.db", tmp_path / "ready", tmp_path / "was.db"
    script = (
        "import os; from sqlalchemy import text; from bot.store.database import Database\n"  # noqa: S608 - a program, not a query
        "from bot.store.upgrade import bring_up_to_date\n"
        f"database = Database('sqlite:///{there}'); bring_up_to_date(database)\n"
        "database.write_now(lambda db: db.execute(text(\"insert into people (name) values ('Owen')\")))\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env=environment(), timeout=60)
    assert (tmp_path / "caffi.db-wal").stat().st_size > 0, "or this test shows nothing"
    prepare(kept, ready, lambda _: None)
    put_in_place(ready, there, was)
    for file, name in ((there, "Nia"), (was, "Owen")):
        opened = sqlite3.connect(file)
        assert opened.execute("select name from people").fetchall() == [(name,)]
        opened.close()


def test_what_is_too_damaged_to_be_opened_is_kept_too(kept, tmp_path):
    there, ready, was = tmp_path / "caffi.db", tmp_path / "ready", tmp_path / "was.db"
    there.write_bytes(b"rubbish" * 1000)
    (tmp_path / "caffi.db-wal").write_bytes(b"old")
    prepare(kept, ready, lambda _: None)
    put_in_place(ready, there, was)
    assert was.read_bytes() == b"rubbish" * 1000
    assert not (tmp_path / "caffi.db-wal").exists(), "it would be played into the restored one"
    assert (tmp_path / "was.db-wal").read_bytes() == b"old"
    check(there)


# ── Nothing a second time ────────────────────────────────────────────────────────────────────────


def settle(house, now):
    house.clock.move_to(now)
    return house.database.write_now(
        lambda db: settle_the_past(
            db, now=now, real=house.clock.real(), settings=house.settings, registry=REGISTRY
        )
    )


@pytest.mark.parametrize("hours", [25, 73], ids=["on Tuesday", "on Thursday"])
async def test_nothing_that_fell_due_since_the_backup_is_sent_again(house, hours):
    """The backup is of Monday, 9am. Until it is restored everything was sent."""
    nia = await house.meets("nia")
    channel = nia.in_("learning")
    tuesday = MONDAY + timedelta(days=1)
    await house.puts_on(
        draft("Walk", at(MONDAY.date(), 11)),
        draft("Talk", tuesday + timedelta(hours=6)),
        draft("Later", MONDAY + timedelta(days=10)),
    )
    for number in (1, 2, 3):
        await nia.types(f"book {number}")
    await nia.types("follow wellbeing")
    await channel.types("digest tuesday 9am")
    await channel.presses("Start this digest")
    await house.deliver()
    house.room.parcels.clear()
    settled = settle(house, MONDAY + timedelta(hours=hours))
    assert settled.unknown == (1 if hours == 25 else 0), "the digest of Tuesday; on Thursday it is too old"
    assert settled.withdrawn >= 1
    await house.timekeeper.tick()
    await house.deliver()
    assert house.room.parcels == []
    await house.wait_until(MONDAY + timedelta(days=12))
    later = " ".join(parcel.key for parcel in house.room.parcels)
    assert "digest" in later, "the next week's goes as ever"
    assert "reminder 3" in later, "and so do reminders of what is to come"


async def test_owed_letters_are_of_unknown_fate_and_later_ones_stay(house):
    await house.meets("nia")
    person = await house.person_id("nia")
    now = MONDAY + timedelta(days=1)

    def owe(db):
        for key, due in (("due", MONDAY), ("in-hand", MONDAY), ("later", now + timedelta(hours=1))):
            target = Target("paper", "w", channel=key)
            letters.write(
                db, key=key, kind="digest", facts={"digest": 1, "due": due.isoformat()}, person_id=None,
                target=target, due_at=due, now=MONDAY,
            )  # fmt: skip
        db.execute(text("update letters set state = 'sending' where key = 'in-hand'"))
        held = nudges.Written(
            key="nudge", kind="reminder", facts={}, person_id=person, nudge=Nudge.NEWS, due_at=MONDAY,
            until=now + timedelta(days=1),
        )  # fmt: skip
        nudges.hold(db, [held], MONDAY)

    house.database.write_now(owe)
    settled = settle(house, now)
    states = house.database.read_now(
        lambda db: {row.key: (row.state, row.error) for row in db.execute(select(letter_table))}
    )
    assert (settled.unknown, settled.withdrawn) == (2, 1)
    assert states["due"] == states["in-hand"] == ("unknown", "restored")
    assert states["nudge"] == ("withdrawn", "restored")
    assert states["later"] == ("waiting", "")


# ── As an administrator does it ──────────────────────────────────────────────────────────────────


def test_while_it_runs_and_back(caffi, start, tmp_path):
    running = start()
    file = tmp_path / "kept.db"
    code, told, _ = caffi("backup", str(file))
    assert code == 0
    assert "personal data" in told
    assert caffi("backup", str(file))[0] == 2, "nothing is overwritten by chance"
    assert caffi("backup", str(file), "--replace")[0] == 0
    assert caffi("backup", str(tmp_path / "no" / "where.db"))[0] == 1
    for folder in ("/", str(tmp_path)):
        code, _, complaint = caffi("backup", folder, "--replace")
        assert (code, "is a folder" in complaint) == (2, True)
    code, _, complaint = caffi("restore", str(file), "--yes")
    assert (code, "in use" in complaint) == (1, True)
    running.stop()
    code, _, complaint = caffi("restore", str(file))
    assert (code, "--yes" in complaint) == (1, True)
    code, told, _ = caffi("restore", str(file), "--yes")
    assert code == 0
    assert "is kept in" in told
    assert len(list((tmp_path / "data").glob("caffi-before-*.db"))) == 1
    assert start().ask("/health")[0] == 200
    assert caffi("restore", str(tmp_path / "nowhere.db"), "--yes")[0] == 2
    (tmp_path / "rubbish.db").write_text("rubbish")
    assert "not a backup" in caffi("restore", str(tmp_path / "rubbish.db"), "--yes")[2]


@pytest.mark.long
def test_postgresql_is_backed_up_into_a_file_and_restored_from_it(caffi, start, tmp_path, postgres_url):
    more = {"CAFFI_DATABASE_URL": postgres_url}
    running = start(**more)
    file = tmp_path / "kept.db"
    assert caffi("backup", str(file), **more)[0] == 0
    assert "in use" in caffi("restore", str(file), "--yes", **more)[2]
    running.stop()
    server = Database(postgres_url)
    server.write_now(lambda db: db.execute(text("update people set name = 'changed since'")))
    code, told, _ = caffi("restore", str(file), "--yes", **more)
    assert code == 0, told
    names = server.read_now(lambda db: db.execute(text("select distinct name from people")).scalars().all())
    server.close()
    assert "changed since" not in names
    assert len(names) > 10
    before = next((tmp_path / "data").glob("caffi-before-*.db"))
    opened = sqlite3.connect(before)
    assert opened.execute("select distinct name from people").fetchall() == [("changed since",)]
    opened.close()
    assert start(**more).ask("/health")[0] == 200
