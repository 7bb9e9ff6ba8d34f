"""Asks who did not come, and had not told anybody, what got in the way: kindly, and once."""

from datetime import datetime, timedelta

from bot.card import Card
from bot.desk import Desk
from bot.learning.quiet import Nudge
from bot.registry import draws, schedule
from bot.store import attendance, sessions
from bot.store.letters import Letter
from bot.views import attendance as view

_GRACE = timedelta(hours=1)  # a mark may be a slip, and is put right soon
_USEFUL = timedelta(days=7)  # later nobody remembers
_AT_ONCE = 500  # people in one transaction: those who book meanwhile do not wait


def coming(desk: Desk, after: datetime) -> datetime | None:
    marked = attendance.next_to_ask(desk.db, after - _GRACE)
    ends = attendance.next_end_to_ask(desk.db, after)
    moments = [ends] if ends else []
    if marked:
        moments.append(marked + _GRACE)
    return min((moment for moment in moments if moment > after), default=None)


@schedule("ask_what_got_in_the_way", coming=coming)
def ask(desk: Desk) -> bool:
    since, before = desk.now - _USEFUL, desk.now - _GRACE
    due = attendance.to_ask(desk.db, since=since, before=before, now=desk.now, most=_AT_ONCE)
    for session_id, person_id in due:
        attendance.asked(desk.db, session_id, person_id)
        person, session = desk.someone(person_id), sessions.get(desk.db, session_id)
        if person.gone or not person.prompts or session.ends_at + _USEFUL <= desk.now:
            continue
        key = f"missed {session_id} {person_id}"
        until = session.ends_at + _USEFUL
        desk.nudge("missed", key, person, nudge=Nudge.QUESTION, until=until, session=session_id)
    return len(due) == _AT_ONCE


@draws("missed")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """Not to who turns out to have been there, to have told us, or to have answered."""
    session = sessions.get(desk.db, letter.facts["session"])
    if not desk.me.prompts or not attendance.can_answer(desk.db, session.id, desk.me.id):
        return None
    return view.missed(session, desk.say)
