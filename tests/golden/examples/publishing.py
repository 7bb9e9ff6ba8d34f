"""What organisers see around published answers, and what a channel is shown of them."""

from bot.learning.figures import Figure, Figures
from bot.learning.publishing import Slice
from bot.learning.question_library import DEFAULT
from bot.views import publishing as view
from bot.words.voice import voices
from tests.golden.drawing import Examples, Spoken
from tests.golden.programme import HOSTILE, PIVOTS, WALKING, WELSH, at

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
_TOGETHER = Figures(31, 14, (Figure(_USEFUL, 14, counts=(0, 0, 4, 6, 4)),), at(9, 9), sessions=2, left_out=0)
_SESSION, _MONTH, _ALL = Slice("session", "11"), Slice("month", "2026-03"), Slice("everything")
_STATES = (
    (WALKING, "ready"),
    (PIVOTS, "published"),
    (WELSH, "open"),
    (HOSTILE, "waiting"),
    (WALKING, "unread"),
)

EXAMPLES: Examples = {
    "publish-ready": lambda say: view.ready(WALKING, say),
    "publish-ready-hostile": lambda say: view.ready(HOSTILE, say),
    "results-of-session": lambda say: view.shown(_FOUND, _SESSION, (WALKING,), say, in_channel=False),
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
    "results-of-everything": lambda say: view.shown(_TOGETHER, _ALL, (), say, in_channel=False),
    "results-post-confirm": lambda say: view.confirm(_FOUND, _SESSION, (WALKING,), say),
    "results-on-their-way": view.on_its_way,
    "results-overview": lambda say: view.overview(_STATES, (_MONTH, _ALL), say),
    "results-overview-none": lambda say: view.overview((), (_MONTH, _ALL), say),
}
IN_BOTH: Spoken = {
    "results-posted": lambda: view.posted(_FOUND, _SESSION, (WALKING,), "Olwen Rhys", voices()),
}
