"""The rules of feedback: who may be asked, how an answer stays anonymous, when a summary may be seen.

An answer carries HMAC-SHA256(session key, person) and never the person; publishing the summary deletes
the key, after which nobody can tell whose an answer was. The minimum group protects comments too.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.learning.refusals import Refusal

FLOOR = 5  # no setting goes below this: smaller groups can be guessed
RATINGS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Answer:
    """`rating` 0: not given yet."""

    rating: int = 0
    action: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What organisers see. `counts` are for ratings 1 to 5, in that order."""

    asked: int
    answered: int
    counts: tuple[int, int, int, int, int]
    actions: tuple[str, ...]
    comments: tuple[str, ...]
    published_at: datetime


def token(key: bytes, person_id: int) -> str:
    """The answer's only link to its author; it cannot be followed back once `key` is deleted."""
    return hmac.new(key, str(person_id).encode(), hashlib.sha256).hexdigest()


def check_size(answered: int, minimum: int) -> None:
    """Refuses a group that is too small for its answers to be anonymous."""
    needed = max(minimum, FLOOR)
    if answered < needed:
        raise Refusal("too-few-answers", answered=answered, needed=needed)


def summarise(asked: int, answers: Sequence[Answer], minimum: int, now: datetime) -> Summary:
    """The frozen summary. Words are put in alphabetical order: the order of arrival would tell who."""
    check_size(len(answers), minimum)
    counts = [sum(1 for answer in answers if answer.rating == rating) for rating in RATINGS]
    return Summary(
        asked=asked,
        answered=len(answers),
        counts=(counts[0], counts[1], counts[2], counts[3], counts[4]),
        actions=tuple(sorted((a.action for a in answers if a.action), key=str.casefold)),
        comments=tuple(sorted((a.comment for a in answers if a.comment), key=str.casefold)),
        published_at=now,
    )
