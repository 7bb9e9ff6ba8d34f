"""How long somebody has to claim a place that is offered to them."""

from collections.abc import Collection
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from bot.learning.wall_time import add_working_time, working_time

LEAST: Final = timedelta(minutes=15)  # nobody can be asked for less: they may be in a meeting


def claim_until(
    now: datetime, starts_at: datetime, hours: float, zone: tzinfo, banks: Collection[date] = ()
) -> datetime:
    """Until when a place offered at `now` can be claimed; always after `now`, never after the start.

    `hours` of working time (9am to 5:30pm in `zone`, Monday to Friday but for bank holidays), so that nobody
    loses a place overnight; but at most half of the time that is left until the start, so that the next in
    line has a chance too: half of the working time, or of all the time where that ends later (a session on
    Saturday). When that would be less than 15 minutes, the offer stands until the start.
    """
    whole = add_working_time(now, timedelta(hours=hours), zone, banks)
    at_work = working_time(now, starts_at, zone, banks) / 2
    at_half = add_working_time(now, at_work, zone, banks) if at_work else now
    half = max(at_half, now + (starts_at - now) / 2)
    until = min(whole, half).replace(microsecond=0)
    return starts_at if until - now < LEAST else min(until, starts_at)
