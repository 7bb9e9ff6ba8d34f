"""`late`: what somebody needs who is late for a session of theirs: which it is, and the way in."""

from dataclasses import replace

from bot.ask import Ask
from bot.card import Card, Paragraph, When
from bot.desk import Desk
from bot.learning.places import Hold
from bot.learning.sessions import NOT_ON
from bot.registry import Answer, command
from bot.store import sessions
from bot.views import places as view


@command("late", reads=True)
def late(desk: Desk, ask: Ask) -> Answer:
    """All about the session of theirs that has begun; where none has, that it is so, and what comes next."""
    held = [
        (session, Hold(hold))
        for session, hold in sessions.held_by(desk.db, desk.me.id, after=desk.now)
        if hold == Hold.BOOKED and session.status not in NOT_ON
    ]
    begun = [session for session, _ in held if session.starts_at <= desk.now]
    if not begun:
        answer = Answer(view.mine(held[:1], desk.now, desk.say))
        return _told(answer, Paragraph(desk.say("late-not-begun"))) if held else answer
    session = begun[-1]
    answer = desk.registry.commands["details"].handle(desk, replace(ask, word="details", about=session.ref))
    if session.all_day:
        return answer
    when = When(session.starts_at, style="time")
    return _told(answer, Paragraph(desk.say("late-begun", title=desk.say.bold(session.title), when=when)))


def _told(answer: Answer, told: Paragraph) -> Answer:
    card = answer.body
    assert isinstance(card, Card)
    return replace(answer, body=replace(card, parts=(told, *card.parts)))
