"""Which sessions hold a word or speak of an idea, and how well; small in memory, for tens of thousands."""

from array import array
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from bot.learning.sessions import Session
from bot.understand.meaning.ideas import Spoken, ideas_in, words_of
from bot.understand.stems import stem

_TITLE, _ASKED, _SERIES, _TOPIC, _SPEAKER, _SUMMARY, _PLACE = 1.0, 0.9, 0.8, 0.7, 0.8, 0.45, 0.2
_ONE = 100  # a weight of 1 as it is kept, in a byte

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Held:
    """What one session holds: its words and ideas, each with the weight (0 to 1) of its best place."""

    words: Mapping[str, float]
    stems: Mapping[str, float]
    ideas: Mapping[int, float]


class Postings(Generic[Key]):
    """By key, the numbers of the sessions that hold it and their weights, in the order of the numbers."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[array[int], bytearray]] = {}

    def add(self, number: int, weights: Mapping[Key, float]) -> None:
        """Say what the next session holds; numbers only grow."""
        for key, weight in weights.items():
            numbers, kept = self._kept.get(key) or self._kept.setdefault(key, (array("I"), bytearray()))
            numbers.append(number)
            kept.append(round(weight * _ONE))

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def of(self, key: Key, worth: float = 1.0) -> dict[int, float]:
        """By the number of each session that holds `key`, its weight times `worth`."""
        numbers, kept = self._kept.get(key, ((), b""))
        by = worth / _ONE
        return {number: weight * by for number, weight in zip(numbers, kept, strict=True)}


def held_by(session: Session) -> Held:
    """What a session holds, over all its fields in both languages."""
    words: dict[str, float] = {}
    ideas: dict[int, float] = {}
    for weight, text in _fields(session):
        said, told = _said(text)
        for word in said:
            if weight > words.get(word, 0.0):
                words[word] = weight
        for spoken in told:
            value = weight * spoken.surely
            if value > ideas.get(spoken.idea, 0.0):
                ideas[spoken.idea] = value
    stems: dict[str, float] = {}
    for word, weight in words.items():
        key = stem(word)
        if weight > stems.get(key, 0.0):
            stems[key] = weight
    return Held(words, stems, ideas)


@lru_cache(maxsize=256)  # topics, places and speakers come again and again
def _said(text: str) -> tuple[list[str], list[Spoken]]:
    words = words_of(text)
    return words, ideas_in(words)


def _fields(session: Session) -> Iterable[tuple[float, str]]:
    yield _TITLE, session.title.en
    yield _TITLE, session.title.cy
    yield _SERIES, session.series
    yield _TOPIC, session.topic
    yield _SPEAKER, session.speaker
    yield _SUMMARY, session.summary.en
    yield _SUMMARY, session.summary.cy
    yield _ASKED, session.asked
    yield _PLACE, session.place
    yield _SUMMARY, "" if session.audience == "all" else session.audience
