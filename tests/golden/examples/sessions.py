"""Lists of sessions, one session whole, and finding nothing."""

from bot.learning.places import Hold
from bot.learning.sessions import Format
from bot.understand.hours import PartOfDay
from bot.understand.lengths import Length
from bot.understand.wish_words import Kind
from bot.understand.wishes import Heard, Wider, Wishes
from bot.views import sessions as view
from bot.views.reading import read_as
from tests.golden.drawing import Examples
from tests.golden.programme import (
    ALL_DAY,
    BILINGUAL,
    CANCELLED,
    CLOSED,
    ENGLISH,
    EVERY_KIND,
    FULL,
    HOSTILE,
    LONG,
    OVERNIGHT,
    PIVOTS,
    WAITED_FOR,
    WALKING,
    WEEK,
    WELSH,
    at,
)

_HELD = {PIVOTS.id: Hold.BOOKED, WAITED_FOR.id: Hold.WAITING}
_WISHES = Wishes(
    topics=("wellbeing",),
    words="walking",
    start=at(2, 0),
    end=at(9, 0),
    part_of_day=PartOfDay.MORNING,
    places=("Llys Derwen",),
    format=Format.IN_PERSON,
    language="cy",
    free_only=True,
)
_ONE_DAY = Wishes(start=at(6, 0), end=at(7, 0), format=Format.ONLINE, part_of_day=PartOfDay.LUNCHTIME)
_OPEN_END = Wishes(start=at(9, 0), format=Format.HYBRID, language="en", part_of_day=PartOfDay.EVENING)
_FOR_ME = Wishes(
    audience="managers",
    length=Length(most=30),
    near_me=True,
    unbooked=True,
    read_as=(Heard("length", "half an hour"),),
)
_KINDS: tuple[Kind, ...] = (
    "when", "place", "near", "format", "free", "length", "unbooked", "audience", "language",
)  # fmt: skip
_EVERY_WAY = tuple(Wider(kind, f"wellbeing, not {kind}") for kind in _KINDS)

EXAMPLES: Examples = {
    "whats-on": lambda say: view.listing(view.Listing(WEEK), _HELD, say),
    "whats-on-every-kind": lambda say: view.listing(view.Listing(EVERY_KIND), {}, say),
    "whats-on-one": lambda say: view.listing(
        view.Listing((WALKING,), read_as(_WISHES, say)), {WALKING.id: Hold.BOOKED}, say
    ),
    "whats-on-more": lambda say: view.listing(
        view.Listing(WEEK[:5], read_as(_OPEN_END, say), 7, "5 hybrid"), {}, say
    ),
    "whats-on-one-more": lambda say: view.listing(view.Listing((PIVOTS,), (), 1, "1"), {}, say),
    "whats-on-hostile": lambda say: view.listing(
        view.Listing(
            (HOSTILE, LONG),
            read_as(Wishes(words="<!here> *x* {{DATE()}}"), say),
            2,
            "2 <!here> *x* {{DATE()}}",
        ),
        {},
        say,
    ),
    "whats-on-wider": lambda say: view.listing(
        view.Listing((WALKING,), read_as(_FOR_ME, say), wider=_EVERY_WAY[:3]), {}, say
    ),
    "nothing-found": lambda say: view.nothing(read_as(_ONE_DAY, say), (WELSH, PIVOTS), {}, say),
    "nothing-found-wider": lambda say: view.nothing(read_as(_ONE_DAY, say), (), {}, say, _EVERY_WAY),
    "nothing-on-at-all": lambda say: view.nothing((), (), {}, say),
    "which-one": lambda say: view.choose((WALKING, WELSH, HOSTILE), "book", say),
    "details": lambda say: view.details(WALKING, None, say),
    "details-booked": lambda say: view.details(PIVOTS, Hold.BOOKED, say, clashes=(WALKING, HOSTILE)),
    "details-over": lambda say: view.details(PIVOTS, Hold.BOOKED, say, over="over"),
    "details-started": lambda say: view.details(PIVOTS, Hold.BOOKED, say, over="started"),
    "details-waiting": lambda say: view.details(WAITED_FOR, Hold.WAITING, say),
    "details-full": lambda say: view.details(FULL, None, say),
    "details-closed": lambda say: view.details(CLOSED, None, say),
    "details-cancelled": lambda say: view.details(CANCELLED, None, say),
    "details-welsh-only": lambda say: view.details(WELSH, None, say),
    "details-english-only": lambda say: view.details(ENGLISH, None, say),
    "details-bilingual": lambda say: view.details(BILINGUAL, None, say),
    "details-two-days": lambda say: view.details(ALL_DAY, None, say),
    "details-overnight": lambda say: view.details(OVERNIGHT, None, say),
    "details-hostile": lambda say: view.details(HOSTILE, Hold.BOOKED, say),
    "details-long": lambda say: view.details(LONG, None, say),
}
