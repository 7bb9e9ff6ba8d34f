"""Nudges: one for a whole day, several in one message, and the last that a week allows."""

from bot.learning.question_library import DEFAULT
from bot.learning.questions import QuestionSet
from bot.views import feedback, places
from bot.views import nudges as view
from bot.views import settings as news
from tests.golden.drawing import Examples
from tests.golden.programme import ENGLISH, HOSTILE, PIVOTS, WALKING, WELSH

_USUAL = QuestionSet(DEFAULT, 10)

EXAMPLES: Examples = {
    "day-ahead": lambda say: places.day_ahead((WALKING, WELSH, HOSTILE), say),
    "nudges-two": lambda say: view.together(
        (feedback.prompt(ENGLISH, _USUAL, say), feedback.prompt(WALKING, _USUAL, say)), say
    ),
    "nudges-of-each-kind": lambda say: view.together(
        (
            places.day_ahead((WALKING, PIVOTS), say),
            feedback.prompt(ENGLISH, _USUAL, say, again=True),
            news.followed_news((WELSH,), ("wellbeing",), say),
        ),
        say,
    ),
    "nudges-last-of-the-week": lambda say: view.together(
        (places.reminder(WALKING, "day", say),), say, last_of=15
    ),
}
