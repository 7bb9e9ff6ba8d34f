"""Who came and what got in the way, access needs, places with a seat for a helper, files to be fetched."""

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
    text,
)

revision = "0010"
down_revision = "0009"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("places", Column("seats", Integer(), server_default="1", nullable=False))
    _of_sessions("checkins", Column("code", String(10), nullable=False), people=False)
    op.create_index("ix_checkins_code", "checkins", ["code"])
    no = text("false")
    _of_sessions(
        "attendance",
        Column("mark", String(10), nullable=False),
        Column("marked_by", _NUMBER, nullable=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("asked", Boolean(), server_default=no, nullable=False),
        Column("answered", Boolean(), server_default=no, nullable=False),
        ForeignKeyConstraint(["marked_by"], ["people.id"], name=op.f("fk_attendance_marked_by")),
    )
    op.create_index("ix_attendance_person_id", "attendance", ["person_id"])
    absent = text("mark = 'absent'")
    op.create_index(
        "ix_attendance_absent", "attendance", ["at"], sqlite_where=absent, postgresql_where=absent
    )
    _of_sessions("checkin_tries", Column("tries", Integer(), nullable=False))
    op.create_table(
        "hindrances",
        Column("key", String(32), nullable=False),
        Column("month", String(7), nullable=False),
        Column("reason", String(20), nullable=False),
        Column("words", Text(), nullable=False),
        PrimaryKeyConstraint("key", name=op.f("pk_hindrances")),
        sqlite_with_rowid=False,
    )
    _of_sessions(
        "access_needs", Column("needs", JSON(), nullable=False), Column("words", Text(), nullable=False)
    )
    op.create_index("ix_access_needs_person_id", "access_needs", ["person_id"])
    op.create_table(
        "downloads",
        Column("hash", String(64), nullable=False),
        Column("person_id", _NUMBER, nullable=False),
        Column("kind", String(40), nullable=False),
        Column("facts", JSON(), nullable=False),
        Column("until", DateTime(timezone=True), nullable=False),
        ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_downloads_person_id")),
        PrimaryKeyConstraint("hash", name=op.f("pk_downloads")),
    )
    op.create_index("ix_downloads_person_id", "downloads", ["person_id"])
    op.create_index("ix_downloads_until", "downloads", ["until"])


def _of_sessions(name: str, *columns: Column[object] | ForeignKeyConstraint, people: bool = True) -> None:
    """A table of sessions, or of people on sessions."""
    of = ["session_id", "person_id"] if people else ["session_id"]
    op.create_table(
        name,
        *(Column(each, _NUMBER, nullable=False) for each in of),
        *columns,
        *(
            ForeignKeyConstraint([each], [f"{target}.id"], name=op.f(f"fk_{name}_{each}"))
            for each, target in zip(of, ("sessions", "people"), strict=False)
        ),
        PrimaryKeyConstraint(*of, name=op.f(f"pk_{name}")),
    )
