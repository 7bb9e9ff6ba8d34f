"""What must be true at any moment, and what must be true in the end, as the database and Slack tell it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.learning.places import PENDING, Hold
from bot.learning.sessions import Status
from bot.store.letters import State
from bot.store.tables import addresses, approvals, digest_runs, events, letters, people, places, sessions
from tests.soak.crowd import PLAIN, Crowd, Kind, Someone, fits
from tests.soak.team import TEAM
from tests.soak.watched import WatchedSlack, on_the_wire
from tests.soak.witness import Witness, counted

_OVER = {State.SENT, State.MERGED, State.WITHDRAWN, State.UNDELIVERABLE, State.UNKNOWN}

_COUNTED = {"PlaceBooked", "PlacePromoted", "PlaceFreed", "ModeChanged", "SeatsChanged", "SessionMoved"}


@dataclass
class Account:
    """What became of the letters."""

    owed: int = 0
    states: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    twice: int = 0
    digests: int = 0
    approvals: Counter[str] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)
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
    """Oversold, miscounted, or free while somebody waits: never, at any moment that can be seen. Each way to
    come by itself, where they are counted apart; who brings somebody along has two seats.
    """
    taken: Counter[tuple[int, str]] = Counter()
    waiting: Counter[tuple[int, str]] = Counter()
    holders: set[tuple[int, int]] = set()
    for row in db.execute(select(places)):
        if row.hold == Hold.WAITING:
            waiting[row.session_id, row.mode] += 1
        else:  # whatever else there is holds a place
            taken[row.session_id, row.mode] += row.seats
        if (row.session_id, row.person_id) in holders:
            yield f"session {row.session_id}: person {row.person_id} holds it twice"
        holders.add((row.session_id, row.person_id))
    for session in db.execute(select(sessions)):
        ways = {"in-person": session.capacity, "online": session.online_capacity}
        ways = ways if session.apart else {"": session.capacity}
        all_taken = sum(count for (number, _), count in taken.items() if number == session.id)
        all_waiting = sum(count for (number, _), count in waiting.items() if number == session.id)
        there = all_taken, all_waiting, taken[session.id, "online"], waiting[session.id, "online"]
        counted = session.taken, session.waiting, session.taken_online, session.waiting_online
        if counted != there:
            yield f"{session.ref} counts {counted}; there are {there}"
        if sum(taken[session.id, way] for way in ways) != all_taken:
            yield f"{session.ref} has places of another kind than {list(ways)}"
        to_come = session.starts_at > now and session.status != Status.CANCELLED
        for way, capacity in ways.items():
            held, queue, name = (
                taken[session.id, way],
                waiting[session.id, way],
                f"{session.ref} {way}".strip(),
            )
            if capacity is not None and held > capacity:
                yield f"{name} is oversold: {held} of {capacity}"
            if to_come and queue and capacity is not None and held < capacity:
                yield f"{name} has a free place while {queue} wait"


def faults_of_approvals(db: Connection) -> Iterator[str]:
    """A place is kept for whoever asked, and somebody is asked about it: never the one without the other."""
    kept = {
        (row.session_id, row.person_id)
        for row in db.execute(select(places).where(places.c.hold.in_(PENDING)))
    }
    asked = Counter(
        (row.session_id, row.person_id)
        for row in db.execute(select(approvals).where(approvals.c.outcome == ""))
    )
    for session_id, person_id in kept - asked.keys():
        yield f"session {session_id}: a place is kept for {person_id}, and nobody is asked"
    for (session_id, person_id), times in asked.items():
        if times > 1 or (session_id, person_id) not in kept:
            yield f"session {session_id}: {times} askings for {person_id}, and the place is not kept"


def quiet_people(crowd: Crowd) -> dict[str, tuple[int, dict[str, str], Someone]]:
    """Those who wait for no answer now, and what they know."""
    return {
        each.person.id: (each.turn, dict(each.knows), each)
        for each in (*crowd.people, *crowd.others)
        if each.turn % 2 == 0
    }


def faults_of_promises(
    found: dict[tuple[str, str], str],
    known: dict[str, tuple[int, dict[str, str], Someone]],
    kinds: dict[str, Kind],
) -> Iterator[str]:
    """What people were told, and asked nothing since, is so."""
    for user, (turn, knows, someone) in known.items():
        if someone.turn != turn:
            continue
        for ref, state in knows.items():
            if not fits(state, found.get((user, ref)), kinds.get(ref, PLAIN)):
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
    found.faults += [*_never_written(db, keys), *_let_in(db), *_left_lying(db, now)]
    for outcome, by_id in db.execute(select(approvals.c.outcome, approvals.c.by_id)):
        by_the_rule = by_id is None and outcome in {"given", "refused"}
        found.approvals[f"{outcome or 'open'}{' by rule' if by_the_rule else ''}"] += 1
    for kind in db.execute(select(events.c.kind)).scalars():
        found.happened[kind] += kind in _COUNTED
    found.faults += witness.faults(db.execute(select(letters)))
    found.digests = sum(1 for row in db.execute(select(digest_runs)) if row.outcome == "posted")
    return found


def _never_written(db: Connection, keys: set[str]) -> Iterator[str]:
    """Each change that somebody is to be told of has its letter, because both are one transaction."""
    happened = db.execute(select(events)).all()
    letter_of = {
        "PlacePromoted": "promoted",
        "ApprovalAsked": "approval-wanted",
        "ApprovalGiven": "approval-given",
        "ApprovalRefused": "approval-refused",
    }
    referred = {int(number) for number in re.findall(r"approval-wanted (\d+) \d+\n", "\n".join(keys) + "\n")}
    for event in happened:
        letter = letter_of.get(event.kind)
        if event.kind == "PlaceBooked" and event.facts["by_id"] is not None:
            letter = "booked-for-you"
        told = f"{letter} {event.id}" in keys
        if event.kind == "ApprovalReferred":  # to each organiser but who asks
            letter, told = "approval-wanted", event.id in referred
        if letter and not told:
            yield f"nobody was told of {event.kind} {event.id}"
    for run in db.execute(select(digest_runs).where(digest_runs.c.outcome == "posted")):
        if f"digest {run.digest_id} {run.due.isoformat()}" not in keys:
            yield f"the digest {run.digest_id} of {run.due} was never written"
    is_unsure = (letters.c.state == State.UNKNOWN) & (letters.c.kind == "digest")
    unsure = len(db.execute(select(letters).where(is_unsure)).all())
    asked = sum(event.kind == "LetterReturned" for event in happened)
    if asked < unsure:
        yield f"{unsure} digests are of unknown fate, and {asked} times somebody was asked to look"


def _let_in(db: Connection) -> Iterator[str]:
    """Nobody has a place that somebody was to approve but whom somebody approved, or booked who might; and of
    those who are booked together all were, or none.
    """
    managers = {row.email: row.id for row in db.execute(select(people))}
    manager_of = {row.id: managers.get(row.manager_email) for row in db.execute(select(people))}
    wants = {row.id for row in db.execute(select(sessions.c.id).where(sessions.c.approval))}
    together: Counter[tuple[int, datetime]] = Counter()
    for event in db.execute(select(events).where(events.c.kind.in_(("PlaceBooked", "PlacePromoted")))):
        session_id, person_id = event.facts["session_id"], event.facts["person_id"]
        by_id = event.facts.get("by_id")
        if by_id is not None:
            together[session_id, event.at] += 1
        if session_id in wants and (by_id is None or by_id != manager_of[person_id]):
            yield f"session {session_id}: nobody approved {event.kind} of {person_id}"
    for (session_id, at), count in together.items():
        if count != len(TEAM):
            yield f"session {session_id}: {count} of {len(TEAM)} were booked together at {at:%H:%M:%S}"


def _left_lying(db: Connection, now: datetime) -> Iterator[str]:
    """What was to be decided, or let go, by a moment that is long over."""
    for row in db.execute(select(places).where(places.c.until <= now - timedelta(minutes=5))):
        yield f"session {row.session_id}: {row.person_id} is {row.hold} until {row.until:%H:%M:%S}"
