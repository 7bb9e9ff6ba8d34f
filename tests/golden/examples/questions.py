"""How organisers choose what people are asked, and how they see it before people do."""

from functools import partial
from typing import Any

from bot.card import Card
from bot.learning.question_library import DEFAULT, LIBRARY, own
from bot.learning.questions import QuestionSet
from bot.learning.refusals import Refusal
from bot.views import question_sets as view
from bot.views import refusals
from bot.views.question_sets import Where
from bot.words.voice import Voice
from tests.golden.drawing import Examples
from tests.golden.programme import HOSTILE, WALKING

_READY = {each.key: each for each in LIBRARY}
_USUAL = QuestionSet(DEFAULT, 10)
_OWN = own(
    "choice",
    {"en": "Was it clear and *useful*? <!channel>", "cy": "A oedd yn glir ac yn *ddefnyddiol*? <!channel>"},
    {"en": ["Yes {{DATE()}}", "No <script>"], "cy": ["Oedd {{DATE()}}", "Nac oedd <script>"]},
    tier=4,
)
_CHOSEN = QuestionSet((_READY["pace"], _READY["people"], _OWN), 5)
_ALL, _TOPIC, _SERIES = Where("all"), Where("topic", "wellbeing"), Where("series", "Walks & <talks>")
_THIS, _HOSTILE = Where("session", session=WALKING), Where("session", session=HOSTILE)
_TYPED = {"kind": "choice", "words_en": "How?", "options_en": "Yes\nNo", "tier": "2"}


def _refused(name: str, facts: dict[str, Any], say: Voice) -> Card:
    return refusals.draw(Refusal(name, **facts), say)


_REFUSALS: dict[str, dict[str, Any]] = {
    "question-kind": {},
    "question-options": {"fewest": 2, "most": 10},
    "question-options-differ": {},
    "question-options-long": {"most": 70},
    "question-words": {"fewest": 5, "most": 150},
    "questions-many": {"most": 6},
    "questions-none": {},
    "questions-people": {},
    "questions-where": {},
}


def _preview(where: Where, *, changed: bool, say: Voice) -> Card:
    of = view.Preview(number=7, where=where, about=_CHOSEN, like=where.session or WALKING, changed=changed)
    return view.preview(of, "cy" if changed else "en", say)


EXAMPLES: Examples = {
    "questions": lambda say: view.overview(
        ((_ALL, _USUAL), (_TOPIC, _CHOSEN), (_SERIES, _CHOSEN), (_HOSTILE, _USUAL)), say
    ),
    "questions-of-all": lambda say: view.one(_ALL, _USUAL, say, chosen=False, frozen=False),
    "questions-of-a-series": lambda say: view.one(_SERIES, _CHOSEN, say, chosen=True, frozen=False),
    "questions-of-a-session-asked": lambda say: view.one(_THIS, _CHOSEN, say, chosen=True, frozen=True),
    "questions-where": lambda say: view.where_form((_ALL, _TOPIC, _SERIES), say),
    "questions-choose": lambda say: view.choose_form("all:", _USUAL, say, least=5),
    "questions-choose-wrong": lambda say: view.choose_form(
        "7", _CHOSEN, say, least=5, wrong=say("questions-form-minimum-hint", n=5), minimum="4"
    ),
    "questions-write": lambda say: view.write_form("all:", {}, say),
    "questions-write-wrong": lambda say: view.write_form(
        "all:", _TYPED, say, wrong={"words_en": say("refusal-question-words", fewest=5, most=150)}
    ),
    "questions-preview": lambda say: _preview(_THIS, changed=False, say=say),
    "questions-preview-changed": lambda say: _preview(_HOSTILE, changed=True, say=say),
    "questions-tried": lambda say: view.only_a_preview(7, "cy", say),
    "questions-saved": lambda say: view.saved(_TOPIC, say),
    **{f"refusal-{name}": partial(_refused, name, facts) for name, facts in _REFUSALS.items()},
}
