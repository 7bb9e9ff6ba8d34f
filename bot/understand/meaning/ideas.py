"""Which ideas a text speaks of, in either language: "hit by her partner", "trais domestig".

An idea is a line of terms that people use for one thing. A term of several words is found where all of
them stand near one another, in any order.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.understand.letters import fold
from bot.understand.meaning import ideas_of_digital, ideas_of_people, ideas_of_public_service, ideas_of_work
from bot.understand.stems import stem
from bot.understand.stop_words import STOP_WORDS
from bot.understand.welsh import radicals

_WORD = re.compile(r"[^\W_]+")
_ROOM = 2  # other words that may stand between those of a term
_MOST_WORDS = 60  # of one text
_ALONE, _TOGETHER = 0.8, 1.0  # several words say more surely what is meant than one
_COVERED = 0.25  # what is said by one of several words that together mean something else: "data protection"
_LONG = 6  # letters
_JOINING = """
a an the of to my your our their and or for in at is are be i you we it this that me us with
y yr i o a ac yn ar fy eich ein eu mewn am
"""
_SMALL_ENGLISH = "the of and for to with how what is are your you from when by at my"
_SMALL_WELSH = "y yr yn ar ac eich sut mae dw dwi am gan wedi sydd rhywbeth beth"
_NO_PART, _ENGLISH, _WELSH = (frozenset(words.split()) for words in (_JOINING, _SMALL_ENGLISH, _SMALL_WELSH))


@dataclass(frozen=True, slots=True)
class Spoken:
    """An idea, how surely it is spoken of (0 to 1), and the places of the words that say it."""

    idea: int
    surely: float
    places: tuple[int, ...]


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def ideas_in(words: Sequence[str]) -> list[Spoken]:
    """The ideas that these folded words, in order, speak of; each at its surest."""
    where: dict[str, list[int]] = defaultdict(list)
    plain = not _ENGLISH.isdisjoint(words) and _WELSH.isdisjoint(words)
    for place, word in enumerate(words[:_MOST_WORDS]):
        if word not in _NO_PART:
            for key in _keys(word, plain):
                where[key].append(place)
    found: dict[int, Spoken] = {}
    for key in tuple(where):
        for idea, term in _BY_FIRST.get(key, ()):
            places = _stand(term, where)
            if len(term) == 1:  # "training" is no train, though it may be part of what several words say
                places = tuple(place for place in places if words[place] not in STOP_WORDS)
            if not places:
                continue
            surely = _ALONE if len(term) == 1 else _TOGETHER
            known = found.get(idea)
            if known is None:
                found[idea] = Spoken(idea, surely, places)
            else:
                together = tuple(sorted({*known.places, *places}))
                found[idea] = Spoken(idea, max(surely, known.surely), together)
    return _less_where_covered(list(found.values()))


def _less_where_covered(found: Sequence[Spoken]) -> list[Spoken]:
    covered = {place for each in found if each.surely == _TOGETHER for place in each.places}
    return [
        replace(each, surely=_COVERED)
        if each.surely < _TOGETHER and covered.issuperset(each.places)
        else each
        for each in found
    ]


def gist(spoken: Iterable[Spoken]) -> str:
    """The ideas by their English names."""
    return ", ".join(_NAMES[each.idea] for each in spoken)


def vocabulary() -> Collection[str]:
    """Every word of every term, folded."""
    return _WORDS


def _stand(term: tuple[str, ...], where: dict[str, list[int]]) -> tuple[int, ...]:
    """The places of the words of a term that stand near one another; () where they do not."""
    if len(term) == 1:
        return tuple(where[term[0]])
    if not all(key in where for key in term):
        return ()
    for first in where[term[0]]:
        near = [min(where[key], key=lambda place: abs(place - first)) for key in term]
        if max(near) - min(near) < len(term) + _ROOM and len(set(near)) == len(term):
            return tuple(near)
    return ()


@lru_cache(maxsize=8_000)
def _keys(word: str, plain: bool) -> tuple[str, ...]:
    """The words of terms that `word` may be, mutated or not; `plain`: among English words."""
    forms = [stem(word)]
    if not plain and word not in STOP_WORDS and len(word) > 2:
        # An English word may look like a Welsh one that has changed: "line" is no "gliniadur".
        changed = [radical for radical in radicals(word) if radical in _WORDS or len(radical) > _LONG]
        forms += [stem(radical) for radical in changed]
    return tuple(dict.fromkeys(form for form in forms if form in _KEYS))


def _lines() -> Iterable[str]:
    for module in (ideas_of_people, ideas_of_work, ideas_of_digital, ideas_of_public_service):
        yield from re.sub(r",\s*\n\s+", ", ", module.LINES).strip().splitlines()


_NAMES: list[str] = []
_KEYS: set[str] = set()
_WORDS: set[str] = set()
_BY_FIRST: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)


# "Looking after {family}" is said of each of them.
_FAMILY = """
mum dad mother father parent parents wife husband partner son daughter child brother sister nan gran grandad
grandmother grandfather relative friend baby mam tad gwraig gwr nain taid mamgu tadcu rhieni rhiant brawd
chwaer
"""


def _spelled_out(term: str) -> list[str]:
    if "{family}" not in term:
        return [term]
    return [term.replace("{family}", member) for member in _FAMILY.split()]


def _read() -> None:
    for idea, line in enumerate(_lines()):
        _NAMES.append(line.partition(",")[0])
        for term in dict.fromkeys(each for told in line.split(",") for each in _spelled_out(told)):
            words = [word for word in words_of(term) if word not in _NO_PART]
            keys = tuple(dict.fromkeys(stem(word) for word in words))
            if not keys or (len(keys) == 1 and words[0] in STOP_WORDS):
                continue
            _BY_FIRST[keys[0]].append((idea, keys))
            _KEYS.update(keys)
            _WORDS.update(words)


_read()
