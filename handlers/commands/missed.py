"""The answer to what got in the way of coming: one press, or words; kept without the name."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.attendance import Hindrance
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, command
from bot.store import attendance, sessions
from bot.views import attendance as view

_LONGEST = 500


@command("missed")
def missed(desk: Desk, ask: Ask) -> Answer:
    """One press: about = "<reference> <what got in the way>"."""
    ref, _, reason = ask.about.rpartition(" ")
    return _keep(desk, _asked(desk, ref), reason, "")


@command("missed_words")
def missed_words(desk: Desk, ask: Ask) -> Answer:
    session = _asked(desk, ask.about)
    if not ask.values:
        return Answer(view.missed_form(session, desk.say))
    words = str(ask.values.get("words", "")).strip()[:_LONGEST]
    return _keep(desk, session, str(ask.values.get("reason", "")), words)


def _keep(desk: Desk, session: Session, reason: str, words: str) -> Answer:
    chosen = Hindrance(reason) if reason in set(Hindrance) else Hindrance.OTHER
    attendance.answer(desk.db, session.id, desk.me.id, chosen, words, now=desk.now)
    thanks = view.missed_thanks(session, desk.say, was_there=chosen is Hindrance.WAS_THERE)
    return Answer(thanks, replace=True, secret=True)


def _asked(desk: Desk, ref: str) -> Session:
    """The session, if this person was asked about it and has not answered; nobody answers for another."""
    session = sessions.by_ref(desk.db, ref) if ref.strip() else None
    if session is None or not attendance.can_answer(desk.db, session.id, desk.me.id):
        raise Refusal("missed-not-asked")
    return session
