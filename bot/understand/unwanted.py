"""What somebody does not want: "not excel", "anything but Mondays", "heblaw am gyllid".

Only what stands behind such words is meant, up to the next thing that is said of the question. "Not sleeping
well" is a wish, not a refusal: a bare "not" refuses only where what follows is surely a day, a place, a
topic … or where courses are spoken of ("courses that aren't excel").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.understand.date_lexicon import LEXICON
from bot.understand.letters import Token, spoken, without
from bot.understand.wish_words import PHRASES

_SURELY = """
anything but, everything but, any day but, any day except, any time but, day but, anything except,
except for, except, excepting, excluding, apart from, aside from, other than, but not, just not,
only not, but nothing on, ideally not, preferably not, heblaw am, heblaw, ac eithrio, ar wahan i,
ond nid, ond ddim, ond dim, unrhyw beth ond, popeth ond
"""
_BARELY = "not, no, nid, dim, ddim"
_THAT = """
that isnt, that is not, that arent, that are not, thats not, that arent about, which isnt, which is not,
which arent, which are not, sydd ddim, syn ddim, nad yw, nad ydyn, nad ydynt, nad ydi
"""
_KEPT = frozenset(
    ["any", "day", "time", "anything", "everything", "unrhyw", "beth", "popeth"]
)  # of the words that refuse
_AFTER_ANYTHING = frozenset(["but", "ond"])  # "anything" may have been heard as a command
_LEADING_WORDS = """
on in at about for any the a an to do with of am ar yn ym yng y yr i o really another more
"""
_ENDING_WORDS = """
but please pls plz plis something anything somewhere rhywbeth unrhyw ond preferably ideally thanks cheers
ta this next in on at near after before by yn ym yng wythnos mis today tomorrow im i because cos so if though
"""
_NOUN_WORDS = """
session sessions course courses class classes workshop workshops event events training stuff one ones thing
things anything something learning sesiwn sesiynau cwrs cyrsiau rhywbeth beth hyfforddiant digwyddiad rhai
digwyddiadau
"""
_LEADING, _ENDING, _NOUNS = (
    frozenset(words.split()) for words in (_LEADING_WORDS, _ENDING_WORDS, _NOUN_WORDS)
)
_JOINING = frozenset(["or", "and", "nor", "neu", "a", "ac", "na", "nac"])
_NAMING_DAYS = frozenset(["weekday", "part", "every", "dydd"])
_COUNTING = frozenset(["nth", "unit", "this", "next"])
_DATES = _NAMING_DAYS | {"month", "day", "season", "feast", "school", "ordinal"}
_DATING = _DATES | _COUNTING
_MOST = 4  # words that name what is refused


def _phrases(text: str) -> dict[tuple[str, ...], None]:
    read = (tuple(word.text for word in spoken(each)) for each in text.split(","))
    return dict.fromkeys(sorted(read, key=len, reverse=True))


_SURE, _BARE, _RELATIVE = _phrases(_SURELY), _phrases(_BARELY), _phrases(_THAT)
_FIRST = {phrase[0] for phrases in (_SURE, _BARE, _RELATIVE) for phrase in phrases} | _AFTER_ANYTHING
_LONGEST = max(len(phrase) for phrases in (_SURE, _BARE, _RELATIVE) for phrase in phrases)

How: TypeAlias = Literal["surely", "word", "kind"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What may be refused is text[start:end], said from `first` on; `how` sure that is: "surely", whatever it
    is; "word": where it is one word of the programme; "kind": where it is a day, a place, a topic …
    """

    first: int
    start: int
    end: int
    how: How

    def of(self, text: str) -> str:
        """The words for what is refused."""
        return text[self.start : self.end]

    def said(self, text: str) -> str:
        """The same with the words that refuse it."""
        return text[self.first : self.end]


def refusals(text: str) -> list[Refusal]:
    """What `text` may refuse, in its order."""
    words = spoken(text)
    if _FIRST.isdisjoint(word.text for word in words):
        return []
    return list(_refusals(text, words))


