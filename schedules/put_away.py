"""Puts away the places of what has been over for a week: what people have to come is found at once."""

from datetime import datetime, timedelta

from bot.desk import Desk
from bot.registry import schedule
from bot.store import marks, places

_DAY = timedelta(days=1)
_OVER = timedelta(days=8)  # `sessions.held_by` looks back less than a week


def coming(desk: Desk, after: datetime) -> datetime | None:
    return marks.until(desk.db, "put_away", at_first=after) + _DAY


@schedule("put_away", coming=coming)
def put_away(desk: Desk) -> None:
    last = marks.until(desk.db, "put_away", at_first=desk.now - _DAY)
    if desk.now < last + _DAY:
        return
    places.put_away(desk.db, start=last - _OVER, end=desk.now - _OVER)
    marks.set_until(desk.db, "put_away", desk.now)
