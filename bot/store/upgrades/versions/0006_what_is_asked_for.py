"""What people looked for in vain, and words they might ask for a session with."""

from alembic import op
from sqlalchemy import Column, DateTime, Integer, PrimaryKeyConstraint, String, Text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("sessions", Column("asked", Text(), server_default="", nullable=False))
    op.create_table(
        "unmet",
        Column("key", String(120), nullable=False),
        Column("words", String(120), nullable=False),
        Column("times", Integer(), nullable=False),
        Column("first_at", DateTime(timezone=True), nullable=False),
        Column("last_at", DateTime(timezone=True), nullable=False),
        PrimaryKeyConstraint("key", name=op.f("pk_unmet")),
    )
    op.create_index("ix_unmet_last_at", "unmet", ["last_at"])
