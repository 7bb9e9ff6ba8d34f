"""`access needs <reference>`: what I need to take part, told to the session's organisers alone."""

from dataclasses import replace

from bot.ask import Ask
from bot.desk import Desk
from bot.learning import places as rules
from bot.learning.access import Need, Needs
from bot.learning.admission import shown_to
from bot.learning.events import AccessNeedsTold
from bot.learning.places import Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session, Status
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
from bot.steps.organising import in_private
from bot.steps.standing import as_they_stand
from bot.store import access, places, sessions
from bot.views import access as view

_LONGEST = 1000


@command(
    "access",
    en=("access needs", "my access needs", "access needs for", "access needs on", "access"),
    cy=("anghenion mynediad", "fy anghenion mynediad", "anghenion mynediad ar", "mynediad"),
)
def access_needs(desk: Desk, ask: Ask) -> Answer:
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    mine = [session for session, hold in held if hold == Hold.BOOKED.value]
    if not mine and not ask.about.strip():
        raise Refusal("access-no-places")
    session = choose_or_one(desk, ask, among=mine)
    if isinstance(session, Answer):
        return session
    if desk.me.organises and places.of(desk.db, session.id, desk.me.id) is None:
        return access_list(desk, replace(ask, about=session.ref))  # what the others need, who come to it
    _can_still_tell(desk, session)
    if not ask.values:
        return Answer(view.form(session, access.of(desk.db, session.id, desk.me.id), desk.say), secret=True)
    needs = _said(ask)
    full = _seat(desk, session, needs.seats)
    before = access.of(desk.db, session.id, desk.me.id)
    access.keep(desk.db, session.id, desk.me.id, needs)
    if needs != before:
        desk.record(AccessNeedsTold(session.id, desk.me.id))
    helper = Need.HELPER in needs.chosen
    return Answer(view.saved(session, desk.say, kept=bool(needs), helper=helper, full=full), secret=True)


def _can_still_tell(desk: Desk, session: Session) -> None:
    """Refuses who has no place there, and what is over: nothing would be kept of it."""
    place = places.of(desk.db, session.id, desk.me.id)
    if place is None or place.hold is not Hold.BOOKED:
        (fresh,), held = as_they_stand(desk, [session])
        offer = (fresh,) if shown_to(session, desk.me) and session.starts_at > desk.now else ()
        raise Refusal("access-no-place", offer=offer, held=held, title=session.title)
    if session.status is Status.CANCELLED:
        raise Refusal("session-cancelled", title=session.title)
    if session.ends_at <= desk.now and session.status is not Status.POSTPONED:
        raise Refusal("session-over", title=session.title)


def _said(ask: Ask) -> Needs:
    said = ask.values.get("needs", ())
    ticked = {said} if isinstance(said, str) else set(said)
    chosen = tuple(need for need in Need if need.value in ticked)
    return Needs(chosen, str(ask.values.get("words", "")).strip()[:_LONGEST])


def _seat(desk: Desk, session: Session, seats: int) -> bool:
    """A seat for who comes along, or none any more; True where there is none left for them."""
    try:
        event = rules.change_seats(places.locked_roster(desk.db, session.id), desk.me.id, seats)
    except Refusal as refusal:
        if refusal.name != "no-seat-for-helper":
            raise
        return True
    if event is not None:
        desk.record(event)
    return False


@command(
    "access_list",
    en=("list access needs for", "list access needs on", "who needs what on"),
    cy=("rhestr anghenion mynediad ar", "rhestr anghenion mynediad"),
    reads=True,
)
def access_list(desk: Desk, ask: Ask) -> Answer:
    """For organisers, in their own conversation; kept nowhere else."""
    in_private(desk, ask)
    session = choose_or_one(desk, ask)
    if isinstance(session, Answer):
        return session
    rows = []
    for told in access.of_session(desk.db, session.id):
        place = places.of(desk.db, session.id, told.person_id)
        rows.append((desk.someone(told.person_id), told.needs, place.seats if place else 0))
    return Answer(view.for_organisers(session, rows, desk.say), secret=True)
