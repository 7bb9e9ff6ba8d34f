"""One database after another on a real PostgreSQL server: emptied after a test, then used by the next.

To make one from a template takes the server a quarter of a second, to empty it a few milliseconds. Its
connections stay open from test to test as well: in a new one the server reads its catalogue and plans each
statement anew, which is most of what a short test costs it.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
from sqlalchemy import Engine
from sqlalchemy.engine import URL, make_url

# Where a test changes what a database looks like, nobody uses it again. A function's statements are planned
# once for each connection. To truncate costs more than to delete: that is for tables in which much is left.
_PREPARE = """
create schema supply;
create table supply.changes (what text);
create function supply.note() returns event_trigger language plpgsql as $$
  begin insert into supply.changes values (tg_tag); end $$;
create function supply.empty() returns boolean language plpgsql as $$
  declare thing regclass;
  begin
    if exists (select from supply.changes)
      or (select string_agg(version_num, ',') from public.alembic_version) is distinct from '{version}'
    then return false; end if;
    set local lock_timeout = '5s';
    set local session_replication_role = replica;
    {deletes}
    for thing in select oid::regclass from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 30 * 8192
    loop execute format('truncate %s cascade', thing); end loop;
    perform setval(oid::regclass, 1, false) from pg_class
      where relkind = 'S' and relnamespace = 'public'::regnamespace;
    return true;
  end $$;
create event trigger noted on ddl_command_end execute function supply.note();
"""
_DELETES = """
select format('delete from %s;', oid::regclass) from pg_class
where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'alembic_version'
"""
# Who still reads or writes is cut off, and who holds a lock; what merely stays open is left alone.
_OTHERS = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
  and (state <> 'idle' or pid in (select pid from pg_locks where locktype = 'advisory'))
"""
_numbers = count()
_engines: dict[str, list[Engine]] = defaultdict(list)


class Supply:
    """Empty databases with Caffi's tables. `base`: the server's address as SQLAlchemy writes it."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._spare: list[str] = []
        self._mine: dict[str, psycopg.Connection[tuple[object, ...]]] = {}
        close_all(base.replace("/postgres?", "/caffi_template?"))  # a template is nobody's
        with self._on("caffi_template") as template:
            deletes = template.execute(_DELETES).fetchall()
            version = template.execute("select version_num from alembic_version").fetchone()
            lines = "\n    ".join(line for (line,) in deletes)
            template.execute(_PREPARE.format(version=version[0], deletes=lines))

    @contextmanager
    def _on(self, name: str) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
        with psycopg.connect(self._address(name), autocommit=True) as connection:
            yield connection

    def _address(self, name: str) -> str:
        return self._base.replace("+psycopg", "").replace("/postgres?", f"/{name}?")

    def take(self) -> str:
        """The address of an empty database."""
        if self._spare:
            name = self._spare.pop()
        else:
            name = f"test_{os.getpid()}_{next(_numbers)}"
            with self._on("postgres") as server:
                server.execute(f"create database {name} template caffi_template")
            self._mine[name] = psycopg.connect(self._address(name), autocommit=True)
        return self._base.replace("/postgres?", f"/{name}?")

    def give_back(self, url: str) -> None:
        """Whoever is still at work there is cut off."""
        name = make_url(url).database
        assert name is not None
        if self._emptied(self._mine[name]):
            self._spare.append(name)
            return
        self._mine.pop(name).close()
        close_all(url)
        with self._on("postgres") as server:
            server.execute(f"drop database {name} with (force)")

    def close(self) -> None:
        for name, mine in self._mine.items():
            mine.close()
            close_all(self._base.replace("/postgres?", f"/{name}?"))

    def _emptied(self, database: "psycopg.Connection[tuple[object, ...]]") -> bool:
        try:
            database.execute(_OTHERS)
            row = database.execute("select supply.empty()").fetchone()
        except psycopg.Error:
            return False
        return row == (True,)


def kept_open(engine: Engine, place: URL) -> None:
    """From now on to dispose of `engine` puts it aside, for the next that goes to the same `place`."""
    aside = _engines[place.render_as_string(hide_password=False)]

    def put_aside(*, close: bool = True) -> None:
        # What somebody listens to, or has not let go of, is no longer as it was.
        if engine._has_events or engine.pool.checkedout() or not close:
            Engine.dispose(engine, close=close)
        elif engine not in aside:
            aside.append(engine)

    engine.dispose = put_aside


def close_all(url: str) -> None:
    """Of the engines that were put aside for that database."""
    for engine in _engines.pop(make_url(url).render_as_string(hide_password=False), ()):
        Engine.dispose(engine)


def put_aside(place: URL) -> Engine | None:
    """An engine that goes there and that nobody uses."""
    aside = _engines[place.render_as_string(hide_password=False)]
    return aside.pop() if aside else None
