"""`cancel <reference or words>`: give a place up, with a moment to undo, or leave the waiting list."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning import places as rules
from bot.learning.attendance import Mark, can_tell
from bot.learning.events import OfferPassedOn, PlaceFreed, QueueLeft
from bot.learning.refusals import Refusal
from bot.registry import Answer, command
from bot.steps.giving_up import asked_before
from bot.steps.naming import all_named, choose_or_one, those_named
from bot.steps.standing import as_they_stand
from bot.store import attendance, places, sessions
from bot.views import approvals, offers
from bot.views import attendance as attending
from bot.views import places as view

_NEAR = 3


@command(
    "cancel",
    en=(
        "cancel",
        "cancel my place on",
        "cancel my booking for",
        "unbook",
        "drop out of",
        "give up my place on",
        "leave the waiting list for",
        "leave the waiting list",
        "take me off",
        "remove me from",
        "unregister from",
        "withdraw from",
    ),
    cy=(
        "canslo",
        "canslo fy lle ar",
        "canslo fy archeb ar gyfer",
        "diddymu",
        "tynnu'n ôl o",
        "canslwch",
        "tynnu nôl o",
        "tynnu yn ôl o",
        "tynnwch fi oddi ar",
        "gadael y rhestr aros",
        "ildio fy lle ar",
    ),
)
def cancel(desk: Desk, ask: Ask) -> Answer:
    mine = [
        session
        for session, hold in sessions.held_by(desk.db, desk.me.id, after=desk.now)
        if hold != "leaving"
    ]
    if not ask.about.strip() and not mine:
        raise Refusal("nothing-to-cancel")
    session = choose_or_one(desk, ask, among=mine)
    if isinstance(session, Answer):
        return session
    roster = places.locked_roster(desk.db, session.id)
    marked = attendance.of_person(desk.db, session.id, desk.me.id)
    if can_tell(roster.session, roster.of(desk.me.id), marked, desk.now):
        attendance.mark(desk.db, session.id, [desk.me.id], Mark.TOLD, by=None, now=desk.now)
        return Answer(attending.told(session, desk.say))
    event = rules.cancel(roster, desk.me.id, desk.now, desk.settings.booking.undo)
    desk.record(event)
    if isinstance(event, QueueLeft):
        return Answer(view.left_queue(session, desk.say))
    if isinstance(event, OfferPassedOn):
        return Answer(offers.declined(session, desk.say))
    if isinstance(event, PlaceFreed):
        return Answer(approvals.withdrawn(session, desk.say))
    seconds = int((event.until - desk.now).total_seconds())
    return Answer(view.leaving(session, seconds, desk.say))


@command(
    "undo",
    en=("undo", "take it back", "i changed my mind", "i've changed my mind", "changed my mind"),
    cy=(
        "dadwneud",
        "dad-wneud",
        "wedi newid fy meddwl",
        "dwi wedi newid fy meddwl",
        "dw i wedi newid fy meddwl",
        "newidiais fy meddwl",
    ),
)
def undo(desk: Desk, ask: Ask) -> Answer:
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    leaving = [session for session, hold in held if hold == "leaving"]
    pressed = sessions.by_ref(desk.db, ask.about.strip()) is not None
    if not pressed and not those_named(desk, ask.about, leaving):
        # "I changed my mind about the walk": what can be done about that stands below.
        named = all_named(desk, ask.about)[:_NEAR] if ask.about.strip() else ()
        offer, held_of = as_they_stand(desk, named)
        raise Refusal("nothing-to-undo", offer=tuple(offer), held=held_of)
    session = choose_or_one(desk, ask, among=leaving)
    if isinstance(session, Answer):
        return session
    roster = places.locked_roster(desk.db, session.id)
    event = rules.undo(roster, desk.me.id, desk.now)
    place = roster.of(desk.me.id)
    if place is not None and (asked := asked_before(desk, roster.session, place, event)):
        return Answer(asked)
    desk.record(event)
    return Answer(view.kept(session, desk.say), replace=True)
