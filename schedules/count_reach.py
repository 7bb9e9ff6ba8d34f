"""Counts how far learning reached, for good, once a period is settled: at an hour that nobody chooses."""

from datetime import datetime, timedelta

from bot.desk import Desk
from bot.registry import schedule
from bot.steps.reach_report import count_for_good, waiting
from bot.store import marks

_DAY = timedelta(days=1)


def coming(desk: Desk, after: datetime) -> datetime | None:
    return marks.until(desk.db, "count_reach", at_first=after) + _DAY


@schedule("count_reach", coming=coming)
def count_reach(desk: Desk) -> bool:
    """One period, in a transaction of its own; True: there is another."""
    if desk.now < marks.until(desk.db, "count_reach", at_first=desk.now - _DAY) + _DAY:
        return False
    there = waiting(desk)
    if there:
        count_for_good(desk, there[0])
    if len(there) > 1:
        return True
    marks.set_until(desk.db, "count_reach", desk.now)
    return False
