"""Two people who turn out to be one: everything of the one becomes the other's, and can be given back.

What was brought is kept with the link, by name and number, until the time for undoing is over. That the one's
number is the other's now stays: it is how all that is theirs is found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    insert,
    or_,
    select,
    true,
    update,
)

from bot.ask import Address
from bot.store import access, actions, attendance, calendars, feedback
from bot.store import links as codes
from bot.store.letters import State
from bot.store.organisers import ACTS
from bot.store.people import is_at
from bot.store.tables import (
    access_needs,
    addresses,
    approvals,
    checkin_tries,
    digests,
    downloads,
    events,
    follows,
    headcounts,
    invitations,
    letters,
    link_codes,
    links,
    materials,
    metadata,
    people,
    places,
    proposals,
    surveys,
    upshots,
)
from bot.store.tables import actions as actions_table
from bot.store.tables import attendance as attendance_table

UNDO = timedelta(days=14)
_OPEN = (State.HELD, State.WAITING, State.SENDING)
# What the one knows and the other does not is not lost.
_FILLED = (
    *("name", "email", "language", "zone"),
    *("manager_email", "directorate", "site", "profession"),
    "organiser",
)
_BLANK: dict[str, Any] = {"email": None, "language": None, "organiser": False}

# One for each person on a session: it goes with their place.
_BY_SESSION = (attendance_table, access_needs, checkin_tries, invitations)

# Where it stands that they did something. Some of these can be done again, and then stand there at that time.
_DID: Mapping[Column[Any], Column[Any] | None] = {
    materials.c.person_id: None,
    surveys.c.brought_by: None,
    headcounts.c.set_by: headcounts.c.set_at,
    upshots.c.written_by: upshots.c.at,
    attendance_table.c.marked_by: attendance_table.c.at,
    approvals.c.asked_of: None,
    approvals.c.asked_before: None,
    approvals.c.by_id: None,
    places.c.booked_by: None,
    proposals.c.person_id: None,
    downloads.c.person_id: None,
    events.c.actor_id: None,
}

# Whatever leads to a person leads to the one they are now.
_LEAD_HERE = (
    *(
        key.parent
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is people.c.id
    ),
    *(places.c.booked_by, approvals.c.asked_before, events.c.actor_id),
)


_KNOWS = cast(links.c.brought, Text) != "{}"


@dataclass(frozen=True, slots=True)
class Link:
    id: int
    person_id: int
    at: datetime
    brought: tuple[Address, ...]

    @property
    def until(self) -> datetime:
        """It can be undone until then."""
        return self.at + UNDO


def held_by_both(db: Connection, one: int, other: int) -> list[int]:
    """Sessions that both hold on to: a place too many, to be given up before they are joined."""
    mine = select(places.c.session_id).where(places.c.person_id == one)
    theirs = select(places.c.session_id).where(places.c.person_id == other, places.c.session_id.in_(mine))
    return sorted(row.session_id for row in db.execute(theirs))


def join(db: Connection, person_id: int, into: int, now: datetime) -> int:
    """Make `person_id` be `into`, who keeps what they chose and were told; the link that can be undone."""
    mine, theirs = _row(db, person_id), _row(db, into)
    filled = {name: mine[name] for name in _FILLED if mine[name] and not theirs[name]}
    doubled = select(follows.c.topic).where(follows.c.person_id == into)
    db.execute(delete(follows).where(follows.c.person_id == person_id, follows.c.topic.in_(doubled)))
    brought = {
        "person": mine,
        "filled": filled,
        "addresses": [list(row) for row in db.execute(_addresses(addresses.c.person_id == person_id))],
        "asked": feedback.hand_over(db, person_id, into),
        "topics": _values(db, follows, "topic", person_id),
        "places": _values(db, places, "id", person_id),
        "approvals": _values(db, approvals, "id", person_id),
        "links": _values(db, links, "id", person_id),
        "actions": _values(db, actions_table, "id", person_id),
        "letters": _values(db, letters, "id", person_id, letters.c.state.in_(_OPEN)),
        "digests": [row.id for row in db.execute(select(digests.c.id).where(digests.c.set_by == person_id))],
    }
    db.execute(
        delete(link_codes).where(
            or_(link_codes.c.person_id == person_id, link_codes.c.claimed_by == person_id)
        )
    )
    codes.count_together(db, person_id, into)
    for kept in (calendars, attendance, access, actions):
        kept.come_together(db, person_id, into)
    brought |= {table.name: _values(db, table, "session_id", person_id) for table in _BY_SESSION}
    brought["calendar"] = calendars.named(db, person_id)
    brought["did"] = {str(column): _keys(db, column, person_id) for column in _DID}
    for column in _LEAD_HERE:
        db.execute(update(column.table).where(_theirs(column, person_id)).values({column: into}))
    db.execute(delete(people).where(people.c.id == person_id))
    db.execute(
        update(people).where(people.c.id == into).values(filled | {"gone": mine["gone"] and theirs["gone"]})
    )
    return _keep(db, into, person_id, now, brought)


def arrive(db: Connection, person_id: int, address: Address, name: str, now: datetime) -> int:
    """Somebody whom we know came to a new address: the link that can be undone."""
    there = [address.room, address.workspace, address.user]
    return _keep(db, person_id, None, now, {"person": {"name": name}, "addresses": [there]})


def _keep(db: Connection, person_id: int, was: int | None, now: datetime, brought: dict[str, Any]) -> int:
    link: int = db.execute(
        insert(links).values(person_id=person_id, was=was, at=now, brought=brought).returning(links.c.id)
    ).scalar_one()
    return link


def of(db: Connection, person_id: int, now: datetime, link_id: int | None = None) -> Link | None:
    """Their newest link that can be undone; or that one, if it is theirs."""
    query = select(links).where(links.c.person_id == person_id, links.c.at > now - UNDO, _KNOWS)
    if link_id is not None:
        query = query.where(links.c.id == link_id)
    row = db.execute(query.order_by(links.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    brought = tuple(Address(*address) for address in row.brought["addresses"])
    return Link(row.id, row.person_id, row.at, brought)


def part(db: Connection, link: Link) -> int:
    """Undo a link: what was brought, as far as it is still there, is a new person's. Who that is."""
    was_id, brought = db.execute(select(links.c.was, links.c.brought).where(links.c.id == link.id)).one()
    filled, into = brought.get("filled", {}), _row(db, link.person_id)
    back = {name: _BLANK.get(name, "") for name in filled}
    back = {name: blank for name, blank in back.items() if into[name] == filled[name]}
    if back:
        db.execute(update(people).where(people.c.id == link.person_id).values(back))
    was = brought["person"] | {"gone": False}
    if "email" not in back:
        was["email"] = None  # no two people have the same
    if was.get("organiser"):
        was["organiser"] = into["organiser"]  # it may have been taken from them meanwhile
    person_id: int = db.execute(insert(people).values(was).returning(people.c.id)).scalar_one()
    for address in link.brought:
        mine = is_at(address), addresses.c.person_id == link.person_id
        db.execute(update(addresses).where(*mine).values(person_id=person_id))
    for table in (places, approvals, letters, links, actions_table):
        _give(db, table.c.person_id, brought.get(table.name, ()), link.person_id, person_id)
    _give_by_session(db, brought, link.person_id, person_id)
    for column in _DID:
        _give_what_they_did(
            db, column, brought.get("did", {}).get(str(column), ()), link, (was_id, person_id)
        )
    if (calendar := brought.get("calendar")) and calendars.named(db, link.person_id) == calendar:
        calendars.hand_over(db, link.person_id, person_id)
    _give(db, digests.c.set_by, brought.get("digests", ()), link.person_id, person_id)
    topics = follows.c.person_id == link.person_id, follows.c.topic.in_(brought.get("topics", ()))
    db.execute(update(follows).where(*topics).values(person_id=person_id))
    feedback.hand_over(db, link.person_id, person_id, among=brought.get("asked", ()))
    codes.count_apart(db, link.person_id, person_id)
    ended = links.c.id == link.id
    db.execute(update(links).where(ended).values(person_id=person_id, brought={}))  # the old number is theirs
    db.execute(delete(links).where(ended, links.c.was.is_(None)))
    return person_id


