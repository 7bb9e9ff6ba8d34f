"""How long a session may take: "something for ten minutes", "under an hour", "a short one", "half a day".

Only what is asked for as a length is one: "24 hours with a nurse" is a title, "in 10 minutes" a moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.date_lexicon import LEXICON
from bot.understand.letters import Token, fold
from bot.understand.welsh import mutated


@dataclass(frozen=True, slots=True)
class Length:
    """Minutes, both included; None is open."""

    least: int | None = None
    most: int | None = None

    def holds(self, minutes: float) -> bool:
        return (self.least is None or minutes >= self.least) and (self.most is None or minutes <= self.most)

    def narrowed(self, other: "Length") -> "Length":
        """What both ask for; this one, where they contradict each other."""
        least = max((each for each in (self.least, other.least) if each is not None), default=None)
        most = min((each for each in (self.most, other.most) if each is not None), default=None)
        return self if least is not None and most is not None and least > most else Length(least, most)


@dataclass(frozen=True, slots=True)
class LengthFound:
    """A length, and the places [first, end) of the tokens that said it."""

    length: Length
    first: int
    end: int


def _forms(words: str) -> frozenset[str]:
    plain = [fold(word) for word in words.split()]
    return frozenset(form for word in plain for form in (word, *mutated(word, "soft")))


_MINUTES = _forms("minutes minute mins min munud munudau")
_HOURS = _forms("hours hour hrs hr awr oriau")
_DAYS = frozenset(["day", "diwrnod", "ddiwrnod"])
_AT_MOST = _forms(
    "for under than to only spare got have most max maximum within just about dan na at am mewn gen"
)
_AT_LEAST = frozenset(["over", "least", "dros", "leiaf"])
_BEHIND = _forms("free spare max maximum tops or session sessions one ones course slot long rhydd sesiwn")
_SHORT = _forms("short shorter quick brief bitesize byr byrrach cyflym") | {"fer", "ber"}
_BITE = frozenset(["bite"])
_NOUNS = _forms(
    "session sessions course courses one ones thing things something anything class classes training learning"
    " sized size workshop workshops sesiwn sesiynau cwrs cyrsiau rhywbeth rhai un"
)
_ARTICLES = frozenset(["a", "an", "the", "of", "-", "o", "y", "yr"])
_SHORT_MOST, _HALF_DAY, _LONG_DAY = 45, (120, 240), 300  # minutes


def find_length(words: Sequence[Token]) -> LengthFound | None:
    """The first length that is asked for among `words`; None where none is."""
    for place in range(len(words)):
        found = _counted(words, place) or _day(words, place) or _short(words, place)
        if found:
            return found
    return None


def _counted(words: Sequence[Token], place: int) -> LengthFound | None:
    count = _count(words, place)
    if count is None:
        return None
    number, end = count
    unit = words[end].text if end < len(words) else ""
    if unit not in _MINUTES and unit not in _HOURS:
        return None
    minutes = round(number * (60 if unit in _HOURS else 1))
    end += 1
    before = [word.text for word in words[max(0, place - 2) : place]]
    behind = [word.text for word in words[end : end + 2]]
    if not 0 < minutes <= 24 * 60 or (before and before[-1] == "in") or behind[:1] in (["ago"], ["with"]):
        return None
    if _AT_LEAST & set(before):
        return LengthFound(Length(least=minutes), place, end)
    alone = place == 0 and end == len(words)
    asked = _AT_MOST & set(before) or _BEHIND & set(behind) or alone
    return LengthFound(Length(most=minutes), place, end) if asked else None


def _count(words: Sequence[Token], place: int) -> tuple[float, int] | None:
    """How many, and the place behind it: "10", "ten", "an", "half an", "hanner", "three quarters of an"."""
    word = words[place].text
    end = place + 1
    if word in {"half", "hanner", "quarter", "chwarter"}:
        while end < len(words) and words[end].text in _ARTICLES:
            end += 1
        return (0.5 if word in {"half", "hanner"} else 0.25), end
    if word.isascii() and word.isdigit() and len(word) < 4:
        return float(word), end
    number = LEXICON.get(word, {}).get("number")
    if number is not None:
        return float(number), end
    return (1.0, place) if word == "awr" else None


def _day(words: Sequence[Token], place: int) -> LengthFound | None:
    """Half a day, a full day, all day."""
    word = words[place].text
    end = place + 1
    while end < len(words) and words[end].text in _ARTICLES:
        end += 1
    if end >= len(words) or words[end].text not in _DAYS:
        return None
    if word in {"half", "hanner"}:
        return LengthFound(Length(*_HALF_DAY), place, end + 1)
    if word in {"full", "whole", "all", "llawn"}:
        return LengthFound(Length(least=_LONG_DAY), place, end + 1)
    return None


def _short(words: Sequence[Token], place: int) -> LengthFound | None:
    """A short one, something quick, bite-sized learning, sesiwn fer."""
    if words[place].text not in _SHORT | _BITE:
        return None
    before = words[place - 1].text if place else ""
    behind = next((word.text for word in words[place + 1 : place + 3] if word.text != "-"), "")
    sized = words[place].text in _BITE
    if not (behind in _NOUNS or (before in _NOUNS and not sized)) or (
        sized and not behind.startswith("size")
    ):
        return None
    end = place + 1
    while end < len(words) and words[end].text in {"-", "size", "sized"}:
        end += 1
    return LengthFound(Length(most=_SHORT_MOST), place, end)
