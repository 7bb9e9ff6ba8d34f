"""Which command a text begins with, if any: "please book 12", "/learn beth sydd ymlaen", "ga i ganslo 12"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypeAlias

from rapidfuzz.distance import OSA

from bot.understand.date_lexicon import LEXICON
from bot.understand.letters import LONGEST, Token, fold, tokens
from bot.understand.meaning.ideas import vocabulary
from bot.understand.welsh import mutated


@dataclass(frozen=True, slots=True)
class Command:
    """`word` is a command's name; `about` is what was typed behind it, as it was typed. `size`: by how many
    words it was said; `exactly`: without a slip; `before`: what stood before it, as politeness.
    """

    word: str
    about: str
    size: int = field(default=1, compare=False)
    exactly: bool = field(default=True, compare=False)
    before: str = field(default="", compare=False)


_REFERENCE = re.compile(r"#?\s*([A-Za-z]{1,6}-\d{1,6}|\d{1,6})\s*[.?!]*")

# What people say before the command itself, longest first. Behind the Welsh ones its first letter softens.
_POLITE_EN = (
    "please", "pls", "plz", "hi", "hello", "hiya", "hey", "good morning", "good afternoon", "thanks", "ok",
    "caffi", "can you", "could you", "can i", "could i", "may i", "can we", "would you", "will you",
    "i'd like to", "i would like to", "i want to", "i wanna", "i need to", "id like to", "we'd like to",
    "i have to", "let me", "help me", "help me to", "just", "also", "and", "then",
)  # fmt: skip
_POLITE_CY = (
    "os gwelwch yn dda", "plis", "helo", "haia", "shwmae", "s'mae", "bore da", "prynhawn da", "p'nawn da",
    "ga i", "gaf i", "gawn ni", "allwch chi", "alli di", "fedrwch chi", "a alla i", "alla i", "a ga i",
    "hoffwn i", "hoffwn", "liciwn i", "dw i eisiau", "dwi eisiau", "dw i am", "dwi am", "rwy'n dymuno",
    "rydw i eisiau", "dwi isio", "dw i isio", "mae angen i mi", "rhaid i mi", "mae'n rhaid i mi",
    "wnewch chi", "wnei di", "a wnewch chi",
)  # fmt: skip
_POLITE: dict[tuple[str, ...], bool] = {
    tuple(token.text for token in tokens(phrase)): welsh
    for phrases, welsh in ((_POLITE_EN, False), (_POLITE_CY, True))
    for phrase in phrases
}
_MOST_PLACES = 6  # that are tried, the last ones
_LONGEST_POLITE = max(len(phrase) for phrase in _POLITE)

# "Book me a place on …": between the command and what it is about.
_FILLER = re.compile(
    r"(?:(?:me|us|i mi|i ni|mi|fi)\b\s*)?"
    r"(?:(?:(?:a|my|our|the|fy|ein|y|un)\s+)?(?:place|spot|seat|space|ticket|booking|lle|le|sedd|archeb)s?\b\s*"
    r"(?:(?:i mi|for me|i ni)\b\s*)?)?"
    r"(?:(?:on to|onto|on|for|at|ar|i)\b\s*)?(?:(?:session|sesiwn|number|no\.?|rhif|ref|#)\s*(?=\S*\d))?",
    re.IGNORECASE,
)


def find_command(text: str, vocabulary: Mapping[str, Sequence[str]]) -> Command | None:
    """The command that `text` begins with, once politeness is taken off; None where there is none.

    `vocabulary` maps a command's name to what people say for it, in both languages. The longest phrase
    wins. Forgiven: case, accents, quotes, a leading slash, Welsh soft mutation, and one slip in a word
    of five letters or more. A reference alone ("12", "LC-101") asks for its details.
    """
    bare = text[:LONGEST].strip().lstrip("/").strip()
    reference = _REFERENCE.fullmatch(bare)
    if reference:
        return Command("details", reference[1])
    found = tokens(bare)
    # "Help me cancel" is cancel, but "help me" is help: politeness is taken off as far as a command follows.
    for place, softened in reversed(_past_politeness(found)):
        best = _best(found, place, vocabulary, softened=softened)
        if best:
            name, end, exactly = best
            about, before = _about(bare[found[end - 1].end :]), bare[: found[place].start]
            return Command(name, about, end - place, exactly, before)
    return None


def to_a_day(about: str) -> bool:
    """Whether it says a day or an hour that something goes to: "yoga to Friday", "ioga i ddydd Gwener"."""
    said = [token.text for token in tokens(about)]
    return any(
        one in {"to", "i"} and (other[0].isdigit() or bool(LEXICON.get(other, {}).keys() - {"glue"}))
        for one, other in pairwise(said)
    )


def _best(
    found: Sequence[Token], place: int, vocabulary: Mapping[str, Sequence[str]], *, softened: bool
) -> tuple[str, int, bool] | None:
    """The name of the command that is said at `place`, the place behind it, and whether there is no slip."""
    said = [token.text for token in found[place:]]
    if not said:
        return None
    best = (0, 0, 0, "")  # words, how exactly, the earlier in the vocabulary, name
    for first, phrases in _by_first(vocabulary).items():
        # Mutated or misspelt, a word is at most a letter or two shorter or longer.
        if abs(len(first) - len(said[0])) > 2:
            continue
        if not _same(said[0], first, may_soften=softened or len(said[0]) > 4):
            continue
        for order, name, wanted in phrases:
            exactness = _says(said, wanted, softened=softened)
            if exactness and (len(wanted), exactness, -order) > best[:3]:
                best = (len(wanted), exactness, -order, name)
    return (best[3], place + best[0], best[1] > 1) if best[0] else None


_Phrases: TypeAlias = Mapping[str, Sequence[tuple[int, str, tuple[str, ...]]]]
_latest: list[tuple[Mapping[str, Sequence[str]], _Phrases]] = []  # the vocabulary never changes while we run


def _by_first(vocabulary: Mapping[str, Sequence[str]]) -> _Phrases:
    """The phrases by their first words: their order, the command's name, their words."""
    for known, phrases in _latest:
        if known is vocabulary:
            return phrases
    found: dict[str, list[tuple[int, str, tuple[str, ...]]]] = {}
    said = ((name, _words_of(phrase)) for name, phrases in vocabulary.items() for phrase in phrases)
    for order, (name, wanted) in enumerate(each for each in said if each[1]):
        found.setdefault(wanted[0], []).append((order, name, wanted))
    _latest[:] = [(vocabulary, found)]
    return found


