"""How both databases are written to: in pieces that fit into a statement, and where a row may be there."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

Value = TypeVar("Value")
AT_ONCE = 500  # values in one statement


def batched(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """In pieces of which each fits into one statement."""
    return (values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE))


def inserting(database: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that may say what to do where the row is there already: `on_conflict_do_…`.

    `database` is the dialect's name.
    """
    return postgresql.insert(table) if database == "postgresql" else sqlite.insert(table)
