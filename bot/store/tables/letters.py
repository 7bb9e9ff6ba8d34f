"""The tables of the post: letters, their lanes, and what was answered to a delivery."""

from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, text

from bot.store.tables.kinds import Moment, metadata, own_id


def turn_of(kind: str, nudge: str = "") -> int:
    """Answers, what is owed, or nudges: see turns.py. Kept, so that each has an index."""
    if nudge:
        return 2
    return 0 if kind == "answer" else 1


def _turn(writing: Any) -> int:
    letter = writing.get_current_parameters()
    return turn_of(letter["kind"], letter.get("nudge") or "")


letters = Table(
    "letters",
    metadata,
    own_id(),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("target", JSON, nullable=False),
    Column("lane", String(260), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("lease_until", Moment),
    Column("message", String(200), nullable=False, server_default=""),
    Column("error", String(300), nullable=False, server_default=""),
    Column("written_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("nudge", String(10), nullable=False, server_default=""),  # empty: owed, whatever the week was like
    Column("turn", Integer, nullable=False, default=_turn, server_default="1"),
    Column("until", Moment),  # of no use from then on
    # The postman takes the oldest; where these are of busy lanes, he goes from lane to lane.
    *(
        Index(name, "state", "id", sqlite_where=text(which), postgresql_where=text(which))
        for name, which in (
            ("ix_letters_answers", "state = 'waiting' AND turn = 0"),
            ("ix_letters_owed", "state = 'waiting' AND turn = 1"),
            ("ix_letters_nudges", "state = 'waiting' AND turn = 2"),
        )
    ),
    Index(
        "ix_letters_lane",
        *("state", "turn", "lane", "id"),
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("ix_letters_state_due_at", "state", "due_at"),
    Index(
        "ix_letters_ended_at",
        "ended_at",
        sqlite_where=text("ended_at IS NOT NULL"),
        postgresql_where=text("ended_at IS NOT NULL"),
    ),
    Index("ix_letters_person_id", "person_id"),
    # A press asks whether its message holds several nudges.
    Index(
        "ix_letters_message",
        "message",
        sqlite_where=text("message <> ''"),
        postgresql_where=text("message <> ''"),
    ),
)

lanes = Table(
    "lanes",
    metadata,
    Column("lane", String(260), primary_key=True),
    Column("next_at", Moment, nullable=False),
    Column("lease_until", Moment),
)

answers = Table(
    "answers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("reply", JSON),
    Column("at", Moment, nullable=False, index=True),
)
