"""What typed words are for: an ask to Caffi, a word to the channel, or a command nobody knows."""

import re
from dataclasses import dataclass
from enum import Enum, auto

LONGEST = 3000  # characters in one message
_MENTION = re.compile(r"(?<![\w@.])@caffi\b(?!\.\w)[,:]?", re.IGNORECASE)
_COMMANDS = {"/learn": "", "/book": "book"}


class For(Enum):
    CAFFI = auto()
    CHANNEL = auto()
    NOBODY = auto()  # a command that is not ours


@dataclass(frozen=True, slots=True)
class Typed:
    """`private`: nobody else sees that it was typed, as with any slash command.

    /book says its word itself, so what follows is what it is about; any other words are read as text.
    """

    to: For
    word: str = ""
    about: str = ""
    text: str = ""
    private: bool = False


def read_typed(line: str, *, in_channel: bool) -> Typed:
    """Sort a typed line. In a channel Caffi hears only commands and its own name."""
    line = line.strip()
    if line.startswith("/"):
        command, *rest = line.split(maxsplit=1)
        word = _COMMANDS.get(command.casefold())
        if word is None:
            return Typed(For.NOBODY, private=True)
        words = rest[0] if rest else ""
        if word:
            return Typed(For.CAFFI, word=word, about=words, private=True)
        return Typed(For.CAFFI, text=words, private=True)
    without, mentions = _MENTION.subn(" ", line)
    if in_channel and not mentions:
        return Typed(For.CHANNEL)
    if mentions:
        line = re.sub(r"[ \t]{2,}", " ", without).strip()
    return Typed(For.CAFFI, text=line)
