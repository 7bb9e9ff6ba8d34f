"""The table of surveys that were gathered elsewhere: what their answers add up to, never the answers."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from bot.store.tables.kinds import Moment, metadata

surveys = Table(
    "surveys",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),  # the file's name
    Column("fingerprint", String(64), nullable=False),  # of the file: the same one twice is one survey
    Column("brought_by", ForeignKey("people.id"), nullable=True),  # null: at the terminal
    Column("brought_at", Moment, nullable=False),
    Column("kept", Boolean, nullable=False),  # false: looked at, and not decided on yet
    Column("figures", JSON, nullable=False),  # with what is too small for anybody to see left out
    Index("ix_surveys_brought_by", "brought_by"),
    sqlite_autoincrement=True,  # buttons name it
)
