"""Every table, in one view. Upgrades from version to version are in `upgrades/`."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

# Alembic changes a constraint by its name, so each has one.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. SQLite forgets zones, so a naive one is refused on the way in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts a primary key up by itself only when it is called INTEGER.
_Id = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", _Id, primary_key=True)


people = Table(
    "people",
    metadata,
    _id(),
    Column("name", Text, nullable=False, server_default=""),
    Column("email", Text, unique=True),
    Column("language", String(2)),
    Column("zone", String(64), nullable=False, server_default=""),
    Column("reminders", String(40), nullable=False, server_default="day,hour"),
    Column("prompts", Boolean, nullable=False, server_default=text("true")),
    Column("nudges_a_week", Integer),  # null: as many as the settings say
    Column(
        "letters_to", String(20), nullable=False, server_default=""
    ),  # a room; empty: where they last spoke
    Column("manager_email", Text, nullable=False, server_default=""),
    Column("directorate", Text, nullable=False, server_default=""),
    Column("site", Text, nullable=False, server_default=""),
    Column("profession", Text, nullable=False, server_default=""),
    Column("gone", Boolean, nullable=False, server_default=text("false")),
    # Named in chat; those of the settings are not kept here.
    Column("organiser", Boolean, nullable=False, server_default=text("false")),
    # Who manages anybody at all is a manager.
    Index(
        "ix_people_manager_email",
        "manager_email",
        sqlite_where=text("manager_email <> ''"),
        postgresql_where=text("manager_email <> ''"),
    ),
)

addresses = Table(
    "addresses",
    metadata,
    Column("room", String(20), primary_key=True),
    Column("workspace", String(100), primary_key=True),
    Column("user", String(100), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("gone", Boolean, nullable=False, server_default=text("false")),
    Column("introduced", Boolean, nullable=False, server_default=text("false")),
    Column("spoke_at", Moment, nullable=False),
)

# A one-time code that says "I am this person": nobody can read it from here.
link_codes = Table(
    "link_codes",
    metadata,
    _id(),
    Column("person_id", ForeignKey("people.id"), nullable=False, unique=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("until", Moment, nullable=False),
    Column("claimed_by", ForeignKey("people.id"), index=True),
    sqlite_autoincrement=True,  # a button names it
)

link_tries = Table(
    "link_tries",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("until", Moment, nullable=False),  # they are counted anew from then on
)

# Who came to be one with somebody, and what they brought: kept as long as it can be undone.
links = Table(
    "links",
    metadata,
    _id(),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("was", BigInteger, index=True),  # the person who is no more; null: an account that was new
    Column("at", Moment, nullable=False, index=True),
    Column("brought", JSON, nullable=False),
    sqlite_autoincrement=True,  # letters name it
)

# How a room reaches a user or a channel (`place`), where the platform tells it only when somebody speaks.
ways = Table(
    "ways",
    metadata,
    Column("room", String(20), primary_key=True),
    Column("workspace", String(100), primary_key=True),
    Column("place", String(300), primary_key=True),
    Column("channel", Boolean, nullable=False),
    Column("service", String(200), nullable=False),
    Column("conversation", String(300), nullable=False),
    Column("member", String(300), nullable=False),
    Column("group", String(300), nullable=False),
    Column("name", Text, nullable=False),
    Index("ix_ways_group", "room", "workspace", "group"),
)

follows = Table(
    "follows",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("since", Moment, nullable=False),
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

sessions = Table(
    "sessions",
    metadata,
    _id(),
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

places = Table(
    "places",
    metadata,
    _id(),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("hold", String(10), nullable=False),
    Column("mode", String(10), nullable=False, server_default=""),  # where counted apart
    Column("seats", Integer, nullable=False, server_default="1"),  # 2: somebody comes along to help them
    Column("since", Moment, nullable=False),
    Column("until", Moment),  # when a place that is being given up, or offered, is let go
    Column("booked_by", BigInteger),  # who booked it for them; perhaps somebody who is no more
    UniqueConstraint("session_id", "person_id"),
    Index("ix_places_person_id", "person_id", "session_id"),
    Index("ix_places_until", "until"),
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
    _id(),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("asked_at", Moment, nullable=False),
    Column("asked_of", ForeignKey("people.id"), index=True),
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
    sqlite_autoincrement=True,  # a button names it
)

events = Table(
    "events",
    metadata,
    _id(),
    Column("at", Moment, nullable=False),
    Column("actor_id", ForeignKey("people.id")),
    Column("kind", String(40), nullable=False),
    Column("facts", JSON, nullable=False),
    # What organisers did is looked up by what happened; places, which are far more, are not.
    Index(
        "ix_events_acts",
        "kind",
        sqlite_where=text("kind IN ('OrganiserActed', 'SessionMoved', 'SessionCancelled')"),
        postgresql_where=text("kind IN ('OrganiserActed', 'SessionMoved', 'SessionCancelled')"),
    ),
    sqlite_autoincrement=True,  # letters are keyed by it
)

# What an organiser has written and was shown, until they say that it may go.
proposals = Table(
    "proposals",
    metadata,
    _id(),
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

# Changes of a session that come close together are told in one letter: those of one round.
rounds = Table(
    "rounds",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("happening", BigInteger, nullable=False),
    Column("until", Moment, nullable=False),
)

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
    _id(),
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
)

checkin_tries = Table(
    "checkin_tries",
    metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("tries", Integer, nullable=False),
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
    _id(),
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
    Index("ix_letters_state_id", "state", "id"),
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
    Index("ix_letters_ended_at", "ended_at"),
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

digests = Table(
    "digests",
    metadata,
    _id(),
    Column("room", String(20), nullable=False),
    Column("workspace", String(100), nullable=False),
    Column("channel", String(100), nullable=False),
    Column("channel_name", Text, nullable=False),
    Column("weekday", String(10), nullable=False),
    Column("clock", String(5), nullable=False),
    Column("topic", Text, nullable=False),
    Column("paused", Boolean, nullable=False, server_default=text("false")),
    Column("set_by", ForeignKey("people.id"), nullable=False),
    Column("next_due", Moment, nullable=False, index=True),
    UniqueConstraint("room", "workspace", "channel"),
    sqlite_autoincrement=True,  # a letter to the channel names it
)

digest_runs = Table(
    "digest_runs",
    metadata,
    Column("digest_id", ForeignKey("digests.id"), primary_key=True),
    Column("due", Moment, primary_key=True),
    Column("outcome", String(20), nullable=False),
)

# How far each schedule has looked: what fell due in between is done once, however long we were away.
marks = Table(
    "marks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("until", Moment, nullable=False),
)

tryout = Table(
    "tryout",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1", name="one"), primary_key=True),
    Column("offset_seconds", Float, nullable=False),
)

pinned = Table(
    "pinned",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("conversation", String(200), nullable=False, index=True),
    Column("author", String(100), nullable=False),
    Column("visible_to", String(100), nullable=False),
    Column("body", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Column("revision", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)

seen = Table(
    "seen",
    metadata,
    Column("person", String(100), primary_key=True),
    Column("conversation", String(200), primary_key=True),
    Column("last_id", BigInteger, nullable=False),
)

# Whoever looks at all tables finds those of these pages too; they need what stands above.
from bot.store import (  # noqa: E402 - their tables join the same metadata
    tables_of_afterwards,  # noqa: F401
    tables_of_feedback,  # noqa: F401
    tables_of_reach,  # noqa: F401
    tables_of_surveys,  # noqa: F401
)
