"""Words made fit to send: without what cannot be sent, and no longer than a platform takes.

Lengths are counted in UTF-16 units, the strictest way a platform could count them.
"""

import re

ENDING = "…"
JOINERS = "\u200d\ufe0e\ufe0f"
"""What joins letters to one emoji, and must not be left at an end."""

# Control characters have no place in a message, half a surrogate pair cannot be sent at all, and a
# direction override would turn round whatever stands after it.
_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """`text` without what cannot be sent or would spoil its neighbours; line ends are made one kind."""
    if text.isprintable():  # as nearly all are, and quickly seen
        return text
    return _UNSENDABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cut(text: str, longest: int) -> str:
    """`text` in at most `longest` units; what is cut off leaves an ending."""
    if units(text) <= longest:
        return text
    return head(text, longest - 1).rstrip() + ENDING


def head(text: str, longest: int) -> str:
    """The first units of `text`, with no letter and no joined emoji left in halves."""
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * longest].decode("utf-16-le", "ignore")
    return kept.rstrip(JOINERS)
