"""Raw text → a word and what it is about, by the vocabulary that the handlers declare."""

import re
from functools import lru_cache
from collections.abc import Callable
from typing import TypeAlias, cast

from bot.card import Language
from bot.registry import Registry
from bot.shelf import Programme
from bot.understand.commands import find_command

Hear: TypeAlias = Callable[[str, Programme], tuple[str, str, Language | None]]
"""Raw text and the programme → (word, about, the language it was said in). It never fails: not clear is a
word too.
"""

_LONGEST = 4000
_SHORT = 40  # letters
_OFTEN = 1000
_PREFIX = re.compile(r"^(?:/?learn\b\s*)+", re.IGNORECASE)  # pasted along with the words


def hearing(registry: Registry) -> Hear:
    """A reader of what people type. Words without a command are a question about what's on."""

    def hear(text: str, programme: Programme) -> tuple[str, str, Language | None]:
        return often(text) if len(text) <= _SHORT else read(text)

    def read(text: str) -> tuple[str, str, Language | None]:
        words = _PREFIX.sub("", text.strip()[:_LONGEST])
        if not words:
            return "help", "", None
        found = find_command(words, registry.vocabulary)
        if found is None:
            return "look", words, None
        language, _, word = found.word.rpartition(":")
        if word == "courtesy" and found.about:
            return read(found.about)  # "thanks, and what's on tomorrow?"
        return word, found.about, cast(Language, language) if language else None

    # Most of what is typed has been typed before, by somebody else: "what's on", "mine", "help".
    often = lru_cache(maxsize=_OFTEN)(read)
    return hear
