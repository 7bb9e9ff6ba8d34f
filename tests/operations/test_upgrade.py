"""Tables of another version: brought up in one go or not at all, never under a Caffi that runs."""

import shutil
import subprocess
import sys
import threading

import pytest
from sqlalchemy import inspect, text

from bot.store.database import Database
from bot.store.running import Occupied, alone, running
from bot.store.tables import metadata
from bot.store.upgrade import UPGRADES, Newer, behind, bring_up_to_date, newest, upgrade, version

NEXT = '''"""{name}"""
import sqlalchemy as sa
from alembic import op
revision = "{revision}"
down_revision = "{before}"
def upgrade():
{body}
'''


@pytest.fixture
def later(tmp_path):
    """`later(body)`: this version's upgrades and one more, whose statements are `body`."""

    def make(body: str, revision: str = "9998"):
        folder = tmp_path / f"upgrades-{revision}"
        shutil.copytree(UPGRADES, folder, ignore=shutil.ignore_patterns("__pycache__"))
        lines = "\n".join(f"    {line}" for line in body.splitlines())
        script = NEXT.format(name="Next.", revision=revision, before=newest(), body=lines)
        (folder / "versions" / f"{revision}_next.py").write_text(script, encoding="utf-8")
        return folder

    return make


def url_of(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def test_files_are_named_by_their_revisions():
    for file in (UPGRADES / "versions").glob("*_*.py"):
        assert f'revision = "{file.name.partition("_")[0]}"' in file.read_text(encoding="utf-8")


def test_the_tables_are_those_that_the_code_knows(database):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = database.read_now(
        lambda db: compare_metadata(MigrationContext.configure(db, opts={"render_as_batch": True}), metadata)
    )
    assert context == []


def test_a_database_that_is_up_to_date_is_left_alone(database, later):
    assert not database.read_now(behind)
    with running(url_of(database)):
        bring_up_to_date(database)


def test_a_newer_database_is_refused_and_untouched(database, later):
    newer = later('op.create_table("novelties", sa.Column("id", sa.Integer))')
    bring_up_to_date(database, newer)
    assert database.read_now(version) == "9998"
    with pytest.raises(Newer):
        database.write_now(upgrade)
    with pytest.raises(Newer):
        bring_up_to_date(database)
    assert database.read_now(version) == "9998"


def test_an_upgrade_that_fails_leaves_everything_as_it_was(database, later):
    broken = later(
        'op.create_table("half", sa.Column("id", sa.Integer))\n'
        'with op.batch_alter_table("people") as people:\n'
        '    people.alter_column("name", new_column_name="called")\n'
        "op.execute(\"update people set called = 'lost'\")\n"
        'op.execute("this is no sql")'
    )
    database.write_now(lambda db: db.execute(text("insert into people (name) values ('Nia')")))
    before = version_and_tables(database)
    with pytest.raises(Exception, match="syntax"):
        bring_up_to_date(database, broken)
    assert version_and_tables(database) == before
    assert database.read_now(lambda db: db.scalar(text("select name from people"))) == "Nia"


def test_a_table_that_others_lead_to_can_be_copied_anew(database, later):
    """What SQLite does when a column changes: a copy, and the old table dropped, with its rows led to."""
    database.write_now(
        lambda db: (
            db.execute(text("insert into people (id, name) values (7, 'Nia')"))
            and db.execute(text("insert into follows values (7, 'wellbeing', '2026-01-01 00:00:00+00:00')"))
        )
    )
    changed = later(
        'with op.batch_alter_table("people", recreate="auto") as people:\n'
        '    people.alter_column("name", nullable=True)'
    )
    bring_up_to_date(database, changed)
    assert database.read_now(lambda db: db.scalar(text("select person_id from follows"))) == 7
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        database.write_now(lambda db: db.execute(text("delete from people")))


def version_and_tables(database: Database):
    return database.read_now(lambda db: (version(db), sorted(inspect(db).get_table_names())))


def test_no_tables_change_under_a_caffi_that_runs(database, later):
    newer = later('op.create_table("novelties", sa.Column("id", sa.Integer))')
    if database.embedded:
        with running(url_of(database)), pytest.raises(Occupied), alone(url_of(database)):
            pass
        return
    with running(url_of(database)), running(url_of(database)):
        with pytest.raises(Occupied):
            bring_up_to_date(database, newer)
        with pytest.raises(Occupied), alone(url_of(database)):
            pass
    bring_up_to_date(database, newer)
    with alone(url_of(database)), pytest.raises(Occupied), running(url_of(database)):
        pass


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_several_that_start_at_once_upgrade_once(kind, tmp_path, request):
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path}/new.db"
    else:
        import psycopg

        base = request.getfixturevalue("postgres")
        with psycopg.connect(base.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("create database at_once")
        url = base.replace("/postgres?", "/at_once?")
    faults = []

    def start():
        database = Database(url)
        try:
            bring_up_to_date(database)
        except Exception as fault:
            faults.append(fault)
        finally:
            database.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    database = Database(url)
    assert database.read_now(version) == newest()
    database.close()


@pytest.mark.long
def test_a_newer_command_waits_until_the_older_caffi_has_stopped(caffi, start, tmp_path):
    """The database lacks this version's last upgrade, and a Caffi runs on it."""
    import sqlite3

    running = start()
    file = sqlite3.connect(tmp_path / "data" / "caffi.db")
    with file:
        file.execute("update alembic_version set version_num = '0001'")
    code, _, complaint = caffi("doctor")
    assert code == 1
    assert "is in use" in complaint
    assert file.execute("select version_num from alembic_version").fetchone() == ("0001",)
    with file:
        file.execute("update alembic_version set version_num = ?", (newest(),))
    file.close()
    assert caffi("doctor", "--json")[0] in {0, 1}
    running.stop()


@pytest.mark.long
def test_a_start_with_nothing_to_upgrade_and_nobody_watching_loads_neither_library(tmp_path):
    """They cost some twenty megabytes, for good."""
    from tests.forked import environment

    script = (
        "import sys; from bot.app import build; from bot.config import load; import bot.__main__\n"
        "build(load()).database.close()\n"
        "print([name for name in ('alembic', 'prometheus_client') if name in sys.modules])"
    )
    told = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment(CAFFI_DATA=str(tmp_path / "data")),
            capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        told.append(done.stdout.strip())
    assert told == ["['alembic']", "[]"]
