"""`book <reference or words>`: a place, or the end of the waiting list; asked back where that must be."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.ask import Ask
from bot.desk import Desk
from bot.learning import places as rules
from bot.learning.events import (
    ApprovalAsked,
    ApprovalReferred,
    OfferTaken,
    PlaceKept,
    PlaceQueued,
)
from bot.learning.refusals import Refusal
from bot.learning.sessions import Freed, Mode, Session
from bot.registry import Answer, command
from bot.steps.approving import approved_first, standing_of
from bot.steps.booking import dates_instead, freed, let_in, mine_and_beside, other_dates
from bot.steps.for_whom import Others, said_for_others
from bot.steps.giving_up import asked_before
from bot.steps.invitations import file_address
from bot.steps.naming import all_named, choose_or_one
from bot.steps.standing import as_they_stand
from bot.store import places, sessions
from bot.views import approvals, asking, exchanging
from bot.views import places as view

_OFFERED = 3
_ONLINE = r"on-?line|ar-?lein"
_WAY = re.compile(rf"\s+(?:in[ -]person|wyneb yn wyneb|{_ONLINE})\s*$", re.IGNORECASE)


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
        "enrol me on",
        "put me on",
        "put my name down for",
        "add me to",
        "count me in for",
        "save me a place on",
        "i'd like a place on",
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
        "rhowch fy enw i lawr ar gyfer",
        "cofrestrwch fi ar gyfer",
        "bwciwch fi ar",
        "hoffwn le ar",
        "hoffwn i le ar",
    ),
)
def book(desk: Desk, ask: Ask) -> Answer:
    if (others := said_for_others(desk, ask.about)) and not others.myself:
        return _for_others(desk, ask, others)
    ask = replace(ask, about=others.what) if others else ask
    said, ask = _way_said(desk, ask)
    session = _locked(desk, ask)
    return session if isinstance(session, Answer) else _book(desk, session, said)


def _for_others(desk: Desk, ask: Ask, others: Others) -> Answer:
    """Nobody is booked by mistake in somebody else's stead: where that is not clear, they are asked."""
    if others.unsure:
        asked = Refusal("for-whom", words=others.names, ref=others.unsure[0].ref)
        raise _own_place(desk, asked, others)
    said, ask = _way_said(desk, replace(ask, about=others.what))
    ask = replace(ask, word="book_for", values={"names": others.names, "way": said.value})
    try:
        return desk.registry.commands["book_for"].handle(desk, ask)
    except Refusal as refusal:
        raise _own_place(desk, refusal, others) if refusal.name == "others-who-may" else refusal from None


def _own_place(desk: Desk, refusal: Refusal, others: Others) -> Refusal:
    """The same, with a place for themselves beside it."""
    meant = others.unsure or all_named(desk, others.what)
    offer, held = as_they_stand(desk, meant[:_OFFERED])
    return Refusal(refusal.name, offer=tuple(offer), held=held, **refusal.facts)


@command("book_in_person")
def book_in_person(desk: Desk, ask: Ask) -> Answer:
    session = _locked(desk, ask)
    return session if isinstance(session, Answer) else _book(desk, session, Mode.IN_PERSON)


@command("book_online")
def book_online(desk: Desk, ask: Ask) -> Answer:
    session = _locked(desk, ask)
    return session if isinstance(session, Answer) else _book(desk, session, Mode.ONLINE)


@command("book_anyway", en=("book anyway",), cy=("archebu beth bynnag",))
def book_anyway(desk: Desk, ask: Ask) -> Answer:
    """Beside what they have at the same time. about = "<reference>", or "<reference> <how they come>"."""
    said, ask = _way_said(desk, ask)
    session = _locked(desk, ask)
    return session if isinstance(session, Answer) else _book(desk, session, said, sure=True)


@command("keep_mine", reads=True)
def keep_mine(desk: Desk, ask: Ask) -> Answer:
    session = choose_or_one(desk, ask)
    return (
        session if isinstance(session, Answer) else Answer(asking.kept_mine(session, desk.say), replace=True)
    )


def _way_said(desk: Desk, ask: Ask) -> tuple[Mode, Ask]:
    """How they mean to come, said behind a reference ("12 online"), and the ask without it."""
    found = _WAY.search(ask.about)
    if found is None:
        return Mode.ANY, ask
    session = sessions.by_ref(desk.db, ask.about[: found.start()])
    if session is None:
        return Mode.ANY, ask
    online = re.fullmatch(_ONLINE, found[0].strip(), re.IGNORECASE)
    return Mode.ONLINE if online else Mode.IN_PERSON, replace(ask, about=session.ref)


def _locked(desk: Desk, ask: Ask) -> Session | Answer:
    """What is named, with nobody else deciding about its places meanwhile; or the choice to be made."""
    if (about := ask.about.strip()) and (exact := sessions.by_ref(desk.db, about, lock=True)) is not None:
        return exact
    found = choose_or_one(desk, ask)
    return found if isinstance(found, Answer) else sessions.lock(desk.db, found.id)


def _instead(desk: Desk, session: Session) -> Sequence[Session]:
    """What of theirs has to go first, where nothing else is in the way. Refuses where they may not book."""
    try:
        let_in(desk, session, desk.me)
    except Refusal as refusal:
        if refusal.name == "enough-dates" and (old := dates_instead(desk, session)):
            return old
        raise
    return ()


def _book(desk: Desk, session: Session, said: Mode, *, sure: bool = False) -> Answer:
    """`session` is locked."""
    mode = session.mode_of(said)
    place, clashes = mine_and_beside(desk, session)
    event: rules.Booking
    if place is None:
        event = rules.book_anew(session, desk.me.id, desk.now, said)
    else:
        event = rules.book(places.roster(desk.db, session.id), desk.me.id, desk.now, said)
    if place is not None and isinstance(event, PlaceKept | OfferTaken):
        if too_many := asked_before(desk, session, place, event):
            return Answer(too_many)
    else:
        if place is None and (old := _instead(desk, session)):
            others = other_dates(desk, session) if session.full else ()
            return Answer(exchanging.exchange([session, *others], old, desk.say))
        if session.apart and said is Mode.ANY:
            return Answer(asking.which_way(session, desk.say))
        if clashes and not sure:
            return Answer(asking.clash(session, clashes, said, desk.say))
    happened = approved_first(desk, session, event)
    desk.record(happened)
    desk.settle()
    match happened:
        case PlaceQueued():
            others, asks = other_dates(desk, session), freed(desk, session) is Freed.OFFER
            position = places.roster(desk.db, session.id).position(desk.me.id)
            card = view.queued(
                session, position, desk.say, clashes=clashes, mode=mode, asks=asks, others=others
            )
            return Answer(card)
        case PlaceKept():
            return Answer(view.kept(session, desk.say))
        case ApprovalAsked() | ApprovalReferred():
            stands = standing_of(desk, session, places.of(desk.db, session.id, desk.me.id))
            assert stands is not None
            return Answer(approvals.pending(session, stands, desk.say, mode=mode, clashes=clashes))
        case _:
            file = file_address(desk, session, desk.me.id)
            return Answer(view.booked(session, desk.say, clashes=clashes, mode=mode, calendar=file))
