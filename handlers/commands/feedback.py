"""`feedback`: what I can still answer; an answer by one press, or several in a form, saved as they go."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.actions import LONGEST, due_at
from bot.learning.attendance import THERE
from bot.learning.places import Hold
from bot.learning.questions import QuestionSet, answers_in, halves, valid
from bot.learning.refusals import Refusal
from bot.learning.sessions import NOT_ON, Session
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
from bot.store import actions, attendance, figures, places, question_sets, sessions
from bot.store import feedback as kept
from bot.views import feedback as view
from bot.views.questions import NAMED, SHARE, YES

_NAMES = 200  # letters of those with whom they will do it
_FIRST = "useful"
"""What a press answers that names no question: its button is of an earlier version."""


@command(
    "feedback",
    en=("feedback", "give feedback", "feedback on"),
    cy=("adborth", "rhoi adborth", "adborth ar", "rhowch adborth", "rhowch adborth ar", "sgorio"),
)
def feedback(desk: Desk, ask: Ask) -> Answer:
    """Organisers who name a session mean what others said of it."""
    if not ask.about.strip():
        due, done = (
            [sessions.get(desk.db, each) for each in kept.due_from(desk.db, desk.me.id, answered=answered)]
            for answered in (False, True)
        )
        return Answer(view.due(due, done, desk.say))
    session = choose_or_one(desk, ask)
    if isinstance(session, Answer):
        return session
    if desk.me.organises:
        results = desk.registry.commands["results"]
        return results.handle(desk, replace(ask, word=results.word, about=session.ref, text=""))
    if not _can_answer(desk, session):
        raise Refusal(
            "feedback-not-yet" if session.ends_at > desk.now else "feedback-not-yours", title=session.title
        )
    return _form(desk, session)


def _can_answer(desk: Desk, session: Session) -> bool:
    """Whether they were asked; or would have been, had they not switched these questions off."""
    if kept.asked(desk.db, session.id, desk.me.id):
        return True
    if (
        session.ends_at > desk.now
        or session.status in NOT_ON
        or figures.state(desk.db, session.id) not in (None, "open")
    ):
        return False
    return _was_there(desk, session) and kept.ask(desk.db, session.id, desk.me.id, _about(desk, session))


def _was_there(desk: Desk, session: Session) -> bool:
    marked = attendance.of_person(desk.db, session.id, desk.me.id)
    if marked is not None:
        return marked.mark in THERE
    place = places.of(desk.db, session.id, desk.me.id)
    booked = place is not None and place.hold is Hold.BOOKED
    return booked and not attendance.taken(desk.db, session.id)


@command("rate")
def rate(desk: Desk, ask: Ask) -> Answer:
    """One press: about = "<reference> <question>=<answer>"."""
    ref, _, pressed = ask.about.rpartition(" ")
    session = _asked(desk, ref)
    key, named, value = pressed.partition("=")
    if not named:
        key, value = _FIRST, pressed
    about = _about(desk, session)
    question = about.question(key)
    said = valid(question, value) if question in about.pressed else None
    if question is None or said is None:
        raise Refusal("no-such-rating")
    if not kept.answer_one(desk.db, session.id, desk.me.id, key, said):
        raise Refusal("feedback-closed", title=session.title)
    done = _given(desk, session, about).answers
    return Answer(view.saved(session, about, question, done, desk.say), replace=True, secret=True)


@command("feedback_form")
def form(desk: Desk, ask: Ask) -> Answer:
    session = _asked(desk, ask.about)
    if not ask.values:
        return _form(desk, session)
    about = _about(desk, session)
    said = answers_in(about.questions, ask.values)
    half = halves(about.questions, ask.values)
    if not said and not half and not kept.answered(desk.db, session.id, desk.me.id):
        there = kept.how_many(desk.db, session)
        return Answer(view.form(session, about, view.Given(), desk.say, empty=True, people=there))
    action = str(said.pop(about.action.key, ""))[:LONGEST] if about.action else ""
    colleagues = str(said.pop(about.people.key, ""))[:_NAMES] if about.people else ""
    signed = str(said.pop(about.signed.key, "")) if about.signed and _ticked(ask, NAMED) else ""
    shared = _ticked(ask, SHARE)
    if about.action and action and shared:
        said[about.action.key] = action
    if not kept.answer(desk.db, session.id, desk.me.id, said):
        raise Refusal("feedback-closed", title=session.title)
    kept.say_by_name(desk.db, session.id, desk.me.id, signed)
    if about.action or about.people:
        actions.keep(
            desk.db,
            session.id,
            desk.me.id,
            action,
            shared=shared,
            colleagues=colleagues,
            due=_chased_at(desk, session),
        )
    if half:
        return _form(desk, session, half)
    return Answer(view.thanks(session, desk.say), replace=True, secret=True)


def _ticked(ask: Ask, name: str) -> bool:
    return YES in ask.values.get(name, ())


def _chased_at(desk: Desk, session: Session) -> datetime:
    """The same for everybody, as far as it can be: it stands beside their name, and must not tell when they
    answered.
    """
    weeks, ended = desk.settings.actions.ask_after_weeks, session.ends_at
    banks = desk.settings.programme.bank_holidays
    usual = due_at(ended, ended, weeks, desk.zone, banks)
    if due_at(ended, desk.now, weeks, desk.zone, banks) == usual:
        return usual
    closes = ended + timedelta(days=desk.settings.feedback.closes_after_days)
    return due_at(ended, closes, weeks, desk.zone, banks)


def _form(desk: Desk, session: Session, half: Sequence[str] = ()) -> Answer:
    about, there = _about(desk, session), kept.how_many(desk.db, session)
    given = _given(desk, session, about)
    return Answer(view.form(session, about, given, desk.say, half=half, people=there))


def _given(desk: Desk, session: Session, about: QuestionSet) -> view.Given:
    """All that they have said, for their own eyes. Refuses when it is closed."""
    answers = kept.mine(desk.db, session.id, desk.me.id)
    if answers is None:
        raise Refusal("feedback-closed", title=session.title)
    mine, private = dict(answers), actions.of(desk.db, session.id, desk.me.id)
    if about.action and private and private.words:
        mine[about.action.key] = private.words
    if about.people and private and private.colleagues:
        mine[about.people.key] = private.colleagues
    named = kept.said_by_name(desk.db, session.id, desk.me.id)
    if about.signed and named:
        mine[about.signed.key] = named
    return view.Given(mine, shared=private is not None and private.shared, named=bool(named))


def _about(desk: Desk, session: Session) -> QuestionSet:
    return question_sets.of_session(desk.db, session, desk.settings.feedback.minimum)


def _asked(desk: Desk, ref: str) -> Session:
    """The session, if this person was asked about it; a button in somebody else's hand is refused."""
    session = sessions.by_ref(desk.db, ref)
    if session is None:
        raise Refusal("no-such-session", about=ref)
    if not kept.asked(desk.db, session.id, desk.me.id):
        raise Refusal("feedback-not-yours", title=session.title)
    return session
