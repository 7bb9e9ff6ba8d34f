"""Organisers named in chat, whom somebody means by a name, and what organisers have proposed and done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from bot.ask import Address
from bot.learning.people import Person, Roles, plain_email
from bot.store import people as known
from bot.store.ready import Ready
from bot.store.tables import events, people, places, proposals

_MOST_NAMED = 6  # people whom a name may mean, before it means nobody in particular


# ── Who organises ────────────────────────────────────────────────────────────────────────────────


def name(db: Connection, person_id: int, *, organiser: bool) -> None:
    """Make somebody an organiser, or no longer. Those of the settings stay what the settings say."""
    db.execute(update(people).where(people.c.id == person_id).values(organiser=organiser))


def all_of(db: Connection, roles: Roles) -> list[Person]:
    """Everybody who organises and whom we know, by name."""
    emails = sorted(roles.organisers | roles.administrators)
    which = or_(people.c.organiser.is_(True), people.c.email.in_(emails))
    ids = db.execute(select(people.c.id).where(which, people.c.gone.is_(False))).scalars()
    found = [known.get(db, person_id, roles) for person_id in ids]
    return sorted(
        (each for each in found if each.organises), key=lambda each: (each.name.casefold(), each.id)
    )


def meant(
    db: Connection, words: str, asker: Address, roles: Roles, *, team_of: Person | None = None
) -> list[Person]:
    """The people whom `words` may mean: a mention ("@U123"), an e-mail address, a name or a part of it; a few
    of them at most, by name. `team_of`: a name means this person, or one of those whose manager they are.
    """
    said = words.strip()
    if email := plain_email(said.removeprefix("mailto:")):
        person = known.by_email(db, email, roles)
        return [person] if person and not person.gone else []
    if said.startswith("@"):
        there = Address(asker.room, asker.workspace, said[1:].strip())
        person = known.at(db, there, roles)
        if person is not None:
            return [person]
        said = said[1:].strip()
    parts = said.casefold().split()
    if not parts or len(said) > 100:
        return []
    # lower() of SQLite knows only A to Z; the names that it finds are looked at again here.
    plain = [part for part in parts if part.isascii()]
    spelled: list[ColumnElement[bool]] = [
        func.lower(people.c.name).contains(part, autoescape=True) for part in plain
    ]
    if team_of is not None:
        theirs = people.c.manager_email == team_of.email, people.c.manager_email != ""
        spelled.append(or_(people.c.id == team_of.id, and_(*theirs)))
    rows = db.execute(
        select(people.c.id, people.c.name).where(people.c.gone.is_(False), people.c.name != "", *spelled)
    )
    fitting = sorted(
        (row for row in rows if _called(row.name, parts)), key=lambda row: (row.name.casefold(), row.id)
    )
    exact = [row for row in fitting if row.name.casefold().split() == parts]
    return [known.get(db, row.id, roles) for row in (exact or fitting)[:_MOST_NAMED]]


def _called(whole: str, parts: Sequence[str]) -> bool:
    names = whole.casefold().split()
    return all(any(each.startswith(part) for each in names) for part in parts)


# ── What they have written and not yet let go ────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Proposal:
    """`facts` fit JSON; `session_id` None: for a session that is to be made."""

    id: int
    person_id: int
    act: str
    session_id: int | None
    facts: Mapping[str, Any]


def propose(
    db: Connection,
    person_id: int,
    act: str,
    *,
    session_id: int | None,
    facts: Mapping[str, Any],
    now: datetime,
) -> int:
    """Keep it; its number, which a button carries."""
    row = {"person_id": person_id, "act": act, "session_id": session_id, "facts": dict(facts), "at": now}
    return int(db.execute(insert(proposals).returning(proposals.c.id), row).scalar_one())


def proposal(db: Connection, number: str, person_id: int, act: str) -> Proposal | None:
    """One's own, of that kind; None where there is none (any more)."""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    mine = and_(proposals.c.id == int(number), proposals.c.person_id == person_id, proposals.c.act == act)
    row = db.execute(select(proposals).where(mine)).first()
    return Proposal(row.id, row.person_id, row.act, row.session_id, row.facts) if row else None


