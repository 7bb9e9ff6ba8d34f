"""`feedback`: what I can still answer; for organisers, `feedback <reference>`: its results."""

from dataclasses import replace

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.feedback import Answer as Said
from bot.learning.places import Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.naming import choose_or_one
from bot.registry import Answer, command
from bot.store import feedback as kept
from bot.store import places, sessions
from bot.views import feedback as view


@command(
    "feedback",
    en=("feedback", "give feedback", "feedback on"),
    cy=("adborth", "rhoi adborth", "adborth ar", "rhowch adborth", "rhowch adborth ar", "sgorio"),
)
def feedback(desk: Desk, ask: Ask) -> Answer:
    if not ask.about.strip():
        due = [sessions.get(desk.db, session_id) for session_id in kept.due_from(desk.db, desk.me.id)]
        return Answer(view.due(due, desk.say))
    session = choose_or_one(desk, ask)
    if isinstance(session, Answer):
        return session
    if not desk.me.organises and _took_part(desk, session):
        return _form(desk, session)
    results = desk.registry.commands["results"]
    return results.handle(desk, replace(ask, word=results.word, about=session.ref))


def _took_part(desk: Desk, session: Session) -> bool:
    """Whether they may answer: they were asked, or had a place and only wanted no questions."""
    if kept.asked(desk.db, session.id, desk.me.id):
        return True
    place = places.of(desk.db, session.id, desk.me.id)
    over = session.ends_at <= desk.now and kept.closed(desk.db, session.id) is None
    booked = place is not None and place.hold is Hold.BOOKED
    return over and booked and kept.ask(desk.db, session.id, desk.me.id)


@command("rate")
def rate(desk: Desk, ask: Ask) -> Answer:
    """One press on a rating: about = "<reference> <1 to 5>"."""
    ref, _, rating = ask.about.rpartition(" ")
    session = _asked(desk, ref)
    if rating not in {"1", "2", "3", "4", "5"}:
        raise Refusal("no-such-rating")
    before = kept.mine(desk.db, session.id, desk.me.id) or Said()
    _keep(desk, session, Said(int(rating), before.action, before.comment))
    whole = bool(before.action or before.comment)
    return Answer(view.thanks(session, desk.say, whole=whole), replace=True)


@command("feedback_form")
def form(desk: Desk, ask: Ask) -> Answer:
    session = _asked(desk, ask.about)
    if not ask.values:
        return _form(desk, session)
    rating = str(ask.values.get("rating", ""))
    if rating not in {"1", "2", "3", "4", "5"}:
        raise Refusal("no-such-rating")
    action, comment = (str(ask.values.get(name, "")).strip()[:2000] for name in ("action", "comment"))
    _keep(desk, session, Said(int(rating), action, comment))
    return Answer(view.thanks(session, desk.say, whole=True), replace=True)


def _form(desk: Desk, session: Session) -> Answer:
    given = kept.mine(desk.db, session.id, desk.me.id)
    if given is None:
        raise Refusal("feedback-closed", title=session.title)
    return Answer(view.form(session, given, desk.settings.feedback.minimum, desk.say))


def _keep(desk: Desk, session: Session, said: Said) -> None:
    if not kept.answer(desk.db, session.id, desk.me.id, said):
        raise Refusal("feedback-closed", title=session.title)


def _asked(desk: Desk, ref: str) -> Session:
    """The session, if this person was asked about it; a button in somebody else's hand is refused."""
    session = sessions.by_ref(desk.db, ref)
    if session is None:
        raise Refusal("no-such-session", about=ref)
    if not kept.asked(desk.db, session.id, desk.me.id):
        raise Refusal("feedback-not-yours", title=session.title)
    return session
