"""`home`: a person's own page."""

from datetime import timedelta

from bot.ask import Ask
from bot.card import Card
from bot.desk import Desk
from bot.learning.admission import shown_to
from bot.learning.places import Hold
from bot.registry import Answer, command, draws
from bot.steps.approving import requests_for
from bot.store import feedback, people, places, sessions
from bot.store.letters import Letter
from bot.views import home as view

_AHEAD = timedelta(days=28)
_MOST = 5


@command("home", en=("home",), cy=("hafan", "cartref"), reads=True)
def home(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every command has both
    return Answer(_card(desk))


@draws("home")
def draw(desk: Desk, letter: Letter) -> Card | None:  # noqa: ARG001 - every drawing has both
    """The page again, after a press on it changed something."""
    return _card(desk)


def _card(desk: Desk) -> Card:
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    mine = [(session, Hold(hold)) for session, hold in held if hold != "leaving"]
    ids = {session.id for session, _ in mine}
    topics = people.topics_of(desk.db, desk.me.id)
    coming = sessions.upcoming(desk.db, start=desk.now, end=desk.now + _AHEAD)
    others = [
        session
        for session in coming
        if session.id not in ids and not session.full and shown_to(session, desk.me)
    ]
    others.sort(key=lambda session: (session.topic not in topics, session.starts_at))
    for_me = others[:_MOST]
    waiting = requests_for(desk)
    page = view.Home(
        name=desk.me.name.partition(" ")[0],
        mine=mine[:10],
        for_me=for_me,
        held=places.held(desk.db, [session.id for session in for_me], desk.me.id),
        feedback=[sessions.get(desk.db, due) for due in feedback.due_from(desk.db, desk.me.id)[:5]],
        follows=topics,
        approvals=waiting[:_MOST],
        more_approvals=len(waiting[_MOST:]),
    )
    return view.home(page, desk.say)
