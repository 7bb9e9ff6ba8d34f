"""Questions that are ready to be asked, and what one has to be like that an organiser writes.

Each asks one thing only, and one that a learner can know. Their words stand in the catalogues, `ask-<key>`;
their tiers are those of https://www.worklearning.com/ltem/.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.card import LANGUAGES, Language
from bot.learning.questions import (
    FEWEST_OPTIONS,
    KINDS,
    MOST,
    MOST_OPTIONS,
    Kind,
    Option,
    Question,
    QuestionSet,
    Tier,
)
from bot.learning.refusals import Refusal


def _ready(key: str, kind: Kind, tier: Tier, *options: str, scale: str = "rating") -> Question:
    chosen = tuple(Option(option, {}) for option in options)
    return Question(key, kind, {}, chosen, private=key in {"action", "people"}, scale=scale, tier=tier)


LIBRARY: Final = (
    _ready("useful", "rating", 3),
    _ready("relevant", "rating", 3, scale="amount"),
    _ready("confidence", "change", 3, scale="confident"),
    _ready("pace", "choice", 3, "slow", "right", "fast"),
    _ready("first-use", "choice", 3, "week", "month", "later", "never"),
    _ready("obstacles", "choices", 3, "time", "tools", "manager", "colleagues", "practice", "none"),
    _ready("recommend", "choice", 3, "yes", "unsure", "no"),
    _ready("took-part", "choice", 2, "yes", "partly", "no"),
    _ready("language", "choice", 0, "yes", "partly", "no"),
    _ready("recall", "words", 4),
    _ready("clearer", "words", 3),
    _ready("unclear", "words", 3),
    _ready("improve", "words", 3),
    _ready("action", "words", 3),
    _ready("people", "people", 0),
    _ready("comment", "words", 3),
)
"""In the order in which they are asked."""

DEFAULT: Final = tuple(each for each in LIBRARY if each.key in {"useful", "action", "comment"})
"""What is asked where nobody has chosen anything."""

_OWN = "own-"
_WORDS: Final = (5, 150)  # letters of a question
_OPTION: Final = 70  # letters of what can be chosen, so that it fits on a button
_TWO_THINGS: Final = re.compile(r"\b(and|as well as)\b", re.IGNORECASE)  # "a" means too much in Welsh


def in_order(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Those of the library in its order, then the written ones; the comment comes last."""
    ready = [each.key for each in LIBRARY]
    words = [each for each in questions if each.key == "comment"]
    library = sorted(
        (q for q in questions if q.key in ready and q not in words), key=lambda q: ready.index(q.key)
    )
    return (*library, *(each for each in questions if each.key not in ready), *words)


def check(chosen: QuestionSet) -> None:
    """Refuses what nobody should be asked."""
    if not chosen.questions:
        raise Refusal("questions-none")
    if len(chosen.questions) > MOST:
        raise Refusal("questions-many", most=MOST)
    if sum(each.kind == "people" for each in chosen.questions) > 1:
        raise Refusal("questions-people")


def written(question: Question) -> bool:
    """Whether an organiser wrote it."""
    return question.key.startswith(_OWN)


def own(
    kind: str,
    words: Mapping[Language, str],
    options: Mapping[Language, Sequence[str]],
    tier: Tier = 3,
) -> Question:
    """A question that an organiser wrote. Its key comes from what it says: the same question has the same
    one wherever it is asked, and one that says something else has another.

    Refuses one that does not stand in both languages, or whose choices do not.
    """
    said = {language: " ".join(words.get(language, "").split()) for language in LANGUAGES}
    fewest, most = _WORDS
    if kind not in KINDS:
        raise Refusal("question-kind")
    if not all(fewest <= len(each) <= most for each in said.values()):
        raise Refusal("question-words", fewest=fewest, most=most)
    chosen = _options(options) if kind in ("choice", "choices") else ()
    content = json.dumps([kind, said, [dict(each.words) for each in chosen]], sort_keys=True)
    key = _OWN + hashlib.sha256(content.encode()).hexdigest()[:10]
    keyed: Kind = kind
    scale = "confident" if kind == "change" else "amount"
    return Question(key, keyed, said, chosen, private=kind == "people", scale=scale, tier=tier)


def _options(options: Mapping[Language, Sequence[str]]) -> tuple[Option, ...]:
    lines = {
        language: [" ".join(each.split()) for each in options.get(language, ()) if each.strip()]
        for language in LANGUAGES
    }
    counts = {len(each) for each in lines.values()}
    if len(counts) > 1:
        raise Refusal("question-options-differ")
    if not FEWEST_OPTIONS <= min(counts) <= MOST_OPTIONS:
        raise Refusal("question-options", fewest=FEWEST_OPTIONS, most=MOST_OPTIONS)
    if any(len(each) > _OPTION for said in lines.values() for each in said):
        raise Refusal("question-options-long", most=_OPTION)
    pairs = zip(lines["en"], lines["cy"], strict=True)
    return tuple(Option(str(number), {"en": en, "cy": cy}) for number, (en, cy) in enumerate(pairs, 1))


def asks_two_things(question: Question) -> bool:
    """Whether it may ask two things at once: who answers cannot tell which of them they answer."""
    if question.kind in ("words", "people"):
        return False
    return bool(_TWO_THINGS.search(question.words.get("en", "")))
