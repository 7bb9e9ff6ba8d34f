"""Lets go of places whose moment to undo, or time to claim, is over; passes on to organisers, and then ends,
what nobody has approved in time; and sweeps: a free place never waits for anybody.
"""

from datetime import datetime

from bot.desk import Desk
from bot.learning import places as rules
from bot.registry import schedule
from bot.steps.approving import lapsed
from bot.steps.booking import pass_on
from bot.store import places, sessions


def coming(desk: Desk, after: datetime) -> datetime | None:
    return places.next_leaving(desk.db, after)


@schedule("let_go", coming=coming)
def let_go(desk: Desk) -> None:
    for session_id in places.leaving_by(desk.db, desk.now):
        roster = places.locked_roster(desk.db, session_id)
        for happened in (*rules.let_go(roster, desk.now), *lapsed(desk, roster)):
            desk.record(happened)
    # The event passes a place on by itself; the sweep makes a lost one cost seconds, not a place.
    for session_id in sessions.stuck(desk.db, desk.now):
        pass_on(desk, session_id)
