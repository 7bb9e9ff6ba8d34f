"""What surveys that were gathered elsewhere add up to."""

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
)

revision = "0017"
down_revision = "0016"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "surveys",
        Column("id", _NUMBER, nullable=False),
        Column("name", Text(), nullable=False),
        Column("source", Text(), nullable=False),
        Column("fingerprint", String(64), nullable=False),
        Column("brought_by", _NUMBER, nullable=True),
        Column("brought_at", DateTime(timezone=True), nullable=False),
        Column("kept", Boolean(), nullable=False),
        Column("figures", JSON(), nullable=False),
        ForeignKeyConstraint(["brought_by"], ["people.id"], name=op.f("fk_surveys_brought_by")),
        PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_surveys_brought_by", "surveys", ["brought_by"])
