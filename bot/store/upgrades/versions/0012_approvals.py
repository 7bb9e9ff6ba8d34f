"""Sessions that a manager agrees to, what they cost, and every asking for a manager's approval."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    text,
)

revision = "0012"
down_revision = "0011"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("sessions", Column("approval", Boolean(), server_default=text("false"), nullable=False))
    op.add_column("sessions", Column("cost", Text(), server_default="", nullable=False))
    of = {"session_id": "sessions", "person_id": "people", "asked_of": "people", "by_id": "people"}
    op.create_table(
        "approvals",
        Column("id", _NUMBER, nullable=False),
        Column("session_id", _NUMBER, nullable=False),
        Column("person_id", _NUMBER, nullable=False),
        Column("asked_at", DateTime(timezone=True), nullable=False),
        Column("asked_of", _NUMBER, nullable=True),
        Column("referred", String(10), server_default="", nullable=False),
        Column("outcome", String(10), server_default="", nullable=False),
        Column("by_id", _NUMBER, nullable=True),
        Column("reason", Text(), server_default="", nullable=False),
        Column("ended_at", DateTime(timezone=True), nullable=True),
        *(
            ForeignKeyConstraint([each], [f"{target}.id"], name=op.f(f"fk_approvals_{each}"))
            for each, target in of.items()
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_approvals_session_id_person_id", "approvals", ["session_id", "person_id"])
    for column in ("person_id", "asked_of", "by_id"):
        op.create_index(f"ix_approvals_{column}", "approvals", [column])
    # What waits for an answer is far less than what had one.
    waiting = text("outcome = ''")
    op.create_index(
        "ix_approvals_waiting", "approvals", ["id"], sqlite_where=waiting, postgresql_where=waiting
    )
