"""Which sessions suit the words that somebody typed: references, titles, slips of the finger, both languages.

Few and right beats many: a session is found when it holds most of what was asked, and what is found far
behind the best is left out. An `Index` is made once for a programme and kept while it stays the same.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.learning.sessions import Session
from bot.understand.glossary import MOST_WORDS, SAME
from bot.understand.letters import LONGEST, fold, tokens
from bot.understand.stems import stem
from bot.understand.stop_words import STOP_WORDS
from bot.understand.welsh import radicals

_TITLE, _SERIES, _TOPIC, _SPEAKER, _SUMMARY, _PLACE = 3.0, 2.0, 2.0, 2.0, 1.0, 0.5
_REF = re.compile(r"#?\s*(?:[A-Za-z]{1,6}[-\s]?)?\d{1,6}\W*")
_WORD = re.compile(r"[^\W_]+")
_IN_TITLE = 3.0  # how much better a session is whose title holds every word of the question
_MOST_TITLES = 40  # that are compared as a whole
_MOST_TERMS = 24  # of a question; the rest of a long message is not searched for
_UNKNOWN = 2.0  # what a word weighs that no session holds
_OTHER_WORD = 0.6  # another word for it answers less well
_ENOUGH = 0.5  # of what was asked, by weight
_NEAR_BEST = 0.45  # of the best session's score
_GUESSES = 5


_BESIDE_REFS = frozenset(
    [
        "session",
        "sessions",
        "number",
        "no",
        "ref",
        "reference",
        "and",
        "or",
        "the",
        "sesiwn",
        "sesiynau",
        "rhif",
        "cyfeirnod",
        "a",
        "ac",
        "neu",
        "y",
        "yr",
    ]
)


class Index:
    """The sessions of a programme, by reference and by stem. Building takes about 0.1 ms a session."""

    def __init__(self, sessions: Iterable[Session]) -> None:
        self.sessions: tuple[Session, ...] = tuple(sessions)
        self._refs: dict[str, list[int]] = defaultdict(list)
        self._places: dict[str, dict[int, float]] = defaultdict(dict)
        self._by_letter: dict[str, set[str]] = defaultdict(set)
        self._by_title: dict[str, list[int]] = defaultdict(list)
        self._titles: list[str] = []
        self._owners: list[int] = []
        for number, session in enumerate(self.sessions):
            if session.ref:
                self._refs[_flat(session.ref)].append(number)
            for title in dict.fromkeys(
                " ".join(_words(title)) for title in (session.title.en, session.title.cy)
            ):
                self._by_title[title].append(number)
                self._titles.append(title)
                self._owners.append(number)
            for weight, text in _fields(session):
                for word in _words(text):
                    self._by_letter[word[0]].add(word)
                    held = self._places[stem(word)]
                    held[number] = max(held.get(number, 0.0), weight)

    def with_ref(self, text: str) -> list[Session]:
        """The sessions whose reference `text` is ("LC-101", "lc 101", "#12")."""
        return [self.sessions[number] for number in self._refs.get(_flat(text), ())]

    def refs_in(self, text: str) -> list[Session]:
        """The sessions whose references stand in `text`, in its order.

        A bare number is a reference only where nothing else is said ("12", "sessions 9 and 13"): in a
        sentence it may as well be a time, a date or a level.
        """
        words = [token.text for token in tokens(text)]
        alone = all(word in _BESIDE_REFS or word.isdigit() for word in words) and "-" not in text[:1]
        found: dict[int, None] = {}
        for place in range(len(words)):
            for size in (3, 2, 1):
                named = "".join(words[place : place + size])
                if any(letter.isdigit() for letter in named) and (alone or not named.isdigit()):
                    found.update(dict.fromkeys(self._refs.get(_flat(named), ())))
        return [self.sessions[number] for number in found]

    def titled(self, text: str) -> list[Session]:
        """The sessions whose title, in either language, is `text`."""
        return [self.sessions[number] for number in self._by_title.get(" ".join(_words(text)), ())]

    def scores(self, words: str) -> list[tuple[float, float, int]]:
        """(score, share of what was asked, place in `sessions`) of all that answer anything, best first."""
        score: dict[int, float] = defaultdict(float)
        share: dict[int, float] = defaultdict(float)
        whole = 0.0
        for found in self._asked(words):
            # A word that no session holds still counts as asked for, so that chance hits stay few.
            rarity = math.log(1 + len(self.sessions) / len(found)) if found else _UNKNOWN
            whole += rarity
            for number, weight in found.items():
                score[number] += rarity * weight
                share[number] += rarity
        order = sorted(score, key=lambda number: -score[number])
        ranked = [(score[number], share[number] / whole, number) for number in order]
        # Among the best, those whose title reads most like the question come first.
        asked = " ".join(_words(words))
        best = [
            (value * self._likeness(asked, number), part, number)
            for value, part, number in ranked[:_MOST_TITLES]
        ]
        return sorted(best, key=lambda each: -each[0]) + ranked[_MOST_TITLES:]

    def _likeness(self, asked: str, number: int) -> float:
        title = self.sessions[number].title
        alike = max(fuzz.token_set_ratio(asked, " ".join(_words(each))) for each in (title.en, title.cy))
        return _IN_TITLE if alike == 100 and " " in asked else 1 + alike / 200

    def _asked(self, words: str) -> Iterator[dict[int, float]]:
        """For each word that says something: the sessions that hold it or mean the same, and how well."""
        spoken = _words(words)[: 2 * _MOST_TERMS]
        meant = self._translated(spoken)
        asked = [place for place, word in enumerate(spoken) if word not in STOP_WORDS]
        for place in asked[:_MOST_TERMS]:
            word = spoken[place]
            found = self._holding(word)
            for number, weight in meant.get(place, {}).items():
                found[number] = max(found.get(number, 0.0), weight)
            yield found or self._found(self._misspelt(word))

    def _translated(self, spoken: Sequence[str]) -> dict[int, dict[int, float]]:
        """By the place of each word of a term of the glossary: the sessions that hold another such term."""
        meant: dict[int, dict[int, float]] = {}
        place = 0
        while place < len(spoken):
            size = min(MOST_WORDS, len(spoken) - place)
            while size and not (others := _same(spoken[place : place + size])):
                size -= 1
            if size:
                found: dict[int, float] = {}
                for other in others:
                    parts = [self._holding(word) for word in other]
                    for number in set(parts[0]).intersection(*parts[1:]):
                        weight = _OTHER_WORD * min(part[number] for part in parts)
                        found[number] = max(found.get(number, 0.0), weight)
                meant.update(dict.fromkeys(range(place, place + size), found))
            place += max(size, 1)
        return meant

    def _holding(self, word: str) -> dict[int, float]:
        return self._found(self._known(word))

    def _found(self, stems: dict[str, float]) -> dict[int, float]:
        found: dict[int, float] = {}
        for known, closeness in stems.items():
            if not found and closeness == 1:
                found = dict(self._places[known])
                continue
            for number, weight in self._places[known].items():
                found[number] = max(found.get(number, 0.0), weight * closeness)
        return found

    def _known(self, word: str) -> dict[str, float]:
        found = {known: 1.0 for known in (stem(word),) if known in self._places}
        for radical in radicals(word):
            if stem(radical) in self._places:
                found.setdefault(stem(radical), 0.9)
        return found

    def _misspelt(self, word: str) -> dict[str, float]:
        if len(word) < 5:
            return {}
        slips = 2 if len(word) >= 8 else 1
        known = self._by_letter.get(word[0], set())
        near = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=3)
        least = min((distance for _, distance, _ in near), default=0)
        return {stem(right): 0.8 for right, distance, _ in near if distance == least}

    def like(self, text: str, limit: int) -> list[Session]:
        """The sessions whose titles look most like `text`."""
        wanted = " ".join(_words(text))
        if not wanted:
            return []
        near = process.extract(
            wanted, self._titles, scorer=fuzz.token_set_ratio, score_cutoff=60, limit=limit * 2
        )
        return list(
            {self._owners[place]: self.sessions[self._owners[place]] for _, _, place in near}.values()
        )[:limit]


Programme: TypeAlias = Sequence[Session] | Index


def rank(words: str, sessions: Programme, limit: int | None = None) -> list[Session]:
    """The sessions that suit `words`, best first; [] when nothing suits, or nothing was asked."""
    index = _index(sessions)
    exact = index.with_ref(words)
    if exact:
        return exact[:limit]
    found = index.scores(words)
    if not found:
        return []
    best = max(score * share for score, share, _ in found)
    suited = [
        index.sessions[number]
        for score, share, number in found
        if share >= _ENOUGH and score * share >= _NEAR_BEST * best
    ]
    return suited[:limit]


def resolve(about: str, sessions: Programme) -> list[Session]:
    """The session that is meant: an exact reference or one clear title gives one; else all it may be."""
    index = _index(sessions)
    named = index.with_ref(about)
    if named or _REF.fullmatch(about.strip()):  # a reference that is not there is not a question
        return named
    return index.refs_in(about) or index.titled(about) or rank(about, index)


def nearest(about: str, sessions: Programme) -> list[Session]:
    """The best few guesses at what was meant, where nothing is surely meant."""
    index = _index(sessions)
    if _REF.fullmatch(about.strip()):
        return index.with_ref(about) or _near_refs(about, index)
    found = index.refs_in(about) or rank(about, index, _GUESSES)
    loose = [index.sessions[number] for _, _, number in index.scores(about)[:_GUESSES]]
    return found[:_GUESSES] or loose or index.like(about, _GUESSES)


def _near_refs(about: str, index: Index) -> list[Session]:
    known = {session.ref: session for session in index.sessions if session.ref}
    near = process.extract(about, known.keys(), processor=_flat, scorer=OSA.distance, score_cutoff=1)
    return [known[ref] for ref, _, _ in near[:_GUESSES]]


def _index(sessions: Programme) -> Index:
    return sessions if isinstance(sessions, Index) else Index(sessions)


def _fields(session: Session) -> tuple[tuple[float, str], ...]:
    return (
        (_TITLE, session.title.en),
        (_TITLE, session.title.cy),
        (_SERIES, session.series),
        (_TOPIC, session.topic),
        (_SPEAKER, session.speaker),
        (_SUMMARY, session.summary.en),
        (_SUMMARY, session.summary.cy),
        (_PLACE, session.place),
        (_SUMMARY, "" if session.audience == "all" else session.audience),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text[:LONGEST]))


def _flat(ref: str) -> str:
    return re.sub(r"[\W_]+", "", fold(ref))


def _same(said: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The other terms for a term, by words; its first word may be mutated."""
    first = next((word for word in (said[0], *radicals(said[0])) if (word, *said[1:]) in SAME), None)
    return SAME[(first, *said[1:])] if first else ()
