"""The tables of the try-out room: its clock, its pinboard, and what has been seen there."""

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Float, Integer, String, Table, Text

from bot.store.tables.kinds import Moment, metadata, own_id

tryout = Table(
    "tryout",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1", name="one"), primary_key=True),
    Column("offset_seconds", Float, nullable=False),
)

pinned = Table(
    "pinned",
    metadata,
    own_id(),
    Column("key", Text, nullable=False, unique=True),
    Column("conversation", String(200), nullable=False, index=True),
    Column("author", String(100), nullable=False),
    Column("visible_to", String(100), nullable=False),
    Column("body", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Column("revision", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)

seen = Table(
    "seen",
    metadata,
    Column("person", String(100), primary_key=True),
    Column("conversation", String(200), primary_key=True),
    Column("last_id", BigInteger, nullable=False),
)

# Whoever looks at all tables finds those of these pages too; they need what stands above.
from bot.store import (  # noqa: E402 - their tables join the same metadata
    tables,  # noqa: F401
)
