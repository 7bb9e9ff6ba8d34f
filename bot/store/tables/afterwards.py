"""Tables of what comes after a session: what people will do, what organisers give them to take along, and
what was done because of feedback.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.tables.kinds import Moment, metadata

_ID = BigInteger().with_variant(Integer, "sqlite")

# What somebody will do with what they learned: theirs alone, whoever organises.
actions = Table(
    "actions",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("words", Text, nullable=False),
    Column("colleagues", Text, nullable=False, server_default=""),
    Column("shared", Boolean, nullable=False, server_default=text("false")),  # a copy went without their name
    Column("due", Moment, nullable=False),  # when they are asked what became of it
    Column("chased", Boolean, nullable=False, server_default=text("false")),
    Column("outcome", String(10), nullable=False, server_default=""),
    Column("obstacle", String(20), nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),  # what got in the way, in their own words
    UniqueConstraint("session_id", "person_id"),
    Index("ix_actions_person_id", "person_id"),
    # Who is asked next is looked up among those who have not been.
    Index(
        "ix_actions_due",
        "due",
        sqlite_where=text("chased = false"),
        postgresql_where=text("chased = false"),
    ),
    sqlite_autoincrement=True,  # buttons and letters name it
)

# Slides, handouts and links of a session. `round` null: its organiser has not let it go yet.
materials = Table(
    "materials",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),  # who added it
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),  # empty: it is a file
    Column("file_name", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("wider", Boolean, nullable=False, server_default=text("false")),  # followers too
    Column("corrected", Boolean, nullable=False, server_default=text("false")),
    Column("replaces", BigInteger),  # which one it will take the place of
    Column("round", BigInteger),  # those of one round are told in one letter
    Column("told_at", Moment, index=True),
    Column("at", Moment, nullable=False),  # when its link or its content was added
    sqlite_autoincrement=True,  # buttons and letters name it
)

# In pieces, so that nobody has to hold a whole file in memory.
material_pieces = Table(
    "material_pieces",
    metadata,
    Column("material_id", ForeignKey("materials.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# What was done because of feedback. Who was told of one that was withdrawn since is not told of the next:
# its row stays, without its words.
upshots = Table(
    "upshots",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=True),  # null: of the whole programme
    Column("said", Text, nullable=False),
    Column("said_cy", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("did_cy", Text, nullable=False),
    Column("written_by", ForeignKey("people.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),  # when it was written or last changed
    Column("tell_at", Moment, nullable=False),
    Column("told", Boolean, nullable=False, server_default=text("false")),
    Column("withdrawn", Boolean, nullable=False, server_default=text("false")),
    # Looked at every few seconds.
    Index(
        "ix_upshots_tell_at",
        "tell_at",
        sqlite_where=text("told = false AND withdrawn = false"),
        postgresql_where=text("told = false AND withdrawn = false"),
    ),
    sqlite_autoincrement=True,  # buttons and letters name it
)
