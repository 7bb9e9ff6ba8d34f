"""What people are asked after a session, and what answers to it can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, get_args

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


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """What people are asked after a session, in that order, and how many have to answer before anybody sees
    anything of it.
    """

    questions: tuple[Question, ...]
    minimum: int

    def question(self, key: str) -> Question | None:
        return next((each for each in self.questions if each.key == key), None)

    @property
    def pressed(self) -> tuple[Question, ...]:
        """Those that one press answers."""
        return tuple(each for each in self.questions if one_press(each))

    @property
    def action(self) -> Question | None:
        """The one about what somebody will do, which is theirs alone."""
        return next((each for each in self.questions if each.private and each.kind == "words"), None)

    @property
    def people(self) -> Question | None:
        """The one about whom they will do it with."""
        return next((each for each in self.questions if each.kind == "people"), None)

    @property
    def signed(self) -> Question | None:
        """The one whose words may be said by name: the last in free words that organisers read."""
        words = [each for each in self.questions if each.kind == "words" and not each.private]
        return words[-1] if words else None


KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
MOST: Final = 6
"""Questions after one session: who is asked more answers less."""
FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 10
MOST_BUTTONS: Final = 6
"""Options that are shown as buttons; more of them are chosen from in the form."""
LONGEST: Final = 2000
"""Letters of an answer in words."""


def one_press(question: Question) -> bool:
    return question.kind == "rating" or (question.kind == "choice" and len(question.options) <= MOST_BUTTONS)


def presses(question: Question) -> tuple[str, ...]:
    """What a press can say: 1 to 5, or an option's key."""
    if question.kind == "choice":
        return tuple(option.key for option in question.options)
    return tuple(str(step) for step in SCALE)


# ── What an answer can be ────────────────────────────────────────────────────────────────────────


def valid(question: Question, value: Any) -> Value | None:
    """`value`, which may come from anywhere, as an answer to that question; None where it is none."""
    keys = [option.key for option in question.options]
    match question.kind:
        case "rating":
            return _step(value)
        case "choice":
            return value if isinstance(value, str) and value in keys else None
        case "choices":
            chosen = value if isinstance(value, list | tuple) else ()
            return tuple(key for key in keys if key in chosen) or None
        case "change":
            pair = tuple(map(_step, value)) if isinstance(value, list | tuple) else ()
            return pair if len(pair) == len((BEFORE, NOW)) and all(pair) else None  # type: ignore[return-value] # no step is None then
        case _:
            return (value.strip()[:LONGEST] or None) if isinstance(value, str) else None


def _step(value: Any) -> int | None:
    if isinstance(value, str) and value in {str(step) for step in SCALE}:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value in SCALE else None


BEFORE: Final = "before"
NOW: Final = "now"


def answers_in(questions: tuple[Question, ...], filled: Mapping[str, Any]) -> dict[str, Value]:
    """What a form's fields answer to these questions; what is left out or is no answer is not in it. The two
    steps of a change are the fields `<key>-before` and `<key>-now`; only both together say anything.
    """
    found = {}
    for question in questions:
        raw = filled.get(question.key)
        if question.kind == "change":
            raw = tuple(filled.get(f"{question.key}-{side}", "") for side in (BEFORE, NOW))
        value = valid(question, raw)
        if value is not None:
            found[question.key] = value
    return found


def halves(questions: tuple[Question, ...], filled: Mapping[str, Any]) -> list[str]:
    """The fields of changes that were left out, while the other step was given."""
    found = []
    for question in questions:
        if question.kind == "change":
            names = [f"{question.key}-{side}" for side in (BEFORE, NOW)]
            empty = [name for name in names if _step(filled.get(name)) is None]
            found += empty if len(empty) == 1 else []
    return found
