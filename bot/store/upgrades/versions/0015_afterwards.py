"""What people will do after a session, and what organisers give them to take along."""

from typing import Any

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    text,
)

revision = "0015"
down_revision = "0014"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    _of_people(
        "actions",
        Column("words", Text(), nullable=False),
        Column("colleagues", Text(), server_default="", nullable=False),
        _flag("shared"),
        Column("due", DateTime(timezone=True), nullable=False),
        _flag("chased"),
        Column("outcome", String(10), server_default="", nullable=False),
        Column("obstacle", String(20), server_default="", nullable=False),
        Column("note", Text(), server_default="", nullable=False),
        UniqueConstraint("session_id", "person_id", name=op.f("uq_actions_session_id_person_id")),
    )
    op.create_index("ix_actions_person_id", "actions", ["person_id"])
    open_ = text("chased = false")
    op.create_index("ix_actions_due", "actions", ["due"], sqlite_where=open_, postgresql_where=open_)
    _of_people(
        "materials",
        Column("title", Text(), nullable=False),
        Column("url", Text(), nullable=False),
        Column("file_name", Text(), nullable=False),
        Column("size", Integer(), nullable=False),
        _flag("wider"),
        _flag("corrected"),
        Column("replaces", BigInteger(), nullable=True),
        Column("round", BigInteger(), nullable=True),
        Column("told_at", DateTime(timezone=True), nullable=True),
        Column("at", DateTime(timezone=True), nullable=False),
    )
    for column in ("session_id", "person_id"):
        op.create_index(f"ix_materials_{column}", "materials", [column])
    op.create_table(
        "material_pieces",
        Column("material_id", _NUMBER, nullable=False),
        Column("number", Integer(), nullable=False),
        Column("content", LargeBinary(), nullable=False),
        ForeignKeyConstraint(["material_id"], ["materials.id"], name=op.f("fk_material_pieces_material_id")),
        PrimaryKeyConstraint("material_id", "number", name=op.f("pk_material_pieces")),
    )


def _flag(name: str) -> Column[Any]:
    return Column(name, Boolean(), server_default=text("false"), nullable=False)


def _of_people(name: str, *columns: Column[Any] | UniqueConstraint) -> None:
    """A table of what people have on sessions, by a number that is never given twice."""
    of = {"session_id": "sessions.id", "person_id": "people.id"}
    op.create_table(
        name,
        Column("id", _NUMBER, nullable=False),
        *(Column(each, _NUMBER, nullable=False) for each in of),
        *columns,
        *(ForeignKeyConstraint([each], [of[each]], name=op.f(f"fk_{name}_{each}")) for each in of),
        PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
