"""The waiting list: places that are kept, what is asked before booking, and why somebody cannot book."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from bot.card import Card, Part, When
from bot.learning.places import Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Format, Mode
from bot.views import asking, exchanging, offers, refusals
from bot.views import places as view
from bot.views import sessions as sessions_view
from bot.words.voice import Voice
from tests.golden.drawing import Examples
from tests.golden.programme import FULL, HOSTILE, LONG, PIVOTS, WAITED_FOR, WALKING, WELSH, at

_UNTIL = at(3, 13)
_APART = replace(
    WALKING,
    format=Format.HYBRID,
    apart=True,
    online_capacity=40,
    taken=20,
    taken_online=8,
    waiting=2,
    opens_at=at(2, 12),
    closes_at=at(3, 9),
)
_QUIET = replace(WALKING, sensitive=True)
_DATE = replace(WALKING, id=31, ref="31", dates_each=1, starts_at=at(10, 10), ends_at=at(10, 11, 30))
_FULL_DATE = replace(_DATE, id=32, ref="32", taken=12, starts_at=at(17, 10), ends_at=at(17, 11, 30))
_OLD_DATE = replace(_DATE, id=33, ref="33", starts_at=WALKING.starts_at, ends_at=WALKING.ends_at)
_OF_A_SESSION = (
    *("already-in-person", "already-online", "full-in-person", "full-online", "one-way-only"),
    *("for-managers", "for-invited", "session-postponed", "offer-gone"),
)


def _refused(name: str, say: Voice, **facts: object) -> Card:
    return refusals.draw(Refusal(name, title=WALKING.title, **facts), say)


def _with(card: Card, parts: Iterable[Part]) -> Card:
    return replace(card, parts=(*card.parts, *parts))


EXAMPLES: Examples = {
    "offered": lambda say: offers.offered(WAITED_FOR, _UNTIL, say),
    "offered-online-clash": lambda say: offers.offered(
        _APART, _UNTIL, say, mode=Mode.ONLINE, clashes=(PIVOTS,)
    ),
    "offered-hostile": lambda say: offers.offered(HOSTILE, _UNTIL, say),
    "offered-sensitive": lambda say: offers.offered(_QUIET, _UNTIL, say),
    "offer-declined": lambda say: offers.declined(WAITED_FOR, say),
    "offer-lapsed": lambda say: offers.lapsed(WAITED_FOR, _UNTIL, say),
    "offer-skipped": lambda say: offers.skipped(WAITED_FOR, "enough-dates", say),
    "which-way": lambda say: asking.which_way(_APART, say),
    "which-way-hostile": lambda say: asking.which_way(replace(_APART, title=HOSTILE.title), say),
    "clash-asked": lambda say: asking.clash(PIVOTS, (WALKING,), Mode.ANY, say),
    "clash-asked-several": lambda say: asking.clash(_APART, (PIVOTS, LONG, HOSTILE), Mode.ONLINE, say),
    "clash-kept": lambda say: asking.kept_mine(PIVOTS, say),
    "shall-cancel": lambda say: asking.shall_cancel([(WALKING, Hold.BOOKED)], say),
    "shall-cancel-hostile": lambda say: asking.shall_cancel([(HOSTILE, Hold.WAITING)], say),
    "shall-cancel-asked": lambda say: asking.shall_cancel([(WALKING, Hold.ASKED)], say),
    "shall-cancel-offered": lambda say: asking.shall_cancel([(WAITED_FOR, Hold.OFFERED)], say),
    "shall-cancel-sensitive": lambda say: asking.shall_cancel([(_QUIET, Hold.BOOKED)], say),
    "shall-cancel-which": lambda say: asking.shall_cancel(
        [(WALKING, Hold.BOOKED), (HOSTILE, Hold.WAITING), (PIVOTS, Hold.REFERRED)], say
    ),
    "shall-change-online": lambda say: asking.shall_change((WALKING,), Mode.ONLINE, say),
    "shall-change-in-person": lambda say: asking.shall_change((HOSTILE,), Mode.IN_PERSON, say),
    "shall-change-which": lambda say: asking.shall_change((WALKING, WAITED_FOR), Mode.ONLINE, say),
    "shall-change-none": lambda say: asking.shall_change_none((WALKING, HOSTILE), say),
    "shall-change-nothing-booked": lambda say: asking.shall_change_none((), say),
    "shall-book": lambda say: asking.shall_book((WALKING,), {}, say),
    "shall-book-full": lambda say: asking.shall_book((FULL,), {}, say),
    "shall-book-which": lambda say: asking.shall_book((WALKING, HOSTILE), {WALKING.id: Hold.BOOKED}, say),
    "swap": lambda say: asking.swap((PIVOTS, FULL), {}, (WALKING,), say),
    "swap-hostile": lambda say: asking.swap((HOSTILE,), {}, (HOSTILE, WALKING), say),
    "swap-nothing": lambda say: asking.swap_nothing("welding", (WALKING,), say),
    "swap-booked": lambda say: _with(
        view.booked(PIVOTS, say), asking.still_there((WALKING,), say, yours=True)
    ),
    "swap-waiting": lambda say: _with(
        view.queued(FULL, 2, say), asking.still_there((WALKING,), say, yours=False)
    ),
    "exchange": lambda say: exchanging.exchange((_DATE, _FULL_DATE), (_OLD_DATE,), say),
    "exchange-which": lambda say: exchanging.exchange((_DATE,), (_OLD_DATE, _FULL_DATE), say),
    "exchange-hostile": lambda say: exchanging.exchange((replace(HOSTILE, dates_each=1),), (HOSTILE,), say),
    "exchange-full": lambda say: exchanging.full(_FULL_DATE, _OLD_DATE, (_DATE,), say),
    "exchange-full-nothing-else": lambda say: exchanging.full(_FULL_DATE, _OLD_DATE, (), say),
    "exchange-full-online": lambda say: exchanging.full(_FULL_DATE, _OLD_DATE, (), say, mode=Mode.ONLINE),
    "exchange-no-seat": lambda say: exchanging.no_seat(_FULL_DATE, _OLD_DATE, (_DATE,), say),
    "exchange-back": lambda say: exchanging.back(_OLD_DATE, (_DATE,), say),
    "exchange-back-which": lambda say: exchanging.back(
        replace(_OLD_DATE, dates_each=2), (_DATE, _FULL_DATE), say
    ),
    "exchange-waiting": lambda say: exchanging.waiting(
        view.queued(_FULL_DATE, 1, say, asks=True), (_OLD_DATE,), say
    ),
    "exchange-offered": lambda say: exchanging.offered(
        offers.offered(_FULL_DATE, _UNTIL, say), _FULL_DATE, (_OLD_DATE,), say
    ),
    "exchange-offered-which": lambda say: exchanging.offered(
        offers.offered(replace(_FULL_DATE, dates_each=2), _UNTIL, say),
        replace(_FULL_DATE, dates_each=2),
        (_OLD_DATE, _DATE),
        say,
    ),
    "exchanged": lambda say: exchanging.exchanged(view.booked(_DATE, say), _OLD_DATE, say),
    "exchanged-with-needs": lambda say: exchanging.exchanged(
        view.booked(_DATE, say), _OLD_DATE, say, followed=True
    ),
    "booked-online": lambda say: view.booked(_APART, say, mode=Mode.ONLINE),
    "booked-sensitive": lambda say: view.booked(_QUIET, say),
    "changed-online": lambda say: view.changed(_APART, Mode.ONLINE, say),
    "changed-in-person": lambda say: view.changed(_APART, Mode.IN_PERSON, say),
    "queued-in-person": lambda say: view.queued(_APART, 3, say, mode=Mode.IN_PERSON),
    "queued-other-dates": lambda say: view.queued(FULL, 2, say, asks=True, others=(WALKING, WELSH)),
    "promoted-clash": lambda say: view.promoted(WAITED_FOR, say, clashes=(PIVOTS,)),
    "details-apart": lambda say: sessions_view.details(_APART, None, say, now=at(2, 9)),
    "details-apart-booked": lambda say: sessions_view.details(_APART, Hold.BOOKED, say, mode=Mode.IN_PERSON),
    "details-offered": lambda say: sessions_view.details(WAITED_FOR, Hold.OFFERED, say),
    **{f"refusal-{name}": partial(_refused, name) for name in _OF_A_SESSION},
    "refusal-offer-late": lambda say: _refused("offer-late", say, ref="11"),
    "refusal-offer-taken": lambda say: _refused("offer-taken", say, ref="11"),
    "refusal-nothing-offered": lambda say: refusals.draw(Refusal("nothing-offered"), say),
    "refusal-for-group": lambda say: _refused("for-group", say, audience="Social work; <b>Finance</b>"),
    "refusal-booking-not-open": lambda say: _refused("booking-not-open", say, when=When(at(3, 9))),
    "refusal-booking-ended": lambda say: _refused("booking-ended", say, when=When(at(2, 8))),
    "refusal-enough-dates": lambda say: _refused("enough-dates", say, n=1),
    "refusal-enough-dates-two": lambda say: _refused("enough-dates", say, n=2),
}
