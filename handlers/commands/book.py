"""`book <reference or words>`: a place, or the end of the waiting list."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning import places as rules
from bot.learning.events import PlaceKept, PlaceQueued
from bot.naming import choose_or_one
from bot.registry import Answer, command
from bot.store import places, sessions
from bot.views import places as view


@command(
    "book",
    en=(
        "book",
        "book me on",
        "book a place on",
        "sign me up for",
        "join",
        "reserve",
        "put me on the waiting list for",
        "join the waiting list for",
        "put me down for",
        "sign me up to",
        "i'd like to come to",
        "i want to come to",
        "register for",
        "register me for",
    ),
    cy=(
        "archebu",
        "archebu lle ar",
        "bwcio",
        "cofrestru ar",
        "ymuno â",
        "archebwch",
        "bwciwch",
        "cofrestru ar gyfer",
        "cofrestru",
        "cofrestrwch fi ar",
        "ymuno ag",
        "ymunwch â",
        "ymunwch ag",
        "cadw lle ar",
        "cadw lle i mi ar",
        "rhowch fi ar",
        "ga i le ar",
        "dwi isio bwcio",
        "dw i eisiau archebu",
    ),
)
def book(desk: Desk, ask: Ask) -> Answer:
    session = choose_or_one(desk, ask)
    if isinstance(session, Answer):
        return session
    roster = places.locked_roster(desk.db, session.id)
    event = rules.book(roster, desk.me.id, desk.now)
    clashes = sessions.clashes(desk.db, desk.me.id, session)
    desk.record(event)
    desk.settle()
    if isinstance(event, PlaceQueued):
        position = places.roster(desk.db, session.id).position(desk.me.id)
        return Answer(view.queued(session, position, desk.say, clashes=clashes))
    if isinstance(event, PlaceKept):
        return Answer(view.kept(session, desk.say))
    return Answer(view.booked(session, desk.say, clashes=clashes))
