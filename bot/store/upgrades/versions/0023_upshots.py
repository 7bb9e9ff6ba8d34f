"""What was done because of feedback, as organisers tell it."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "upshots",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("session_id", _NUMBER, nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("said", "said_cy", "did", "did_cy")),
        sa.Column("written_by", _NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tell_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_upshots_session_id")),
        sa.ForeignKeyConstraint(["written_by"], ["people.id"], name=op.f("fk_upshots_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upshots")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_upshots_written_by", "upshots", ["written_by"])
    waiting = sa.text("told = false AND withdrawn = false")
    op.create_index(
        "ix_upshots_tell_at", "upshots", ["tell_at"], sqlite_where=waiting, postgresql_where=waiting
    )
