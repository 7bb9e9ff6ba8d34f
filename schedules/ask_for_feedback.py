"""Asks for feedback shortly after the end, and reminds once.

Those who came are asked, where that is known; else those who held a place, but for who is marked as away.
"""

from datetime import datetime, timedelta

from bot.card import Card
from bot.desk import Desk
from bot.learning.attendance import THERE, Marked
from bot.learning.feedback import FLOOR
from bot.learning.quiet import Nudge
from bot.learning.sessions import Session
from bot.learning.wall_time import add_working_days, next_working
from bot.registry import draws, schedule
from bot.store import attendance, feedback, marks, people, sessions
from bot.store.letters import Letter
from bot.views import feedback as view

_AT_ONCE = 500  # people in one transaction: those who book meanwhile do not wait
_LOOKED_LONG_AGO = timedelta(hours=1)  # a mark is moved when something was due, or now and then
_WEEKEND = timedelta(days=4)  # the longest that working hours put a question off
_MISSED = timedelta(days=3)  # after a longer silence of ours nobody remembers what they are asked about


def _ask_at(ended: datetime, desk: Desk) -> datetime:
    after = timedelta(minutes=desk.settings.feedback.ask_after_minutes)
    return next_working(ended + after, desk.zone)


def _remind_at(ended: datetime, desk: Desk) -> datetime:
    return add_working_days(_ask_at(ended, desk), desk.settings.feedback.remind_after_days, desk.zone)


def _close_at(ended: datetime, desk: Desk) -> datetime:
    return ended + timedelta(days=desk.settings.feedback.closes_after_days)


def coming_prompts(desk: Desk, after: datetime) -> datetime | None:
    ended = sessions.ended_between(desk.db, after - _WEEKEND, after + timedelta(days=7))
    moments = (_ask_at(session.ends_at, desk) for session in ended)
    return min((moment for moment in moments if moment > after), default=None)


@schedule("ask_for_feedback", coming=coming_prompts)
def ask(desk: Desk) -> bool:
    """Everybody who had a place on a session that ended since the last look."""
    since = marks.until(desk.db, "feedback", at_first=desk.now - _MISSED)
    since = max(since, desk.now - _MISSED)
    ended = sessions.ended_between(desk.db, since - _WEEKEND, desk.now)
    due = [session for session in ended if since < _ask_at(session.ends_at, desk) <= desk.now]
    written = 0
    for session in due:
        what = f"asked {session.id}"
        if marks.done(desk.db, what, session.ends_at):
            continue
        if written > _AT_ONCE:
            return True
        written += _ask_about(session, desk)
        marks.finish(desk.db, what, session.ends_at)
    if due or desk.now - since > _LOOKED_LONG_AGO:
        marks.set_until(desk.db, "feedback", desk.now)
    return False


def _ask_about(session: Session, desk: Desk) -> int:
    """How many people that were."""
    if feedback.closed(desk.db, session.id) is not None:
        return 0
    marked = attendance.of(desk.db, session.id)
    known = attendance.taken(desk.db, session.id)
    held = {each.person.id: each.person for each in people.holding(desk.db, session.id, desk.roles)}
    there = held | {number: desk.someone(number) for number in marked if number not in held}
    wanting = {
        number: person
        for number, person in there.items()
        if person.prompts and _was_there(marked.get(number), known=known)
    }
    until = _close_at(session.ends_at, desk)
    for person_id in feedback.ask_all(desk.db, session.id, list(wanting)):
        key = f"feedback {session.id} {person_id}"
        person = wanting[person_id]
        desk.nudge(
            "feedback-prompt",
            key,
            person,
            nudge=Nudge.QUESTION,
            until=until,
            session=session.id,
            again=False,
        )
    return len(wanting)


def _was_there(marked: Marked | None, *, known: bool) -> bool:
    """`known`: who came was written down, so that somebody without a mark was not there."""
    return not known if marked is None else marked.mark in THERE


def coming_chases(desk: Desk, after: datetime) -> datetime | None:
    moments = (_remind_at(ended, desk) for _, ended in feedback.open_sessions(desk.db))
    return min((moment for moment in moments if moment > after), default=None)


@schedule("remind_of_feedback", coming=coming_chases)
def chase(desk: Desk) -> None:
    """Once, and never after an answer."""
    for session_id, ended in feedback.open_sessions(desk.db):
        due, what = _remind_at(ended, desk), f"chased {session_id}"
        if not due <= desk.now <= due + _MISSED or marks.done(desk.db, what, ended):
            continue
        marks.finish(desk.db, what, ended)
        for person_id in feedback.silent(desk.db, session_id):
            key = f"feedback-again {session_id} {person_id}"
            until = _close_at(ended, desk)
            person = desk.someone(person_id)
            desk.nudge(
                "feedback-prompt",
                key,
                person,
                nudge=Nudge.NEWS,  # they have been asked: this one may wait for company
                until=until,
                session=session_id,
                again=True,
            )


@draws("feedback-prompt")
def draw(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    over = feedback.closed(desk.db, session.id) is not None
    marked = attendance.of_person(desk.db, session.id, desk.me.id)
    if marked is not None and marked.mark not in THERE:
        return None  # they were marked since
    if over or feedback.answered(desk.db, session.id, desk.me.id) or not desk.me.prompts:
        return None
    minimum = max(desk.settings.feedback.minimum, FLOOR)
    return view.prompt(session, minimum, desk.say, again=letter.facts["again"])
