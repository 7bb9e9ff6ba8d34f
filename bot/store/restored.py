"""What a backup still owed, and has probably been sent since: said to be so, and not sent again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, update

from bot.store.letters import State
from bot.store.tables import lanes, letters

_OPEN = (State.HELD, State.WAITING, State.SENDING)
# Answers to what somebody did, on a screen that they no longer look at.
_OVER = ("answer", "home", "nudges")


@dataclass(frozen=True, slots=True)
class Settled:
    """How many letters are shown as of unknown fate, and how many are let go of."""

    unknown: int
    withdrawn: int


def settle_letters(db: Connection, *, now: datetime, real: datetime) -> Settled:
    """What was due by now or in hand: owed letters are of unknown fate, which organisers are shown; nudges
    and old answers are withdrawn. What falls due later stays.
    """
    due = letters.c.state.in_(_OPEN) & or_(letters.c.due_at <= now, letters.c.state == State.SENDING)
    over = or_(letters.c.nudge != "", letters.c.kind.in_(_OVER))
    values = {"lease_until": None, "ended_at": real, "error": "restored"}
    withdrawn = db.execute(update(letters).where(due & over).values(values | {"state": State.WITHDRAWN}))
    unknown = db.execute(update(letters).where(due).values(values | {"state": State.UNKNOWN}))
    db.execute(update(lanes).values(lease_until=None))
    return Settled(unknown.rowcount, withdrawn.rowcount)
