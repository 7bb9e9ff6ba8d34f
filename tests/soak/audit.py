"""What must be true at any moment, and what must be true in the end, as the database and Slack tell it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.learning.sessions import Status
from bot.store.letters import State
from bot.store.tables import addresses, digest_runs, events, letters, places, sessions
from tests.soak.crowd import FITS, Crowd, Someone
from tests.soak.watched import WatchedSlack, on_the_wire
from tests.soak.witness import Witness, counted

_OVER = {State.SENT, State.MERGED, State.WITHDRAWN, State.UNDELIVERABLE, State.UNKNOWN}


@dataclass
class Account:
    """What became of the letters."""

    owed: int = 0
    states: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    twice: int = 0
    digests: int = 0
    faults: list[str] = field(default_factory=list)


def holds(db: Connection) -> dict[tuple[str, str], str]:
    """(Slack's id of somebody, reference) → how they hold on to it."""
    query = (
        select(addresses.c.user, sessions.c.ref, places.c.hold)
        .join(places, places.c.person_id == addresses.c.person_id)
        .join(sessions, sessions.c.id == places.c.session_id)
    )
    return {(row.user, row.ref): row.hold for row in db.execute(query)}


def faults_of_places(db: Connection, now: datetime) -> Iterator[str]:
    """Oversold, miscounted, or free while somebody waits: never, at any moment that can be seen."""
    held: dict[int, Counter[str]] = defaultdict(Counter)
    people: set[tuple[int, int]] = set()
    for row in db.execute(select(places)):
        held[row.session_id][row.hold] += 1
        if (row.session_id, row.person_id) in people:
            yield f"session {row.session_id}: person {row.person_id} holds it twice"
        people.add((row.session_id, row.person_id))
    for session in db.execute(select(sessions)):
        counted = held[session.id]
        waiting = counted["waiting"]
        taken = counted.total() - waiting  # whatever else there is holds a place
        if (session.taken, session.waiting) != (taken, waiting):
            yield f"{session.ref} counts {session.taken}, {session.waiting}; there are {taken}, {waiting}"
        if session.capacity is not None and taken > session.capacity:
            yield f"{session.ref} is oversold: {taken} of {session.capacity}"
        to_come = session.starts_at > now and session.status != Status.CANCELLED
        if to_come and waiting and session.capacity is not None and taken < session.capacity:
            yield f"{session.ref} has a free place while {waiting} wait"


def quiet_people(crowd: Crowd) -> dict[str, tuple[int, dict[str, str], Someone]]:
    """Those who wait for no answer now, and what they know."""
    return {
        each.person.id: (each.turn, dict(each.knows), each) for each in crowd.people if each.turn % 2 == 0
    }


def faults_of_promises(
    found: dict[tuple[str, str], str], known: dict[str, tuple[int, dict[str, str], Someone]]
) -> Iterator[str]:
    """What people were told, and asked nothing since, is so."""
    for user, (turn, knows, someone) in known.items():
        if someone.turn != turn:
            continue
        for ref, state in knows.items():
            if found.get((user, ref)) not in FITS[state]:
                yield f"{user} was told {state} of {ref}, and it is {found.get((user, ref))}"


def account(db: Connection, slack: WatchedSlack, witness: Witness, now: datetime) -> Account:
    """In the end: every letter that was owed is there, once, or twice at most, or its fate is told."""
    found = Account()
    posts = slack.posts()
    keys = set()
    for letter in db.execute(select(letters).order_by(letters.c.id)):
        keys.add(letter.key)
        found.owed += 1
        found.states[letter.state] += 1
        found.kinds[letter.kind] += 1
        due = letter.due_at <= now - timedelta(minutes=5)
        if letter.state not in _OVER and due:
            found.faults.append(f"{letter.key} was due at {letter.due_at:%H:%M:%S} and is {letter.state}")
        if letter.state == State.UNDELIVERABLE:
            found.faults.append(f"{letter.key} was given up: {letter.error}")
        if not counted(letter):
            continue
        copies = posts[on_the_wire(letter.key)]
        to_channel = bool(letter.target) and not letter.target.get("user")
        if letter.state == State.SENT and not copies:
            found.faults.append(f"{letter.key} is marked as sent, and is not there")
        if copies > (1 if to_channel else 2):
            found.faults.append(f"{letter.key} is there {copies} times")
        found.twice += copies == 2
    found.faults += list(_never_written(db, keys))
    found.faults += witness.faults(db.execute(select(letters)))
    found.digests = sum(1 for row in db.execute(select(digest_runs)) if row.outcome == "posted")
    return found


def _never_written(db: Connection, keys: set[str]) -> Iterator[str]:
    """Each change that somebody is to be told of has its letter, because both are one transaction."""
    happened = db.execute(select(events)).all()
    for event in happened:
        if event.kind == "PlacePromoted" and f"promoted {event.id}" not in keys:
            yield f"nobody was told of {event.kind} {event.id}"
    for run in db.execute(select(digest_runs).where(digest_runs.c.outcome == "posted")):
        if f"digest {run.digest_id} {run.due.isoformat()}" not in keys:
            yield f"the digest {run.digest_id} of {run.due} was never written"
    is_unsure = (letters.c.state == State.UNKNOWN) & (letters.c.kind == "digest")
    unsure = len(db.execute(select(letters).where(is_unsure)).all())
    asked = sum(event.kind == "LetterReturned" for event in happened)
    if asked < unsure:
        yield f"{unsure} digests are of unknown fate, and {asked} times somebody was asked to look"
