"""People and their addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from bot.ask import Address, Profile
from bot.learning.people import Person, Remind, Roles, known_zone
from bot.store.memory import kept
from bot.store.tables import addresses, follows, people, places


def _person(row: Row[Any], roles: Roles) -> Person:
    email = row.email or ""
    return Person(
        id=row.id,
        name=row.name,
        email=email,
        language=row.language,
        zone=row.zone,
        role=roles.of(email),
        reminders=_reminders(row.reminders),
        prompts=row.prompts,
        nudges_a_week=row.nudges_a_week,
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


# Written once: to build such a statement takes several times as long as to run it.
_HERE = (
    (addresses.c.room == bindparam("room"))
    & (addresses.c.workspace == bindparam("workspace"))
    & (addresses.c.user == bindparam("user"))
)
_AT = (
    select(people)
    .join(addresses, addresses.c.person_id == people.c.id)
    .where(_HERE, addresses.c.gone.is_(False))
)
_INTRODUCED = select(addresses.c.introduced).where(_HERE, addresses.c.gone.is_(False))
_REACHED = (
    select(addresses)
    .where(
        addresses.c.person_id == bindparam("person"),
        addresses.c.room.in_(bindparam("rooms", expanding=True)),
        addresses.c.gone.is_(False),
    )
    .order_by(addresses.c.spoke_at.desc())
    .limit(1)
)
_ONE = select(people).where(people.c.id == bindparam("person"))


def at(db: Connection, address: Address, roles: Roles) -> Person | None:
    """The person at that address; None for somebody never met, and where nothing is sent any more: who
    speaks from there is met again (see `meet`).
    """

    def read() -> Person | None:
        row = db.execute(_AT, _here(address)).first()
        return _person(row, roles) if row else None

    return kept(db, (address, roles), read)


def get(db: Connection, person_id: int, roles: Roles) -> Person:
    """That person. Raises LookupError when there is none."""
    row = db.execute(_ONE, {"person": person_id}).first()
    if row is None:
        raise LookupError(person_id)
    return _person(row, roles)


def by_email(db: Connection, email: str, roles: Roles) -> Person | None:
    row = db.execute(select(people).where(people.c.email == email.casefold())).first()
    return _person(row, roles) if row else None


@dataclass(frozen=True, slots=True)
class Met:
    """`same_as`: the person who has this e-mail address already, with whom they are to be joined."""

    person_id: int
    same_as: int | None = None


def introduced(db: Connection, address: Address) -> bool:
    """Whether a room has told what it knows of the person at that address, and not that they have gone."""
    return bool(db.execute(_INTRODUCED, _here(address)).scalar())


def meet(db: Connection, address: Address, profile: Profile | None, now: datetime) -> Met:
    """Remember what a room knows of a person. Two addresses with one e-mail are one person.

    `profile` None: somebody spoke whom no room has introduced yet. What the person chose (language) and
    what the people file said (name, zone) are not overwritten.
    """
    told = profile is not None
    profile = profile or Profile()
    email = profile.email.strip().casefold() if profile.email else None
    known = db.execute(
        select(addresses.c.person_id).where(
            addresses.c.room == address.room,
            addresses.c.workspace == address.workspace,
            addresses.c.user == address.user,
        )
    ).scalar()
    if known is None:
        same = db.execute(select(people.c.id).where(people.c.email == email)).scalar() if email else None
        known = same if same is not None else _add(db, email)
        db.execute(
            insert(addresses).values(
                room=address.room,
                workspace=address.workspace,
                user=address.user,
                person_id=known,
                spoke_at=now,
            )
        )
    row = db.execute(select(people).where(people.c.id == known)).one()
    values: dict[str, Any] = {}
    same = by_email(db, email, Roles()) if email and row.email is None else None
    if email and row.email is None and same is None:
        values["email"] = email
    if profile.name and not row.name:
        values["name"] = profile.name[:200]
    if profile.zone and not row.zone and known_zone(profile.zone):
        values["zone"] = profile.zone
    if profile.language in {"en", "cy"} and row.language is None:
        values["language"] = profile.language
    if profile.gone != row.gone:
        values["gone"] = profile.gone
    if values:
        db.execute(update(people).where(people.c.id == known).values(values))
    db.execute(
        update(addresses)
        .where(
            addresses.c.room == address.room,
            addresses.c.workspace == address.workspace,
            addresses.c.user == address.user,
        )
        .values(spoke_at=now, gone=profile.gone, **({"introduced": True} if told else {}))
    )
    return Met(int(known), same.id if same else None)


def _add(db: Connection, email: str | None) -> int:
    new_id: int = db.execute(insert(people).values(email=email).returning(people.c.id)).scalar_one()
    return new_id


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


def load(db: Connection, email: str, values: dict[str, Any]) -> bool:
    """One line of the people file: only what it says is changed. True when the person is new."""
    email = email.strip().casefold()
    known = db.execute(select(people.c.id).where(people.c.email == email)).scalar()
    if known is None:
        db.execute(insert(people).values(email=email, **values))
        return True
    if "language" in values:
        # What a person chose themselves is not undone by the next version of the file.
        chosen = db.execute(select(people.c.language).where(people.c.id == known)).scalar()
        values = values | {"language": chosen or values["language"]}
    if values:
        db.execute(update(people).where(people.c.id == known).values(values))
    return False


def choose(
    db: Connection,
    person_id: int,
    *,
    language: str | None = None,
    reminders: Iterable[Remind] | None = None,
    prompts: bool | None = None,
    nudges_a_week: int | None = None,
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
    if values:
        db.execute(update(people).where(people.c.id == person_id).values(values))


def address_of(db: Connection, person_id: int, rooms: Sequence[str]) -> Address | None:
    """Where to reach somebody: where they last spoke, among the rooms that are open."""
    row = db.execute(_REACHED, {"person": person_id, "rooms": rooms}).first()
    return Address(row.room, row.workspace, row.user) if row else None


def stop_address(db: Connection, address: Address) -> None:
    """Nothing is sent there again until the person speaks from it."""
    db.execute(
        update(addresses)
        .where(
            addresses.c.room == address.room,
            addresses.c.workspace == address.workspace,
            addresses.c.user == address.user,
        )
        .values(gone=True)
    )


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
        .order_by(follows.c.person_id)
    )
    for row in rows:
        found.setdefault(row.person_id, []).append(row.topic)
    return found


def count(db: Connection) -> int:
    return db.execute(select(func.count()).select_from(people)).scalar_one()
