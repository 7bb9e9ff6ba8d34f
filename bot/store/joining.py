"""Two people who turn out to be one: everything of the one becomes the other's."""

from sqlalchemy import Connection, Table, delete, select, update

from bot.store.tables import (
    addresses,
    digests,
    events,
    feedback_asked,
    follows,
    letters,
    people,
    places,
)


def held_by_both(db: Connection, one: int, other: int) -> list[int]:
    """Sessions that both hold on to: a place too many, to be given up before they are joined."""
    mine = select(places.c.session_id).where(places.c.person_id == one)
    theirs = select(places.c.session_id).where(places.c.person_id == other, places.c.session_id.in_(mine))
    return sorted(row.session_id for row in db.execute(theirs))


def join(db: Connection, person_id: int, into: int) -> None:
    """Make `person_id` be `into`. What `into` chose and was told by the people file stays."""
    for table, column in ((follows, "topic"), (feedback_asked, "session_id")):
        _drop_doubles(db, table, column, person_id, into)
    for table in (addresses, follows, places, feedback_asked, letters):
        db.execute(update(table).where(table.c.person_id == person_id).values(person_id=into))
    db.execute(update(digests).where(digests.c.set_by == person_id).values(set_by=into))
    db.execute(update(events).where(events.c.actor_id == person_id).values(actor_id=into))
    db.execute(delete(people).where(people.c.id == person_id))


def _drop_doubles(db: Connection, table: Table, column: str, person_id: int, into: int) -> None:
    there = select(table.c[column]).where(table.c.person_id == into)
    db.execute(delete(table).where(table.c.person_id == person_id, table.c[column].in_(there)))
