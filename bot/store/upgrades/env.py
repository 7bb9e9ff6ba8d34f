"""Alembic's entry: upgrades run on the connection that `bot.store.upgrade` hands in."""

from typing import Any, Literal

from alembic import context

from bot.store.tables import Moment, metadata


def _render(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """An upgrade stays what it was: it names the database's own type, not a class that may change."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    render_item=_render,
)
context.run_migrations()
