"""`list <reference>`: who comes and who waits, for organisers alone; people are added and removed here."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.ask import Ask
from bot.card import Card
from bot.desk import Desk
from bot.learning import places as rules
from bot.learning.events import PlaceFreed, QueueLeft
from bot.learning.people import Person
from bot.learning.places import PENDING, Hold, Place
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, Handed, command, draws, hands_over
from bot.steps.approving import approved_first
from bot.steps.downloads import link_to
from bot.steps.naming import choose_or_one
from bot.steps.organising import in_private, note, of_ref, page_of
from bot.store import approvals, attendance, organisers, people, places, sessions
from bot.store.letters import Letter
from bot.views import organising_people as view
from bot.views.organising_forms import Filled, add_form

_MOST = 200  # names at once
_LONGEST = 120
_REFUSED = {
    "already-booked": "there",
    "already-waiting": "there",
    "already-asked": "asked",
    "session-closed": "closed",
    "session-cancelled": "over",
    "session-postponed": "over",
    "session-started": "over",
    "session-over": "over",
}


@command(
    "people_list",
    en=("people on", "list people on", "who is on", "who's on", "list of people for", "attendees"),
    cy=("pobl ar", "rhestr pobl", "rhestr o bobl ar", "pwy sydd ar", "pwy sy ar"),
    reads=True,
)
def people_list(desk: Desk, ask: Ask) -> Answer:
    """About = "<reference>", or "<reference> <from which number on>" behind [Show more]."""
    in_private(desk, ask)
    found = page_of(desk, ask)
    return found if isinstance(found, Answer) else _page(desk, *found)


def _page(desk: Desk, session: Session, first: int) -> Answer:
    return Answer(view.people_on(session, _on(desk, session), first, desk.say), secret=True)


@command("people_file")
def people_file(desk: Desk, ask: Ask) -> Answer:
    """The whole list: never as a file in the chat program, which would keep it."""
    in_private(desk, ask)
    session = of_ref(desk, ask.about)
    address = link_to(desk, "people-csv", session=session.id)
    return Answer(view.people_file(session, address, desk.say), secret=True)


@hands_over("people-csv")
def hand_over(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    """As the list is now; not to who does not organise any more."""
    if not desk.me.organises:
        return None
    session = sessions.get(desk.db, facts["session"])
    content = view.table(_on(desk, session), desk.zone, desk.say)
    return Handed(view.file_name(session), "text/csv; charset=utf-8", lambda: content)


def _on(desk: Desk, session: Session) -> list[view.OnIt]:
    """Those who come, then those who wait."""
    roster = places.roster(desk.db, session.id)
    marks = attendance.of(desk.db, session.id)
    found = [
        view.OnIt(
            desk.someone(place.person_id),
            place.hold.value,
            roster.position(place.person_id),
            place.since,
            marks[place.person_id].mark.value if place.person_id in marks else "",
            _asking(desk, session, place),
        )
        for place in roster.places
    ]
    return sorted(found, key=lambda each: each.how == Hold.WAITING)


def _asking(desk: Desk, session: Session, place: Place) -> int:
    """The number of what is to be decided about a place; 0 where that is nothing, or one's own."""
    if place.hold not in PENDING or place.person_id == desk.me.id:
        return 0
    found = approvals.newest(desk.db, session.id, place.person_id)
    return found.id if found else 0


# ── Adding ───────────────────────────────────────────────────────────────────────────────────────


@command("add_people", en=("add people to",), cy=("ychwanegu pobl at",))
def add_people(desk: Desk, ask: Ask) -> Answer:
    """Several at once: each is told, and one whom we do not know stops nobody else."""
    in_private(desk, ask)
    found = choose_or_one(desk, ask)
    if isinstance(found, Answer):
        return found
    names = str(ask.values.get("names", ""))
    if not names.strip():
        return Answer(add_form(found, Filled("add_people", found.ref, {}), desk.say))
    pieces = names.replace(",", "\n").replace(";", "\n").splitlines()
    said = list(dict.fromkeys(piece.strip()[:_LONGEST] for piece in pieces if piece.strip()))
    lines = [_add(desk, found, each, ask) for each in said[:_MOST]]
    lines += [view.Added(each, "too-many") for each in said[_MOST:]]
    return Answer(view.added(found, lines, desk.say), secret=True)


@command("person_add")
def add_one(desk: Desk, ask: Ask) -> Answer:
    """The one of several who was meant: about = "<reference> <person>"."""
    in_private(desk, ask)
    session, person = _of(desk, ask.about)
    line = _book(desk, session, person, person.name or person.email)
    return Answer(view.added(session, [line], desk.say), secret=True)


def _add(desk: Desk, session: Session, said: str, ask: Ask) -> view.Added:
    found = organisers.meant(desk.db, said, ask.who, desk.roles)
    if len(found) == 1:
        return _book(desk, session, found[0], said)
    return view.Added(said, "several" if found else "unknown", found)


def _book(desk: Desk, session: Session, person: Person, said: str) -> view.Added:
    try:
        roster = places.locked_roster(desk.db, session.id)
        event = rules.book(roster, person.id, desk.now)
    except Refusal as refusal:
        return view.Added(said, _REFUSED.get(refusal.name, "refused"))
    desk.record(approved_first(desk, roster.session, event))
    note(desk, session.id, "person-added", after={"person": person.name or person.email}, person_id=person.id)
    desk.settle()
    place = places.of(desk.db, session.id, person.id)
    if place is not None and place.hold in PENDING:
        return view.Added(said, "asked")
    return view.Added(said, "queued" if place and place.hold is Hold.WAITING else "booked")


# ── Removing ─────────────────────────────────────────────────────────────────────────────────────


@command("person_remove", reads=True)
def ask_remove(desk: Desk, ask: Ask) -> Answer:
    in_private(desk, ask)
    session, person = _of(desk, ask.about)
    place = places.of(desk.db, session.id, person.id)
    if place is None:
        raise Refusal("person-not-on", title=session.title)
    return Answer(view.ask_remove(session, person, place.hold.value, desk.say), secret=True)


@command("person_remove_now")
def remove(desk: Desk, ask: Ask) -> Answer:
    """Their place is free at once, and goes to the first in line; they are told."""
    in_private(desk, ask)
    session, person = _of(desk, ask.about)
    place = places.locked_roster(desk.db, session.id).of(person.id)
    if place is None:
        raise Refusal("person-not-on", title=session.title)
    happened = QueueLeft if place.hold is Hold.WAITING else PlaceFreed
    desk.record(happened(session.id, person.id))
    was = {"person": person.name or person.email}
    act = note(desk, session.id, "person-removed", before=was, person_id=person.id)
    desk.write("removed", f"removed {act}", person_id=person.id, session=session.id)
    return Answer(view.removed(session, person, desk.say), replace=True, secret=True)


@draws("removed")
def draw_removed(desk: Desk, letter: Letter) -> Card | None:
    """Not to somebody who has a place again."""
    if places.of(desk.db, letter.facts["session"], desk.me.id) is not None:
        return None
    return view.removed_letter(sessions.get(desk.db, letter.facts["session"]), desk.say)


def _of(desk: Desk, about: str) -> tuple[Session, Person]:
    """The session and the person that a button names. Refuses what names nobody."""
    ref, _, number = about.rpartition(" ")
    session = of_ref(desk, ref)
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise Refusal("person-not-on", title=session.title)
    try:
        person = people.get(desk.db, int(number), desk.roles)
    except LookupError:
        raise Refusal("person-not-on", title=session.title) from None
    return session, replace(person, name=person.name[:_LONGEST])
