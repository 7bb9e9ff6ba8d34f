"""Whether an order is given outright ("cancel yoga") or only read from a sentence ("can I skip the yoga")."""

import re

from bot.understand.commands import Command
from bot.understand.letters import Token, fold, spoken
from bot.understand.names import Names

# What makes an order no order, wherever it stands behind the word.
_WORDS = """
if unless whether dont wait keep instead or no but swap not never os oni neu ond peidio peidiwch paid
ddim nid byth
"""
_DOUBTS = frozenset(_WORDS.split())
# "Cancel yoga, I'm not well" is no doubt.
_NOT_DOUBTED = frozenset(
    ["able", "well", "feeling", "going", "coming", "free", "available", "around", "here"]
)
_YOU = re.compile(r"\b(?:(?:can|could|would|will) you|allwch chi|alli di|fedrwch chi|wnewch chi|wnei di)\b")
_MAY_I = re.compile(r"\b(?:(?:can|could|may) (?:i|we)|g[ae]f? i|gawn ni|alla i)\b")
_JOIN = re.compile(r"join|ymuno", re.IGNORECASE)  # "can I join from home"


def surely(found: Command, text: str, names: Names) -> bool:
    """Whether `found`, the command that `text` begins with, is an order to book or to cancel as it stands.

    "Can I cancel yoga" may be a question, and is none; "can I book yoga" is how one asks for it.
    """
    cancels = found.word == "cancel"
    before = fold(found.before)
    may_i = bool(_MAY_I.search(before))
    if cancels and (may_i or not found.exactly):
        return False
    words = spoken(text)
    titles = names.titles(words)
    asked = any(sign == "?" and not _within(place, titles) for place, sign in enumerate(text))
    if asked and not (_YOU.search(before) or may_i):
        return False
    start = len(text) - len(text.lstrip().lstrip("/").lstrip()) + len(found.before)
    if may_i and _JOIN.match(text, start):
        return False
    behind = [word for word in words if word.start >= start and not _within(word.start, titles)]
    return not any(_doubts(behind, place) for place in range(len(behind)))


def _within(place: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in stretches)


def _doubts(words: list[Token], place: int) -> bool:
    after = words[place + 1].text if place + 1 < len(words) else ""
    return words[place].text in _DOUBTS and not (words[place].text == "not" and after in _NOT_DOUBTED)
