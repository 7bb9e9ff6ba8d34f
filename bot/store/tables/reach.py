"""The tables of reach: how many people there are, and what was counted once and stays so."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from bot.store.tables.kinds import Moment, metadata

# How many people there were on a day, as an organiser said it: in all (scope ""), or of one
# "directorate:<name>" or "site:<name>".
headcounts = Table(
    "headcounts",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("on", Date, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("set_by", ForeignKey("people.id"), nullable=True),  # null: they are no more
    Column("set_at", Moment, nullable=False),
    Index("ix_headcounts_set_by", "set_by"),
)

# What may be told of a period that is over. It is counted once, so that asking again tells nothing new.
reach_reports = Table(
    "reach_reports",
    metadata,
    Column("period", String(12), primary_key=True),
    Column("facts", JSON, nullable=False),
    Column("counted_at", Moment, nullable=False),
)
