"""The tables of what is due: channels' digests, and how far schedules have looked."""

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Text, UniqueConstraint, text

from bot.store.tables.kinds import Moment, metadata, own_id

digests = Table(
    "digests",
    metadata,
    own_id(),
    Column("room", String(20), nullable=False),
    Column("workspace", String(100), nullable=False),
    Column("channel", String(100), nullable=False),
    Column("channel_name", Text, nullable=False),
    Column("weekday", String(10), nullable=False),
    Column("clock", String(5), nullable=False),
    Column("topic", Text, nullable=False),
    Column("paused", Boolean, nullable=False, server_default=text("false")),
    Column("set_by", ForeignKey("people.id"), nullable=False),
    Column("next_due", Moment, nullable=False, index=True),
    UniqueConstraint("room", "workspace", "channel"),
    sqlite_autoincrement=True,  # a letter to the channel names it
)

digest_runs = Table(
    "digest_runs",
    metadata,
    Column("digest_id", ForeignKey("digests.id"), primary_key=True),
    Column("due", Moment, primary_key=True),
    Column("outcome", String(20), nullable=False),
)

# How far each schedule has looked: what fell due in between is done once, however long we were away.
marks = Table(
    "marks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("until", Moment, nullable=False),
)
