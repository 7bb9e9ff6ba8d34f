"""What rooms tell of people: whose an address is, by the e-mail address that a room vouches for.

Why an address is trusted once, at first meeting, and never later: docs/decisions/0021.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, insert, select, update

from bot.ask import Address, Profile
from bot.learning.people import known_zone, plain_email
from bot.store.people import is_at
from bot.store.tables import addresses, people


@dataclass(frozen=True, slots=True)
class Met:
    """`same_as`: the person who has this e-mail address already, with whom they are to be joined.
    `linked`: the address is new, and the person speaks elsewhere too. `alike`: somebody else has their e-mail
    address, and that was not enough. `left`: nobody is at any of their addresses any more.
    """

    person_id: int
    same_as: int | None = None
    linked: bool = False
    alike: bool = False
    left: bool = False


def meet(db: Connection, address: Address, profile: Profile | None, now: datetime) -> Met:
    """Remember what a room knows of a person. Two addresses with one e-mail are one person, if the room
    says so when it tells of them for the first time.

    `profile` None: somebody spoke whom no room has introduced yet. What the person chose (language) and
    what the people file said (name, zone) are not overwritten.
    """
    told = profile is not None
    profile = profile or Profile()
    email = None if profile.guest or profile.gone else plain_email(profile.email)
    owner = _owner(db, email)
    known = db.execute(
        select(addresses.c.person_id, addresses.c.introduced).where(is_at(address)).with_for_update()
    ).first()
    if known is None:
        met = _first(db, address, email, owner, now)
    else:
        met = Met(known.person_id)
        if owner is not None and _nameless(db, known.person_id):
            met = _again(db, address, known.person_id, owner, first_told=not known.introduced)
    values: dict[str, Any] = {"gone": profile.gone}
    if told:
        values["introduced"] = True
    else:
        values["spoke_at"] = now
    db.execute(update(addresses).where(is_at(address)).values(values))
    left = profile.gone and not reached(db, met.person_id)
    _remember(db, met.person_id, profile, email if owner is None else None, gone=left)
    return Met(met.person_id, met.same_as, met.linked, met.alike, left)


def _first(db: Connection, address: Address, email: str | None, owner: int | None, now: datetime) -> Met:
    """Somebody whom we never heard of at that address."""
    linked = alike = False
    if owner is not None and _has_another(db, owner, address):
        person_id, alike = _add(db, None), True
    elif owner is not None:
        person_id, linked = owner, reached(db, owner)
    else:
        person_id = _add(db, email)
    there = {"room": address.room, "workspace": address.workspace, "user": address.user}
    db.execute(insert(addresses).values(there | {"person_id": person_id, "spoke_at": now}))
    return Met(person_id, linked=linked, alike=alike)


def _again(db: Connection, address: Address, person_id: int, owner: int, *, first_told: bool) -> Met:
    """An e-mail address that comes up only later is no proof, unless nobody has ever been there with it."""
    fits = first_told and not _has_another(db, owner, address)
    if fits or not _was_anywhere(db, owner):
        return Met(person_id, same_as=owner)
    return Met(person_id, alike=first_told)


def _nameless(db: Connection, person_id: int) -> bool:
    """Whether no e-mail address says who they are."""
    return _any(db, people.c.id == person_id, people.c.email.is_(None))


def _remember(db: Connection, person_id: int, profile: Profile, email: str | None, *, gone: bool) -> None:
    row = db.execute(select(people).where(people.c.id == person_id)).one()
    values: dict[str, Any] = {}
    if email and row.email is None:
        values["email"] = email
    if profile.name and not row.name:
        values["name"] = profile.name[:200]
    if profile.zone and not row.zone and known_zone(profile.zone):
        values["zone"] = profile.zone
    if profile.language in {"en", "cy"} and row.language is None:
        values["language"] = profile.language
    if gone != row.gone:
        values["gone"] = gone
    if values:
        db.execute(update(people).where(people.c.id == person_id).values(values))


def reached(db: Connection, person_id: int) -> bool:
    """Whether there is an address where they still are."""
    return _any(db, addresses.c.person_id == person_id, addresses.c.gone.is_(False))


def _was_anywhere(db: Connection, person_id: int) -> bool:
    return _any(db, addresses.c.person_id == person_id)


def _has_another(db: Connection, person_id: int, address: Address) -> bool:
    """Whether they are in the same room under another name: then these are two, whatever their e-mail."""
    there = and_(addresses.c.room == address.room, addresses.c.workspace == address.workspace)
    live = addresses.c.gone.is_(False)
    return _any(db, addresses.c.person_id == person_id, there, addresses.c.user != address.user, live)


def _any(db: Connection, *which: ColumnElement[bool]) -> bool:
    return bool(db.execute(select(exists().where(*which))).scalar())


def _owner(db: Connection, email: str | None) -> int | None:
    return db.execute(select(people.c.id).where(people.c.email == email)).scalar() if email else None


def _add(db: Connection, email: str | None) -> int:
    new_id: int = db.execute(insert(people).values(email=email).returning(people.c.id)).scalar_one()
    return new_id
