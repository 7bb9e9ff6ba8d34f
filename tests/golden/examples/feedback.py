"""Asking for feedback, thanking for it, and the summary that organisers read."""

from bot.learning.feedback import Answer, Summary
from bot.views import feedback as view
from bot.views import forms
from tests.golden.drawing import Examples
from tests.golden.programme import HOSTILE, LONG, PIVOTS, WALKING, WELSH, at

_GIVEN = Answer(4, "Take my Tuesday one-to-one for a walk", "Could we meet at the *other* gate? <script>")
_FOUND = Summary(
    asked=25,
    answered=12,
    counts=(0, 1, 3, 5, 3),
    actions=("Cerdded i bob cyfarfod ar ddydd Gwener", "Leave my laptop at my desk"),
    comments=("Less time on the theory, please", "<!channel> {{DATE()}} <b>brilliant</b>"),
    published_at=at(9, 9),
)
_ONLY_RATINGS = Summary(25, 10, (10, 0, 0, 0, 0), (), (), at(9, 9))

EXAMPLES: Examples = {
    "feedback-prompt": lambda say: view.prompt(WALKING, 10, say),
    "feedback-prompt-smallest-group": lambda say: view.prompt(WELSH, 5, say),
    "feedback-prompt-again": lambda say: view.prompt(WALKING, 10, say, again=True),
    "feedback-prompt-hostile": lambda say: view.prompt(HOSTILE, 10, say),
    "feedback-prompt-long": lambda say: view.prompt(LONG, 10, say),
    "feedback-rated": lambda say: view.thanks(WALKING, say, whole=False),
    "feedback-thanks": lambda say: view.thanks(WALKING, say, whole=True),
    "feedback-form": lambda say: view.form(WALKING, Answer(), 10, say),
    "feedback-form-given": lambda say: view.form(WALKING, _GIVEN, 10, say),
    "feedback-form-invitation": lambda say: forms.invitation(view.form(WALKING, Answer(), 10, say), say),
    "feedback-due": lambda say: view.due((WALKING, PIVOTS), say),
    "feedback-none-due": lambda say: view.due((), say),
    "feedback-ready": lambda say: view.ready(WALKING, 25, 12, say),
    "feedback-summary": lambda say: view.summary(WALKING, _FOUND, say),
    "feedback-summary-only-ratings": lambda say: view.summary(WELSH, _ONLY_RATINGS, say),
}
