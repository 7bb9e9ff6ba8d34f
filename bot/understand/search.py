"""Which sessions suit the words that somebody typed: references, titles, slips, meaning, both languages.

Few and right beats many: a session is found when it answers most of what was asked, and what is found far
behind the best is left out. An `Index` is made once for a programme and kept while it stays the same.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from operator import itemgetter
from time import sleep
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.learning.sessions import Session
from bot.understand.letters import LONGEST, fold, tokens
from bot.understand.meaning.ideas import Spoken, ideas_in, vocabulary, words_of
from bot.understand.meaning.likeness import likeness_of
from bot.understand.postings import Postings, held_by
from bot.understand.stems import stem
from bot.understand.stop_words import STOP_WORDS
from bot.understand.vague_words import VAGUE
from bot.understand.welsh import radicals

_REF = re.compile(r"#?\s*(?:[A-Za-z]{1,6}[-\s]?)?\d{1,6}\W*")
_MOST_TERMS = 24  # of a question; the rest of a long message is not searched for
_LONGEST_WORD = 40  # letters, of what may be misspelt
_MOST = 1000  # that a question finds
_MOST_TITLES = 40  # that are compared as a whole
_NOT_OFFERED = 6.0  # what a word weighs whose meaning is known, and which no session speaks of
_UNKNOWN = 3.5  # what a word weighs that no session holds and no idea knows
_GUESSED = 2.5  # at most, where it had to be guessed at
_RAREST = 5.0  # at most
_SAYS_LITTLE = 0.2  # how much of that a word weighs that says little by itself
_OTHER_WORD = 0.9  # another word for it answers less well
_IN_TERM = 0.3  # what a word is worth by itself that means something else together with its neighbours
_MUTATED, _MISSPELT = 0.9, 0.6
_LIKE_TITLE = 0.3  # what a title adds that reads like the question
_BY_MEANING = 0.5  # what the model's likeness adds, at most
_TOUCHED = 3.0  # how far a session that only touches on a word counts as speaking of it
_ENOUGH = 0.5  # of what was asked, by weight
_ENOUGH_BY_MEANING = 0.67  # of that and of the model's word together
_NEAR_BEST = 0.57  # of the best session's score
_NEXT_BEST = 0.5  # of that, for a second beside the best: one more to choose from does no harm
_GUESSES = 5


_REF_WORDS = """
session sessions number no ref reference and or the sesiwn sesiynau rhif cyfeirnod a ac neu y yr
"""
_BESIDE_REFS = frozenset(_REF_WORDS.split())


class Found(NamedTuple):
    """How well one session (its place in `Index.sessions`) answers a question.

    `score`: 0 to about 2; `share`: how much of what was asked it speaks of, 0 to 1; `alike`: the model's
    word, 0 to 1, 0 without a model.
    """

    number: int
    score: float
    share: float
    alike: float = 0.0


@dataclass(slots=True)
class _Asked:
    """One word of a question: how much it weighs, and the sessions that answer it, with how well."""

    weight: float
    by: dict[int, float] = field(default_factory=dict)


class Index:
    """The sessions of a programme, by reference, by word and by idea. Building takes 0.3 ms a session."""

    def __init__(self, sessions: Iterable[Session], *, by_meaning: bool = True) -> None:
        """`by_meaning` False: without the model, also where it is installed."""
        self.sessions: tuple[Session, ...] = tuple(sessions)
        self._refs: dict[str, tuple[int, ...]] = {}
        self._stems: Postings[str] = Postings()
        self._ideas: Postings[int] = Postings()
        by_letter: dict[str, set[str]] = defaultdict(set)
        self._by_title: dict[str, tuple[int, ...]] = {}
        for number, session in enumerate(self.sessions):
            if session.ref:
                flat = _flat(session.ref)
                self._refs[flat] = (*self._refs.get(flat, ()), number)
            for title in dict.fromkeys(" ".join(words_of(t)) for t in (session.title.en, session.title.cy)):
                self._by_title[title] = (*self._by_title.get(title, ()), number)
            held = held_by(session)
            for word in held.words:
                by_letter[word[0]].add(word)
            self._stems.add(number, held.stems)
            self._ideas.add(number, held.ideas)
            sleep(0)  # others may go on meanwhile: this takes long for a large programme
        # In one order: of words that are equally near a slip, the same are taken in every process.
        self._by_letter = {letter: sorted(words) for letter, words in by_letter.items()}
        self._likeness = likeness_of(self.sessions) if by_meaning else None

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
        return [
            self.sessions[number] for number in self._by_title.get(" ".join(words_of(text[:LONGEST])), ())
        ]

    def scores(self, words: str) -> list[Found]:
        """What answers best, best first; a thousand at most."""
        asked = self._asked(words)
        whole = sum(each.weight for each in asked) or 1.0
        score: dict[int, float] = defaultdict(float)
        share: dict[int, float] = defaultdict(float)
        for each in asked:
            weight, touched = each.weight / whole, _TOUCHED * each.weight / whole
            for number, worth in each.by.items():
                score[number] += weight * worth
                share[number] += min(weight, touched * worth)
        alike = self._likeness.to(words) if self._likeness and asked else {}
        for number, value in alike.items():
            score[number] += _BY_MEANING * value
        best = nlargest(_MOST, score.items(), key=itemgetter(1))
        ranked = [Found(at, value, share.get(at, 0.0), alike.get(at, 0.0)) for at, value in best]
        # Among the best, those whose title reads most like the question come first.
        said = " ".join(words_of(words[:LONGEST])[: 2 * _MOST_TERMS])
        first = [
            Found(each.number, each.score + self._like_title(said, each), each.share, each.alike)
            for each in ranked[:_MOST_TITLES]
        ]
        return sorted(first, key=lambda found: -found.score) + ranked[_MOST_TITLES:]

    def _like_title(self, said: str, found: Found) -> float:
        title = self.sessions[found.number].title
        alike = max(fuzz.token_set_ratio(said, " ".join(words_of(each))) for each in (title.en, title.cy))
        whole = 2.0 if alike == 100 and " " in said else 1.0
        return _LIKE_TITLE * whole * found.share * (alike / 100) ** 2

    def _asked(self, words: str) -> list[_Asked]:
        """Each word of a question that says something, or says it together with others."""
        said = words_of(words[:LONGEST])[: 2 * _MOST_TERMS]
        by_place: dict[int, list[Spoken]] = defaultdict(list)
        for spoken in ideas_in(said):
            for place in spoken.places:
                by_place[place].append(spoken)
        asked: dict[str, int] = {}  # a word that is said again asks for nothing more
        for place, word in enumerate(said):
            if word not in STOP_WORDS or place in by_place:
                asked.setdefault(stem(word), place)
        places = list(asked.values())[:_MOST_TERMS]
        return [self._answers(said[place], by_place.get(place, ())) for place in places]

    def _answers(self, word: str, ideas: Sequence[Spoken]) -> _Asked:
        """The sessions that hold a word or speak of what it means; else of what it may be misspelt for."""
        by: dict[int, float] = {}
        guessed = False
        together = any(spoken.surely == 1 for spoken in ideas)
        for key, worth in self._known(word).items():
            by = _add(by, self._stems.of(key, worth * _IN_TERM if together else worth))
        for spoken in ideas:
            by = _add(by, self._ideas.of(spoken.idea, spoken.surely if spoken.surely == 1 else _OTHER_WORD))
        if not by and not ideas:
            guessed = True
            for key, worth in self._misspelt(word).items():
                by = _add(by, self._stems.of(key, worth))
            for spoken in _misspelt_ideas(word) if not by else ():
                ideas = (spoken,)
                by = _add(by, self._ideas.of(spoken.idea, _OTHER_WORD * _MISSPELT))
        # A session that only touches on it makes a word less rare than one that is about it; what nobody
        # holds still counts as asked for, so that chance hits stay few.
        if by:
            rarity = math.log(1 + len(self.sessions) / sum(by.values()))
            weight = min(rarity, _GUESSED if guessed else _RAREST)
        else:
            weight = _NOT_OFFERED if ideas else _UNKNOWN
        return _Asked(weight * (_SAYS_LITTLE if stem(word) in VAGUE and not together else 1.0), by)

    def _known(self, word: str) -> Mapping[str, float]:
        if word in STOP_WORDS:
            return {}
        found = {stem(word): 1.0}
        for radical in radicals(word) if word not in vocabulary() else ():  # "fegan" is no Megan
            found.setdefault(stem(radical), _MUTATED)
        return {key: worth for key, worth in found.items() if key in self._stems}

    def _misspelt(self, word: str) -> Mapping[str, float]:
        return {stem(right): _MISSPELT for right in _near(word, self._by_letter.get(word[0], ()))}

    def like(self, text: str, limit: int) -> list[Session]:
        """The sessions whose titles look most like `text`."""
        wanted = " ".join(words_of(text[:LONGEST]))
        if not wanted:
            return []
        near = process.extract(
            wanted, self._by_title.keys(), scorer=fuzz.token_set_ratio, score_cutoff=60, limit=limit * 2
        )
        found = dict.fromkeys(number for title, _, _ in near for number in self._by_title[title])
        return [self.sessions[number] for number in found][:limit]


Programme: TypeAlias = Sequence[Session] | Index


def rank(words: str, sessions: Programme, limit: int | None = None) -> list[Session]:
    """The sessions that suit `words`, best first; [] when nothing suits, or nothing was asked."""
    index = _index(sessions)
    exact = index.with_ref(words)
    if exact:
        return exact[:limit]
    found = index.scores(words)
    suited = [
        each for each in found if each.share >= _ENOUGH or each.share + each.alike >= _ENOUGH_BY_MEANING
    ]
    best = max((each.score for each in suited), default=0.0)
    near = [
        each
        for place, each in enumerate(suited)
        if each.score >= (_NEAR_BEST if place > 1 else _NEXT_BEST) * best
    ]
    return [index.sessions[each.number] for each in near][:limit]


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
    loose = [index.sessions[each.number] for each in index.scores(about)[:_GUESSES]]
    return found[:_GUESSES] or loose or index.like(about, _GUESSES)


def _near_refs(about: str, index: Index) -> list[Session]:
    known = {session.ref: session for session in index.sessions if session.ref}
    near = process.extract(about, known.keys(), processor=_flat, scorer=OSA.distance, score_cutoff=1)
    return [known[ref] for ref, _, _ in near[:_GUESSES]]


def _index(sessions: Programme) -> Index:
    return sessions if isinstance(sessions, Index) else Index(sessions)


def _flat(ref: str) -> str:
    return re.sub(r"[\W_]+", "", fold(ref))


def _add(by: dict[int, float], more: dict[int, float]) -> dict[int, float]:
    """The better of both for each; the larger one is taken over."""
    large, small = (by, more) if len(by) >= len(more) else (more, by)
    for number, worth in small.items():
        if worth > large.get(number, 0.0):
            large[number] = worth
    return large


def _near(word: str, known: Collection[str]) -> list[str]:
    """The known words that `word` is one slip away from, or two where it is long."""
    if not 5 <= len(word) <= _LONGEST_WORD:
        return []
    slips = 2 if len(word) >= 8 else 1
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=5)
    least = min((distance for _, distance, _ in near), default=0)
    return [right for right, distance, _ in near if distance == least and _slipped(word, right)][:3]


def _slipped(word: str, right: str) -> bool:
    """Whether a finger slipped: a short word with one letter for another is a word of its own ("house")."""
    return len(word) >= 7 or len(word) != len(right) or sorted(word) == sorted(right)


def _misspelt_ideas(word: str) -> list[Spoken]:
    return [spoken for right in _near(word, vocabulary())[:1] for spoken in ideas_in([right])]