@cache
def _words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of the vocabulary, which never changes while we run."""
    return tuple(fold(token.text) for token in tokens(phrase))


def _past_politeness(found: Sequence[Token]) -> list[tuple[int, bool]]:
    """The places where a command may begin, and whether its first letter may be softened there."""
    places = [(0, False)]
    place = 0
    while place < len(found):
        sizes = range(min(_LONGEST_POLITE, len(found) - place), 0, -1)
        polite = ((size, tuple(token.text for token in found[place : place + size])) for size in sizes)
        said = next(((size, _POLITE[phrase]) for size, phrase in polite if phrase in _POLITE), None)
        if said is None and found[place].text[0].isalnum():
            break
        size, welsh = said or (1, places[-1][1])
        place += size
        places.append((place, welsh))
    return places[-_MOST_PLACES:]


def _says(said: Sequence[str], wanted: Sequence[str], *, softened: bool) -> int:
    """How well `said` begins with `wanted`: 3 exactly, 2 mutated, 1 with a slip, 0 not at all."""
    if not wanted or len(wanted) > len(said):
        return 0
    worst = 3
    for index, right in enumerate(wanted):
        word = said[index]
        worst = min(worst, _same(word, right, may_soften=index == 0 and (softened or len(word) > 4)))
        if not worst:
            return 0
    return worst


@lru_cache(maxsize=8_000)
def _same(word: str, right: str, *, may_soften: bool) -> int:
    if word == right:
        return 3
    if may_soften and word in _softened(right):
        return 2
    if (
        abs(len(word) - len(right)) > 1 or word in LEXICON or word in vocabulary()
    ):  # "trennydd" is a day, not a slip of "trefnydd"
        return 0
    longer = word[:-1] == right and word[-1] != word[-2]  # "shared" is another word than "share"
    return int(len(right) >= 5 and not longer and OSA.distance(word, right, score_cutoff=1) <= 1)


@cache
def _softened(right: str) -> tuple[str, ...]:
    return tuple(mutated(right, "soft"))


def _about(rest: str) -> str:
    kept = rest.strip(" \t\r\n:,;-–.!?")
    for polite in ("please", "os gwelwch yn dda", "plis", "thanks", "diolch"):
        if fold(kept).endswith(polite):
            kept = kept[: -len(polite)].strip(" ,;.!?")
    # Only what names a place or a reference is left out: "book on track" keeps its words.
    filler = _FILLER.match(kept)
    if filler and filler[0]:
        shorter = kept[filler.end() :].strip()
        named = re.search(
            r"place|spot|seat|space|ticket|booking|\bll?e\b|sedd|archeb", filler[0], re.IGNORECASE
        )
        if shorter and (named or _REFERENCE.fullmatch(shorter)):
            return _reference_in(shorter)
        if not shorter and named:
            return ""
    return _reference_in(kept)


def _reference_in(text: str) -> str:
    reference = _REFERENCE.fullmatch(text)
    return reference[1] if reference else text