def settle(db: Connection, link_id: int) -> None:
    """It is for good: nobody had been there with whom anybody could be taken for one."""
    db.execute(update(links).where(links.c.id == link_id).values(brought={}))


def forget(db: Connection, now: datetime) -> None:
    """What was brought, where that can be undone no more."""
    over = links.c.at <= now - UNDO
    db.execute(delete(links).where(over, links.c.was.is_(None)))
    db.execute(update(links).where(over, _KNOWS).values(brought={}))


def _give(db: Connection, owner: Column[int], ids: Iterable[int], person_id: int, to: int) -> None:
    theirs = owner.table.c.id.in_(list(ids)), owner == person_id
    db.execute(update(owner.table).where(*theirs).values({owner: to}))


def _theirs(column: Column[Any], person_id: int) -> ColumnElement[bool]:
    """Of what happened, what organisers did has their name on it; the rest says who it was then."""
    return and_(column == person_id, ACTS) if column is events.c.actor_id else column == person_id


def _keys(db: Connection, column: Column[Any], person_id: int) -> list[list[Any]]:
    """Which rows of its table say that they did that, as it can be written down."""
    rows = db.execute(select(*column.table.primary_key).where(_theirs(column, person_id)))
    return [[value.isoformat() if isinstance(value, date) else value for value in row] for row in rows]


