"""Changes: what people on a session are told, when it moves, is postponed or called off."""

from dataclasses import replace

from bot.card import When
from bot.learning.sessions import Status
from bot.views import changes as view
from bot.views.changes import Before
from bot.views.sessions import when
from tests.golden.drawing import Examples
from tests.golden.programme import ALL_DAY, CANCELLED, HOSTILE, PIVOTS, WALKING, WELSH, at

_WHEN = When(at(2, 10), at(2, 11, 30))
_LATER = replace(WALKING, status=Status.POSTPONED)

EXAMPLES: Examples = {
    "moved-time": lambda say: view.moved(WALKING, Before(when=_WHEN), say),
    "moved-place": lambda say: view.moved(WALKING, Before(place="Room 9"), say),
    "moved-time-and-place": lambda say: view.moved(WALKING, Before(when=_WHEN, place="Room 9"), say),
    "moved-twice": lambda say: view.moved(
        WALKING,
        Before(when=_WHEN, place="Room 9", earlier=When(at(2, 14), at(2, 15)), earlier_place="Room 8"),
        say,
    ),
    "moved-for-who-waits": lambda say: view.moved(
        WALKING, Before(when=_WHEN, place="Room 9"), say, waiting=True
    ),
    "moved-link": lambda say: view.moved(PIVOTS, Before(link="https://old.example"), say),
    "moved-speaker": lambda say: view.moved(WALKING, Before(speaker="Bet"), say),
    "moved-several": lambda say: view.moved(PIVOTS, Before(when=_WHEN, speaker="Bet"), say),
    "moved-to-two-days": lambda say: view.moved(ALL_DAY, Before(when=when(WELSH)), say),
    "moved-hostile": lambda say: view.moved(HOSTILE, Before(place=HOSTILE.title.en), say),
    "postponed": lambda say: view.postponed(_LATER, say, waiting=False),
    "postponed-for-who-waits": lambda say: view.postponed(_LATER, say, waiting=True),
    "dated": lambda say: view.moved(WALKING, Before(postponed=True), say),
    "place-confirmed": lambda say: view.confirmed(WALKING, say, waiting=False),
    "called-off": lambda say: view.called_off(CANCELLED, (), say),
    "called-off-other-dates": lambda say: view.called_off(CANCELLED, (WALKING, WELSH), say),
}
