"""The words that people used most in what they wrote: plain counting, in English and Welsh alike.

A word counts once for each who used it, and only where several did: what a single person wrote is theirs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.understand.letters import fold
from bot.understand.stems import stem
from bot.understand.stop_words import STOP_WORDS, spoken_language
from bot.understand.welsh import radicals

LEAST = 3
"""How many must have used a word. Never fewer: two who sat together know whose the other one is."""
_SHORTEST, _LONGEST = 3, 30  # letters
_MOST = 8
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*(?:@|://)\S*")
# They join what is said about a session, and say nothing of it.
_JOINING = """
had were only really quite bit even still always never well back way lots because how much being through own
think thought said say says felt used use using able around after before over though although while
iawn hynny oherwydd eto fod dda wir hollol gwbl mor iddynt arno arni amdano amdani dros trwy drwy cyn
"""
_LITTLE = STOP_WORDS | frozenset(_JOINING.split())


def most_used(said: Sequence[str], most: int = _MOST) -> tuple[tuple[str, int], ...]:
    """At most `most` words with how many used each, the commonest first.

    `said`: what each wrote. Forms of a word are one ("listen", "listening"; "cyfarfod", "gyfarfod"), shown
    as it was written most often. Of several sessions together, one person may be counted in each.
    """
    written = [set(_words(text)) for text in said]
    forms: Counter[str] = Counter()
    for words in written:
        forms.update(words)
    key_of = {word: key for word in forms if (key := _key(word))}
    known = frozenset(key_of.values())
    plain = {word: key for word in key_of if (key := _unmutated(word, known))}
    of: dict[str, set[str]] = defaultdict(set)
    for word, key in (*key_of.items(), *plain.items()):
        of[key].add(word)
    # No key has more people than its forms have together, so only the commonest are looked at one by one.
    at_most = sorted(((sum(forms[word] for word in words), key) for key, words in of.items()), reverse=True)
    found: list[tuple[int, str]] = []
    for bound, key in at_most:
        if bound < LEAST or (len(found) >= most and bound < sorted(found)[-most][0]):
            break
        ours = {word for word in of[key] if key_of[word] == key}
        one = _Word(ours - plain.keys(), ours & plain.keys(), of[key] - ours)
        people = one.people(said, written) if len(of[key]) > 1 or one.either else bound
        if people >= LEAST:
            found.append((people, key))
    often = sorted(found, key=lambda each: (-each[0], each[1]))[:most]
    return tuple((_shown(key, of[key], key_of, forms), n) for n, key in often)


@dataclass(frozen=True, slots=True)
class _Word:
    """The forms of a word: `surely`; `either`, which in a Welsh text are a mutated form of another word; and
    `mutated`, which only in a Welsh text are this one.
    """

    surely: AbstractSet[str]
    either: AbstractSet[str]
    mutated: AbstractSet[str]

    def people(self, said: Sequence[str], written: Sequence[AbstractSet[str]]) -> int:
        everywhere = self.surely | self.either | self.mutated
        pairs = zip(said, written, strict=True)
        return sum(self._in(text, words) for text, words in pairs if not everywhere.isdisjoint(words))

    def _in(self, text: str, words: AbstractSet[str]) -> bool:
        if not self.surely.isdisjoint(words):
            return True
        return not (self.mutated if spoken_language(text) == "cy" else self.either).isdisjoint(words)


def _words(text: str) -> list[str]:
    if "@" in text or "://" in text:
        text = _ADDRESS.sub(" ", text)
    return _WORD.findall(text.lower())


def _key(word: str) -> str:
    """What a word counts as: its stem, or "" where it says too little."""
    folded = fold(word)
    said = folded.replace("'", "")
    little = not _SHORTEST <= len(said) <= _LONGEST or not {folded, said}.isdisjoint(_LITTLE)
    return "" if little else stem(folded)


def _unmutated(word: str, known: Collection[str]) -> str:
    """What a mutated Welsh word counts as, where its first form was written too; else ""."""
    return next((key for radical in radicals(fold(word)) if (key := stem(radical)) in known), "")


def _shown(key: str, words: AbstractSet[str], key_of: Mapping[str, str], forms: Counter[str]) -> str:
    """As it was written most often, unmutated."""
    return min((w for w in words if key_of[w] == key), key=lambda form: (-forms[form], len(form), form))
