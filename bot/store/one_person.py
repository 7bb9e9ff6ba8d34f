"""All that is kept about one person: to be shown to them, and to be erased.

What is erased leaves a number that stands for nobody: how many came, and who waits after whom, stays true.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    Text,
    and_,
    cast,
    delete,
    null,
    or_,
    select,
    update,
)

from bot.learning.people import plain_email
from bot.store.organisers import ACTS
from bot.store.revising import revise
from bot.store.statements import batched
from bot.store.tables import (
    access_needs,
    actions,
    addresses,
    answers,
    approvals,
    calendars,
    checkin_tries,
    downloads,
    edits,
    events,
    feedback_named,
    follows,
    invitations,
    letters,
    link_codes,
    link_tries,
    links,
    metadata,
    people,
    places,
    proposals,
    sessions,
    ways,
)

NOBODY: Final = "–"
"""The name that is left."""

ERASED: Final[tuple[Column[Any], ...]] = (
    *(table.c.person_id for table in (addresses, follows, links, link_codes, link_tries, calendars, letters)),
    *(table.c.person_id for table in (access_needs, actions, feedback_named, invitations, downloads)),
    *(table.c.person_id for table in (checkin_tries, proposals)),
    *(links.c.was, link_codes.c.claimed_by),
)
"""Whose rows go."""

# That they were asked, held a place or did something is left, of nobody.
_WITHOUT_KEYS: Final[tuple[Column[Any], ...]] = (
    *(places.c.booked_by, approvals.c.asked_before, links.c.was, events.c.actor_id),
)
LEADS: Final[tuple[Column[Any], ...]] = (
    *(
        key.parent
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is people.c.id
    ),
    *_WITHOUT_KEYS,
)
"""Every column that says who somebody is."""

_IN_EVENTS = ("person_id", "other_id", "manager_id", "was_id", "by_id")
# What opens something: whoever asked for what is kept could read it aloud.
_SECRET = {calendars.c.token, invitations.c.secret, link_codes.c.hash, downloads.c.hash}
_ACTS_WITH_NAMES = ("before", "after")


def named(db: Connection, said: str) -> Sequence[int]:
    """The people with that e-mail address, or that user id in a room."""
    there = select(addresses.c.person_id).where(addresses.c.user == said)
    mine = or_(people.c.email == (plain_email(said) or said), people.c.id.in_(there))
    return list(db.execute(select(people.c.id).where(mine).order_by(people.c.id)).scalars())


# ── Shown ────────────────────────────────────────────────────────────────────────────────────────


def known(db: Connection, person_id: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Everything with their number on it, by table, as JSON holds it; a session stands there by its title."""
    found: dict[str, list[dict[str, Any]]] = {}
    numbers = _numbers(db, person_id)
    for table in metadata.sorted_tables:
        if mine := _mine(table, numbers):
            shown = [column for column in table.c if column not in _SECRET]
            rows = db.execute(select(*shown).where(or_(*mine)).order_by(*table.primary_key))
            found[table.name] = [_plain(row._asdict()) for row in rows]
    titles = _titles(db, {row.get("session_id") for rows in found.values() for row in rows})
    for row in (row for rows in found.values() for row in rows if row.get("session_id") in titles):
        row["session"] = titles[row["session_id"]]
    return {name: rows for name, rows in found.items() if rows}


def _numbers(db: Connection, person_id: int) -> Sequence[int]:
    """Theirs, and those of everybody who became one with them: what happened says who it was then."""
    return [
        person_id,
        *db.execute(select(links.c.was).where(links.c.person_id == person_id, links.c.was > 0)).scalars(),
    ]


def _mine(table: Table, numbers: Sequence[int]) -> list[ColumnElement[bool]]:
    mine: list[ColumnElement[bool]] = [column.in_(numbers) for column in LEADS if column.table is table]
    if table is people:
        mine.append(people.c.id.in_(numbers))
    if table is events:
        mine.extend(_in_events(numbers))
    return mine


def _in_events(numbers: Sequence[int]) -> Iterator[ColumnElement[bool]]:
    return (events.c.facts[name].as_integer().in_(numbers) for name in _IN_EVENTS)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _titles(db: Connection, session_ids: set[Any]) -> Mapping[int, str]:
    wanted = [number for number in session_ids if isinstance(number, int)]
    titled = select(sessions.c.id, sessions.c.title, sessions.c.title_cy)
    return {
        row.id: row.title or row.title_cy
        for some in batched(wanted)
        for row in db.execute(titled.where(sessions.c.id.in_(some)))
    }