def left_of(text: str, refused: Sequence[Refusal]) -> str:
    """The text without them."""
    return without(text, [(each.first, each.end) for each in refused])


def weekdays_in(text: str) -> frozenset[int]:
    """The days of the week (Monday 0), where nothing but such days is named: whoever wants no Friday wants
    none of them.
    """
    named = [LEXICON.get(word.text, {}) for word in spoken(text) if word.text not in _JOINING | _LEADING]
    days = [each["weekday"] for each in named if "weekday" in each]
    return frozenset(map(int, days if all(each.keys() & {"weekday", "dydd"} for each in named) else ()))


def _refusals(text: str, words: Sequence[Token]) -> Iterator[Refusal]:
    place = 0
    while place < len(words):
        found = _opened(text, words, place)
        end = _object(text, words, found[0]) if found else None
        if found and end:
            first = next(near for near in range(place, len(words)) if words[near].text not in _KEPT)
            yield Refusal(words[first].start, words[found[0]].start, words[end - 1].end, found[1])
            place = end
        else:
            place += 1


def _opened(text: str, words: Sequence[Token], place: int) -> tuple[int, How] | None:
    """The place behind words that refuse, and how surely they do."""
    if words[place].text not in _FIRST:
        return None
    said = tuple(word.text for word in words[place : place + _LONGEST + 2])
    if any(said[:size] in PHRASES and size > 1 for size in range(2, len(said) + 1)):
        return None  # "not online" says how
    for phrase in _SURE:
        if said[: len(phrase)] == phrase:
            return place + len(phrase), "surely"
    for phrase in _RELATIVE:
        if said[: len(phrase)] == phrase:
            return place + len(phrase), "surely" if place and words[place - 1].text in _NOUNS else "kind"
    if place == 0 and said[0] in _AFTER_ANYTHING:
        return 1, "surely"
    if (said[0],) in _BARE and _begins(text, words, place):
        return place + 1, "word" if said[0] in {"not", "nid"} else "kind"
    return None


def _begins(text: str, words: Sequence[Token], place: int) -> bool:
    """Whether a clause begins there."""
    return place == 0 or any(sign in text[words[place - 1].end : words[place].start] for sign in ",;.:(-!?")


def _object(text: str, words: Sequence[Token], place: int) -> int | None:
    """The place behind what is refused; None where nothing is named."""
    first = place
    while first < len(words) and words[first].text in _LEADING:
        first += 1
    if first == len(words) or any(_begins(text, words, near) for near in range(place, first + 1)):
        return None
    kinds = _kinds(words[first])
    if kinds & _NAMING_DAYS:
        return _run(text, words, first, _NAMING_DAYS)
    end = _run(text, words, first, _DATING)
    alone = kinds & _COUNTING and end == first + 1  # "not the first week", but "not first aid"
    if words[first].text[0].isdigit() or (kinds & _DATING and not alone):
        return end
    end = first
    while end < len(words) and end - first < _MOST and words[end].text not in _ENDING:
        joins = words[end].text in _JOINING
        if end > first and ((_kinds(words[end]) & _DATES and not joins) or _begins(text, words, end)):
            break
        end += 1
    while end > first and words[end - 1].text in _JOINING:
        end -= 1
    return end if end > first else None


def _run(text: str, words: Sequence[Token], first: int, kinds: frozenset[str]) -> int:
    """The place behind a row of dates: "Mondays or Tuesdays", "the first week of May"."""
    end = last = first + 1
    while end < len(words) and not _begins(text, words, end):
        numbered = kinds is _DATING and (words[end].text[0].isdigit() or words[end].text == "of")
        dated = bool(_kinds(words[end]) & kinds)
        if not dated and not numbered and words[end].text not in _JOINING:
            break
        end += 1
        last = end if dated or (numbered and words[end - 1].text != "of") else last
    return last


def _kinds(word: Token) -> set[str]:
    return {*LEXICON.get(word.text, {})}
