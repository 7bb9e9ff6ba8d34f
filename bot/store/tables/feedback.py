"""The tables of feedback: what is asked, what is answered, and what becomes of it."""

from sqlalchemy import (
    JSON,
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
    text,
)

from bot.store.tables.kinds import Moment, metadata

# What people are asked: after every session ("all"), or after those of a topic, a series, or one alone.
question_sets = Table(
    "question_sets",
    metadata,
    Column("scope", String(10), primary_key=True),
    Column("name", Text, primary_key=True),  # casefolded; a session's number; empty: the whole programme
    Column("minimum", Integer, nullable=False),
    Column("questions", JSON, nullable=False),
)

# What was asked after a session, as it was when the first person was asked: all answer the same.
asked_questions = Table(
    "asked_questions",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("minimum", Integer, nullable=False),
    Column("questions", JSON, nullable=False),
)

feedback_keys = Table(
    "feedback_keys",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("key", LargeBinary, nullable=False),
)

# No time and no order stands with an answer: either would tell whose it is.
feedback_answers = Table(
    "feedback_answers",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("token", String(64), primary_key=True),
    Column("said", JSON, nullable=False),  # by the question's key
    sqlite_with_rowid=False,  # a row number would be the order in which people answered
)

feedback_asked = Table(
    "feedback_asked",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("answered", Boolean, nullable=False, server_default=text("false")),
    Index("ix_feedback_asked_person_id", "person_id"),
)

# What people wish to say with their name on it; nothing else of theirs stands here.
feedback_named = Table(
    "feedback_named",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("words", Text, nullable=False),
    Index("ix_feedback_named_person_id", "person_id"),
)

# Groups of answers that were published: what they add up to, never an answer.
feedback_cells = Table(
    "feedback_cells",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("facts", JSON, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("done_at", Moment),  # when it was added what became of what people said they will do
    Index(
        "ix_feedback_cells_to_come",
        "published_at",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
)

# Sessions whose feedback is over. In no group, they wait until then for others with few answers (null: no
# more, their answers are deleted unread).
feedback_closings = Table(
    "feedback_closings",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("closed_at", Moment, nullable=False),
    Column("cell_id", ForeignKey("feedback_cells.id"), index=True),
    Column("waits_until", Moment, index=True),
)
