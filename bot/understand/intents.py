"""What somebody wants of us: to book, to give up a place, their own places, one session's details, news …

What no pattern reads is a question about what's on; what is surely nothing of ours is "unsure".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand import besides
from bot.understand.intent_patterns import SAYINGS
from bot.understand.letters import LONGEST, spoken
from bot.understand.names import NO_NAMES, Names
from bot.understand.outside import is_outside
from bot.understand.sentences import Piece, pieces, row
from bot.understand.stop_words import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Intent:
    """`word` is a command's name; `about`: the text without the words that said it."""

    word: str
    about: str


_OF_OURSELVES = frozenset(["help", "settings", "language", "access", "privacy"])  # asked before all other
_IN_TURN = (*besides.OURS, *besides.OTHERS, *SAYINGS)


def read_intent(text: str, names: Names = NO_NAMES) -> Intent | None:
    """What `text` wants, where a pattern says so; None: a question about what's on, as far as one can see."""
    words = spoken(text[:LONGEST])
    if not words:
        return None
    found = pieces(words, names.titles(words), names.holds)
    written = row(found)
    strange = is_outside(found, written)
    for saying in _IN_TURN:
        word = saying.word
        if strange and word not in _OF_OURSELVES:
            continue
        match = saying.search(written)
        if match:
            if word in besides.ASKED:
                return Intent(word, besides.about(word, found, text))
            if word == "details" and _of_others(found, names):
                return Intent("unsure", text.strip())
            first = written.count(" ", 0, match.start())
            end = written.count(" ", 0, match.end())
            return _about(word, text, found, first, end)
    return Intent("unsure", text.strip()) if strange else None


def asks_whats_on(text: str) -> bool:
    """Whether `text` asks what there is, even where it names nothing ("what have you got")."""
    found = pieces(spoken(text[:LONGEST]))
    return len(found) > 1 and any({"WHAT", "FIND", "SS"} & {*piece.parts} for piece in found)


# What is asked or said of a session, and is not its name.
_QUESTION = """
WHEN WHERE WHO HOW HOW_LONG HOW_MUCH HOW_MANY BE DO TELL DETAILS MORE_ABOUT FULL FACET_Q LEFT PLACE NEED LINK
COVER CAN I YOU PLEASE GREET CANCELLED WHAT START AM_I ME_BE HAVE_I SEND FIND
"""
_ASKED = frozenset(_QUESTION.split())
_CONTENT = frozenset(["TITLE", "REF", "NUM", "DATE", "KNOWN"])
_NO_NAME = frozenset(["there", "it", "anything", "something", "yno", "hi", "hwn", "hon", "unrhyw beth"])
_POLITE = frozenset(["PLEASE", "GREET", "ANYMORE"])


def _about(word: str, text: str, found: Sequence[Piece], first: int, end: int) -> Intent:
    """What the intent is about: the words that are left, or the whole text where only its dates matter."""
    match word:
        case "language":
            spoken_of = {piece.said for piece in found if "LANG" in piece.parts}
            return Intent("english" if spoken_of & {"english", "saesneg"} else "cymraeg", "")
        case "help" | "settings" | "digest":
            return Intent(word, "")
        case "mine":
            return Intent(word, text.strip())
        case "details":
            left = [piece for piece in found if not _ASKED & {*piece.parts} or _CONTENT & {*piece.parts}]
            if all(piece.said in _NO_NAME for piece in left):
                left = []  # "is it recorded", "is there parking"
        case "feedback":
            left = _reviewed(found, end)
        case _:
            before, left = found[:first], list(found[end:])
            if any(_tells(piece) for piece in left):
                before = [piece for piece in before if _CONTENT & {*piece.parts}]
            left = [*(piece for piece in before if not piece.parts or _CONTENT & {*piece.parts}), *left]
    while left and _POLITE & {*left[-1].parts}:
        left.pop()
    while left and _POLITE & {*left[0].parts}:
        left.pop(0)
    return Intent(word, _text_of(left, text))


def _of_others(found: Sequence[Piece], names: Names) -> bool:
    """Whether a question is about one thing, and the programme has no such thing ("where is the toilet")."""
    if any({"S", "SS", "TITLE", "REF", "NUM", "KNOWN"} & {*piece.parts} for piece in found):
        return False
    told = [piece.said for piece in found if not piece.parts and piece.said not in STOP_WORDS]
    return bool(told) and not any(names.knows(word) for word in told)


def _reviewed(found: Sequence[Piece], end: int) -> list[Piece]:
    """What is praised or blamed: before "was", behind "enjoyed" or "feedback on"."""
    was = next((place for place, piece in enumerate(found) if "WAS" in piece.parts), None)
    if was is not None:
        kept = list(found[:was])
    elif any({"ENJOYED", "ROEDD"} & {*piece.parts} for piece in found):
        place = next(n for n, piece in enumerate(found) if {"ENJOYED", "ROEDD"} & {*piece.parts})
        kept = _to_the_verdict(found[place + 1 :])
    else:
        kept = list(found[end:])
    plain = {"I", "ENJOYED", "FEEDBACK", "RATE", "PLEASE", "GREET", "YOU"}
    return [piece for piece in kept if not plain & {*piece.parts} or _CONTENT & {*piece.parts}]


# Behind what is reviewed: "… ddim yn dda iawn", "… but far too long".
_VERDICT = frozenset(["ddim", "yn", "n", "but", "ond", "too", "rhy", "really", "very", "iawn", "because"])


def _to_the_verdict(found: Sequence[Piece]) -> list[Piece]:
    cut = next((n for n, piece in enumerate(found) if n > 1 and piece.said in _VERDICT), len(found))
    return list(found[:cut])


def _tells(piece: Piece) -> bool:
    """Whether it names something: a title, a reference, a word that plays no part."""
    if "DATE" in piece.parts:
        return False
    return bool(_CONTENT & {*piece.parts}) or (not piece.parts and piece.said not in STOP_WORDS)


def _text_of(left: Sequence[Piece], text: str) -> str:
    """Those pieces as they were typed, with the signs between those that stood side by side."""
    runs: list[tuple[int, int]] = []
    for piece in left:
        if runs and not text[runs[-1][1] : piece.start].strip(" ,.;:!?-/&'\"()"):
            runs[-1] = (runs[-1][0], piece.end)
        else:
            runs.append((piece.start, piece.end))
    return ", ".join(text[start:end] for start, end in runs).strip(" ,.;:!?-")
