"""The tables of the programme: sessions, what organisers changed of them, what nobody found."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.tables.kinds import Moment, metadata, own_id

sessions = Table(
    "sessions",
    metadata,
    own_id(),
    Column("ref", String(60), nullable=False),
    Column("ref_key", String(60), nullable=False, unique=True),  # casefolded: what people type
    Column("uid", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_cy", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("summary_cy", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("format", String(20), nullable=False),
    Column("place", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("all_day", Boolean, nullable=False),
    Column("capacity", Integer),
    Column("speaker", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("asked", Text, nullable=False, server_default=""),  # words people might ask for it with
    Column("status", String(20), nullable=False),
    # Counters, so that "what's on" never counts places. No CHECK against capacity: an organiser may
    # lower it below what is taken. `caffi doctor` recounts.
    Column("taken", Integer, CheckConstraint("taken >= 0", name="taken"), nullable=False, server_default="0"),
    Column(
        "waiting",
        Integer,
        CheckConstraint("waiting >= 0", name="waiting"),
        nullable=False,
        server_default="0",
    ),
    # In the room and online counted apart: `capacity` is the room's, `…_online` parts of the counters.
    Column("apart", Boolean, nullable=False, server_default=text("false")),
    Column("online_capacity", Integer),  # null: no limit
    Column("taken_online", Integer, nullable=False, server_default="0"),
    Column("waiting_online", Integer, nullable=False, server_default="0"),
    Column(
        "freed", String(10), nullable=False, server_default=""
    ),  # "take", "offer"; empty: as the settings say
    Column("opens_at", Moment),  # from when, and until when, places can be booked
    Column("closes_at", Moment),
    Column("dates_each", Integer),  # of this session's dates somebody may hold so many; null: any number
    Column("invited", Text, nullable=False, server_default=""),  # e-mail addresses
    Column("sensitive", Boolean, nullable=False, server_default=text("false")),
    Column("approval", Boolean, nullable=False, server_default=text("false")),  # a manager agrees to it
    Column("cost", Text, nullable=False, server_default=""),  # in the organisers' words
    Column("added_at", Moment, nullable=False),
    UniqueConstraint("source", "uid"),
    Index("ix_sessions_starts_at", "starts_at"),
    Index("ix_sessions_topic_starts_at", "topic", "starts_at"),
    Index("ix_sessions_ends_at", "ends_at"),
    # The sweep looks every few seconds for a free place that somebody waits for.
    Index(
        "ix_sessions_waiting",
        "starts_at",
        sqlite_where=text("waiting > 0"),
        postgresql_where=text("waiting > 0"),
    ),
)

# A new name at every change of the programme, so that what is kept ready of it can be seen to be old.
revisions = Table(
    "revisions",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1", name="one"), primary_key=True),
    Column("name", String(32), nullable=False),
)

# What an organiser has written and was shown, until they say that it may go.
proposals = Table(
    "proposals",
    metadata,
    own_id(),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("session_id", ForeignKey("sessions.id")),  # null: a session that is to be made
    Column("act", String(20), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,  # a button names it
)

# What an organiser changed of a session that a file brought, and what the file had said of it.
edits = Table(
    "edits",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("field", String(20), primary_key=True),
    Column("said", JSON),
)

# What people looked for in vain. Who asked is not kept, nor when each of them did.
unmet = Table(
    "unmet",
    metadata,
    Column("key", String(120), primary_key=True),  # the words that matter, so that one wish is one row
    Column("words", String(120), nullable=False),  # as it was last asked
    Column("times", Integer, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
)
