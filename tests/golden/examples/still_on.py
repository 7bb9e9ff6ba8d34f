"""Whether a session is on: what is said first, and what can be done about it."""

from dataclasses import replace

from bot.card import When
from bot.learning.places import Hold
from bot.learning.sessions import Status
from bot.views.changes import Before
from bot.views.still_on import Standing, still_on
from tests.golden.drawing import Examples
from tests.golden.programme import CANCELLED, FULL, HOSTILE, PIVOTS, WAITED_FOR, WALKING, WELSH, at

_BEFORE = Before(when=When(at(2, 10), at(2, 11, 30)), place="Room 9")
_LATER = replace(WALKING, status=Status.POSTPONED)

EXAMPLES: Examples = {
    "still-on": lambda say: still_on(Standing(WALKING), say),
    "still-on-mine": lambda say: still_on(
        Standing(WALKING, Hold.BOOKED), say, others=(PIVOTS, FULL), held={}
    ),
    "still-on-offered": lambda say: still_on(Standing(WAITED_FOR, Hold.OFFERED), say),
    "still-on-moved": lambda say: still_on(Standing(WALKING, Hold.BOOKED, before=_BEFORE), say),
    "still-on-moved-twice": lambda say: still_on(
        Standing(
            WALKING,
            Hold.BOOKED,
            before=replace(_BEFORE, earlier=When(at(2, 14), at(2, 15)), earlier_place="Room 8"),
        ),
        say,
    ),
    "still-on-postponed": lambda say: still_on(Standing(_LATER), say),
    "still-on-postponed-mine": lambda say: still_on(Standing(_LATER, Hold.WAITING), say),
    "still-on-cancelled": lambda say: still_on(Standing(CANCELLED, dates=(WALKING,)), say, others=(WELSH,)),
    "still-on-started": lambda say: still_on(Standing(WALKING, Hold.BOOKED, over="started"), say),
    "still-on-over": lambda say: still_on(Standing(WALKING, over="over"), say),
    "still-on-hostile": lambda say: still_on(Standing(HOSTILE), say, others=(HOSTILE,)),
    "still-on-sensitive": lambda say: still_on(Standing(replace(WALKING, sensitive=True)), say),
}
