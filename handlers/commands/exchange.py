"""One date of a session for another in one step, where one person may not hold both."""

from dataclasses import replace

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.events import PlaceQueued
from bot.learning.exchange import exchange as decide
from bot.learning.places import Roster, book
from bot.learning.refusals import Refusal
from bot.learning.sessions import Mode
from bot.registry import Answer, command
from bot.steps.approving import approved_first
from bot.steps.booking import dates_instead, let_in, one_too_many, other_dates
from bot.steps.giving_up import needs_follow, seats_left
from bot.steps.invitations import file_address
from bot.steps.swapping import carried_on, read_about
from bot.store import access, places, sessions
from bot.views import asking
from bot.views import exchanging as view
from bot.views import places as places_view


@command("exchange")
def exchange(desk: Desk, ask: Ask) -> Answer:
    """The new place and the end of the old one in one transaction, or nothing of both: about = "<reference>
    <what they give up>", perhaps with how they come between them.
    """
    wanted = read_about(ask.about)
    new, old = _locked(desk, wanted.ref, wanted.old)
    session = new.session
    mine = new.of(desk.me.id)
    if mine is None:
        let_in(desk, session, desk.me, giving_up=old.session)
    elif refusal := one_too_many(desk, session, giving_up=old.session):
        raise refusal
    if mine is None and session.apart and wanted.mode is Mode.ANY:
        return carried_on(Answer(asking.which_way(session, desk.say)), "exchange", wanted.old)
    clashes = [each for each in sessions.clashes(desk.db, desk.me.id, session) if each.id != old.session.id]
    if mine is None and clashes and not wanted.sure:
        asked = Answer(asking.clash(session, clashes, wanted.mode, desk.say))
        return carried_on(asked, "exchange", wanted.old)
    decided = decide(old, new, desk.me.id, desk.now, wanted.mode)
    others = [each for each in other_dates(desk, session) if each.id != old.session.id]
    if decided is None:
        return Answer(view.full(session, old.session, others, desk.say, mode=wanted.mode))
    needs = access.of(desk.db, old.session.id, desk.me.id)
    if not seats_left(new, desk.me.id, needs.seats, wanted.mode):
        return Answer(view.no_seat(session, old.session, others, desk.say))
    had, freed = decided
    if approved_first(desk, session, had) is not had:  # nobody has it until that is approved
        raise Refusal("enough-dates", title=session.title, n=session.dates_each or 1)
    desk.record(had)
    followed = needs_follow(desk, old.session, session)
    desk.record(freed)
    desk.settle()
    file = file_address(desk, session, desk.me.id)
    mode = session.mode_of(mine.mode if mine else wanted.mode)
    booked = places_view.booked(session, desk.say, clashes=clashes, mode=mode, calendar=file)
    return Answer(view.exchanged(booked, old.session, desk.say, followed=followed))


@command("wait_beside")
def wait_beside(desk: Desk, ask: Ask) -> Answer:
    """A turn on the waiting list of a date that is full, beside what they have, which goes only when they
    take the other: about = "<reference>", perhaps with how they come. Where they need give nothing up it is
    booked, or waited for, like any other.
    """
    wanted = read_about(ask.about)
    found = sessions.by_ref(desk.db, wanted.ref, lock=True)
    old = [] if found is None else dates_instead(desk, found)
    if found is None or not old:
        word = "book_anyway" if wanted.sure else "book"
        about = f"{wanted.ref} {wanted.mode.value}".strip()
        return desk.registry.commands[word].handle(desk, replace(ask, word=word, about=about, text=""))
    new = places.roster(desk.db, found.id)
    session = new.session
    decided = book(new, desk.me.id, desk.now, wanted.mode)
    let_in(desk, session, desk.me, giving_up=old[0])
    if session.apart and wanted.mode is Mode.ANY:
        return carried_on(Answer(asking.which_way(session, desk.say)), "wait_beside", ())
    if not isinstance(decided, PlaceQueued):  # one has come free since
        return Answer(view.exchange([session], old, desk.say))
    given_up = {each.id for each in old}
    clashes = [each for each in sessions.clashes(desk.db, desk.me.id, session) if each.id not in given_up]
    if clashes and not wanted.sure:
        asked = Answer(asking.clash(session, clashes, wanted.mode, desk.say))
        return carried_on(asked, "wait_beside", ())
    desk.record(decided)
    desk.settle()
    position = places.roster(desk.db, session.id).position(desk.me.id)
    mode = session.mode_of(wanted.mode)
    queued = places_view.queued(session, position, desk.say, clashes=clashes, mode=mode, asks=True)
    return Answer(view.waiting(queued, old, desk.say))


def _locked(desk: Desk, ref: str, refs: tuple[str, ...]) -> tuple[Roster, Roster]:
    """Both, with nobody else deciding about their places meanwhile; always in the same order, so that two who
    swap with each other never wait for one another.
    """
    new, old = sessions.by_ref(desk.db, ref), sessions.by_ref(desk.db, refs[0] if refs else "")
    if new is None or old is None or new.id == old.id:
        raise Refusal("no-such-session", about=ref if new is None else " ".join(refs))
    there = {number: places.locked_roster(desk.db, number) for number in sorted({new.id, old.id})}
    return there[new.id], there[old.id]
