"""A text as words of dates and times, the longest entry of the lexicon first, spelling forgiven."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from bot.understand.date_lexicon import LEXICON
from bot.understand.letters import Token, tokens

_FUZZY = tuple(
    word
    for word, kinds in LEXICON.items()
    if len(word) >= 6
    and word.isalpha()
    and (kinds.keys() & {"weekday", "month", "day"} or "fortnight" in kinds.values() or "lunch" in word)
)
_NOT_MISSPELT = frozenset(["merched", "ferched", "sundry", "mundane", "augustus"])


@dataclass(slots=True)
class Word:
    """One word of the lexicon, or a token that is not in it, standing at text[start:end]."""

    text: str
    start: int
    end: int
    kinds: dict[str, str] = field(default_factory=dict)
    glued: bool = False
    named: bool = False  # "dydd", "mis", "nos" stood before it: surely a day or a month


def words(text: str) -> list[Word]:
    """`text` as words with their meanings; the longest entry of the lexicon wins."""
    found = list(tokens(text))
    result: list[Word] = []
    place = 0
    while place < len(found):
        size, kinds = _entry(found, place)
        first, last = found[place], found[place + size - 1]
        spelling = " ".join(token.text for token in found[place : place + size])
        result.append(Word(spelling, first.start, last.end, dict(kinds), first.glued))
        place += size
    _unmark_codes(result)
    return _name_days(result)


_SPACED = {" ".join(token.text for token in tokens(text)): kinds for text, kinds in LEXICON.items()}
_STARTS = frozenset(
    " ".join(parts[:end]) for parts in (text.split() for text in _SPACED) for end in range(1, len(parts))
)


def _entry(found: Sequence[Token], place: int) -> tuple[int, Mapping[str, str]]:
    spelling = found[place].text
    best = (
        1,
        _SPACED.get(spelling)
        or _SPACED.get(spelling.lstrip("'"))
        or _number(spelling)
        or _misspelt(spelling),
    )
    size = 1
    while spelling in _STARTS and place + size < len(found):
        spelling = f"{spelling} {found[place + size].text}"
        size += 1
        if spelling in _SPACED:
            best = (size, _SPACED[spelling])
    return best


def _number(text: str) -> dict[str, str]:
    if not text[0].isdigit():
        return {}
    if text.isascii() and text.isdigit():
        return {"number": text, "digits": text} if len(text) <= 4 else {}
    if text[-1].isalpha():
        return {"ordinal": text.rstrip("abcdefghijklmnopqrstuvwxyz")}
    if ":" in text or ("." in text and text.count(".") == 1):
        return {"clock": text.replace(".", ":")} | ({} if ":" in text else {"dotted": "1"})
    if "-" in text and len(text.split("-", maxsplit=1)[0]) == 4:
        return {"date": text}
    return {"date": "-".join(reversed(text.replace("/", "-").replace(".", "-").split("-")))}


def _misspelt(text: str) -> Mapping[str, str]:
    """A day or month with a slip of the finger ("wendesday"), by its first letter and length."""
    if not 5 <= len(text) <= 11 or text in _NOT_MISSPELT or not text.isalpha():
        return {}
    near = (
        word for word in _FUZZY if word[0] == text[0] and abs(len(word) - len(text)) <= 1 + (len(word) > 8)
    )
    for word in near:
        if OSA.distance(text, word, score_cutoff=1) <= 1 or (
            len(word) >= 8 and OSA.distance(text, word, score_cutoff=2) <= 2
        ):
            return LEXICON[word]
    return {}


_AFTER_DIGITS = frozenset({"suffix", "minutes", "to", "and", "month", "weekday", "unit"})


def _unmark_codes(found: list[Word]) -> None:
    """Digits that are part of a name ("prince2", "LC-117", "365days", "£12", "4x4") count nothing."""
    for place, word in enumerate(found):
        if "digits" not in word.kinds:
            continue
        before = found[place - 1] if place else None
        after = found[place + 1] if place + 1 < len(found) else None
        code = False
        if before and word.glued:
            code = (before.text[-1:].isalnum() and not before.kinds) or before.text in {
                "£",
                "$",
                "€",
                "#",
                ".",
            }
            if before.text == "-" and place > 1 and before.glued:
                named = found[place - 2]
                code = named.text[-1:].isalpha() and not named.kinds.keys() & _AFTER_DIGITS
        if after and after.glued:
            code |= after.text[:1].isalpha() and not after.kinds.keys() & _AFTER_DIGITS
            code |= after.text in {"%", "+"}
        if code:
            word.kinds.clear()


def _name_days(found: list[Word]) -> list[Word]:
    """Join "dydd", "mis" and a part of the day to what they name, and settle what "Mawrth" is."""
    result: list[Word] = []
    for word in found:
        kinds = word.kinds
        before = result[-1] if result else None
        if before and "weekday" in kinds and ("dydd" in before.kinds or before.text in _NAMES_DAY):
            kinds.pop("month", None)
            word.named = True
        elif before and "month" in kinds and before.text in _NAMES_MONTH:
            kinds.pop("weekday", None)
            word.named = True
        if word.named and before and before.text not in _NAMES_DAY:  # "nos" keeps its own meaning
            word.start = before.start
            result.pop()
        result.append(word)
    for place, word in enumerate(result):
        if {"weekday", "month"} <= word.kinds.keys():
            around = [other for other in result[max(0, place - 2) : place + 3] if other is not word]
            days = any("weekday" in other.kinds and "month" not in other.kinds for other in around)
            counted = any("ordinal" in other.kinds or "digits" in other.kinds for other in around)
            word.kinds.pop("month" if days and not counted else "weekday")
    return result


_NAMES_DAY = frozenset(["nos", "bore", "fore", "prynhawn", "brynhawn", "pnawn", "bnawn"]) | {
    "p 'nawn",
    "b 'nawn",
}
_NAMES_MONTH = frozenset(["mis", "fis"])
