"""`attendance <reference>`: who came, for organisers: everybody with one press, then the exceptions."""

from collections.abc import Mapping
from typing import Any

from bot.ask import Ask
from bot.desk import Desk
from bot.files.wall_code import qr
from bot.learning import attendance as rules
from bot.learning.attendance import Mark
from bot.learning.people import Person
from bot.learning.places import Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, Handed, command, hands_over
from bot.steps.downloads import link_to
from bot.steps.organising import in_private, note, of_ref, organisers_only, page_of
from bot.store import access, attendance, organisers, people, places
from bot.views import attendance as view

_MOST = 50  # names at once
_LONGEST = 120


@command(
    "attendance",
    en=("attendance", "attendance for", "who came to", "who came", "take attendance", "register for session"),
    cy=("presenoldeb", "presenoldeb ar", "pwy ddaeth i", "pwy ddaeth", "cymryd presenoldeb"),
    reads=True,
)
def sheet(desk: Desk, ask: Ask) -> Answer:
    """About = "<reference>", or "<reference> <from which number on>" behind [Show more]."""
    in_private(desk, ask)
    found = page_of(desk, ask)
    return found if isinstance(found, Answer) else _page(desk, *found)


def _page(desk: Desk, session: Session, first: int, *, replace: bool = False) -> Answer:
    marked = attendance.of(desk.db, session.id)
    there = _expected(desk, session)
    everybody = [*there, *sorted(marked.keys() - set(there))]
    rows = [
        view.Row(desk.someone(person_id), marked.get(person_id))
        for person_id in everybody[first : first + view.PAGE]
    ]
    page = view.Sheet(
        session=session,
        rows=rows,
        first=first,
        total=len(everybody),
        marks={mark: sum(each.mark is mark for each in marked.values()) for mark in Mark},
        unmarked=sum(person_id not in marked for person_id in there),
        code=attendance.codes(desk.db, [session.id]).get(session.id, ""),
        needs=len(access.of_session(desk.db, session.id)),
        over=session.ends_at < desk.now,
    )
    return Answer(view.sheet(page, desk.say), replace=replace, secret=True)


def _expected(desk: Desk, session: Session) -> list[int]:
    return places.holders(desk.db, session.id, Hold.BOOKED, Hold.LEAVING)


@command("attendance_mark")
def mark(desk: Desk, ask: Ask) -> Answer:
    """One person: about = "<reference> <person> <mark> <page's first number>"."""
    in_private(desk, ask)
    pieces = ask.about.rsplit(" ", 3)
    if len(pieces) != 4:
        raise Refusal("no-such-session", about=ask.about)
    session = of_ref(desk, pieces[0])
    person, as_ = _person(desk, session, pieces[1]), _mark(session, pieces[2])
    rules.can_be_marked(session, desk.now)
    before = attendance.of_person(desk.db, session.id, person.id)
    if before is None and person.id not in _expected(desk, session):
        raise Refusal("person-not-on", title=session.title)
    attendance.mark(desk.db, session.id, [person.id], as_, by=desk.me.id, now=desk.now)
    _note(desk, session, person, before.mark if before else None, as_)
    first = int(pieces[3]) if pieces[3].isascii() and pieces[3].isdigit() and len(pieces[3]) < 7 else 0
    return _page(desk, session, first, replace=True)


@command("attendance_rest")
def mark_rest(desk: Desk, ask: Ask) -> Answer:
    """Everybody of whom nothing is known yet: about = "<reference> <mark>"."""
    in_private(desk, ask)
    ref, _, said = ask.about.rpartition(" ")
    session = of_ref(desk, ref)
    as_ = _mark(session, said)
    rules.can_be_marked(session, desk.now)
    known = attendance.of(desk.db, session.id)
    rest = [person_id for person_id in _expected(desk, session) if person_id not in known]
    if rest:
        attendance.mark(desk.db, session.id, rest, as_, by=desk.me.id, now=desk.now)
        note(desk, session.id, "attendance", after={"people": str(len(rest)), "mark": as_.value})
    return _page(desk, session, 0, replace=True)


@command("attendance_add")
def add(desk: Desk, ask: Ask) -> Answer:
    """People who came without a place: marked as having come, each by name."""
    in_private(desk, ask)
    session = of_ref(desk, ask.about)
    rules.can_be_marked(session, desk.now)
    names = str(ask.values.get("names", ""))
    if not names.strip():
        return Answer(view.add_form(session, desk.say))
    pieces = names.replace(",", "\n").replace(";", "\n").splitlines()
    said = list(dict.fromkeys(piece.strip()[:_LONGEST] for piece in pieces if piece.strip()))[:_MOST]
    found: dict[int, Person] = {}
    unknown = []
    for each in said:
        meant = organisers.meant(desk.db, each, ask.who, desk.roles)
        if len(meant) == 1:
            found[meant[0].id] = meant[0]
        else:
            unknown.append(each)
    attendance.mark(desk.db, session.id, list(found), Mark.CAME, by=desk.me.id, now=desk.now)
    for person in found.values():
        _note(desk, session, person, None, Mark.CAME)
    return Answer(view.added(session, list(found.values()), unknown, desk.say), secret=True)


@command("attendance_code")
def code(desk: Desk, ask: Ask) -> Answer:
    """The code for the wall; from now on the session asks for it."""
    in_private(desk, ask)
    session = of_ref(desk, ask.about)
    asked = attendance.ask_code(desk.db, session.id)
    address = link_to(desk, "wall-code", session=session.id)
    return Answer(view.wall(session, asked, _picture(desk, asked), address, desk.say), secret=True)


def _picture(desk: Desk, code: str) -> bytes:
    public = desk.settings.public_address
    return qr(f"{public}/here/{code}" if public else f"here {code}")


@hands_over("wall-code")
def picture(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    """To print it large, where a room shows no pictures."""
    known = attendance.codes(desk.db, [facts["session"]]).get(facts["session"])
    if known is None or not desk.me.organises:
        return None
    return Handed(f"caffi-{known}.png", "image/png", lambda: _picture(desk, known))


@command("attendance_no_code")
def no_code(desk: Desk, ask: Ask) -> Answer:
    in_private(desk, ask)
    session = of_ref(desk, ask.about)
    attendance.drop_code(desk.db, session.id)
    return Answer(view.no_code(session, desk.say), replace=True)


@command("hindrances", reads=True)
def hindrances(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every handler has both
    """What got in the way on all sessions of the last twelve months, without names."""
    organisers_only(desk)
    counts, words = attendance.hindered(desk.db, desk.now - rules.YEAR)
    return Answer(view.hindrances(counts, words, desk.say))


def _person(desk: Desk, session: Session, number: str) -> Person:
    try:
        if number.isascii() and number.isdigit() and len(number) < 18:
            return people.get(desk.db, int(number), desk.roles)
    except LookupError:
        pass
    raise Refusal("person-not-on", title=session.title)


def _mark(session: Session, said: str) -> Mark:
    if said not in set(Mark):
        raise Refusal("person-not-on", title=session.title)
    return Mark(said)


def _note(desk: Desk, session: Session, person: Person, before: Mark | None, after: Mark) -> None:
    """Who was marked as what, and as what before; by whom and when stands with every happening."""
    name = person.name or person.email
    was = {"person": name, "mark": before.value} if before else {}
    now = {"person": name, "mark": after.value}
    note(desk, session.id, "attendance", before=was, after=now, person_id=person.id)
