"""`cancel <reference or words>`: give a place up, with a moment to undo, or leave the waiting list."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning import places as rules
from bot.learning.attendance import Mark, can_tell
from bot.learning.events import OfferPassedOn, PlaceFreed, QueueLeft
from bot.learning.refusals import Refusal
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
from bot.store import attendance, places, sessions
from bot.views import approvals, offers
from bot.views import attendance as attending
from bot.views import places as view


@command(
    "cancel",
    en=(
        "cancel",
        "cancel my place on",
        "cancel my booking for",
        "unbook",
        "i can't come to",
        "drop out of",
        "i can't come",
        "i cant come",
        "i can't make it to",
        "i can't make it",
        "i cant make it",
        "i can't attend",
        "i'm ill",
        "im ill",
        "i am ill",
        "leave the waiting list for",
        "leave the waiting list",
        "take me off",
        "unregister from",
        "withdraw from",
        "can't come to",
        "cant come to",
    ),
    cy=(
        "canslo",
        "canslo fy lle ar",
        "diddymu",
        "alla i ddim dod i",
        "tynnu'n ôl o",
        "canslwch",
        "fedra i ddim dod i",
        "alla i ddim dod",
        "ni allaf ddod i",
        "dw i ddim yn gallu dod i",
        "dwi methu dod i",
        "methu dod i",
        "tynnu nôl o",
        "tynnu yn ôl o",
        "gadael y rhestr aros",
        "ildio fy lle ar",
        "dwi methu dod",
        "dydw i ddim yn gallu dod",
        "dw i ddim yn gallu dod",
        "fedra i ddim dod",
        "dwi'n sâl",
        "rwy'n sâl",
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
    if not ask.about.strip() and not leaving:
        raise Refusal("nothing-to-undo")
    session = choose_or_one(desk, ask, among=leaving)
    if isinstance(session, Answer):
        return session
    if session.ref != ask.about.strip() and all(session.id != each.id for each in leaving):
        raise Refusal("nothing-to-undo")  # "I changed my mind about the walk", of which they had no place
    roster = places.locked_roster(desk.db, session.id)
    desk.record(rules.undo(roster, desk.me.id, desk.now))
    return Answer(view.kept(session, desk.say), replace=True)
