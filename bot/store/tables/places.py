"""The tables of places: who holds one, who approves it, and all that happened."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
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

from bot.store.tables.kinds import Moment, Number, metadata, own_id

places = Table(
    "places",
    metadata,
    own_id(),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("hold", String(10), nullable=False),
    Column("mode", String(10), nullable=False, server_default=""),  # where counted apart
    Column("seats", Integer, nullable=False, server_default="1"),  # 2: somebody comes along to help them
    Column("since", Moment, nullable=False),
    Column("until", Moment),  # when a place that is being given up, or offered, is let go
    Column("booked_by", BigInteger),  # who booked it for them; perhaps somebody who is no more
    Column("put_away", Boolean, nullable=False, server_default=text("false")),  # the session is long over
    UniqueConstraint("session_id", "person_id"),
    Index("ix_places_person_id", "person_id", "put_away", "session_id"),
    # Most places last until the session does.
    Index(
        "ix_places_until",
        "until",
        sqlite_where=text("until IS NOT NULL"),
        postgresql_where=text("until IS NOT NULL"),
    ),
    Index(
        "ix_places_booked_by",
        "booked_by",
        sqlite_where=text("booked_by IS NOT NULL"),
        postgresql_where=text("booked_by IS NOT NULL"),
    ),
    sqlite_autoincrement=True,  # an id is a position in a queue: it is never used twice
)

# Every asking for a manager's approval. `asked_of`: the manager; null: there was none to ask. `referred`: why
# organisers were asked. `by_id` null with an outcome: nobody answered, and the rule did.
approvals = Table(
    "approvals",
    metadata,
    own_id(),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("asked_at", Moment, nullable=False),
    Column("asked_of", ForeignKey("people.id"), index=True),
    Column("asked_before", BigInteger),  # the manager before that one; perhaps somebody who is no more
    Column("referred", String(10), nullable=False, server_default=""),
    Column("outcome", String(10), nullable=False, server_default=""),
    Column("by_id", ForeignKey("people.id"), index=True),
    Column("reason", Text, nullable=False, server_default=""),
    Column("ended_at", Moment),
    Index("ix_approvals_session_id_person_id", "session_id", "person_id"),
    Index(
        "ix_approvals_waiting",
        "id",
        sqlite_where=text("outcome = ''"),
        postgresql_where=text("outcome = ''"),
    ),
    Index(
        "ix_approvals_asked_before",
        "asked_before",
        sqlite_where=text("asked_before IS NOT NULL"),
        postgresql_where=text("asked_before IS NOT NULL"),
    ),
    sqlite_autoincrement=True,  # a button names it
)

# Changes of a session that come close together are told in one letter: those of one round.
rounds = Table(
    "rounds",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("happening", BigInteger, nullable=False),
    Column("until", Moment, nullable=False),
)

events = Table(
    "events",
    metadata,
    own_id(),
    Column("at", Moment, nullable=False),
    Column("actor_id", Number),  # who it was then; perhaps somebody who is no more
    Column("kind", String(40), nullable=False),
    Column("facts", JSON, nullable=False),
    # What organisers did is looked up by what happened; places, which are far more, are not.
    Index(
        "ix_events_acts",
        *("kind", "actor_id"),
        sqlite_where=text("kind IN ('OrganiserActed', 'SessionMoved', 'SessionCancelled')"),
        postgresql_where=text("kind IN ('OrganiserActed', 'SessionMoved', 'SessionCancelled')"),
    ),
    sqlite_autoincrement=True,  # letters are keyed by it
)
