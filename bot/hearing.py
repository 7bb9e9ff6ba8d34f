"""Raw text → a word and what it is about: a command as it is typed, or a sentence as people say it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias, cast

from bot.card import Language
from bot.registry import Registry
from bot.shelf import Programme
from bot.understand.commands import Command, find_command, to_a_day
from bot.understand.going_ahead import asked_on
from bot.understand.intents import asks_whats_on, read_intent
from bot.understand.names import Names
from bot.understand.stop_words import spoken_language
from bot.understand.surely import surely
from bot.understand.swaps import read_swap
from bot.understand.unwanted import refusals

Heard: TypeAlias = tuple[str, str, Language | None]
Hear: TypeAlias = Callable[[str, Programme], Heard]
"""Raw text and the programme → (word, about, the language it was said in). It never fails: not clear is a
word too.
"""

_LONGEST = 4000
_SHORT = 40  # letters
_OFTEN = 1000
_PREFIX = re.compile(r"^(?:/?learn\b\s*)+", re.IGNORECASE)  # pasted along with the words
# What a sentence may mean, too. The words of other commands begin other people's sentences ("message me if
# a place comes up", "move more at work"): they are meant where they name a session, or say more than a word.
_MEANT = """
whats_on mine book cancel shall_cancel details feedback follow unfollow help settings english cymraeg
courtesy
"""
_SAID = frozenset(_MEANT.split())
# What is only read from a sentence is asked first; whoever begins with the word itself gets what it says.
_ASKED_FIRST = {"book": "shall_book", "cancel": "shall_cancel"}
_SEARCHED = frozenset(["look", "whats_on"])  # for want of anything else
# With words of their own behind them; a slip is none of theirs ("teach me", "beach clean", "question time").
_TYPED = frozenset(
    ["digest", "organiser", "share", "link", "approve", "results", "questions", "reach", "headcount"]
)
# "12", "LC-101 to Friday", a code: whoever types such a thing behind a word means a command by it.
_REFERENCE = re.compile(r"#?\d+(?:\s|$)|#?[A-Za-z]{1,6}-?\d+\b|[A-Za-z0-9]{4}-[A-Za-z0-9]{4}\b")
# They are meant with a session's title behind them, whatever else a sentence with such words asks for.
# The next are meant so, too, and with a day to move it to. Who may not change
# sessions has asked a question: see `organising.plain_question`.
_OF_ONE = frozenset(["certificate", "materials", "attendance", "people_list"])
_CHANGES = frozenset(["move", "postpone", "edit", "repeat"])
_FURTHER = 3  # nobody says more kind words than that before they come to the point
_WHOLE = 5  # words, one after the other, are said by nobody who means something else
_THIS_ONE = re.compile(r"(?:the|my|our|this|that|y|yr|fy|ein)\s", re.IGNORECASE)


def hearing(registry: Registry) -> Hear:
    """A reader of what people type. What is neither command nor intent is a question about what's on."""
    latest: list[Names] = []

    @lru_cache(maxsize=_OFTEN)
    def often(text: str, names: Names) -> Heard:
        return _read(text, names, registry.vocabulary)

    def hear(text: str, programme: Programme) -> Heard:
        names = programme.names
        if latest[:1] != [names]:
            often.cache_clear()  # or a programme that is over would be kept with its answers
            latest[:] = [names]
        # Most of what is typed has been typed before, by somebody else: "what's on", "mine", "help".
        return often(text, names) if len(text) <= _SHORT else _read(text, names, registry.vocabulary)

    return hear


def _read(
    text: str, names: Names, vocabulary: Mapping[str, Sequence[str]], *, further: int = _FURTHER
) -> Heard:
    """`further`: how often what stands behind a word is read by itself."""
    words = _PREFIX.sub("", text.strip()[:_LONGEST])
    if not words:
        return "help", "", None
    if read_swap(words):
        return "swap", words, spoken_language(words)
    found, language = _command(words, vocabulary)
    if found and found.word == "undo" and further:
        after_all = _after_all(found, names, vocabulary, further - 1)
        if after_all is not None:
            return after_all
    heard, about, spoken = _meaning(words, found, language, names, vocabulary, further=further)
    if heard in _ASKED_FIRST and not _ordered(heard, words, found, names, vocabulary):
        heard = _ASKED_FIRST[heard]
    if (heard in _SEARCHED or heard == "details") and (asked := asked_on(words)):
        return ("still_on", asked.name, spoken) if heard == "details" else ("is_on", words, spoken)
    return heard, about, spoken


def _command(words: str, vocabulary: Mapping[str, Sequence[str]]) -> tuple[Command | None, Language | None]:
    """The command that they begin with, and the language it was said in."""
    found = find_command(words, vocabulary)
    if found is None:
        return None, None
    tongue, _, word = found.word.rpartition(":")
    return replace(found, word=word), cast(Language, tongue) if tongue else None


def _ordered(
    heard: str, words: str, found: Command | None, names: Names, vocabulary: Mapping[str, Sequence[str]]
) -> bool:
    """Whether they say outright what was heard in them, perhaps behind a kind word."""
    for _ in range(_FURTHER):
        if not (found and found.word == "courtesy" and found.about):
            break
        words = found.about
        found, _language = _command(words, vocabulary)
    return found is not None and found.word == heard and surely(found, words, names)


def _after_all(
    found: Command, names: Names, vocabulary: Mapping[str, Sequence[str]], further: int
) -> Heard | None:
    """What somebody wants who has changed their mind, and says so: "… book me on yoga after all"."""
    if not found.about:
        return None
    heard, about, spoken = _read(found.about, names, vocabulary, further=further)
    meant = {"book": "book_after_all", "shall_book": "book_after_all", "cancel": "shall_cancel"}
    word = meant.get(heard, heard)
    return (word, about, spoken) if word in {"book_after_all", "shall_cancel", "swap"} else None


def _meaning(
    words: str,
    found: Command | None,
    language: Language | None,
    names: Names,
    vocabulary: Mapping[str, Sequence[str]],
    *,
    further: int,
) -> Heard:
    word = found.word if found else ""
    if found and (not found.about or (word in _TYPED and found.exactly) or _refers(found, word, words)):
        return word, found.about, language
    if found and found.exactly and word not in _SAID and found.size >= _WHOLE:
        return word, found.about, language
    if found and word in _OF_ONE and names.begin(found.about):
        return word, found.about, language
    intent = read_intent(words, names)
    if intent:
        return intent.word, intent.about, spoken_language(words) or language
    if found and word == "courtesy" and further and not refusals(words):  # but "no mornings" is a wish
        # "Thanks, and what's on tomorrow?"
        return _read(found.about, names, vocabulary, further=further - 1)
    if found and (word == "whats_on" or (word not in _SAID and found.exactly and _names_one(found))):
        return word, found.about, language
    if found and word in _CHANGES and (names.begin(found.about) or to_a_day(found.about)):
        return word, found.about, language
    return "whats_on" if asks_whats_on(words) else "look", words, spoken_language(words)


def _refers(found: Command, word: str, words: str) -> bool:
    """Whether a command is typed with a reference behind it, and no sentence is said around them."""
    if word in _SAID:
        return bool(_REFERENCE.match(found.about)) and " " not in found.about
    bare = len(words.split()) <= found.size + len(found.about.split())
    return bare and (found.size > 2 or bool(_REFERENCE.match(found.about)))


def _names_one(found: Command) -> bool:
    return found.size > 1 or bool(_THIS_ONE.match(found.about) or _REFERENCE.match(found.about))
