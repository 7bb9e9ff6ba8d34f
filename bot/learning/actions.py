"""The rules of actions: one thing that somebody will do with what they learned, and asking once about it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from bot.learning.figures import Done
from bot.learning.wall_time import next_working

LONGEST: Final = 500  # letters
_SOONEST: Final = timedelta(days=7)
_ANSWERED_BY: Final = timedelta(days=14)


class Outcome(StrEnum):
    """What became of it."""

    DID = "did"
    PARTLY = "partly"
    NOT_YET = "not-yet"


class Obstacle(StrEnum):
    """What got in the way of doing it, to choose from."""

    TIME = "time"
    CHANCE = "chance"  # the occasion has not come up
    SUPPORT = "support"  # nobody to help, or nobody who lets them
    TOOLS = "tools"
    UNSURE = "unsure"  # how to begin
    CHANGED = "changed"  # it is not what they need any more
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`outcome`, `obstacle` None: they have not said. `note`: what got in the way, in their own words, for
    themselves alone. `shared`: they let a copy go among the answers, without their name.
    """

    id: int
    session_id: int
    person_id: int
    words: str
    colleagues: str = ""
    shared: bool = False
    due: datetime
    chased: bool = False
    outcome: Outcome | None = None
    obstacle: Obstacle | None = None
    note: str = ""


def due_at(
    ended: datetime, now: datetime, weeks: int, zone: tzinfo, banks: Collection[date] = ()
) -> datetime:
    """When to ask what became of it: so many weeks after the session, and a week after it was said at the
    soonest; in working hours there.
    """
    return next_working(max(ended + timedelta(weeks=weeks), now + _SOONEST), zone, banks)


def of_use_until(due: datetime) -> datetime:
    """From then on the question is of no use any more."""
    return due + _ANSWERED_BY


def over_at(ended: datetime, weeks: int) -> datetime:
    """From when what became of a session's actions can be counted for good: who was asked has had their time.

    Who said late what they will do may be asked later still, and is then not counted.
    """
    return ended + timedelta(weeks=weeks) + _ANSWERED_BY


def add_up(actions: Sequence[Action], minimum: int) -> Done | None:
    """What became of them, where so many different people have told it; else None, whatever they said.

    What got in the way is a question of its own: it is counted where so many have answered that.
    """
    told = [action for action in actions if action.outcome is not None]
    if _people(told) < minimum:
        return None
    outcomes = Counter(action.outcome for action in told)
    hindered = [action for action in told if action.obstacle is not None]
    counts = Counter(action.obstacle for action in hindered)
    shown = _people(hindered) >= minimum
    return Done(
        said=len(actions),
        answered=len(told),
        did=outcomes[Outcome.DID],
        partly=outcomes[Outcome.PARTLY],
        not_yet=outcomes[Outcome.NOT_YET],
        hindrances=tuple((each.value, counts[each]) for each in Obstacle if counts[each]) if shown else (),
    )


def _people(actions: Sequence[Action]) -> int:
    return len({action.person_id for action in actions})
