"""Places: booked, waiting, given up, taken back, and every letter about them."""

from datetime import timedelta

from bot.learning.places import Hold
from bot.views import places as view
from tests.golden.drawing import Examples
from tests.golden.programme import (
    ALL_DAY,
    CANCELLED,
    CLOSED,
    HOSTILE,
    LONG,
    PIVOTS,
    WAITED_FOR,
    WALKING,
    WELSH,
)
from tests.house import MONDAY

_DAY = timedelta(days=1)
_TODAY = MONDAY.replace(hour=0, minute=0)
_HELD = (
    (WALKING, Hold.BOOKED),
    (WAITED_FOR, Hold.WAITING),
    (CLOSED, Hold.BOOKED),
    (CANCELLED, Hold.BOOKED),
)

EXAMPLES: Examples = {
    "booked": lambda say: view.booked(WALKING, say),
    "booked-clash": lambda say: view.booked(PIVOTS, say, clashes=(WALKING, WELSH)),
    "booked-two-days": lambda say: view.booked(ALL_DAY, say),
    "booked-hostile": lambda say: view.booked(HOSTILE, say),
    "booked-long": lambda say: view.booked(LONG, say),
    "queued": lambda say: view.queued(WAITED_FOR, 4, say),
    "queued-first-clash": lambda say: view.queued(WAITED_FOR, 1, say, clashes=(PIVOTS,)),
    "promoted": lambda say: view.promoted(WAITED_FOR, say),
    "leaving": lambda say: view.leaving(WALKING, 60, say),
    "leaving-last-second": lambda say: view.leaving(WALKING, 1, say),
    "left-queue": lambda say: view.left_queue(WAITED_FOR, say),
    "kept": lambda say: view.kept(WALKING, say),
    "reminder-day": lambda say: view.reminder(WALKING, "day", say),
    "reminder-hour": lambda say: view.reminder(PIVOTS, "hour", say),
    "my-places": lambda say: view.mine(_HELD, MONDAY, say),
    "my-one-place": lambda say: view.mine(_HELD[:1], MONDAY, say),
    "my-two-places": lambda say: view.mine(_HELD[:2], MONDAY, say),
    "nothing-that-day": lambda say: view.nothing_then((_TODAY, _TODAY + _DAY), _HELD[0], MONDAY, say),
    "nothing-those-days": lambda say: view.nothing_then((_TODAY, _TODAY + 7 * _DAY), _HELD[1], MONDAY, say),
    "nothing-then": lambda say: view.nothing_then(None, _HELD[0], MONDAY, say),
    "no-places": lambda say: view.mine((), MONDAY, say),
}
