"""Publishes what people answered when the time to answer is over, and some weeks later what became of it.

What is too little waits for the answers of other small sessions; see `bot.learning.publishing`.
"""

from datetime import datetime, timedelta

from bot.desk import Desk
from bot.learning.actions import over_at
from bot.registry import schedule
from bot.store import actions, feedback, figures, outcomes, sessions

_AT_ONCE = 20  # sessions in one transaction: those who book meanwhile do not wait


def _close_at(ended: datetime, desk: Desk) -> datetime:
    return ended + timedelta(days=desk.settings.feedback.closes_after_days)


def coming_closes(desk: Desk, after: datetime) -> datetime | None:
    moments = (_close_at(ended, desk) for _, ended in feedback.open_sessions(desk.db))
    coming = [moment for moment in moments if moment > after]
    if waiting := figures.next_end_of_waiting(desk.db, after):
        coming.append(waiting)
    return min(coming, default=None)


@schedule("close_feedback", coming=coming_closes)
def close(desk: Desk) -> bool:
    """Publish, or let wait, what is over; put together what waits; delete unread what has waited too long."""
    due = [each for each, ended in feedback.open_sessions(desk.db) if _close_at(ended, desk) <= desk.now]
    for session in sessions.by_ids(desk.db, due[:_AT_ONCE]):
        figures.close(desk.db, session, desk.settings.feedback.terms(desk.zone), desk.now)
    if due or figures.out_of_time(desk.db, desk.now):
        figures.pool(desk.db, desk.settings.feedback.terms(desk.zone), desk.now)
    return len(due) > _AT_ONCE


def coming_outcomes(desk: Desk, after: datetime) -> datetime | None:
    weeks = desk.settings.actions.ask_after_weeks
    moments = (over_at(ended, weeks) for _, _, ended in outcomes.missing(desk.db))
    return min((moment for moment in moments if moment > after), default=None)


@schedule("publish_outcomes", coming=coming_outcomes)
def add_outcomes(desk: Desk) -> None:
    """What people did of what they had said they will do joins what is published, once."""
    weeks = desk.settings.actions.ask_after_weeks
    for cell_id, session_ids, ended in outcomes.missing(desk.db):
        if over_at(ended, weeks) <= desk.now:
            minimum = figures.minimum_of(desk.db, session_ids, desk.settings.feedback.terms(desk.zone))
            done = actions.outcomes(desk.db, session_ids, minimum=minimum)
            outcomes.add(desk.db, cell_id, done, desk.now)
