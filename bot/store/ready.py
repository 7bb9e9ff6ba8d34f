"""Statements that are compiled once for each database, and then said to its driver itself.

SQLAlchemy writes the SQL and knows what values become on the way in and out. What it does anew for each
execution costs ten times what SQLite needs for the statement: so this is for what is said at every ask.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Dialect, Table, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.base import Executable
from sqlalchemy.types import TypeEngine

from bot.store.statements import inserting

_Process: TypeAlias = Callable[[Any], Any]
_rows: Any = namedtuple  # noqa: PYI024 - their columns are known when a statement is compiled


class Ready:
    """`statement` names all that is filled in by `bindparam`; an insert by the `columns` that it fills.

    Facts go in by these names; rows have their columns as attributes. Raises SQLAlchemy's own errors.
    """

    def __init__(self, statement: Executable, *columns: str) -> None:
        self._statement = statement
        self._columns = columns
        self._forms: dict[str, _Form] = {}

    def all(self, db: Connection, **facts: Any) -> list[Any]:
        """Its rows."""
        form = self._form(db)
        cursor = tell_driver(db, form.sql, form.filled_in(facts))
        rows = [form.row(values) for values in cursor.fetchall()]
        cursor.close()
        return rows

    def first(self, db: Connection, **facts: Any) -> Any:
        """Its first row; None where there is none."""
        form = self._form(db)
        cursor = tell_driver(db, form.sql, form.filled_in(facts))
        values = cursor.fetchone()
        cursor.close()
        return None if values is None else form.row(values)

    def run(self, db: Connection, **facts: Any) -> int:
        """How many rows it changed."""
        form = self._form(db)
        cursor = tell_driver(db, form.sql, form.filled_in(facts))
        changed: int = cursor.rowcount
        cursor.close()
        return changed

    def _form(self, db: Connection) -> "_Form":
        name = db.dialect.name
        form = self._forms.get(name)
        if form is None:
            form = self._forms[name] = _Form(self._said_to(name), self._columns, db.dialect)
        return form

    def _said_to(self, database: str) -> Executable:  # noqa: ARG002 (an addition is said otherwise to each)
        return self._statement


class Adding(Ready):
    """An insert of one row into a table that numbers its rows. `once`: not where its key is there already,
    also when another replica wrote it a moment ago.
    """

    def __init__(self, table: Table, *columns: str, once: bool = False) -> None:
        super().__init__(insert(table), *columns)
        self._table = table
        self._once = once

    def number(self, db: Connection, **facts: Any) -> int | None:
        """The number of the new row; None where it was there."""
        form = self._form(db)
        cursor = tell_driver(db, form.sql, form.filled_in(facts))
        if db.dialect.name == "postgresql":
            values = cursor.fetchone()
            found = values[0] if values else None
        else:
            found = cursor.lastrowid if cursor.rowcount else None
        cursor.close()
        return cast("int | None", found)

    def _said_to(self, database: str) -> Executable:
        adding = inserting(database, self._table)
        if self._once:
            adding = adding.on_conflict_do_nothing()
        # SQLite's driver knows the number anyway, and to have it returned takes longer than a whole index.
        return adding.returning(self._table.c.id) if database == "postgresql" else adding


class _Form:
    """The statement as one database has it."""

    def __init__(self, statement: Any, columns: Sequence[str], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(columns) or None)
        self.sql = str(compiled)
        assert "POSTCOMPILE" not in self.sql, "a list of values: name each of them"
        self._by_place = compiled.positiontup is not None  # else by name
        self._names = compiled.positiontup if self._by_place else list(compiled.params)
        binds = [compiled.binds[name] for name in self._names]
        into = [bind.type.dialect_impl(dialect).bind_processor(dialect) for bind in binds]
        # What the statement says itself has its value here, as the driver wants it; the rest is filled in.
        self._values = [
            None if bind.required else change(bind.effective_value) if change else bind.effective_value
            for bind, change in zip(binds, into, strict=True)
        ]
        self._facts = [(place, self._names[place]) for place, bind in enumerate(binds) if bind.required]
        self._into = [(place, into[place]) for place, _ in self._facts if into[place] is not None]
        returned = statement.exported_columns
        self._row = _rows("Row", returned.keys(), rename=True)._make
        self._out = [
            (place, out)
            for place, column in enumerate(returned)
            if (out := _out(column.type, dialect)) is not None
        ]

    def filled_in(self, facts: dict[str, Any]) -> Any:
        """The facts as the driver wants them; what the statement says itself is in its place."""
        values = self._values.copy()
        for place, name in self._facts:
            values[place] = facts[name]
        for place, into in self._into:
            values[place] = into(values[place])
        return values if self._by_place else dict(zip(self._names, values, strict=True))

    def row(self, values: Sequence[Any]) -> Any:
        told = list(values)
        for place, out in self._out:
            told[place] = out(told[place])
        return self._row(told)


def _out(type_: TypeEngine[Any], dialect: Dialect) -> _Process | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)


def tell_driver(db: Connection, words: str, facts: Any = ()) -> Any:
    """The driver's cursor, once it has run that. Its errors are raised as SQLAlchemy's."""
    file_or_server = db.connection.driver_connection
    assert file_or_server is not None
    try:
        return file_or_server.execute(words, facts)
    except Exception as error:
        driver = db.dialect.dbapi
        if driver is None or not isinstance(error, driver.Error):
            raise
        raise DBAPIError.instance(
            words, None, error, driver.Error, hide_parameters=True, dialect=db.dialect
        ) from error
