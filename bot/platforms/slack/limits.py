"""What Slack takes at most, and how escaped text is cut to fit.

Sources: docs.slack.dev, "Blocks", "Block elements", "Composition objects", "Modals". Lengths are
counted in UTF-16 units, the strictest way Slack could count them.
"""

from bisect import bisect_right

from bot.words.fitting import ENDING, JOINERS, units

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
TEXT = 3000  # one text object, and here one rich text block
LETTERS = 12_000  # everything readable in one message (`msg_blocks_too_long` has no published figure)
WEIGHT = 100_000  # JSON of what is read, and as much again of fields: a view may have 250 KB
FALLBACK = 4000  # top-level text; chat.update refuses more
HEADER = 150
BUTTON = 75
BUTTONS = 5
VALUE = 2000
ACTION_ID = 255
BLOCK_ID = 255
LABEL = 2000
TITLE = 24
METADATA = 3000
OPTIONS = 100
FEW_OPTIONS = 10  # checkboxes and radio buttons
OPTION_TEXT = 75
OPTION_VALUE = 150
INPUT = 3000
COMMAND = 32
ALT = 2000  # the words of a picture
CHARTS = 2  # in one message
CHART_TITLE = 50
CHART_LABEL = 20  # a category's or a series' name
CHART_ROWS = 20
ID = 100  # longer than any; they are opaque


def id_in(found: object) -> str:
    """An id of Slack's, as short and plain as all of them are; empty where something else stands."""
    plain = isinstance(found, str) and len(found) <= ID and found.isascii() and found.isprintable()
    return str(found) if plain else ""


def escape(text: str) -> str:
    """`text` so that Slack finds no mention, channel or link in it (docs.slack.dev, "Formatting")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut_escaped(text: str, longest: int) -> str:
    """`text` escaped and in at most `longest` units, never cut inside an escape."""
    if units(escaped := escape(text)) <= longest:
        return escaped
    kept = bisect_right(range(longest), longest - 1, key=lambda length: units(escape(text[:length]))) - 1
    return escape(text[:kept].rstrip(JOINERS).rstrip()) + ENDING
