"""What answers add up to: figures that may be shown, because every one of them stands for enough people."""

from dataclasses import dataclass
from datetime import datetime

from bot.learning.questions import Question


@dataclass(frozen=True, slots=True)
class Figure:
    """What was answered to one question. Only where `n` reaches the smallest group that may be shown.

    `n`: how many answered it; of free words, how many could have written them: all who answered anything, but
    for those who wrote under their name.
    `counts`: how many gave 1 to 5, or each option in its order; of a change: now, with `before` beside it.
    `said`: free words in alphabetical order, since the order of arrival would tell whose they are.
    """

    question: Question
    n: int
    counts: tuple[int, ...] = ()
    before: tuple[int, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of what people had said they would do. Frozen some weeks after `Figures`."""

    said: int  # how many had said what they will do
    answered: int
    did: int
    partly: int
    not_yet: int
    hindrances: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """A published group of answers: a session's, several small sessions' together, or a sum of such groups.

    `asked` and `answered` are numbers of people in a session, and of answers in a sum of groups.
    `left_out`: how many sessions of a slice are in no published group. `named`: what people wished to say
    by name, as (name, words).
    """

    asked: int
    answered: int
    figures: tuple[Figure, ...]
    published_at: datetime
    sessions: int = 1
    left_out: int = 0
    named: tuple[tuple[str, str], ...] = ()
    done: Done | None = None
