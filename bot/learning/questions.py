"""What people are asked after a session, and what answers to it can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from bot.card import Language

Kind: TypeAlias = Literal["rating", "choice", "choices", "words", "change", "people"]
"""One to five with words · one of several · several of them · free words · one to five before and now, both
asked afterwards (a retrospective pair needs no matching of two answers) · whom one will work with.
"""

Value: TypeAlias = int | str | tuple[str, ...] | tuple[int, int]
"""rating: 1 to 5 · choice: an option's key · choices: keys · words, people: text · change: (before, now)."""

Answers: TypeAlias = Mapping[str, Value]
"""By the question's key; what was left out is not in it."""

Tier: TypeAlias = Literal[0, 1, 2, 3, 4, 5, 6, 7, 8]
"""Thalheimer's Learning-Transfer Evaluation Model, https://www.worklearning.com/ltem/: 1 attendance,
2 activity, 3 what learners think of it, 4 knowledge, 5 decision making, 6 task competence, 7 transfer,
8 its effects. 0: not an evaluation.
"""

SCALE: Final = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    words: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question in both languages. `words` empty in a language: the catalogue's sentence `ask-<key>`.

    `private`: the answer is kept for the person alone (an action, colleagues), never with the anonymous
    answers, unless they choose to share it without their name. `scale` names the catalogue's words for
    1 to 5, `<scale>-1` to `<scale>-5`.
    """

    key: str
    kind: Kind
    words: Mapping[Language, str]
    options: tuple[Option, ...] = ()
    required: bool = False
    private: bool = False
    scale: str = "rating"
    tier: Tier = 3
