"""Asking for feedback, and thanking for it."""

from dataclasses import replace

from bot.learning.question_library import DEFAULT, LIBRARY, own
from bot.learning.questions import QuestionSet
from bot.views import feedback as view
from bot.views import forms
from tests.golden.drawing import Examples
from tests.golden.programme import HOSTILE, LONG, PIVOTS, WALKING, WELSH

_USUAL = QuestionSet(DEFAULT, 10)
_READY = {each.key: each for each in LIBRARY}
_OWN = own(
    "choices",
    {"en": "What got *better*? <script>", "cy": "Beth wellodd? <!channel>"},
    {"en": ["Sleep {{DATE()}}", "Mood"], "cy": ["Cwsg", "Hwyliau"]},
)
_EVERY_KIND = QuestionSet(
    (_READY["pace"], _READY["useful"], _READY["confidence"], _OWN, _READY["people"], _READY["comment"]), 10
)
_NO_PRESS = QuestionSet((_READY["confidence"], _READY["unclear"]), 5)
_GIVEN = view.Given(
    {
        "useful": 4,
        "action": "Take my Tuesday one-to-one for a walk",
        "comment": "Could we meet at the *other* gate? <script>",
    },
    shared=True,
    named=True,
)
_EVERYTHING_GIVEN = view.Given({"pace": "right", "confidence": (2, 4), _OWN.key: ("2",), "people": "Nia"})

EXAMPLES: Examples = {
    "feedback-prompt": lambda say: view.prompt(WALKING, _USUAL, say),
    "feedback-prompt-smallest-group": lambda say: view.prompt(WELSH, QuestionSet(DEFAULT, 5), say),
    "feedback-prompt-small": lambda say: view.prompt(replace(WALKING, capacity=3), _USUAL, say),
    "feedback-prompt-again": lambda say: view.prompt(WALKING, _USUAL, say, again=True),
    "feedback-prompt-hostile": lambda say: view.prompt(HOSTILE, _EVERY_KIND, say),
    "feedback-prompt-long": lambda say: view.prompt(LONG, _USUAL, say),
    "feedback-prompt-no-press": lambda say: view.prompt(WALKING, _NO_PRESS, say),
    "feedback-rated": lambda say: view.saved(WALKING, _USUAL, _READY["useful"], {"useful"}, say),
    "feedback-rated-next": lambda say: view.saved(WALKING, _EVERY_KIND, _READY["pace"], {"pace"}, say),
    "feedback-thanks": lambda say: view.thanks(WALKING, say),
    "feedback-form": lambda say: view.form(WALKING, _USUAL, view.Given(), say),
    "feedback-form-empty": lambda say: view.form(WALKING, _USUAL, view.Given(), say, empty=True),
    "feedback-form-half": lambda say: view.form(
        WALKING, _NO_PRESS, view.Given({"unclear": "The *map*"}), say, half=["confidence-now"]
    ),
    "feedback-form-given": lambda say: view.form(WALKING, _USUAL, _GIVEN, say),
    "feedback-form-every-kind": lambda say: view.form(WALKING, _EVERY_KIND, _EVERYTHING_GIVEN, say),
    "feedback-form-invitation": lambda say: forms.invitation(
        view.form(WALKING, _USUAL, view.Given(), say), say
    ),
    "feedback-due": lambda say: view.due((WALKING, PIVOTS), (), say),
    "feedback-due-answered": lambda say: view.due((PIVOTS,), (WALKING,), say),
    "feedback-none-due": lambda say: view.due((), (), say),
    "feedback-none-due-answered": lambda say: view.due((), (WALKING,), say),
}
