"""The quiet rules: how many nudges a person gets in a week, which go together, and which wait or are let go.

A nudge is a message that nobody waits for: a reminder, a question about a session, news. What a person is
owed (a confirmation, a change, a cancellation) is no nudge and always goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

WEEK: Final = timedelta(days=7)
KEPT_FOR_REMINDERS: Final = 3
LIMITS: Final = (3, 7, 20)  # what a person can choose from, beside what the organisation set


class Nudge(StrEnum):
    """PRESSING: it is about a place that the person holds, and no use later. PATIENT: it can wait."""

    PRESSING = "pressing"
    PATIENT = "patient"


@dataclass(frozen=True, slots=True)
class Held:
    """A nudge that is due. `until`: it is of no use from then on."""

    id: int
    nudge: Nudge
    until: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """`together` go now, as one message, in that order; `last`: it is the last of this week. `wait` may go at `again`;
    `drop` would come too late.
    """

    together: tuple[int, ...] = ()
    last: bool = False
    wait: tuple[int, ...] = ()
    again: datetime | None = None
    drop: tuple[int, ...] = ()


def decide(held: Sequence[Held], sent: Sequence[datetime], limit: int, now: datetime) -> Decision:
    """What becomes of one person's nudges that are due.

    `sent`: when each message of nudges went to them, at least of the last week; `limit`: how many they
    get in any seven days. The last few are kept for reminders of what they have booked; what can wait
    rides along with those for nothing, because a message is a message.
    """
    week = sorted(moment for moment in sent if moment > now - WEEK)
    # What is about a place comes first in the message: it is what they can be late for.
    useful = sorted((each for each in held if each.until > now), key=lambda each: each.nudge is Nudge.PATIENT)
    late = tuple(each.id for each in held if each.until <= now)
    pressing = any(each.nudge is Nudge.PRESSING for each in useful)
    allowed = limit if pressing else max(limit - KEPT_FOR_REMINDERS, 1)
    if not useful:
        return Decision(drop=late)
    if len(week) < allowed:
        ids = tuple(each.id for each in useful)
        return Decision(together=ids, last=len(week) + 1 == limit, drop=late)
    # Room for one comes when enough of this week's are a week old.
    again = week[len(week) - allowed] + WEEK
    wait = tuple(each.id for each in useful if each.until > again)
    lost = tuple(each.id for each in useful if each.until <= again)
    return Decision(wait=wait, again=again if wait else None, drop=late + lost)
