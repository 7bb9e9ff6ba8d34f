"""A sentence as a row of parts, and patterns over such rows.

Each word or phrase of a sentence becomes one `Piece` with all the parts it may play ("book" is BOOK, "am I"
is AM_I); titles of the programme are TITLE, its other words KNOWN, dates DATE, numbers NUM, references REF. A
pattern is written with parts in capitals and plain words in small letters: "CANT (COME|MAKE it) ..".
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.understand.date_lexicon import LEXICON
from bot.understand.intent_words import LONGEST, PARTS
from bot.understand.letters import Token
from bot.understand.meaning.ideas import vocabulary
from bot.understand.stems import stem
from bot.understand.stop_words import STOP_WORDS
from bot.understand.vague_words import VAGUE

_MOST = 40  # pieces of a sentence that are looked at: nobody says what they want later than that
_LETTERS = 3  # at most, before the number of a reference
_REFERENCE = re.compile(r"[a-z]{1,6}\d{1,6}|\d{1,6}")
_DATED = {"weekday", "month", "day", "date", "ordinal", "season", "feast", "clock", "part"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or phrase, standing at text[start:end], and the parts it may play."""

    said: str
    start: int
    end: int
    parts: tuple[str, ...]


def pieces(
    words: Sequence[Token],
    titles: Sequence[tuple[int, int]] = (),
    known: Callable[[str], bool] = lambda _: False,
) -> list[Piece]:
    """The words of a sentence (see `letters.spoken`) as pieces; `titles` are [start, end) in its text, and
    `known` says whether the programme uses a word: such a one is KNOWN, where it plays no other part.
    """
    found: list[Piece] = []
    place = 0
    while place < len(words) and len(found) < _MOST:
        word = words[place]
        title = next(((start, end) for start, end in titles if start <= word.start < end), None)
        if title:
            behind = next((n for n in range(place, len(words)) if words[n].start >= title[1]), len(words))
            found.append(Piece("title", title[0], title[1], ("TITLE",)))
            place = behind
            continue
        size, parts = (2, ("REF",)) if _is_reference(words, place) else _longest(words, place)
        if not parts and word.text not in STOP_WORDS and stem(word.text) not in VAGUE and known(word.text):
            parts = ("KNOWN",)
        said = "_".join(word.text for word in words[place : place + size])
        found.append(Piece(said, word.start, words[place + size - 1].end, parts))
        place += size
    return found


def row(found: Sequence[Piece]) -> str:
    """The pieces written out for patterns: "<|book|BOOK| <|12|NUM| "."""
    return "".join(f"<|{piece.said}|{'|'.join((*piece.parts, ''))} " for piece in found)


def _is_reference(words: Sequence[Token], place: int) -> bool:
    """LC-101, ex7: a few letters and the number behind them."""
    if place + 1 >= len(words) or not words[place].text.isalpha() or len(words[place].text) > _LETTERS:
        return False
    behind = words[place + 1]
    return behind.text.isdigit() and behind.glued and behind.start - words[place].end <= 1


def _longest(words: Sequence[Token], place: int) -> tuple[int, tuple[str, ...]]:
    for size in range(min(LONGEST, len(words) - place), 0, -1):
        parts = PARTS.get(tuple(word.text for word in words[place : place + size]))
        if parts:
            return size, (*parts, *(_of_dates(words[place].text) if size == 1 else ()))
    word = words[place].text
    return 1, _of_dates(word) or _misspelt(word)


def _of_dates(word: str) -> tuple[str, ...]:
    if word.isdigit():
        return ("NUM",)
    if _REFERENCE.fullmatch(word):
        return ("REF",)
    known = LEXICON.get(word) or LEXICON.get(word.removesuffix("s"), {})
    return ("DATE",) if word[0].isdigit() or known.keys() & _DATED else ()


# Words by which an intent stands or falls; a slip in one of them is forgiven.
_TELLING = {
    "BOOK", "BOOKED", "BOOKINGS", "CANCEL", "FOLLOW", "UNFOLLOW", "DIGEST", "FEEDBACK", "SETTING",
    "REMINDERS", "REMIND", "S", "SS", "DETAILS", "ENJOYED", "CANT", "ALERT", "COME", "SPEAK", "LANG",
}  # fmt: skip
_FUZZY = {
    phrase[0]: parts
    for phrase, parts in PARTS.items()
    if len(phrase) == 1 and len(phrase[0]) >= 6 and _TELLING & {*parts}
}


@lru_cache(maxsize=2_000)
def _misspelt(word: str) -> tuple[str, ...]:
    if not 5 <= len(word) <= 14 or not word.isalpha() or word in STOP_WORDS or word in LEXICON:
        return ()
    if word in vocabulary():  # "cancer" is a word of its own, no slip in "cancel"
        return ()
    for right, parts in _FUZZY.items():
        if right[0] != word[0] or abs(len(right) - len(word)) > 1:
            continue
        if OSA.distance(word, right, score_cutoff=1) <= 1 and not _inflected(word, right):
            return parts
    return ()


def _inflected(word: str, right: str) -> bool:
    """Whether one is the other with an ending: "follower" is another word than "follow", not a slip."""
    shorter, longer = sorted((word, right), key=len)
    return len(shorter) != len(longer) and longer.startswith(shorter)


_SIGNS = re.compile(r"\(\?[=!]|[()|*+?^$]|[A-Z][A-Z_]*|[a-z0-9_]+|\.\.|\.\*")
_ANY = r"(?:<[^ ]*[ ])"


def pattern(template: str) -> re.Pattern[str]:
    """A pattern over rows. A name in capitals is a part, in small letters a word; ".." is up to five pieces,
    ".*" any number; groups and signs are those of regular expressions.

    A piece is matched in one way only, whichever of a group's words it is, so that no row takes long.
    """
    signs = _SIGNS.findall(template)
    written, rest = _group(signs, 0)
    assert rest == len(signs), template
    return re.compile(written)


def _group(signs: Sequence[str], place: int) -> tuple[str, int]:
    """The alternatives up to a closing bracket, written out, and the place of that bracket."""
    plain: list[str] = []  # alternatives of one word
    others: list[str] = []
    now: list[tuple[str, bool]] = []  # what is written so far, and whether it is a word
    while True:
        sign = signs[place] if place < len(signs) else ")"
        if sign in {"|", ")"}:
            if len(now) == 1 and now[0][1]:
                plain.append(now[0][0])
            else:
                others.append("".join(_piece([each]) if word else each for each, word in now))
            now = []
            if sign == ")":
                break
        elif sign[0] == "(":
            inner, place = _group(signs, place + 1)
            now.append((f"(?:{inner})" if sign == "(" else f"{sign}{inner})", False))
        elif sign[0] == ".":
            now.append((f"{_ANY}{{0,5}}?" if sign == ".." else f"{_ANY}*?", False))
        else:
            now.append((sign, sign[0].isalnum()))
        place += 1
    return "|".join([*([_piece(plain)] if plain else []), *others]), place


def _piece(words: Sequence[str]) -> str:
    """A piece that is one of those words or plays one of those parts."""
    return rf"(?:<(?=\|(?:[^ ]*\|)?(?:{'|'.join(words)})\|)[^ ]*[ ])"
