"""Everything moves from SQLite to PostgreSQL and back, row for row, or nothing does."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert, select, text

from bot.config import load
from bot.store import copying
from bot.store.copying import Differs, NotEmpty, Unfit, copy, fingerprint, snapshot, tables
from bot.store.database import Database
from bot.store.tables import people
from bot.store.upgrade import bring_up_to_date
from bot.tryout import settle_in
from tests.house import StillClock

AWKWARD = [
    "<!channel> {{DATE()}} <script>alert(1)</script>",
    "x" * 3200,
    "\u200f\u05e2\u05d1\u05e8\u05d9\u05ea \u202e\u0645\u0631\u062d\u0628\u0627\u200e",
    "👩🏽‍🏫🏴󠁧󠁢󠁷󠁬󠁳󠁿 Tŷ’r Ŵyl",
    "tab\tnew\nline\r\n\\N \\. '\"`--;",
    "",
    " ",
    "\u2028\ufeff\x01\x7f",
]


@pytest.fixture
def filled(tmp_path):
    """An SQLite database with the whole demo and awkward people."""
    database = Database(f"sqlite:///{tmp_path}/old.db")
    bring_up_to_date(database)
    settle_in(database, StillClock(), load(environment={}))

    def awkward(db):
        for number, name in enumerate(AWKWARD):
            db.execute(insert(people).values(name=name, email=f"a{number}@example.org", manager_email=name))
        db.execute(text("insert into people (id, name) values (900, 'last')"))
        gone = (
            "insert into events (id, at, kind, facts) values (5000, '2026-01-01 00:00:00+00:00', 'x', '{}')"
        )
        db.execute(text(gone))
        db.execute(text("delete from events where id = 5000"))

    database.write_now(awkward)
    yield database
    database.close()


@pytest.fixture
def server(postgres_url):
    database = Database(postgres_url)
    yield database
    database.close()


def move(source: Database, target: Database) -> dict[str, int]:
    with snapshot(source.engine) as old:
        return dict(target.write_now(lambda db: copy(old, db)))


def everything(database: Database) -> dict[str, list[dict]]:
    def read(db):
        return {
            table.name: sorted((dict(row) for row in db.execute(select(table)).mappings()), key=repr)
            for table in tables()
        }

    return database.read_now(read)


def test_there_and_back_row_for_row(filled, server, tmp_path):
    counts = move(filled, server)
    assert counts["sessions"] > 20
    assert counts["letters"] + counts["feedback_answers"] + counts["pinned"] > 20
    before = everything(filled)
    assert everything(server) == before
    back = Database(f"sqlite:///{tmp_path}/back.db")
    bring_up_to_date(back)
    assert move(server, back) == counts
    assert everything(back) == before
    back.close()


def test_ids_go_on_where_they_were_also_behind_rows_that_are_gone(filled, server, tmp_path):
    move(filled, server)
    new_event = text(
        "insert into events (at, kind, facts) values ('2026-01-01 00:00:00+00:00', 'x', '{}') returning id"
    )
    new_person = text("insert into people (name) values ('new') returning id")
    back = Database(f"sqlite:///{tmp_path}/back.db")
    bring_up_to_date(back)
    move(server, back)
    for database in (server, back):
        assert database.write_now(lambda db: db.scalar(new_event)) == 5001
        assert database.write_now(lambda db: db.scalar(new_person)) == 901
    back.close()


def test_a_server_that_sorts_as_people_do_says_the_same(postgres, tmp_path):
    """ "b" comes before "C" there, and behind it in SQLite."""
    import psycopg

    with psycopg.connect(postgres.replace("+psycopg", ""), autocommit=True) as connection:
        found = connection.execute(
            "select collname from pg_collation where collname ~ '^en_..\\.utf-?8$' order by 1 limit 1"
        ).fetchone()
        if found is None:
            pytest.skip("this machine has no English locale")
        connection.execute(f"create database sorts template template0 encoding 'UTF8' locale '{found[0]}'")
    old, new = Database(f"sqlite:///{tmp_path}/old.db"), Database(postgres.replace("/postgres?", "/sorts?"))
    for database in (old, new):
        bring_up_to_date(database)
    person = insert(people).values(id=1, name="Nia")
    follow = text("insert into follows values (1, :topic, '2026-01-01 00:00:00+00:00')")
    topics = ["a", "b", "C", "é", "Z", "ŵ", "_", "-x", "x"]
    old.write_now(lambda db: (db.execute(person), db.execute(follow, [{"topic": topic} for topic in topics])))
    assert move(old, new)["follows"] == len(topics)
    for database in (old, new):
        database.close()


def test_what_is_not_empty_is_refused(filled, server):
    server.write_now(lambda db: db.execute(text("insert into marks values ('x', now())")))
    with pytest.raises(NotEmpty, match="marks"):
        move(filled, server)


def test_an_interrupted_copy_leaves_nothing(filled, server):
    def interrupt(_connection, _cursor, statement, *_):
        if "FROM places" in statement:
            raise KeyboardInterrupt

    event.listen(filled.engine, "before_cursor_execute", interrupt)
    with pytest.raises(KeyboardInterrupt):
        move(filled, server)
    event.remove(filled.engine, "before_cursor_execute", interrupt)
    assert not any(everything(server).values())
    assert move(filled, server)["places"] > 0, "or it was not on its way"


def test_a_row_that_does_not_fit_is_told_and_nothing_is_copied(filled, server):
    long_zone = text("update people set zone = :zone where id = 900")
    filled.write_now(lambda db: db.execute(long_zone, {"zone": "x" * 65}))
    with pytest.raises(Unfit, match="people") as told:
        move(filled, server)
    assert "64" in told.value.args[1]
    assert not any(everything(server).values())


def test_a_difference_is_seen(filled, server):
    """A server that writes something else than it is told."""
    forget = "begin if new.id = 900 then new.name = ''Last''; end if; return new; end"
    server.write_now(
        lambda db: (
            db.execute(text(f"create function forget() returns trigger language plpgsql as '{forget}'")),
            db.execute(
                text("create trigger t before insert on people for each row execute function forget()")
            ),
        )
    )
    with pytest.raises(Differs, match="people"):
        move(filled, server)
    assert not any(everything(server).values())


def test_the_source_is_read_as_it_stood_at_one_moment(filled, server, tmp_path):
    for database in (filled, server):
        with snapshot(database.engine if not database.embedded else database._reader) as still:
            before = fingerprint(people, still)
            database.write_now(lambda db: db.execute(text("insert into people (name) values ('late')")))
            assert fingerprint(people, still) == before


@pytest.mark.long
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), max_size=6))
def test_any_text_arrives_as_it_was(names, server, tmp_path_factory):
    source = Database(f"sqlite:///{tmp_path_factory.mktemp('any')}/any.db")
    bring_up_to_date(source)
    server.write_now(copying.empty)
    source.write_now(lambda db: [db.execute(insert(people).values(name=name)) for name in names])
    move(source, server)
    kept = server.read_now(lambda db: db.execute(select(people.c.name).order_by(people.c.id)).scalars().all())
    source.close()
    assert kept == names


@pytest.mark.long
def test_as_an_administrator_does_it(caffi, postgres_url, tmp_path, start):
    start().stop()
    old = f"sqlite:///{tmp_path}/data/caffi.db"
    code, told, _ = caffi("copy", "--to", postgres_url)
    assert code == 0
    assert "rows were copied" in told
    code, _, complaint = caffi("copy", "--from", old, "--to", postgres_url)
    assert code == 1
    assert "is not empty" in complaint
    again = f"sqlite:///{tmp_path}/again.db"
    assert caffi("copy", "--from", postgres_url, "--to", again)[0] == 0
    one, other = Database(old), Database(again)
    assert everything(one) == everything(other)
    one.close()
    other.close()
    assert caffi("copy", "--from", old, "--to", old)[0] == 1
    assert "no database at" in caffi("copy", "--from", f"sqlite:///{tmp_path}/none.db", "--to", again)[2]
    assert caffi("copy", "--to", "mysql://x")[0] == 2


def test_not_while_caffi_runs(caffi, start, postgres_url):
    start()
    code, _, complaint = caffi("copy", "--to", postgres_url)
    assert code == 1
    assert "in use" in complaint


@pytest.mark.long
def test_not_into_a_database_that_caffi_runs_on(caffi, start, postgres_url, tmp_path):
    start().stop()
    start(CAFFI_DATABASE_URL=postgres_url)
    assert "in use" in caffi("copy", "--to", postgres_url)[2]
