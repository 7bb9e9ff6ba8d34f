"""The tables of people's calendars: their feeds, and the invitations they were sent."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint, text

from bot.store.tables.kinds import Moment, metadata, own_id

# The address at which somebody's calendar is read (null: none), and whether invitations come by e-mail.
calendars = Table(
    "calendars",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("token", String(64), unique=True),
    Column("by_mail", Boolean, nullable=False, server_default=text("true")),
)

# What calendars were told of somebody's place: one for all its life, however often it is given up and taken.
invitations = Table(
    "invitations",
    metadata,
    own_id(),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("secret", String(64), nullable=False, unique=True),
    Column("sequence", Integer, nullable=False),
    Column("answerable", Integer, nullable=False),  # answers to an earlier sequence are about something else
    Column("told", String(64), nullable=False),  # a fingerprint; empty: that there is no place (any more)
    Column("changed_at", Moment, nullable=False),
    Column("email", Text, nullable=False, server_default=""),  # where it was last sent
    Column("answer", String(12), nullable=False, server_default=""),
    Column("answered_at", Moment),
    UniqueConstraint("session_id", "person_id"),
    sqlite_autoincrement=True,  # letters are keyed by it
)
