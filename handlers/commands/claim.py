"""`take` and `decline`: the answer to a place that is kept for somebody who waited."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning import places as rules
from bot.learning.events import PlaceKept
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, command
from bot.steps.approving import approved_first, standing_of
from bot.steps.booking import clashing
from bot.steps.giving_up import asked_before
from bot.steps.invitations import file_address
from bot.steps.naming import choose_or_one
from bot.store import places, sessions
from bot.views import approvals, offers
from bot.views import places as view


@command(
    "take",
    en=("claim", "claim my place on", "take my place on", "take the place on"),
    cy=("hawlio", "hawlio fy lle ar", "cymryd fy lle ar", "cymryd y lle ar"),
)
def take(desk: Desk, ask: Ask) -> Answer:
    session = _offered(desk, ask)
    if isinstance(session, Answer):
        return session
    roster = places.locked_roster(desk.db, session.id)
    event = rules.take(roster, desk.me.id, desk.now)
    place = roster.of(desk.me.id)
    if place is not None and (asked := asked_before(desk, roster.session, place, event)):
        return Answer(asked)
    clashes = clashing(desk, session, roster.of(desk.me.id))
    happened = approved_first(desk, roster.session, event)
    desk.record(happened)
    if isinstance(event, PlaceKept):
        return Answer(view.kept(session, desk.say), replace=True)
    mode = roster.session.mode_of(place.mode if place else "")
    desk.settle()
    stands = standing_of(desk, session, places.of(desk.db, session.id, desk.me.id))
    if stands is not None:
        waits = approvals.pending(roster.session, stands, desk.say, mode=mode, clashes=clashes)
        return Answer(waits, replace=True)
    file = file_address(desk, session, desk.me.id)
    card = view.booked(roster.session, desk.say, clashes=clashes, mode=mode, calendar=file)
    return Answer(card, replace=True)


@command(
    "decline",
    en=("decline", "decline the place on", "turn down", "turn down the place on"),
    cy=("gwrthod", "gwrthod y lle ar"),
)
def decline(desk: Desk, ask: Ask) -> Answer:
    session = _offered(desk, ask)
    if isinstance(session, Answer):
        return session
    roster = places.locked_roster(desk.db, session.id)
    desk.record(rules.decline(roster, desk.me.id, desk.now))
    return Answer(offers.declined(session, desk.say), replace=True)


def _offered(desk: Desk, ask: Ask) -> Session | Answer:
    """The one meant, among those that are kept for them."""
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    kept = [session for session, hold in held if hold == "offered"]
    if not ask.about.strip() and not kept:
        raise Refusal("nothing-offered")
    return choose_or_one(desk, ask, among=kept)
