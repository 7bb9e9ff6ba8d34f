"""Forgets what has done its work: served deliveries after a week, sent letters after four months."""

from datetime import datetime, time, timedelta

from bot.desk import Desk
from bot.learning.wall_time import at
from bot.registry import schedule
from bot.store import answers, letters

_ANSWERS = timedelta(days=7)  # no room delivers anything again after so long
_LETTERS = timedelta(days=120)  # longer than any letter's key can come up again


def coming(desk: Desk, after: datetime) -> datetime | None:
    tomorrow = after.astimezone(desk.zone).date() + timedelta(days=1)
    return at(tomorrow, time(3), desk.zone)


@schedule("forget", coming=coming)
def forget(desk: Desk) -> None:
    answers.forget(desk.db, desk.now - _ANSWERS)
    letters.forget(desk.db, desk.now - _LETTERS)
