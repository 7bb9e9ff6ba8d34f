"""What Teams takes at most, and how text that is longer is cut to fit.

Sources: learn.microsoft.com, "Message size limits for agents" (100 KB, in UTF-16, a whole message), "Cards
reference" (six buttons in a row). Where Microsoft names no figure, ours is far above what people write.
"""

import re

CARD = 80_000  # bytes of UTF-16 of the whole card as JSON; the message around it has the rest
BUTTONS = 6  # in a row
ROW = 52  # letters of all their words: what does not fit in a narrow message is out of sight
BUTTON = 75
TOOLTIP = 200
HEADING = 300
TEXT = 3000  # one text of a card
LABEL = 600
URL = 2000
PICTURE = 40_000  # bytes of a PNG
SUMMARY = 4000
ABOUT = 2000
NAME = 100  # a word, the name of a field
FIELDS = 50
OPTIONS = 100
ANSWER = 20_000  # one input as it comes back; what is kept of it is each field's own matter

ENDING = "…"

# Control characters have no place in a message, half a surrogate pair cannot be sent at all, and a
# direction override would turn round whatever stands after it.
_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_JOINERS = "\u200d\ufe0e\ufe0f"


def units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """`text` without what cannot be sent or would spoil its neighbours; line ends are made one kind."""
    return _UNSENDABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cut(text: str, longest: int) -> str:
    """`text` in at most `longest` units; what is cut off leaves an ending."""
    if units(text) <= longest:
        return text
    return head(text, longest - 1).rstrip() + ENDING


def head(text: str, longest: int) -> str:
    """The first units of `text`, with no letter and no joined emoji left in halves."""
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * longest].decode("utf-16-le", "ignore")
    return kept.rstrip(_JOINERS)
