"""Nudges are counted, merged and may come too late; a message is found again by its name."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("people", sa.Column("nudges_a_week", sa.Integer(), nullable=True))
    op.add_column("letters", sa.Column("nudge", sa.String(length=10), server_default="", nullable=False))
    op.add_column("letters", sa.Column("until", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_letters_message",
        "letters",
        ["message"],
        unique=False,
        sqlite_where=sa.text("message <> ''"),
        postgresql_where=sa.text("message <> ''"),
    )
    op.create_index(
        "ix_letters_owed",
        "letters",
        ["state", "id"],
        unique=False,
        sqlite_where=sa.text("nudge = ''"),
        postgresql_where=sa.text("nudge = ''"),
    )