# ── Erased ───────────────────────────────────────────────────────────────────────────────────────


def leave(db: Connection, person_id: int) -> None:
    """Their account is as good as closed: from here on nothing is asked of them."""
    db.execute(update(people).where(people.c.id == person_id).values(gone=True))


def erase(db: Connection, person_id: int) -> None:
    """They are nobody from now on. Their places to come have to be given up before: others may wait for them.

    Answers to feedback are not found: nobody can tell which are theirs.
    """
    who = db.execute(select(people.c.name, people.c.email).where(people.c.id == person_id)).one()
    said = {words for words in (who.name, who.email) if words}
    _forget_ways(db, person_id)
    _forget_names(db, _numbers(db, person_id), said)
    for column in ERASED:
        db.execute(delete(column.table).where(column == person_id))
    db.execute(update(approvals).where(approvals.c.person_id == person_id).values(reason=""))
    _forget_answers(db, said)
    if who.email:
        _forget_email(db, who.email)
    blank = {"email": None, "language": None, "nudges_a_week": None, "gone": True, "organiser": False}
    empty = dict.fromkeys(("zone", "letters_to", "manager_email", "directorate", "site", "profession"), "")
    nobody = blank | empty | {"name": NOBODY, "prompts": False}
    db.execute(update(people).where(people.c.id == person_id).values(nobody))


def _forget_ways(db: Connection, person_id: int) -> None:
    rows = db.execute(select(addresses).where(addresses.c.person_id == person_id)).all()
    for row in rows:
        there = ways.c.room == row.room, ways.c.workspace == row.workspace, ways.c.place == row.user
        db.execute(delete(ways).where(*there, ways.c.channel.is_(False)))


def _forget_names(db: Connection, numbers: Sequence[int], said: set[str]) -> None:
    """In which name a certificate was made, and whom organisers wrote down as added, removed or marked."""
    theirs = and_(events.c.kind == "CertificateMade", events.c.facts["person_id"].as_integer().in_(numbers))
    for row in db.execute(select(events.c.id, events.c.facts).where(theirs)).all():
        _rewrite(db, row.id, row.facts | {"name": NOBODY})
    whose = events.c.facts["person_id"].as_integer()
    names = (events.c.facts[side]["person"].as_string().in_(said) for side in _ACTS_WITH_NAMES)
    # Where only a name was kept, a namesake's is not told apart: rather theirs too than this one left.
    acts = and_(
        ACTS, events.c.kind == "OrganiserActed", or_(whose.in_(numbers), and_(whose.is_(None), or_(*names)))
    )
    for row in db.execute(select(events.c.id, events.c.facts).where(acts)).all():
        sides = {side: row.facts.get(side) or {} for side in _ACTS_WITH_NAMES}
        named_so = {side: facts for side, facts in sides.items() if "person" in facts}
        blank = {side: facts | {"person": NOBODY} for side, facts in named_so.items()}
        _rewrite(db, row.id, row.facts | blank)


def _forget_answers(db: Connection, said: set[str]) -> None:
    """Answers that are kept for a delivery that comes again, where they name them."""
    spelled = {each for words in said for each in (words, json.dumps(words)[1:-1])}
    names = (cast(answers.c.reply, Text).contains(each, autoescape=True) for each in sorted(spelled))
    if spelled:
        db.execute(update(answers).where(or_(*names)).values(reply=null()))


def _rewrite(db: Connection, happening: int, facts: Mapping[str, Any]) -> None:
    db.execute(update(events).where(events.c.id == happening).values(facts=facts))


def _forget_email(db: Connection, email: str) -> None:
    """Where it stands as somebody's manager, and among those who are invited."""
    db.execute(update(people).where(people.c.manager_email == email).values(manager_email=""))
    among = select(sessions.c.id, sessions.c.invited).where(
        sessions.c.invited.contains(email, autoescape=True)
    )
    for row in db.execute(among).all():
        left = " ".join(each for each in row.invited.split() if each != email)
        revise(db)
        db.execute(update(sessions).where(sessions.c.id == row.id).values(invited=left))
    of_files = select(edits.c.session_id, edits.c.said).where(edits.c.field == "invited")
    for row in db.execute(of_files).all():
        if email in str(row.said or "").split():
            left = " ".join(each for each in str(row.said).split() if each != email)
            mine = edits.c.session_id == row.session_id, edits.c.field == "invited"
            db.execute(update(edits).where(*mine).values(said=left))