def _give_what_they_did(
    db: Connection, column: Column[Any], keys: Iterable[Sequence[Any]], link: Link, owner: tuple[int, int]
) -> None:
    """In the rows with those `keys` the doer is the new person, unless it was done again since. `owner`: the
    number that they had in such keys, and the one that they have now.
    """
    was, to = owner
    parts = list(column.table.primary_key)

    def value(part: Column[Any], written: Any) -> Any:
        if isinstance(part.type, Date):
            return date.fromisoformat(written)
        return to if written == was and part.references(people.c.id) else written

    rows = [{f"at_{part.name}": value(part, it) for part, it in zip(parts, key, strict=True)} for key in keys]
    if not rows:
        return
    done_at = _DID[column]
    since = true() if done_at is None else done_at <= link.at
    there = (part == bindparam(f"at_{part.name}") for part in parts)
    db.execute(update(column.table).where(*there, column == link.person_id, since).values({column: to}), rows)


def _give_by_session(db: Connection, brought: Mapping[str, Any], person_id: int, to: int) -> None:
    """What was brought about sessions, and what belongs to the places that went back, unless `person_id` has
    a place there still.
    """
    has = {who: select(places.c.session_id).where(places.c.person_id == who) for who in (person_id, to)}
    for table in _BY_SESSION:
        session = table.c.session_id
        theirs = or_(session.in_(brought.get(table.name, ())), session.in_(has[to]))
        moved = update(table).where(table.c.person_id == person_id, theirs, session.not_in(has[person_id]))
        db.execute(moved.values(person_id=to))


def _row(db: Connection, person_id: int) -> dict[str, Any]:
    """Everything of a person but their number. Raises LookupError when there is none."""
    row = db.execute(select(people).where(people.c.id == person_id).with_for_update()).first()
    if row is None:
        raise LookupError(person_id)
    return {name: value for name, value in row._asdict().items() if name != "id"}


def _addresses(which: ColumnElement[bool]) -> Any:
    return select(addresses.c.room, addresses.c.workspace, addresses.c.user).where(which)


def _values(
    db: Connection, table: Table, column: str, person_id: int, *more: ColumnElement[bool]
) -> Sequence[Any]:
    rows = db.execute(select(table.c[column]).where(table.c.person_id == person_id, *more))
    return [row[0] for row in rows]
