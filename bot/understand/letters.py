"""Typed text as tokens: lower case, accents folded, each knowing where it stood in the text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 4_000  # letters that are read; a message may be longer, a question is not

_QUOTES = str.maketrans("‘’ʼ`´“”„–—−\u00a0", "'''''\"\"\"--- ")
_LOOSE = re.compile(r"\s+([,;:?!.](?:\s|$))")
_FOLDABLE = re.compile(r"[^\x00-\x7f]")

_TOKEN = re.compile(
    r"""
      https?://\S+ | [\w.+-]+@[\w.-]+                                            # an address is one word
    | [^\W_]+(?:\.(?:com|org|net|io|uk|gov|wales|cymru|co)\b)+                   # monday.com is no Monday
    | (?<![\w./:-])\d{4}-\d{1,2}-\d{1,2}(?![\w/:-])                              # 2026-03-03
    | (?<![\w./:-])\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?(?![\w/:-])               # 3/3, 3/3/26
    | (?<![\w./:-])\d{1,2}(?P<dot>[.-])\d{1,2}(?P=dot)(?:\d{4}|\d{2})(?![\w/:-]) # 03.03.2026
    | (?<![\w./:-])\d{1,2}[.:]\d{2}(?![.:/]?\d)                                  # 10.30, 14:30
    | (?<![\w./:])\d{1,2}(?:st|nd|rd|th|af|ail|il|ydd|edd|fed|ed|eg|ain)\b      # 3rd, 3ydd
    | (?<![\w.])2(?:day|moro|morrow|mro|nite|night)\b                          # 2moro
    | \d+
    | '?[^\W\d_]+
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is folded; `start` and `end` are places in the text; `glued`: no space before it."""

    text: str
    start: int
    end: int
    glued: bool


def plain(text: str) -> str:
    """The same text, letter for letter, with straight quotes and hyphens."""
    return text.translate(_QUOTES)


def fold(text: str) -> str:
    """Lower case, without accents ("Tŷ" is "ty"), straight quotes."""
    low = plain(text).lower()
    if not _FOLDABLE.search(low):
        return low
    parts = unicodedata.normalize("NFKD", low)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def tokens(text: str) -> list[Token]:
    """The words, numbers and signs of `text` (its first 4,000 letters), in order."""
    return list(_tokens(text[:LONGEST]))


@lru_cache(maxsize=4)  # one question is looked at several times
def _tokens(text: str) -> tuple[Token, ...]:
    flat = plain(text)
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(flat):
        folded = fold(match[0])
        if folded:  # an accent alone folds to nothing
            found.append(Token(folded, match.start(), match.end(), match.start() == end))
        end = match.end()
    return tuple(found)


_SPOKEN = {"'ll": "will", "'re": "are", "'r": "yr", "'n": "yn", "'i": "i", "'u": "u", "'w": "w", "'ch": "ch"}


def spoken(text: str) -> list[Token]:
    """The words and numbers of `text` as they are said: "can't" is "cant", "we'll" is "we will", "mae'r"
    is "mae yr"; signs are left out.
    """
    found: list[Token] = []
    for token in tokens(text):
        if token.text[0] == "'" and len(token.text) > 1:
            if token.text in _SPOKEN or not (found and token.glued):
                word = _SPOKEN.get(token.text, token.text[1:])
                found.append(Token(word, token.start, token.end, token.glued))
            else:
                last = found.pop()
                found.append(Token(last.text + token.text[1:], last.start, token.end, last.glued))
        elif token.text[-1].isalnum():
            found.append(token)
    return found


def without(text: str, stretches: list[tuple[int, int]]) -> str:
    """`text` without those (start, end) stretches, its spaces tidied."""
    kept: list[str] = []
    place = 0
    for start, end in sorted(stretches):
        kept.append(text[place : max(place, start)])
        place = max(place, end)
    kept.append(text[place:])
    return _LOOSE.sub(r"\1", " ".join(" ".join(kept).split())).strip(" ,;:-–?!.")
