"""What is said every few seconds, or at every ask, never reads a whole table that grows: SQLite's own plans.

PostgreSQL reads a small table whole, whatever its indexes.
"""

import importlib
import pkgutil
from collections.abc import Iterator

from sqlalchemy import event, insert

import bot.store
from bot.store import joining, locks, organisers, tables
from bot.store.database import Database
from bot.store.ready import Ready
from bot.store.tables import people
from tests.house import MONDAY

# Of these there are few: for channels, versions, and what somebody told of a session to come.
FEW = {"digests", "revisions", "access_needs"}
# These are not tables: what a statement gathers on its way.
ON_THE_WAY = {"CONSTANT ROW", "walk", "anon_1"}
# An index of a part of a table is as long as that part.
PARTS = {
    index.name for table in tables.metadata.tables.values() for index in table.indexes if index.dialect_kwargs
}


def statements() -> Iterator[Ready]:
    """All that stand in a module of the store, by themselves or in a table of several."""
    for module in pkgutil.iter_modules(bot.store.__path__):
        for name, kept in vars(importlib.import_module(f"bot.store.{module.name}")).items():
            if name == "_FORGET":
                continue  # once a day
            several = kept.values() if isinstance(kept, dict) else (kept,)
            for each in several:
                some = each if isinstance(each, tuple) else (each,)
                yield from (one for one in some if isinstance(one, Ready))


def test_what_is_kept_ready_is_found_by_an_index(tmp_path, sqlite_template):
    copy = tmp_path / "caffi.db"
    copy.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{copy}")

    def scans(db):
        found = set()
        for each in statements():
            form = each._form(db)
            cursor = db.connection.cursor()
            plan = cursor.execute(f"EXPLAIN QUERY PLAN {form.sql}", [None] * len(form._names))
            for *_, step in plan.fetchall():
                what, _, index = step.replace(" COVERING", "")[5:].partition(" USING INDEX ")
                if step.startswith("SCAN ") and what not in FEW | ON_THE_WAY and index not in PARTS:
                    found.add((step, form.sql))
        return found

    found = database.read_now(scans)
    database.close()
    assert not found
    assert len(list(statements())) > 40


def test_two_become_one_and_two_again_without_going_through_what_grows(tmp_path, sqlite_template):
    """Nor through the log, which is never forgotten."""
    copy = tmp_path / "caffi.db"
    copy.write_bytes(sqlite_template.read_bytes())
    database, plans = Database(f"sqlite:///{copy}"), []

    def link(db):
        one, other = (
            db.execute(insert(people).values(name=name).returning(people.c.id)).scalar_one()
            for name in ("Ann", "A")
        )

        @event.listens_for(db, "before_cursor_execute")
        def plan(_db, cursor, words, facts, _context, many):
            if words.startswith("INSERT"):
                return  # nothing is looked for
            said = f"EXPLAIN QUERY PLAN {words}"
            plans.extend(
                (step, words) for *_, step in cursor.execute(said, facts[0] if many else facts).fetchall()
            )

        locks.people_and_theirs(db, one, other)
        joining.held_by_both(db, other, one)
        link = joining.join(db, other, one, MONDAY)
        joining.part(db, joining.of(db, one, MONDAY, link))

    database.write_now(link)
    database.close()
    empty = {"(subquery-1)"}  # a list of no values
    scans = [
        (step, words)
        for step, words in plans
        if step.startswith("SCAN ") and step[5:] not in FEW | ON_THE_WAY | empty
    ]
    assert not [each for each in scans if "ix_approvals_waiting" not in each[0]]
    assert len(plans) > 100


def test_what_organisers_did_is_found_among_all_that_happened(tmp_path, sqlite_template):
    copy = tmp_path / "caffi.db"
    copy.write_bytes(sqlite_template.read_bytes())
    database, plans = Database(f"sqlite:///{copy}"), []

    def look(db):
        @event.listens_for(db, "before_cursor_execute")
        def plan(_db, cursor, words, facts, _context, _many):
            plans.extend(step for *_, step in cursor.execute(f"EXPLAIN QUERY PLAN {words}", facts).fetchall())

        organisers.history(db, 1, most=20)
        organisers.count_invited(db)

    database.read_now(look)
    database.close()
    of_events = [step for step in plans if " events" in step]
    assert len(of_events) == 2
    assert all("ix_events_acts" in step for step in of_events)
