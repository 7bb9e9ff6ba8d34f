"""People and their addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, insert, or_, select, update

from bot.ask import Address
from bot.learning.people import Person, Remind, Roles, plain_email
from bot.store.memory import kept
from bot.store.ready import Ready
from bot.store.statements import batched
from bot.store.tables import addresses, follows, links, people, places


def _person(row: Row[Any], roles: Roles) -> Person:
    email = row.email or ""
    return Person(
        id=row.id,
        name=row.name,
        email=email,
        language=row.language,
        zone=row.zone,
        role=roles.of(email, named=row.organiser and not row.gone),
        reminders=_reminders(row.reminders),
        prompts=row.prompts,
        nudges_a_week=row.nudges_a_week,
        letters_to=row.letters_to,
        manager_email=row.manager_email,
        directorate=row.directorate,
        site=row.site,
        profession=row.profession,
        gone=row.gone,
    )


@cache
def _reminders(words: str) -> frozenset[Remind]:
    return frozenset(Remind(word) for word in words.split(",") if word)


def _here(address: Address) -> dict[str, str]:
    return {"room": address.room, "workspace": address.workspace, "user": address.user}


def is_at(address: Address) -> ColumnElement[bool]:
    """The one row of that address."""
    here = addresses.c
    return and_(here.room == address.room, here.workspace == address.workspace, here.user == address.user)


# Written once: to build such a statement takes several times as long as to run it.
_HERE = (
    (addresses.c.room == bindparam("room"))
    & (addresses.c.workspace == bindparam("workspace"))
    & (addresses.c.user == bindparam("user"))
)
_others = addresses.alias()
_ELSEWHERE = (
    select(func.max(_others.c.spoke_at))
    .where(
        _others.c.person_id == people.c.id,
        _others.c.gone.is_(False),
        or_(
            _others.c.room != addresses.c.room,
            _others.c.workspace != addresses.c.workspace,
            _others.c.user != addresses.c.user,
        ),
    )
    .correlate(people, addresses)
    .scalar_subquery()
)
_AT = Ready(
    select(people, addresses.c.spoke_at, _ELSEWHERE.label("elsewhere"))
    .join(addresses, addresses.c.person_id == people.c.id)
    .where(_HERE, addresses.c.gone.is_(False))
)
_INTRODUCED = Ready(select(addresses.c.introduced).where(_HERE, addresses.c.gone.is_(False)))
_EVERYWHERE = (
    select(addresses)
    .where(addresses.c.person_id == bindparam("person"), addresses.c.gone.is_(False))
    .order_by(addresses.c.room, addresses.c.workspace, addresses.c.user)
)
_ONE = Ready(select(people).where(people.c.id == bindparam("person")))
_NOW = Ready(
    select(people).join(links, links.c.person_id == people.c.id).where(links.c.was == bindparam("was"))
)
_LATER = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who speaks, and whether that is news: since they last spoke here, they have spoken elsewhere."""

    person: Person
    spoke_at: datetime
    elsewhere: datetime | None

    @property
    def came_over(self) -> bool:
        return self.elsewhere is not None and self.spoke_at <= self.elsewhere


def visitor(db: Connection, address: Address, roles: Roles) -> Visitor | None:
    """The person at that address; None for somebody never met, and where nothing is sent any more: who
    speaks from there is met again (see `meeting.meet`).
    """

    def read() -> Visitor | None:
        row = _AT.first(db, **_here(address))
        return Visitor(_person(row, roles), row.spoke_at, row.elsewhere) if row else None

    return kept(db, (address, roles), read)


def at(db: Connection, address: Address, roles: Roles) -> Person | None:
    """The same without news."""
    found = visitor(db, address, roles)
    return found.person if found else None


def spoke(db: Connection, address: Address, who: Visitor, now: datetime) -> None:
    """They speak here now, and no longer elsewhere: letters follow them."""
    moment = max(now, (who.elsewhere or now) + _LATER)  # though a clock be set back
    db.execute(update(addresses).where(is_at(address)).values(spoke_at=moment))


def get(db: Connection, person_id: int, roles: Roles) -> Person:
    """That person, or who they have become one with. Raises LookupError when there is none."""
    row = _ONE.first(db, person=person_id) or _NOW.first(db, was=person_id)
    if row is None:
        raise LookupError(person_id)
    return _person(row, roles)


def some(db: Connection, person_ids: Sequence[int], roles: Roles) -> list[Person]:
    """Those of these people who are there, by number."""
    found = (
        row
        for these in batched(sorted(person_ids))
        for row in db.execute(select(people).where(people.c.id.in_(these)).order_by(people.c.id))
    )
    return [_person(row, roles) for row in found]


