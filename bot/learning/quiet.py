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
LIMITS: Final = (5, 10, 15)  # what a person can choose from, beside what the organisation set


class Nudge(StrEnum):
    """From what matters most. REMINDER: the first that a person hears of a session before it begins.
    AGAIN: one more about the same. QUESTION: how a session was. NEWS: everything else.
    """

    REMINDER = "reminder"
    AGAIN = "again"
    QUESTION = "question"
    NEWS = "news"


# Up to which part of a week's messages each may go by itself: the rest is kept for what matters more.
_PART: Final = {Nudge.REMINDER: (1, 1), Nudge.AGAIN: (14, 15), Nudge.QUESTION: (2, 3), Nudge.NEWS: (2, 5)}
_RANKS: Final = list(Nudge)
CAN_WAIT: Final = (Nudge.QUESTION, Nudge.NEWS)


@dataclass(frozen=True, slots=True)
class Held:
    """A nudge that is due. `until`: it is of no use from then on."""

    id: int
    nudge: Nudge
    until: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """`together` go now, as one message, in that order; `last`: it is the last of this week. `wait` may go
    at `again`; `drop` would come too late.
    """

    together: tuple[int, ...] = ()
    last: bool = False
    wait: tuple[int, ...] = ()
    again: datetime | None = None
    drop: tuple[int, ...] = ()


def decide(held: Sequence[Held], sent: Sequence[datetime], limit: int, now: datetime) -> Decision:
    """What becomes of one person's nudges that are due.

    `sent`: when each message of nudges went to them, at least of the last week; `limit`: how many they
    get in any seven days. The last ones are kept for reminders of what they have booked; what matters less
    rides along with those for nothing, because a message is a message.
    """
    week = sorted(moment for moment in sent if moment > now - WEEK)
    # What they can be late for comes first in the message.
    useful = sorted((each for each in held if each.until > now), key=lambda each: _RANKS.index(each.nudge))
    late = tuple(each.id for each in held if each.until <= now)
    if not useful:
        return Decision(drop=late)
    part, whole = _PART[useful[0].nudge]
    allowed = max(limit * part // whole, 1)
    if len(week) < allowed:
        ids = tuple(each.id for each in useful)
        return Decision(together=ids, last=len(week) + 1 == limit, drop=late)
    # Room for one comes when enough of this week's are a week old.
    again = week[len(week) - allowed] + WEEK
    wait = tuple(each.id for each in useful if each.until > again)
    lost = tuple(each.id for each in useful if each.until <= again)
    return Decision(wait=wait, again=again if wait else None, drop=late + lost)
