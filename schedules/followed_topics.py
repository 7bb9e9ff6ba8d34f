"""Tells followers once a week what is new in their topics; nothing when nothing is."""

from datetime import datetime, time, timedelta

from bot.card import Card
from bot.desk import Desk
from bot.learning.admission import shown_to
from bot.learning.quiet import Nudge
from bot.learning.sessions import Session
from bot.learning.wall_time import weekly
from bot.registry import draws, schedule
from bot.store import marks, people, sessions
from bot.store.letters import Letter
from bot.views import settings as view

_DAY, _CLOCK = "tuesday", time(10)
_WEEK = timedelta(days=7)
_MOST = 5


def coming(desk: Desk, after: datetime) -> datetime | None:
    return weekly(_DAY, _CLOCK, desk.zone, after=after)


@schedule("followed_topics", coming=coming)
def tell(desk: Desk) -> None:
    since = marks.until(desk.db, "followed", at_first=desk.now - _WEEK)
    due = weekly(_DAY, _CLOCK, desk.zone, after=max(since, desk.now - timedelta(days=1)))
    if desk.now < due:
        return
    marks.set_until(desk.db, "followed", desk.now)
    new = _new_by_topic(desk, due)
    for person_id, topics in people.followers(desk.db).items():
        if any(new.get(topic) for topic in topics):
            key = f"followed {person_id} {due.date().isoformat()}"
            person = desk.someone(person_id)
            until = due + _WEEK
            desk.nudge("followed", key, person, nudge=Nudge.NEWS, until=until, due=due.isoformat())


def _new_by_topic(desk: Desk, due: datetime) -> dict[str, list[Session]]:
    found: dict[str, list[Session]] = {}
    for session in sessions.added_since(desk.db, due - _WEEK, desk.now):
        found.setdefault(session.topic, []).append(session)
    return found


@draws("followed")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """What is new as it goes; nothing when they have it all already."""
    topics = people.topics_of(desk.db, desk.me.id)
    by_topic = _new_by_topic(desk, datetime.fromisoformat(letter.facts["due"]))
    held = {session.id for session, _ in sessions.held_by(desk.db, desk.me.id, after=desk.now)}
    new = [
        session
        for topic in topics
        for session in by_topic.get(topic, ())
        if session.id not in held and shown_to(session, desk.me)
    ]
    if not new or not desk.me.prompts:
        return None
    return view.followed_news(new[:_MOST], topics, desk.say)
