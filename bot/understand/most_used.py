"""The words that people used most in what they wrote: plain counting, in English and Welsh alike.

A word counts once for each who used it, and only where several did: what a single person wrote is theirs.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

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
    keys = {word: _key(word) for word in set().union(*written)}
    known = frozenset(keys.values()) - {""}
    plain = {word: key for word in keys if keys[word] and (key := _unmutated(word, known))}
    people: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for text, words in zip(said, written, strict=True):
        forms.update(words)
        mine = {keys[word] for word in words}
        if not plain.keys().isdisjoint(words) and spoken_language(text) == "cy":
            mine = {plain.get(word, keys[word]) for word in words}
        people.update(mine)
    del people[""]
    often = sorted((-n, key) for key, n in people.items() if n >= LEAST)[:most]
    return tuple((_shown(key, keys, forms), -n) for n, key in often)


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


def _shown(key: str, keys: Mapping[str, str], forms: Counter[str]) -> str:
    return min((form for form in keys if keys[form] == key), key=lambda form: (-forms[form], len(form), form))
