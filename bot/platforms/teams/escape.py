"""Foreign text made harmless for an Adaptive Card, with nothing to be seen of it.

A TextRun reads no markup but `{{DATE(…)}}`. A TextBlock, an option and an error message read Markdown
too. Backslashes would keep them from it where Markdown is CommonMark, but phones on which it is not show
the backslashes; so marks are parted by characters of no width instead, and neither finds a link or a list.

Sources: adaptivecards.io, "TextBlock" and "Text features" (a subset of CommonMark); CommonMark 0.31, 6.2
(a mark between two spaces, of any width, means nothing) and 2.4; microsoft/AdaptiveCards, the renderers'
MarkDownBlockParser.cpp (phones) and text-formatters.ts.
"""

import re
from urllib.parse import urlsplit

from bot.platforms.teams.limits import URL
from bot.words.fitting import clean

NOTHING = "\u200b"  # zero width space: parts marks that mean something only side by side
HAIR = "\u200a"  # the thinnest of spaces: a star between two of them is a star

_MACRO = re.compile(r"\{(?=\{)")
# What means something only together with what follows it.
_PARTED = re.compile(
    r"\](?=[(\[:])"  # a link
    r"|\\(?=[!-/:-@\[-`{-~])"  # an escape, which would vanish
    r"|&(?=#?\w+;)"  # an entity
    r"|:(?=//)|www(?=\.)|\S(?=@)"  # what reads like an address
    r"|^(?:[-+=#]+|\d+(?=[.)]))",  # a list, a heading
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\*+|_+|~+")
_LOOKALIKE = str.maketrans({"<": "‹", ">": "›", "`": "ˋ", "\n": " ", "\t": " "})


def plain(text: str) -> str:
    """`text` for a TextRun."""
    whole = clean(text)
    return _MACRO.sub("{" + NOTHING, whole) if "{{" in whole else whole


def literal(text: str) -> str:
    """`text` for a place that reads Markdown, on one line: every mark in it is shown and means nothing."""
    line = plain(text).translate(_LOOKALIKE).strip()
    return _EMPHASIS.sub(_kept_apart, _PARTED.sub(lambda found: found[0] + NOTHING, line))


def web_address(url: str) -> str | None:
    """`url` where it is an ordinary web address; anything else is shown as letters and leads nowhere."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    ordinary = parts.scheme in ("http", "https") and parts.hostname and url.isascii() and url.isprintable()
    return url if ordinary and " " not in url and len(url) <= URL else None


def _kept_apart(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    within_a_word = found[0][0] == "_" and before.isalnum() and after.isalnum()
    return found[0] if within_a_word else f"{HAIR}{found[0]}{HAIR}"