def take(db: Connection, proposal: Proposal) -> bool:
    """It is carried out now; False when it was before, also by a press of the same moment elsewhere."""
    return db.execute(delete(proposals).where(proposals.c.id == proposal.id)).rowcount > 0


_FORGET = Ready(delete(proposals).where(proposals.c.at < bindparam("before")))


def forget(db: Connection, before: datetime) -> None:
    """What nobody let go in time."""
    _FORGET.run(db, before=before)


# ── Who changed what ─────────────────────────────────────────────────────────────────────────────

# Written out, or SQLite does not see that its index is meant.
ACTS = text("events.kind IN ('OrganiserActed', 'SessionMoved', 'SessionCancelled')")


@dataclass(frozen=True, slots=True)
class Act:
    """`who` is empty where a file did it."""

    at: datetime
    who: str
    kind: str
    facts: Mapping[str, Any]


def history(db: Connection, session_id: int, *, most: int) -> list[Act]:
    """What was done with a session, the newest first: by organisers, and by files."""
    theirs = events.c.kind == "OrganiserActed"
    by_file = and_(events.c.kind.in_(["SessionMoved", "SessionCancelled"]), events.c.actor_id.is_(None))
    rows = db.execute(
        select(events.c.at, events.c.kind, events.c.facts, people.c.name, people.c.email)
        .outerjoin(people, people.c.id == events.c.actor_id)
        .where(or_(theirs, by_file), events.c.facts["session_id"].as_integer() == session_id)
        .where(ACTS)
        .order_by(events.c.id.desc())
        .limit(most)
    )
    return [Act(row.at, row.name or row.email or "", row.kind, row.facts) for row in rows]


def how_many(invited: str) -> str:
    """Of e-mail addresses with spaces between, how many there are: what happened keeps no more of them."""
    return str(len(invited.split())) if invited else ""


def count_invited(db: Connection) -> None:
    """Where the addresses themselves were once written into what happened, how many they were is left."""
    sides = "before", "after"
    found = or_(*(events.c.facts[side]["invited"].as_string().contains("@") for side in sides))
    acts = ACTS, events.c.kind == "OrganiserActed", found
    rows = db.execute(select(events.c.id, events.c.facts).where(*acts))
    for row in rows.all():
        counted = {
            side: row.facts[side] | {"invited": how_many(row.facts[side]["invited"])}
            for side in sides
            if "@" in row.facts[side].get("invited", "")
        }
        db.execute(update(events).where(events.c.id == row.id).values(facts=row.facts | counted))


# ── Whom it will reach ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people hold on to a session, and how many of them read Welsh."""

    booked: int
    waiting: int
    welsh: int

    @property
    def all(self) -> int:
        return self.booked + self.waiting


def speakers(db: Connection, session_id: int, holds: Sequence[str]) -> int:
    """How many of those who hold on to a session in these ways read Welsh."""
    welsh = places.c.hold.in_(list(holds)), people.c.language == "cy"
    return db.execute(
        select(func.count())
        .select_from(places)
        .join(people, people.c.id == places.c.person_id)
        .where(places.c.session_id == session_id, *welsh)
    ).scalar_one()


def reach(db: Connection, session_id: int) -> Reach:
    """Whom a change is told to: all but those who are just giving their place up."""
    rows = db.execute(
        select(places.c.hold, people.c.language)
        .join(people, people.c.id == places.c.person_id)
        .where(places.c.session_id == session_id, places.c.hold != "leaving")
    ).all()
    waiting = sum(row.hold == "waiting" for row in rows)
    return Reach(len(rows) - waiting, waiting, sum(row.language == "cy" for row in rows))
