"""The upgrades lead to the tables that the code means, whatever version a database comes from."""

import shutil

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select, text

from bot.store.database import Database
from bot.store.tables import events, metadata, people
from bot.store.upgrade import UPGRADES, bring_up_to_date


def test_the_upgrades_make_the_tables_that_the_code_means(database):
    def differences(db):
        return compare_metadata(MigrationContext.configure(db), metadata)

    assert database.read_now(differences) == []


def test_what_happened_keeps_its_numbers_and_nobody_gets_one_that_was_anothers(tmp_path):
    before = tmp_path / "before"
    later = shutil.ignore_patterns("__pycache__", "002*")
    shutil.copytree(UPGRADES, before, ignore=later)
    database = Database(f"sqlite:///{tmp_path / 'caffi.db'}")
    bring_up_to_date(database, before)

    def fill(db):
        db.execute(text("insert into people (id, name) values (3, 'Nia')"))
        moment = "2026-03-02 09:00:00.000000"
        db.execute(text(f"insert into links (person_id, was, at, brought) values (3, 7, '{moment}', '{{}}')"))  # noqa: S608 - ours
        row = "insert into events (id, at, actor_id, kind, facts) values (:id, :at, 3, 'PlaceBooked', '{}')"
        for number in (4, 9):
            db.execute(text(row), {"id": number, "at": moment})
        db.execute(text("delete from events where id = 9"))

    database.write_now(fill)
    bring_up_to_date(database)
    add = insert(people).values(name="Owen").returning(people.c.id)
    assert database.write_now(lambda db: db.execute(add).scalar()) == 8, "7 was somebody who became Nia"
    kept = database.read_now(lambda db: db.execute(select(events.c.id, events.c.actor_id)).all())
    assert kept == [(4, 3)]
    database.close()
