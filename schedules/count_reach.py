"""Counts how far learning reached, for good, once a period is settled: at an hour that nobody chooses."""

from datetime import datetime, timedelta
from functools import partial

from bot.desk import Desk
from bot.registry import Reading, schedule
from bot.steps.reach_report import count_for_good, waiting
from bot.store import marks

_DAY = timedelta(days=1)


def coming(desk: Desk, after: datetime) -> datetime | None:
    return marks.until(desk.db, "count_reach", at_first=after) + _DAY


@schedule("count_reach", coming=coming)
def count_reach(desk: Desk) -> Reading | None:
    """One period after the other: a year's places are read for seconds, and nobody waits for that."""
    if desk.now < marks.until(desk.db, "count_reach", at_first=desk.now - _DAY) + _DAY:
        return None
    if there := waiting(desk):
        return Reading(partial(count_for_good, there[0]))
    marks.set_until(desk.db, "count_reach", desk.now)
    return None
