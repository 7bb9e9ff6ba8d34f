"""Tells followers once a week what is new in their topics; nothing when nothing is."""

from datetime import datetime, time, timedelta

from bot.card import Card
from bot.desk import Desk
from bot.learning.wall_time import week_of, weekly
from bot.registry import draws, schedule
from bot.store import people, sessions
from bot.store.letters import Letter
from bot.views import settings as view

_DAY, _CLOCK = "tuesday", time(10)
_MOST = 5


def coming(desk: Desk, after: datetime) -> datetime | None:
    return weekly(_DAY, _CLOCK, desk.zone, after=after)


@schedule("followed_topics", coming=coming)
def tell(desk: Desk) -> None:
    monday, _ = week_of(desk.now, desk.zone)
    due = weekly(_DAY, _CLOCK, desk.zone, after=monday)
    if not due <= desk.now < due + timedelta(days=1):
        return
    for person in people.followers(desk.db, desk.roles):
        if person.prompts and _new_for(desk, person.id, due):
            key = f"followed {person.id} {due.date().isoformat()}"
            desk.write("followed", key, person_id=person.id, due=due.isoformat())


def _new_for(desk: Desk, person_id: int, due: datetime) -> list[int]:
    found = [
        session.id
        for topic in people.topics_of(desk.db, person_id)
        for session in sessions.added_since(desk.db, topic, due - timedelta(days=7), desk.now)
    ]
    held = {session.id for session, _ in sessions.held_by(desk.db, person_id, after=desk.now)}
    return [session_id for session_id in found if session_id not in held]


@draws("followed")
def draw(desk: Desk, letter: Letter) -> Card | None:
    due = datetime.fromisoformat(letter.facts["due"])
    found = [sessions.get(desk.db, new) for new in _new_for(desk, desk.me.id, due)[:_MOST]]
    if not found or not desk.me.prompts:
        return None
    return view.followed_news(found, people.topics_of(desk.db, desk.me.id), desk.say)
