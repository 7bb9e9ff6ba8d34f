"""The tables of attendance: who came, what got in the way, what people need to take part."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from bot.store.tables.kinds import Moment, metadata

# What is said or scanned at a session, once its organiser asked for it.
checkins = Table(
    "checkins",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("code", String(10), nullable=False, index=True),
)

# Who came. `marked_by` null: they said so themselves. `asked`: they were asked what got in the way.
attendance = Table(
    "attendance",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("mark", String(10), nullable=False),
    Column("marked_by", ForeignKey("people.id")),
    Column("at", Moment, nullable=False),
    Column("asked", Boolean, nullable=False, server_default=text("false")),
    Column("answered", Boolean, nullable=False, server_default=text("false")),
    Index("ix_attendance_person_id", "person_id"),
    # Whom to ask is looked up among those who did not come.
    Index(
        "ix_attendance_absent",
        "at",
        sqlite_where=text("mark = 'absent'"),
        postgresql_where=text("mark = 'absent'"),
    ),
    Index(
        "ix_attendance_marked_by",
        "marked_by",
        sqlite_where=text("marked_by IS NOT NULL"),
        postgresql_where=text("marked_by IS NOT NULL"),
    ),
)

checkin_tries = Table(
    "checkin_tries",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("tries", Integer, nullable=False),
    Index("ix_checkin_tries_person_id", "person_id"),
)

# What got in the way of coming. Nothing here tells who said it, of which session, or in which order.
hindrances = Table(
    "hindrances",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("month", String(7), nullable=False),
    Column("reason", String(20), nullable=False),
    Column("words", Text, nullable=False),
    sqlite_with_rowid=False,
)

# What somebody needs to take part: for the session's organisers, until it is over.
access_needs = Table(
    "access_needs",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("needs", JSON, nullable=False),
    Column("words", Text, nullable=False),
    Index("ix_access_needs_person_id", "person_id"),
)

# Files that somebody may fetch for a short time: what is to be drawn then, never the file itself.
downloads = Table(
    "downloads",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("until", Moment, nullable=False, index=True),
)
