"""Deletes what people told of their access needs as soon as the session is over; and addresses of files."""

from datetime import datetime

from bot.desk import Desk
from bot.registry import schedule
from bot.store import access, downloads


def coming(desk: Desk, after: datetime) -> datetime | None:
    return access.next_over(desk.db, after)


@schedule("forget_access_needs", coming=coming)
def forget(desk: Desk) -> None:
    access.forget_over(desk.db, desk.now)
    downloads.forget(desk.db, desk.now)
