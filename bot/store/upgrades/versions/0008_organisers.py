"""Organisers run their sessions from chat: who they are, what they propose, what a file must not undo."""

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
    text,
)

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    number = BigInteger().with_variant(Integer(), "sqlite")
    op.add_column("people", Column("organiser", Boolean(), server_default=text("false"), nullable=False))
    acts = text("kind IN ('OrganiserActed', 'SessionMoved', 'SessionCancelled')")
    op.create_index("ix_events_acts", "events", ["kind"], sqlite_where=acts, postgresql_where=acts)
    op.create_table(
        "proposals",
        Column("id", number, nullable=False),
        Column("person_id", number, nullable=False),
        Column("session_id", number, nullable=True),
        Column("act", String(20), nullable=False),
        Column("facts", JSON(), nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_proposals_person_id")),
        ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_proposals_session_id")),
        PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "at"):
        op.create_index(f"ix_proposals_{column}", "proposals", [column])
    op.create_table(
        "edits",
        Column("session_id", number, nullable=False),
        Column("field", String(20), nullable=False),
        Column("said", JSON(), nullable=True),
        ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_edits_session_id")),
        PrimaryKeyConstraint("session_id", "field", name=op.f("pk_edits")),
    )
    op.create_table(
        "rounds",
        Column("session_id", number, nullable=False),
        Column("happening", BigInteger(), nullable=False),
        Column("until", DateTime(timezone=True), nullable=False),
        ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_rounds_session_id")),
        PrimaryKeyConstraint("session_id", name=op.f("pk_rounds")),
    )
