"""How far the try-out clock is asked to move: by a button, or to a typed date and time."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Literal, TypeAlias

FARTHEST = timedelta(days=366)
_NINE = time(9)

Refused: TypeAlias = Literal["back", "far", "unread"]


def step(name: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The moment (UTC) behind a button; "tomorrow" and "monday" are 9am in `zone`. None: no such button."""
    today = now.astimezone(zone).date()
    match name:
        case "hour":
            return now.astimezone(UTC) + timedelta(hours=1)
        case "tomorrow":
            day = today + timedelta(days=1)
        case "monday":
            day = today + timedelta(days=7 - today.weekday())
        case _:
            return None
    return datetime.combine(day, _NINE, zone).astimezone(UTC)


def read_moment(text: str, now: datetime, zone: tzinfo) -> datetime | Refused:
    """What a date-time field says ("2026-03-09T09:00", HTML's local date and time), in `zone`, as UTC."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return "unread"
    if moment <= now:
        return "back"
    return "far" if moment > now + FARTHEST else moment
