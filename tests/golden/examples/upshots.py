"""“You said, we did”: what was done because of feedback, and how organisers write it down."""

from dataclasses import replace

from bot.learning.publishing import Slice
from bot.learning.sessions import Bilingual
from bot.learning.upshots import Upshot
from bot.views import upshots as view
from bot.views.what_became import Became, what_became
from bot.words.voice import voices
from tests.golden.drawing import Examples, Spoken
from tests.golden.programme import HOSTILE, PIVOTS, WALKING, at

_DONE = Upshot(
    id=4,
    session_id=WALKING.id,
    said=Bilingual(
        "Walking is hard to combine with writing.", "Mae’n anodd ysgrifennu a cherdded ar yr un pryd."
    ),
    did=Bilingual(
        "From April we stop every quarter of an hour,\nand bring clipboards.",
        "O fis Ebrill byddwn yn stopio bob chwarter awr,\nac yn dod â chlipfyrddau.",
    ),
    at=at(20, 9),
)
_ONE_LANGUAGE = replace(
    _DONE,
    id=5,
    session_id=None,
    said=Bilingual("You asked for sessions at other times."),
    did=Bilingual("Nothing yet: no room is free in the evening."),
)
_HOSTILE = replace(
    _DONE,
    id=6,
    session_id=HOSTILE.id,
    said=Bilingual("<!channel> {{DATE()}} *x* " * 19, "<script>alert(1)</script> \u202e"),
    did=Bilingual("_y_ & <b> [a](https://example.org)", "@channel " * 55),
)
DONE = view.Shown(_ONE_LANGUAGE)
_SHOWN = (view.Shown(_DONE, (WALKING,)), DONE)
_BAD = view.Shown(_HOSTILE, (HOSTILE, PIVOTS))
_SESSION, _ALL = Slice("session", "11"), Slice("everything")
_OPEN = Became(session=WALKING, answered=True, state="published", needed=10, closes=at(24, 11))
_VALUES = {"said_en": _DONE.said.en, "said_cy": _DONE.said.cy, "did_en": _DONE.did.en, "did_cy": _DONE.did.cy}

EXAMPLES: Examples = {
    "became-done": lambda say: what_became((replace(_OPEN, published=at(20, 9)),), say, _SHOWN),
    "upshot-letter": lambda say: view.letter(WALKING, _SHOWN, say),
    "upshot-letter-hostile": lambda say: view.letter(replace(HOSTILE, sensitive=True), (_BAD,), say),
    "upshots": lambda say: view.listing((*_SHOWN, _BAD), _ALL, say, in_channel=False),
    "upshots-in-channel": lambda say: view.listing(
        _SHOWN[:1], _SESSION, say, in_channel=True, of_one=_SHOWN[0].of(say)
    ),
    "upshots-none": lambda say: view.listing((), None, say, in_channel=False),
    "upshot-form": lambda say: view.form(
        "upshot_write", "session:11", _SHOWN[0].of(say), say, values={}, wrong={}
    ),
    "upshot-form-wrong": lambda say: view.form(
        "upshot_change",
        "4",
        _SHOWN[1].of(say),
        say,
        values=_VALUES | {"did_cy": "", "said_en": "", "did_en": ""},
        wrong={"said_en": "upshot-missing", "did_cy": "upshot-half"},
    ),
    "upshot-kept": lambda say: view.kept(_SHOWN[0], at(20, 9, 15), say, in_channel=False),
    "upshot-changed": lambda say: view.kept(_SHOWN[1], None, say, in_channel=True),
    "upshot-withdraw": lambda say: view.withdraw(_SHOWN[0], say),
    "upshot-withdrawn": view.withdrawn,
    "upshot-confirm": lambda say: view.confirm(_SHOWN[0], say),
    "upshot-on-its-way": view.on_its_way,
}
IN_BOTH: Spoken = {
    "upshot-posted": lambda: view.posted(_SHOWN[0], "Olwen Rhys", voices()),
}
