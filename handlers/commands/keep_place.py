"""`keep_place`: somebody read what changed, and still comes."""

from dataclasses import replace

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.events import PlaceConfirmed
from bot.learning.places import PENDING, Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Status
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
from bot.store import places, rounds, sessions
from bot.views import changes as view


@command(
    "keep_place",
    en=(
        "keep my place",
        "keep my place on",
        "i'll keep my place",
        "i will keep my place",
        "i'm keeping my place",
        "keep my booking",
        "i'm still coming",
        "i am still coming",
        "still coming",
    ),
    cy=(
        "cadw fy lle",
        "cadw fy lle ar",
        "cadwch fy lle",
        "cadwch fy lle ar",
        "dw i'n cadw fy lle",
        "dwi'n cadw fy lle",
        "dw i'n dal i ddod",
        "dwi'n dal i ddod",
        "dal i ddod",
    ),
)
def keep_place(desk: Desk, ask: Ask) -> Answer:
    """Nothing is to be done for it, and it is written down. Who names no session means one they were told has
    changed; where there is none, what they hold is the answer.
    """
    held = [
        session
        for session, hold in sessions.held_by(desk.db, desk.me.id, after=desk.now)
        if hold != Hold.LEAVING
    ]
    if not ask.about.strip():
        told = rounds.told_of(desk.db, desk.me.id)
        held = [each for each in held if each.id in told and each.starts_at > desk.now]
        if not held:
            places_held = desk.registry.commands["mine"]
            return places_held.handle(desk, replace(ask, word=places_held.word, text=""))
    session = choose_or_one(desk, ask, among=held)
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
