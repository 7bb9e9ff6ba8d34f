"""One database after another on a real PostgreSQL server: emptied after a test, then used by the next.

Making one from a template takes the server a quarter of a second, emptying it a few milliseconds. To
truncate costs more than to delete, so that is for tables in which much is left lying.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
from sqlalchemy.engine import make_url

# What a database looks like without its rows; a test may change that, and then nobody uses it again.
_LOOKS = """
select md5(string_agg(line, ';' order by line)) from (
  select concat_ws(' ', c.relname, c.relkind, a.attname, a.atttypid, a.atttypmod, a.attnotnull) as line
  from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace
  union all select conname || pg_get_constraintdef(oid) from pg_constraint
  where connamespace = 'public'::regnamespace
  union all select 'version ' || version_num from alembic_version
) as lines
"""
_OTHERS = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""
_EMPTY = """
do $$ declare thing regclass; begin
  set local lock_timeout = '5s';
  set local session_replication_role = replica;
  for thing in select oid::regclass from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'alembic_version'
  loop
    if pg_relation_size(thing) > 30 * 8192 then execute format('truncate %s cascade', thing);
    else execute format('delete from %s', thing);
    end if;
  end loop;
  for thing in select oid::regclass from pg_class
    where relkind = 'S' and relnamespace = 'public'::regnamespace
  loop perform setval(thing, 1, false); end loop;
end $$
"""
_numbers = count()


class Supply:
    """Empty databases with Caffi's tables. `base`: the server's address as SQLAlchemy writes it."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._spare: list[str] = []
        with self._on("caffi_template") as template:
            self._looks = _one(template, _LOOKS)

    @contextmanager
    def _on(self, name: str) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
        address = self._base.replace("+psycopg", "").replace("/postgres?", f"/{name}?")
        with psycopg.connect(address, autocommit=True) as connection:
            yield connection

    def take(self) -> str:
        """The address of an empty database."""
        if self._spare:
            name = self._spare.pop()
        else:
            name = f"test_{os.getpid()}_{next(_numbers)}"
            with self._on("postgres") as server:
                server.execute(f"create database {name} template caffi_template")
        return self._base.replace("/postgres?", f"/{name}?")

    def give_back(self, url: str) -> None:
        """Whoever still reads or writes there is cut off."""
        name = make_url(url).database
        assert name is not None
        with self._on(name) as database:
            database.execute(_OTHERS)
            if self._emptied(database):
                self._spare.append(name)
                return
        with self._on("postgres") as server:
            server.execute(f"drop database {name} with (force)")

    def _emptied(self, database: "psycopg.Connection[tuple[object, ...]]") -> bool:
        try:
            if _one(database, _LOOKS) == self._looks:
                database.execute(_EMPTY)
                return True
        except psycopg.Error:
            return False
        return False


def _one(database: "psycopg.Connection[tuple[object, ...]]", query: str) -> object:
    row = database.execute(query).fetchone()
    return row[0] if row else None
