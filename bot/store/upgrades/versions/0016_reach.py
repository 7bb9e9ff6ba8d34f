"""How many people there are, and what was counted once of how far learning reached."""

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
)

revision = "0016"
down_revision = "0015"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "headcounts",
        Column("scope", Text(), nullable=False),
        Column("on", Date(), nullable=False),
        Column("number", Integer(), nullable=False),
        Column("set_by", _NUMBER, nullable=True),
        Column("set_at", DateTime(timezone=True), nullable=False),
        ForeignKeyConstraint(["set_by"], ["people.id"], name=op.f("fk_headcounts_set_by")),
        PrimaryKeyConstraint("scope", "on", name=op.f("pk_headcounts")),
    )
    op.create_index("ix_headcounts_set_by", "headcounts", ["set_by"])
    op.create_table(
        "reach_reports",
        Column("period", String(12), nullable=False),
        Column("facts", JSON(), nullable=False),
        Column("counted_at", DateTime(timezone=True), nullable=False),
        PrimaryKeyConstraint("period", name=op.f("pk_reach_reports")),
    )
