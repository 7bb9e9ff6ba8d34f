"""`book for others on <reference>`: places for colleagues, all or none; each hears by whom."""

from collections.abc import Sequence

from bot.ask import Ask
from bot.card import Card
from bot.desk import Desk
from bot.learning.events import PlaceBooked
from bot.learning.for_others import book_all, personal
from bot.learning.people import Person
from bot.learning.places import Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Mode, Session
from bot.registry import Answer, command, draws, reacts_to
from bot.steps.approving import approved_first
from bot.steps.booking import let_in
from bot.steps.for_whom import APART, meant_for
from bot.steps.naming import choose_or_one
from bot.store import admission, places, sessions
from bot.store.letters import Letter
from bot.views import for_others as view

_MOST = 50
_LONGEST = 120
_WAYS = (Mode.IN_PERSON.value, Mode.ONLINE.value)


@command(
    "book_for",
    en=("book for others on", "book for others", "book for colleagues on", "book for my team on"),
    cy=("archebu i eraill ar", "archebu i eraill", "archebu i gydweithwyr ar", "archebu i fy nhîm ar"),
)
def book_for(desk: Desk, ask: Ask) -> Answer:
    """The form, and what was written into it."""
    _who_may(desk, ask)
    session = choose_or_one(desk, ask)
    if isinstance(session, Answer):
        return session
    names = str(ask.values.get("names", ""))
    said = str(ask.values.get("way", ""))
    if session.sensitive and not desk.me.organises:
        # Why somebody cannot be booked would tell that they have a place.
        raise Refusal("others-sensitive", title=session.title)
    return _book_named(desk, session, names, Mode(said) if said in _WAYS else Mode.ANY, ask)


def _book_named(desk: Desk, session: Session, names: str, said: Mode, ask: Ask) -> Answer:
    """Places for all who are named, or the list of reasons why not."""
    _who_may(desk, ask)
    pieces = [piece.strip()[:_LONGEST] for piece in APART.split(names)]
    written = list(dict.fromkeys(piece for piece in pieces if piece))
    if len(written) > _MOST:
        raise Refusal("others-too-many", n=_MOST)
    if not written or (session.apart and said is Mode.ANY):
        return Answer(view.form(session, names, desk.say))
    people, wrong = _named(desk, written)
    roster = places.locked_roster(desk.db, session.id)
    group = book_all(roster, list(people), desk.me.id, desk.now, said)
    hindered = dict(group.hindered)
    for number, person in people.items():
        if number not in hindered and (reason := _kept_out(desk, roster.session, person)):
            hindered[number] = reason
    wrong += [view.Hindered(_name(people[number]), reason) for number, reason in hindered.items()]
    if wrong:
        return Answer(view.refused(session, wrong, desk.say), secret=True)
    happened = [approved_first(desk, roster.session, event) for event in group.events]
    for event in happened:
        desk.record(event)
    asked = not all(isinstance(event, PlaceBooked) for event in happened)
    booked = [_name(each) for each in people.values()]
    return Answer(view.booked(session, booked, desk.say, asked=asked), secret=True)


def _named(desk: Desk, written: Sequence[str]) -> tuple[dict[int, Person], list[view.Hindered]]:
    """Whom these words name, by number; and what names nobody, or several."""
    people: dict[int, Person] = {}
    wrong: list[view.Hindered] = []
    unknown = "unknown" if desk.me.organises else "not-team"
    for each in written:
        found = meant_for(desk, each)
        if len(found) == 1:
            people[found[0].id] = found[0]
        else:
            wrong.append(view.Hindered(each, "several" if found else unknown))
    return people, wrong


def _who_may(desk: Desk, ask: Ask) -> None:
    """Organisers and managers, in their own conversation with us: the answer names people."""
    if not desk.me.organises and not admission.manages(desk.db, desk.me.email):
        raise Refusal("others-who-may")
    if ask.where.channel:
        raise Refusal("list-in-private")


def _kept_out(desk: Desk, session: Session, person: Person) -> str:
    """Why they may not book it, in one word; empty where they may."""
    try:
        let_in(desk, session, person)
    except Refusal as refusal:
        if not (reason := personal(refusal)):
            raise
        return reason
    return ""


def _name(person: Person) -> str:
    return person.name or person.email


# ── Each hears by whom; the booker sees who is on it ─────────────────────────────────────────────


@reacts_to(PlaceBooked)
def tell(desk: Desk, happening: int, event: PlaceBooked) -> None:
    if event.by_id is not None:
        desk.write(
            "booked-for-you",
            f"booked-for-you {happening}",
            person_id=event.person_id,
            session=event.session_id,
            by=event.by_id,
        )


@draws("booked-for-you")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """Nothing where the place was given up meanwhile."""
    roster = places.roster(desk.db, letter.facts["session"])
    place, session = roster.of(desk.me.id), roster.session
    if place is None or place.hold is not Hold.BOOKED:
        return None
    clashes = sessions.clashes(desk.db, desk.me.id, session)
    by = _name(desk.someone(letter.facts["by"]))
    return view.booked_for_you(session, by, desk.say, mode=session.mode_of(place.mode), clashes=clashes)


@command(
    "booked_for",
    en=("booked for others", "who have i booked", "who did i book", "places i booked for others"),
    cy=("archebwyd i eraill", "pwy ydw i wedi archebu", "lleoedd i eraill"),
    reads=True,
)
def booked_for(desk: Desk, ask: Ask) -> Answer:
    """Who is on what, of those places that they booked for others and that are still held."""
    if ask.where.channel:
        raise Refusal("list-in-private")
    found: dict[int, list[str]] = {}
    for session_id, person_id in places.booked_for_others(desk.db, desk.me.id, desk.now):
        found.setdefault(session_id, []).append(_name(desk.someone(person_id)))
    there = [(sessions.get(desk.db, session_id), names) for session_id, names in found.items()]
    return Answer(view.mine_for_others(there, desk.say), secret=True)
