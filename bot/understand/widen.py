"""Wider questions: the same words without one of the things that narrow them, for one tap."""

from collections.abc import Sequence
from datetime import datetime

from bot.learning.holidays import NO_HOLIDAYS, Holidays
from bot.understand.dates import find_dates
from bot.understand.letters import plain
from bot.understand.names import NO_NAMES, Names
from bot.understand.wish_words import Kind
from bot.understand.wishes import Wider, Wishes

_MOST = 3  # ways that are offered
_LONGEST = 300  # letters of a question that is asked again
# What is let go of most easily comes first.
_ORDER: tuple[Kind, ...] = (
    "when", "place", "near", "format", "free", "length", "unbooked", "audience", "language", "topic", "words"
)  # fmt: skip


def wider(
    text: str, wishes: Wishes, *, now: datetime, names: Names = NO_NAMES, holidays: Holidays = NO_HOLIDAYS
) -> Sequence[Wider]:
    """The ways to widen `text`, which was read as `wishes`; none for a question of one wish alone.

    `now` is aware, in the programme's zone.
    """
    heard = {each.kind: each.said for each in wishes.read_as}
    if len(heard) < 2 or len(text) > _LONGEST:
        return ()
    found: list[Wider] = []
    for kind in _ORDER:
        if kind in heard and kind not in {"topic", "words"} and len(found) < _MOST:
            left = (
                find_dates(text, now=now, names=names, holidays=holidays)[1]
                if kind == "when"
                else _without(text, heard[kind])
            )
            if left.strip(" ,.!?") and left != text.strip():
                found.append(Wider(kind, left))
    return found


def _without(text: str, said: str) -> str:
    """The text without those words; as it was, where other words now stand between them."""
    place = plain(text).lower().find(plain(said).lower())
    return text if place < 0 else " ".join(f"{text[:place]} {text[place + len(said) :]}".split())
