"""Come online instead of in person, or the other way, where the two are counted apart."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning import places as rules
from bot.learning.events import PlaceBooked
from bot.learning.sessions import Freed, Mode
from bot.registry import Answer, command
from bot.steps.approving import approved_first, standing_of
from bot.steps.booking import freed, one_too_many, other_dates
from bot.steps.naming import choose_or_one, those_named
from bot.store import places, sessions
from bot.views import approvals, asking
from bot.views import places as view

_MOST = 5


@command(
    "change_online",
    en=("change to online", "switch to online", "come online instead", "join online instead"),
    cy=("newid i ar-lein", "ymuno ar-lein yn lle hynny"),
)
def change_online(desk: Desk, ask: Ask) -> Answer:
    return _change(desk, ask, Mode.ONLINE)


@command(
    "change_in_person",
    en=("change to in person", "switch to in person", "come in person instead"),
    cy=("newid i wyneb yn wyneb", "dod wyneb yn wyneb yn lle hynny"),
)
def change_in_person(desk: Desk, ask: Ask) -> Answer:
    return _change(desk, ask, Mode.IN_PERSON)


@command("shall_change_online", reads=True)
def shall_change_online(desk: Desk, ask: Ask) -> Answer:
    return _asked(desk, ask, Mode.ONLINE)


@command("shall_change_in_person", reads=True)
def shall_change_in_person(desk: Desk, ask: Ask) -> Answer:
    return _asked(desk, ask, Mode.IN_PERSON)


def _asked(desk: Desk, ask: Ask, to: Mode) -> Answer:
    """What is only read from a sentence is asked first, with the sessions that it may be about."""
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    mine = [session for session, hold in held if hold != "leaving"]
    meant = those_named(desk, ask.about, mine)
    apart = [session for session in meant if session.apart]
    if apart:
        return Answer(asking.shall_change(apart[:_MOST], to, desk.say))
    return Answer(asking.shall_change_none((meant or mine)[:_MOST], desk.say))


def _change(desk: Desk, ask: Ask, to: Mode) -> Answer:
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    apart = [session for session, hold in held if session.apart and hold != "leaving"]
    session = choose_or_one(desk, ask, among=apart)
    if isinstance(session, Answer):
        return session
    happens = rules.change_mode(places.locked_roster(desk.db, session.id), desk.me.id, desk.now, to)
    straight_in = any(isinstance(event, PlaceBooked) for event in happens)
    if straight_in and (refusal := one_too_many(desk, session)):
        raise refusal
    for event in happens:
        desk.record(approved_first(desk, session, event))
    desk.settle()
    roster = places.roster(desk.db, session.id)
    position = roster.position(desk.me.id)
    if position:
        asks, others = freed(desk, session) is Freed.OFFER, other_dates(desk, session)
        return Answer(view.queued(roster.session, position, desk.say, mode=to, asks=asks, others=others))
    stands = standing_of(desk, session, roster.of(desk.me.id))
    if stands is not None:
        return Answer(approvals.pending(roster.session, stands, desk.say, mode=to))
    return Answer(view.changed(roster.session, to, desk.say))
