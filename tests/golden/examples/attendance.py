"""Who came, what got in the way, what people need, and everybody's own record."""

from base64 import b64decode
from dataclasses import replace
from functools import partial

from bot.card import Card, When
from bot.learning.access import Need, Needs
from bot.learning.attendance import Hindrance, Mark, Marked
from bot.learning.people import Person
from bot.learning.places import Hold
from bot.learning.records import Past
from bot.learning.refusals import Refusal
from bot.views import access, record, refusals
from bot.views import attendance as view
from bot.words.voice import Voice
from tests.golden.drawing import Examples
from tests.golden.programme import ALL_DAY, FULL, HOSTILE, PIVOTS, WALKING, at

# One white dot: what a code looks like is not for these pages.
_PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAWGk2mAAAAABJRU5ErkJggg=="
)
_NIA = Person(id=1, name="Nia Rees", email="nia@example.org")
_OWEN = Person(id=2, name="<!channel> Owen", email="owen@example.org")
_SIAN = Person(id=3, email="sian@example.org")
_ROWS = (
    view.Row(_NIA, Marked(Mark.CAME, by_organiser=False, at=at(3, 10))),
    view.Row(_OWEN, Marked(Mark.ABSENT, by_organiser=True, at=at(3, 11))),
    view.Row(_SIAN, None),
)
_SHEET = view.Sheet(
    session=WALKING,
    rows=_ROWS,
    first=0,
    total=3,
    marks={Mark.CAME: 1, Mark.PART: 0, Mark.ABSENT: 1, Mark.TOLD: 0},
    unmarked=1,
    code="4821",
    needs=2,
)
_UNMARKED = tuple(view.Row(replace(_NIA, id=number), None) for number in range(view.PAGE))
_PAST = (
    Past(WALKING, Mark.CAME),
    Past(PIVOTS, Mark.PART),
    Past(ALL_DAY, Mark.CAME),
    Past(FULL, Mark.ABSENT),
    Past(HOSTILE, None),
)
_RECORD = record.Record(held=((PIVOTS, Hold.BOOKED), (FULL, Hold.WAITING)), past=_PAST)
_NEEDS = Needs((Need.CAPTIONS, Need.HELPER), "I read lips: <!channel> please face me")
_COUNTS = {each: number for number, each in enumerate(Hindrance)}
_OF_A_SESSION = (
    *("certificate-not-known", "certificate-not-on", "certificate-not-there", "certificate-not-yet"),
    *("here-marked", "here-no-place", "no-seat-for-helper"),
)


def _refused(name: str, say: Voice) -> Card:
    return refusals.draw(Refusal(name, title=WALKING.title), say)


EXAMPLES: Examples = {
    **{f"refusal-{name}": partial(_refused, name) for name in _OF_A_SESSION},
    **{
        f"refusal-{name}": partial(lambda name, say: refusals.draw(Refusal(name), say), name)
        for name in ("access-no-places", "here-nothing", "missed-not-asked")
    },
    "refusal-access-no-place": lambda say: refusals.draw(
        Refusal("access-no-place", title=WALKING.title), say
    ),
    "refusal-here-early": lambda say: refusals.draw(
        Refusal("here-early", title=WALKING.title, start=When(at(3, 10)), when=When(at(3, 9, 30))), say
    ),
    "refusal-here-late": lambda say: refusals.draw(
        Refusal("here-late", title=WALKING.title, when=When(at(3, 11, 30))), say
    ),
    "refusal-attendance-early": lambda say: refusals.draw(
        Refusal("attendance-early", title=WALKING.title, when=When(at(3, 9, 30))), say
    ),
    "here": lambda say: view.here(WALKING, say),
    "here-again": lambda say: view.here(WALKING, say, again=True),
    "here-sensitive": lambda say: view.here(replace(WALKING, sensitive=True), say),
    "here-code": lambda say: view.code_form(WALKING, say),
    "here-code-wrong": lambda say: view.code_form(WALKING, say, wrong=1),
    "here-too-many": lambda say: view.too_many_tries(WALKING, say),
    "attendance-sheet": lambda say: view.sheet(_SHEET, say),
    "attendance-sheet-unmarked": lambda say: view.sheet(
        replace(_SHEET, rows=_UNMARKED, total=23, marks={}, unmarked=23, code="", needs=0), say
    ),
    "attendance-sheet-none": lambda say: view.sheet(
        replace(_SHEET, rows=(), total=0, marks={}, unmarked=0, needs=0), say
    ),
    "attendance-add": lambda say: view.add_form(WALKING, say),
    "attendance-added": lambda say: view.added(WALKING, [_NIA], ["<script>"], say),
    "attendance-wall": lambda say: view.wall(WALKING, "4821", _PNG, "https://caffi.example.org/file/a", say),
    "attendance-wall-words": lambda say: view.wall(WALKING, "4821", _PNG, "", say),
    "attendance-no-code": lambda say: view.no_code(WALKING, say),
    "attendance-told": lambda say: view.told(WALKING, say),
    "missed": lambda say: view.missed(WALKING, say),
    "missed-hostile": lambda say: view.missed(HOSTILE, say),
    "missed-form": lambda say: view.missed_form(WALKING, say),
    "missed-thanks": lambda say: view.missed_thanks(WALKING, say, was_there=False),
    "missed-was-there": lambda say: view.missed_thanks(WALKING, say, was_there=True),
    "hindrances": lambda say: view.hindrances(_COUNTS, ["<!channel> the bus"], say),
    "hindrances-few": lambda say: view.hindrances({Hindrance.WORK: 4}, ["a meeting"], say),
    "access-form": lambda say: access.form(WALKING, _NEEDS, say),
    "access-saved": lambda say: access.saved(WALKING, say, kept=True, helper=True),
    "access-saved-full": lambda say: access.saved(WALKING, say, kept=True, helper=True, full=True),
    "access-removed": lambda say: access.saved(WALKING, say, kept=False),
    "access-list": lambda say: access.for_organisers(
        WALKING, [(_NIA, _NEEDS, 1), (_OWEN, Needs((Need.BSL,)), 1)], say
    ),
    "access-list-none": lambda say: access.for_organisers(WALKING, (), say),
    "access-told": lambda say: access.told(WALKING, say),
    "record": lambda say: record.record(_RECORD, say),
    "record-empty": lambda say: record.record(record.Record(held=(), past=()), say),
    "record-many": lambda say: record.record(record.Record(held=(), past=_PAST * 5, first=8), say),
    "record-files": lambda say: record.files(
        "https://caffi.example.org/file/a", "https://caffi.example.org/file/b", say
    ),
    "record-no-address": lambda say: record.files("", "", say),
    "certificate-name": lambda say: record.name_form(WALKING, "Siân Ŵyn", say),
    "certificate-name-wrong": lambda say: record.name_form(
        WALKING, "李", say, wrong=say("certificate-letters", letters="李")
    ),
    "certificate-ready": lambda say: record.certificate(
        WALKING, "Siân Ŵyn", "https://caffi.example.org/file/a", say
    ),
    "certificate-no-address": record.no_certificate,
    "certificate-which": lambda say: record.which(_PAST, say),
    "certificate-none": lambda say: record.which((), say),
}