def by_email(db: Connection, email: str, roles: Roles) -> Person | None:
    row = db.execute(select(people).where(people.c.email == plain_email(email))).first()
    return _person(row, roles) if row else None


def introduced(db: Connection, address: Address) -> bool:
    """Whether a room has told what it knows of the person at that address, and not that they have gone."""
    row = _INTRODUCED.first(db, **_here(address))
    return row is not None and row.introduced


@dataclass(frozen=True, slots=True)
class Holder:
    """`until`: they have just cancelled, and may take the place back until then."""

    place_id: int
    since: datetime
    until: datetime | None
    person: Person


def holding(db: Connection, session_id: int, roles: Roles) -> list[Holder]:
    """Who has a place on a session, those who may still take theirs back among them."""
    rows = db.execute(
        select(people, places.c.id.label("place_id"), places.c.since, places.c.until)
        .join(places, places.c.person_id == people.c.id)
        .where(places.c.session_id == session_id, places.c.hold != "waiting")
        .order_by(places.c.id)
    )
    return [Holder(row.place_id, row.since, row.until, _person(row, roles)) for row in rows]


def choose(
    db: Connection,
    person_id: int,
    *,
    language: str | None = None,
    reminders: Iterable[Remind] | None = None,
    prompts: bool | None = None,
    nudges_a_week: int | None = None,
    letters_to: str | None = None,
) -> None:
    """What the person chose for themselves; None leaves a choice as it is."""
    values: dict[str, Any] = {}
    if language is not None:
        values["language"] = language
    if reminders is not None:
        values["reminders"] = ",".join(sorted(remind.value for remind in reminders))
    if prompts is not None:
        values["prompts"] = prompts
    if nudges_a_week is not None:
        values["nudges_a_week"] = nudges_a_week
    if letters_to is not None:
        values["letters_to"] = letters_to
    if values:
        db.execute(update(people).where(people.c.id == person_id).values(values))


def address_of(db: Connection, person_id: int, rooms: Sequence[str]) -> Address | None:
    """Where to reach somebody among these rooms: where they chose, else where they last spoke."""
    if not rooms:
        return None
    names = {f"room_{number}": room for number, room in enumerate(rooms)}
    row = _reached(len(rooms)).first(db, person=person_id, **names)
    return Address(row.room, row.workspace, row.user) if row else None


@cache
def _reached(rooms: int) -> Ready:
    return Ready(
        select(addresses)
        .join(people, people.c.id == addresses.c.person_id)
        .where(
            addresses.c.person_id == bindparam("person"),
            addresses.c.room.in_([bindparam(f"room_{number}") for number in range(rooms)]),
            addresses.c.gone.is_(False),
        )
        .order_by((addresses.c.room == people.c.letters_to).desc(), addresses.c.spoke_at.desc())
        .order_by(addresses.c.room, addresses.c.workspace, addresses.c.user)  # where they spoke nowhere yet
        .limit(1)
    )


def addresses_of(db: Connection, person_id: int) -> list[Address]:
    """Everywhere they are, in the order of the rooms' names."""
    rows = db.execute(_EVERYWHERE, {"person": person_id})
    return [Address(row.room, row.workspace, row.user) for row in rows]


def stop_address(db: Connection, address: Address) -> None:
    """Nothing is sent there again until the person speaks from it."""
    db.execute(update(addresses).where(is_at(address)).values(gone=True))


def topics_of(db: Connection, person_id: int) -> list[str]:
    """The topics that somebody follows, in alphabetical order."""
    rows = db.execute(select(follows.c.topic).where(follows.c.person_id == person_id))
    return sorted((row.topic for row in rows), key=str.casefold)


def follow(db: Connection, person_id: int, topic: str, now: datetime) -> bool:
    """False when they follow it already."""
    if topic in topics_of(db, person_id):
        return False
    db.execute(insert(follows).values(person_id=person_id, topic=topic, since=now))
    return True


def unfollow(db: Connection, person_id: int, topic: str) -> bool:
    """False when they did not follow it."""
    gone = follows.delete().where(follows.c.person_id == person_id, follows.c.topic == topic)
    return db.execute(gone).rowcount > 0


def followers(db: Connection) -> dict[int, list[str]]:
    """Who wants to hear of what: the topics of everybody who follows some and has prompts on."""
    found: dict[int, list[str]] = {}
    rows = db.execute(
        select(follows.c.person_id, follows.c.topic)
        .join(people, people.c.id == follows.c.person_id)
        .where(people.c.gone.is_(False), people.c.prompts.is_(True))
        .order_by(follows.c.person_id, follows.c.topic)
    )
    for row in rows:
        found.setdefault(row.person_id, []).append(row.topic)
    return found


def count(db: Connection) -> int:
    return db.execute(select(func.count()).select_from(people)).scalar_one()
