"""Asks for feedback shortly after the end, and reminds once.

Those who came are asked, where that is known; else those who held a place, but for who is marked as away. Of
whom it is written down only later that they came, they are asked then.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from bot.card import Card
from bot.desk import Desk
from bot.learning.attendance import THERE
from bot.learning.quiet import Nudge
from bot.learning.sessions import NOT_ON, Session
from bot.learning.wall_time import add_working_days, next_working
from bot.registry import draws, schedule
from bot.store import attendance, feedback, figures, marks, people, question_sets, sessions
from bot.store.letters import Letter
from bot.views import feedback as view

_AT_ONCE = 500  # people in one transaction: those who book meanwhile do not wait
_LOOKED_LONG_AGO = timedelta(hours=1)  # a mark is moved when something was due, or now and then
_SHUT = timedelta(days=10)  # the longest that working hours put a question off: Christmas to New Year
_HOUR = timedelta(hours=1)
_MISSED = timedelta(days=5)  # more than a weekend: longer ago, nobody remembers what they are asked about
_GRACE = timedelta(hours=1)  # a mark may be a slip, and is put right soon
_TYPED_IN = 3  # working days after the end: who is marked later is not asked any more
_JUST_ASKED = timedelta(hours=12)  # who was marked late is not reminded of what they read today


def _ask_at(ended: datetime, desk: Desk) -> datetime:
    after = timedelta(minutes=desk.settings.feedback.ask_after_minutes)
    return next_working(ended + after, desk.zone, desk.settings.programme.bank_holidays)


def _earliest_end(since: datetime, desk: Desk) -> datetime:
    """What ended earlier had its question by `since`. Found by the hour, so that a look every few seconds
    need not read all the sessions of ten days.
    """
    first = since - _SHUT
    hours = bisect_right(range(_SHUT // _HOUR), since, key=lambda hour: _ask_at(first + hour * _HOUR, desk))
    return first + (hours - 1) * _HOUR


def _remind_at(ended: datetime, desk: Desk) -> datetime:
    days, banks = desk.settings.feedback.remind_after_days, desk.settings.programme.bank_holidays
    return add_working_days(_ask_at(ended, desk), days, desk.zone, banks)


def _close_at(ended: datetime, desk: Desk) -> datetime:
    return ended + timedelta(days=desk.settings.feedback.closes_after_days)


def coming_prompts(desk: Desk, after: datetime) -> datetime | None:
    ended = sessions.times_of_ended(desk.db, _earliest_end(after, desk), after + timedelta(days=7))
    moments = (_ask_at(session.ends_at, desk) for session in ended)
    return min((moment for moment in moments if moment > after), default=None)


@schedule("ask_for_feedback", coming=coming_prompts)
def ask(desk: Desk) -> bool:
    """Everybody who had a place on a session that ended since the last look."""
    since = marks.until(desk.db, "feedback", at_first=desk.now - _MISSED)
    since = max(since, desk.now - _MISSED)
    ended = sessions.times_of_ended(desk.db, _earliest_end(since, desk), desk.now)
    due = [session for session in ended if since < _ask_at(session.ends_at, desk) <= desk.now]
    written = 0
    for session in due:
        what = f"asked {session.id}"
        if marks.done(desk.db, what, session.ends_at):
            continue
        some = _ask_about(sessions.get(desk.db, session.id), desk)
        written += some
        if some < _AT_ONCE:
            marks.finish(desk.db, what, session.ends_at)
        if written >= _AT_ONCE:
            return True
    if due or desk.now - since > _LOOKED_LONG_AGO:
        marks.set_until(desk.db, "feedback", desk.now)
    return False


def _ask_about(session: Session, desk: Desk) -> int:
    """Ask some of those who were there; how many."""
    if figures.state(desk.db, session.id) not in (None, "open"):
        return 0
    known = attendance.taken(desk.db, session.id)
    there = feedback.to_ask(desk.db, session.id, known=known, most=_AT_ONCE)
    _write_to(there, session, desk)
    return len(there)


def _write_to(there: Sequence[int], session: Session, desk: Desk) -> None:
    asked = question_sets.of_session(desk.db, session, desk.settings.feedback.minimum)
    feedback.ask_all(desk.db, session.id, there, asked)
    until = _close_at(session.ends_at, desk)
    for person in people.some(desk.db, there, desk.roles):
        desk.nudge(
            "feedback-prompt",
            f"feedback {session.id} {person.id}",
            person,
            nudge=Nudge.QUESTION,
            until=until,
            session=session.id,
            again=False,
        )


def coming_late(desk: Desk, after: datetime) -> datetime | None:
    moments = (at + _GRACE for _, _, at in _late(desk, after))
    return min((moment for moment in moments if moment > after), default=None)


@schedule("ask_late_for_feedback", coming=coming_late)
def ask_late(desk: Desk) -> bool:
    """Who was not known to have come when the others were asked: from a list on paper, or without a place."""
    due = [each for each in _late(desk, desk.now) if each[2] + _GRACE <= desk.now][:_AT_ONCE]
    for session_id, some in groupby(due, itemgetter(0)):
        _write_to([person_id for _, person_id, _ in some], sessions.get(desk.db, session_id), desk)
    return len(due) == _AT_ONCE


def _late(desk: Desk, now: datetime) -> list[tuple[int, int, datetime]]:
    """(session, person, when they were marked), by session: not who is asked with all others."""
    return [
        (session_id, person_id, at)
        for session_id, ended, person_id, at in feedback.came_late(desk.db, now - _SHUT, now)
        if now < _close_at(ended, desk) and _ask_at(ended, desk) <= at <= _typed_in_by(ended, desk)
    ]


def _typed_in_by(ended: datetime, desk: Desk) -> datetime:
    return add_working_days(ended, _TYPED_IN, desk.zone, desk.settings.programme.bank_holidays)


def coming_chases(desk: Desk, after: datetime) -> datetime | None:
    moments = (_remind_at(ended, desk) for _, ended in feedback.open_sessions(desk.db))
    return min((moment for moment in moments if moment > after), default=None)


@schedule("remind_of_feedback", coming=coming_chases)
def chase(desk: Desk) -> bool:
    """Once, and never after an answer."""
    written = 0
    for session_id, ended in feedback.open_sessions(desk.db):
        due, what = _remind_at(ended, desk), f"chased {session_id}"
        if not due <= desk.now <= due + _MISSED or marks.done(desk.db, what, ended):
            continue
        some = _remind_about(session_id, ended, desk)
        written += some
        if some < _AT_ONCE:
            marks.finish(desk.db, what, ended)
        if written >= _AT_ONCE:
            return True
    return False


def _remind_about(session_id: int, ended: datetime, desk: Desk) -> int:
    """Remind some of those who have not answered; how many."""
    letter = f"feedback-again {session_id}"
    silent = feedback.to_remind(
        desk.db,
        session_id,
        first=f"feedback {session_id}",
        letter=letter,
        asked_by=_remind_at(ended, desk) - _JUST_ASKED,
        most=_AT_ONCE,
    )
    until = _close_at(ended, desk)
    for person in people.some(desk.db, silent, desk.roles):
        desk.nudge(
            "feedback-prompt",
            f"{letter} {person.id}",
            person,
            nudge=Nudge.NEWS,  # they have been asked: this one may wait for company
            until=until,
            session=session_id,
            again=True,
        )
    return len(silent)


@draws("feedback-prompt")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """Not where it did not take place after all, not to who was marked as away since, has answered, or wants
    no questions any more.
    """
    session = sessions.get(desk.db, letter.facts["session"])
    if session.status in NOT_ON or session.ends_at > desk.now or not desk.me.prompts:
        return None
    marked = attendance.of_person(desk.db, session.id, desk.me.id)
    if marked is not None and marked.mark not in THERE:
        return None
    if figures.state(desk.db, session.id) != "open" or feedback.answered(desk.db, session.id, desk.me.id):
        return None
    about = question_sets.of_session(desk.db, session, desk.settings.feedback.minimum)
    people_there = feedback.how_many(desk.db, session)
    return view.prompt(session, about, desk.say, again=letter.facts["again"], people=people_there)
