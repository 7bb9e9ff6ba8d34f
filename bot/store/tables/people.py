"""The tables of people: who they are, where they are reached, which accounts are one person."""

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
    text,
)

from bot.store.tables.kinds import Moment, metadata, own_id

people = Table(
    "people",
    metadata,
    own_id(),
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
    sqlite_autoincrement=True,  # what happened and what buttons carry name it, also when it is another's
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
    own_id(),
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
    own_id(),
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
