"""`keep_place`: somebody read what changed, and still comes."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.events import PlaceConfirmed
from bot.learning.places import PENDING, Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Status
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
from bot.store import places
from bot.views import changes as view


@command("keep_place")
def keep_place(desk: Desk, ask: Ask) -> Answer:
    """Nothing is to be done for it, and it is written down."""
    session = choose_or_one(desk, ask)
    if isinstance(session, Answer):
        return session
    if session.status is Status.CANCELLED:
        raise Refusal("session-cancelled", title=session.title)
    place = places.of(desk.db, session.id, desk.me.id)
    if place is None or place.hold is Hold.LEAVING:
        raise Refusal("not-booked", title=session.title)
    if place.hold in PENDING:
        raise Refusal("already-asked", title=session.title)
    desk.record(PlaceConfirmed(session.id, desk.me.id))
    return Answer(view.confirmed(session, desk.say, waiting=place.hold is Hold.WAITING))
