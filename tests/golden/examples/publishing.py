"""What organisers see around published answers, and what a channel is shown of them."""

from dataclasses import replace

from bot.learning.figures import Done, Figure, Figures
from bot.learning.publishing import Slice
from bot.learning.question_library import DEFAULT, LIBRARY
from bot.views import publishing as view
from bot.views.results import results
from bot.views.upshots import foot
from bot.views.what_became import Became, what_became
from bot.words.voice import voices
from tests.golden.drawing import Examples, Spoken
from tests.golden.examples.upshots import DONE
from tests.golden.programme import FULL, HOSTILE, LONG, PIVOTS, WALKING, WELSH, at

_USEFUL, _, _COMMENT = DEFAULT
_FOUND = Figures(
    asked=25,
    answered=12,
    figures=(
        Figure(_USEFUL, 12, counts=(0, 1, 3, 5, 3)),
        Figure(_COMMENT, 11, said=("<!channel> {{DATE()}} <b>brilliant</b>", "Less theory, please")),
    ),
    published_at=at(9, 9),
    named=(("Nia Rees", "Diolch yn fawr i Gwenllian"),),
)
_MUCH = Figures(
    asked=40,
    answered=36,
    figures=(Figure(_COMMENT, 36, said=tuple(f"Answer {n:02}" for n in range(1, 36))),),
    published_at=at(9, 9),
)
_BY_NAME = replace(_FOUND, named=tuple((f"Person {n:02}", "Diolch <!channel>") for n in range(1, 24)))
_TOGETHER = Figures(31, 14, (Figure(_USEFUL, 14, counts=(0, 0, 4, 6, 4)),), at(9, 9), sessions=2, left_out=0)
_READY = {each.key: each for each in LIBRARY}
_EVERY_KIND = Figures(
    asked=60,
    answered=41,
    figures=(
        Figure(_USEFUL, 41, counts=(0, 2, 9, 20, 10)),
        Figure(_READY["confidence"], 39, counts=(0, 1, 8, 20, 10), before=(5, 14, 12, 6, 2)),
        Figure(_READY["pace"], 40, counts=(3, 31, 6)),
        Figure(_READY["obstacles"], 33, counts=(21, 9, 4, 2, 12, 3)),
        Figure(
            _COMMENT, 38, said=("<b>More</b> practice", "More practice, please", "Practice!", "Mwy o ymarfer")
        ),
    ),
    published_at=at(9, 9),
    sessions=3,
    left_out=2,
    done=Done(30, 18, 9, 5, 4, (("time", 6), ("tools", 2))),
)
_SESSION, _MONTH, _ALL = Slice("session", "11"), Slice("month", "2026-03"), Slice("everything")
_STATES = (
    (WALKING, "ready"),
    (PIVOTS, "published"),
    (WELSH, "open"),
    (HOSTILE, "waiting"),
    (WALKING, "unread"),
)

_OPEN = Became(session=WALKING, answered=True, state="open", needed=10, closes=at(24, 11))
_BECAME = (
    _OPEN,
    replace(_OPEN, session=PIVOTS, answered=False),
    replace(_OPEN, session=WELSH, state="published", published=at(20, 9)),
    replace(
        _OPEN, session=HOSTILE, state="published", published=at(20, 9), posted=at(23, 9), of="session:14"
    ),
    replace(_OPEN, session=LONG, state="waiting"),
    replace(_OPEN, session=FULL, state="unread"),
)

EXAMPLES: Examples = {
    "became": lambda say: what_became(_BECAME, say),
    "became-none": lambda say: what_became((), say),
    "publish-ready": lambda say: view.ready(WALKING, say),
    "publish-ready-hostile": lambda say: view.ready(HOSTILE, say),
    "results": lambda say: results(_EVERY_KIND, say("results-of-everything"), say),
    "results-of-session": lambda say: view.shown(_FOUND, _SESSION, (WALKING,), say, in_channel=False),
    "results-in-channel": lambda say: view.shown(
        _FOUND, _SESSION, (WALKING,), say, in_channel=True, foot=foot((), _SESSION, say)
    ),
    "results-more-said": lambda say: view.shown(_MUCH, _SESSION, (WALKING,), say, in_channel=False),
    "results-more-named": lambda say: view.shown(_BY_NAME, _SESSION, (WALKING,), say, in_channel=False),
    "results-by-name": lambda say: view.by_name(_BY_NAME, _SESSION, (WALKING,), 10, say),
    "results-by-name-last": lambda say: view.by_name(_BY_NAME, _SESSION, (WALKING,), 20, say),
    "results-of-several": lambda say: view.shown(
        _TOGETHER, _SESSION, (WALKING, HOSTILE), say, in_channel=True
    ),
    "results-of-topic": lambda say: view.shown(
        _TOGETHER, Slice("topic", "wellbeing"), (), say, in_channel=False
    ),
    "results-of-speaker": lambda say: view.shown(
        _TOGETHER, Slice("speaker", "Gwen <!here>"), (), say, in_channel=False
    ),
    "results-of-series": lambda say: view.shown(
        _TOGETHER, Slice("series", "Walk and talk"), (), say, in_channel=False
    ),
    "results-of-month": lambda say: view.shown(_TOGETHER, _MONTH, (), say, in_channel=True),
    "results-of-everything": lambda say: view.shown(
        _TOGETHER, _ALL, (), say, in_channel=False, foot=foot((DONE,), _ALL, say)
    ),
    "results-post-confirm": lambda say: view.confirm(_FOUND, _SESSION, (WALKING,), say),
    "results-post-without": lambda say: view.confirm(_FOUND, Slice("everything"), (), say, without=True),
    "results-pictured": lambda say: view.pictured("https://caffi.example.org/file/x", say),
    "results-pictured-without": lambda say: view.pictured(
        "https://caffi.example.org/file/x", say, without=True
    ),
    "results-pictured-none": lambda say: view.pictured("", say),
    "results-comments": lambda say: view.written("https://caffi.example.org/file/x", say),
    "results-on-their-way": view.on_its_way,
    "results-overview": lambda say: view.overview(_STATES, (_MONTH, _ALL), say),
    "results-overview-none": lambda say: view.overview((), (_MONTH, _ALL), say),
}
IN_BOTH: Spoken = {
    "results-posted": lambda: view.posted(_FOUND, _SESSION, (WALKING,), "Olwen Rhys", voices()),
}
