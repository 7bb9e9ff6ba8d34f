"""Personal calendars and what calendars were told of each place."""

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
    UniqueConstraint,
    text,
)

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    number = BigInteger().with_variant(Integer(), "sqlite")
    op.create_table(
        "calendars",
        Column("person_id", number, nullable=False),
        Column("token", String(64), nullable=True),
        Column("by_mail", Boolean(), server_default=text("true"), nullable=False),
        ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_calendars_person_id")),
        PrimaryKeyConstraint("person_id", name=op.f("pk_calendars")),
        UniqueConstraint("token", name=op.f("uq_calendars_token")),
    )
    op.create_table(
        "invitations",
        Column("id", number, nullable=False),
        Column("session_id", number, nullable=False),
        Column("person_id", number, nullable=False),
        Column("secret", String(64), nullable=False),
        Column("sequence", Integer(), nullable=False),
        Column("answerable", Integer(), nullable=False),
        Column("told", String(64), nullable=False),
        Column("changed_at", DateTime(timezone=True), nullable=False),
        Column("email", Text(), server_default="", nullable=False),
        Column("answer", String(12), server_default="", nullable=False),
        Column("answered_at", DateTime(timezone=True), nullable=True),
        ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_invitations_session_id")),
        ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_invitations_person_id")),
        PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        UniqueConstraint("secret", name=op.f("uq_invitations_secret")),
        UniqueConstraint("session_id", "person_id", name=op.f("uq_invitations_session_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invitations_person_id", "invitations", ["person_id"])
