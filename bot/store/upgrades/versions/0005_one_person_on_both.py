"""Somebody on Slack and on Teams is one person: one-time codes, what was linked, where letters go."""

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    number = BigInteger().with_variant(Integer(), "sqlite")
    op.add_column("people", Column("letters_to", String(20), server_default="", nullable=False))
    op.create_table(
        "link_codes",
        Column("id", number, nullable=False),
        Column("person_id", number, nullable=False),
        Column("hash", String(64), nullable=False),
        Column("until", DateTime(timezone=True), nullable=False),
        Column("claimed_by", number, nullable=True),
        ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_link_codes_person_id")),
        ForeignKeyConstraint(["claimed_by"], ["people.id"], name=op.f("fk_link_codes_claimed_by")),
        PrimaryKeyConstraint("id", name=op.f("pk_link_codes")),
        UniqueConstraint("person_id", name=op.f("uq_link_codes_person_id")),
        UniqueConstraint("hash", name=op.f("uq_link_codes_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_link_codes_claimed_by", "link_codes", ["claimed_by"])
    op.create_table(
        "link_tries",
        Column("person_id", number, nullable=False),
        Column("tries", Integer(), nullable=False),
        Column("until", DateTime(timezone=True), nullable=False),
        ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_link_tries_person_id")),
        PrimaryKeyConstraint("person_id", name=op.f("pk_link_tries")),
    )
    op.create_table(
        "links",
        Column("id", number, nullable=False),
        Column("person_id", number, nullable=False),
        Column("was", BigInteger(), nullable=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("brought", JSON(), nullable=False),
        ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_links_person_id")),
        PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "was", "at"):
        op.create_index(f"ix_links_{column}", "links", [column])
