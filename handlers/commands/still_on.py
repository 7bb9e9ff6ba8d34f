"""`is … still on?`: on, moved, postponed or cancelled, for the session that is named, their own first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.ask import Ask
from bot.card import When
from bot.desk import Desk
from bot.learning.admission import shown_to
from bot.learning.events import SessionMoved
from bot.learning.places import Hold, Place
from bot.learning.refusals import Refusal
from bot.learning.sessions import NOT_ON, Session, Status
from bot.registry import Answer, command
from bot.steps.booking import with_places
from bot.steps.naming import all_named, days_and_rest, how_said, named_among, those_named
from bot.steps.standing import as_they_stand
from bot.store import places, rounds, sessions
from bot.understand.dates import Span
from bot.understand.going_ahead import asked_on
from bot.understand.letters import spoken
from bot.understand.meant import named_so
from bot.understand.named import named
from bot.understand.stop_words import STOP_WORDS
from bot.views import still_on as view
from bot.views.changes import Before

_OTHERS = 3
_LOOKED_AT = 20  # other dates of what is cancelled


@command("still_on", reads=True)
def still_on(desk: Desk, ask: Ask) -> Answer:
    """Of a session that was to be. What is not found is said as of any session that is named."""
    found = _meant(desk, ask.about)
    if found:
        return _answer(desk, found)
    if not ask.about.strip():
        raise Refusal("which-session", said=how_said(desk, "details"))
    return desk.registry.commands["details"].handle(desk, replace(ask, word="details"))


@command("is_on", reads=True)
def is_on(desk: Desk, ask: Ask) -> Answer:
    """The whole sentence, which may as well ask what there is: so it is, unless it names a session."""
    asked = asked_on(ask.about)
    found = _meant(desk, asked.name) if asked else []
    if asked and not asked.surely:
        found = _plainly(desk, asked.name, found)
    return (
        _answer(desk, found)
        if found
        else desk.registry.commands["look"].handle(desk, replace(ask, word="look"))
    )


def _plainly(desk: Desk, name: str, found: Sequence[Session]) -> Sequence[Session]:
    """Those that bear that name or reference, on the day that was said; of "today's session" their own."""
    days, what = days_and_rest(desk, name)
    then = [each for each in found if _on(desk, each, days)]
    if not _tells(what):
        own = places.held(desk.db, [each.id for each in then], desk.me.id)
        return [each for each in then if each.id in own]
    return then if sessions.by_ref(desk.db, what) else named_so(named(what), then)


def _meant(desk: Desk, name: str) -> Sequence[Session]:
    """What may be meant: what they have first, then the likeliest."""
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    mine = [each for each, hold in held if hold != Hold.LEAVING]
    if not name.strip():
        return mine
    days, what = days_and_rest(desk, name)
    if days is not None and not _tells(what):
        then = [each for each in mine if _on(desk, each, days)]
        return then or [each for each in _ahead(desk) if days.hold(each.starts_at.astimezone(desk.zone))]
    found = _named(desk, what, mine)
    if days is not None:
        found = [each for each in found if _on(desk, each, days)] or found
    own = {each.id for each in mine}
    first = next((each for each in found if each.id in own), found[0] if found else None)
    return sorted(
        found,
        key=lambda each: (each.id not in own, first is None or each.title != first.title, each.starts_at),
    )


def _named(desk: Desk, what: str, mine: Sequence[Session]) -> Sequence[Session]:
    """The likeliest of what is theirs, to come, cancelled or postponed; else the last that is over."""
    off = named_among(desk, what, desk.programme.off_index)
    maybe = [*those_named(desk, what, mine), *_shown(desk, off), *all_named(desk, what)]
    found = list({each.id: each for each in maybe}.values())
    if not found:
        return _shown(desk, named_among(desk, what, desk.programme.past_index))[-1:]
    return those_named(desk, what, found) or found


def _ahead(desk: Desk) -> Sequence[Session]:
    return _shown(desk, [*desk.programme.coming, *desk.programme.off_index.sessions])


def _shown(desk: Desk, found: Sequence[Session]) -> Sequence[Session]:
    return [each for each in found if shown_to(each, desk.me)]


def _tells(what: str) -> bool:
    """Whether it names anything: "tomorrow's session" has only a day."""
    return any(token.text not in STOP_WORDS for token in spoken(what))


def _on(desk: Desk, session: Session, days: Span | None) -> bool:
    """Whether it is on those days, or was until it was moved."""
    if days is None or days.hold(session.starts_at.astimezone(desk.zone)):
        return True
    return any(days.hold(was.astimezone(desk.zone)) for was in _moved_from(desk, session))


def _moved_from(desk: Desk, session: Session) -> Sequence[datetime]:
    """When it was to be, from date to date."""
    if rounds.last_move(desk.db, session.id) is None:
        return ()
    moves = rounds.all_moves(desk.db, session.id)
    return [move.was.was_at for move in moves if not move.was.was_postponed]


def _answer(desk: Desk, found: Sequence[Session]) -> Answer:
    stands = _standing(desk, found[0])
    shown = {stands.session.id, *(each.id for each in stands.dates)}
    others, held = as_they_stand(desk, [each for each in found if each.id not in shown][:_OTHERS])
    return Answer(view.still_on(stands, desk.say, others=others, held=held))


def _standing(desk: Desk, found: Session) -> view.Standing:
    (session,) = sessions.fresh(desk.db, [found])
    place = places.of(desk.db, session.id, desk.me.id)
    hold = place.hold if place and place.hold is not Hold.LEAVING else None
    if session.status is Status.CANCELLED:
        dates = rounds.other_dates(desk.db, session, now=desk.now, most=_LOOKED_AT)
        return view.Standing(session, hold, dates=with_places(desk, [each.id for each in dates]))
    over = ""
    if session.starts_at <= desk.now and session.status not in NOT_ON:
        over = "over" if session.ends_at <= desk.now else "started"
    before = view.UNCHANGED if session.status in NOT_ON else _before(desk, session, place)
    mode = session.mode_of(place.mode if place else "")
    return view.Standing(session, hold, mode=mode, before=before, over=over)


def _before(desk: Desk, session: Session, place: Place | None) -> Before:
    """What it was before it was moved; and at first, or when they booked, where it has been moved since."""
    last = rounds.last_move(desk.db, session.id)
    if last is None:
        return view.UNCHANGED
    # What had no date until now had none that anybody could have in mind.
    moves = [] if last.was.was_postponed else rounds.all_moves(desk.db, session.id)
    first = next((move for move in moves if place is None or place.since < move.at), last)
    return Before(
        when=_other_time(last.was, session),
        place=last.was.was_place if last.was.was_place != session.place else None,
        earlier=_other_time(first.was, session),
        earlier_place=first.was.was_place if first.was.was_place != session.place else None,
    )


def _other_time(was: SessionMoved, session: Session) -> When | None:
    """When it was, where that is not when it is."""
    if was.was_postponed or (was.was_at, was.was_until, was.was_all_day) == (
        session.starts_at,
        session.ends_at,
        session.all_day,
    ):
        return None
    return When(was.was_at, was.was_until, all_day=was.was_all_day)
