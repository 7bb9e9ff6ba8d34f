"""Asks once, some weeks after a session, what became of what somebody said they will do."""

from datetime import datetime

from bot.card import Card
from bot.desk import Desk
from bot.learning.actions import of_use_until
from bot.learning.quiet import Nudge
from bot.registry import draws, schedule
from bot.store import actions, sessions
from bot.store.letters import Letter
from bot.views import actions as view

_AT_ONCE = 500  # people in one transaction: those who book meanwhile do not wait


def coming(desk: Desk, after: datetime) -> datetime | None:
    return actions.next_due(desk.db, after)


@schedule("follow_up_actions", coming=coming)
def ask(desk: Desk) -> bool:
    due = actions.to_chase(desk.db, now=desk.now, most=_AT_ONCE)
    actions.chased(desk.db, [action.id for action in due])
    people = desk.everyone(action.person_id for action in due)
    for action in due:
        person, until = people[action.person_id], of_use_until(action.due)
        if not person.gone and person.prompts and desk.now < until:
            key = f"action {action.id}"
            desk.nudge("action", key, person, nudge=Nudge.QUESTION, until=until, action=action.id)
    return len(due) == _AT_ONCE


@draws("action")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """In their own words as they are now; not where they have told it, or deleted it."""
    action = actions.mine(desk.db, str(letter.facts["action"]), desk.me.id)
    if action is None or action.outcome is not None or not desk.me.prompts:
        return None
    return view.question(view.Own(action, sessions.get(desk.db, action.session_id)), desk.say)
