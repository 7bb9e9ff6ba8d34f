"""A distribution as a chart that Teams draws itself; where a client knows none, the same as a picture.

Sources: learn.microsoft.com, "Charts in Adaptive Cards" (Chart.HorizontalBar and its `fallback`), and the
models of Microsoft's package microsoft-teams-cards.
"""

from base64 import b64encode

from bot.card import Bars, Reader, Text
from bot.platforms.teams import limits
from bot.platforms.teams.escape import literal
from bot.platforms.teams.lines import Node
from bot.words.aloud import say, say_part
from bot.words.fitting import clean, cut

_COLOUR = "categoricalBlue"
_PNG = b"\x89PNG\r\n\x1a\n"


def chart(bars: Bars, reader: Reader, png: bytes) -> Node | None:
    """The chart, or None where there is nothing to compare. `png`: its picture, or nothing.

    Before and now are a picture, or None: a grouped chart tells them apart by their colour alone.
    """
    lines = (line.strip() for line in say_part(bars, reader).split("\n"))
    picture = image(png, "; ".join(filter(None, lines)))
    labels = [_said(label, reader) for label, _ in bars.rows]
    counts = [max(count, 0) for _, count in bars.rows]
    if bars.pairs or not 0 < len(labels) <= limits.CHART_ROWS or not all(labels) or not any(counts):
        return picture
    return {
        "type": "Chart.HorizontalBar",
        "title": _said(bars.title, reader),
        "data": [{"x": label, "y": count} for label, count in zip(labels, counts, strict=True)],
        "displayMode": "AbsoluteNoAxis",  # an axis counts people in fractions
        "color": _COLOUR,
        "fallback": picture or "drop",
    }


def image(png: bytes, alt: str) -> Node | None:
    """A picture in the card itself; None for what is none, is too large, or says nothing to who is blind."""
    words = cut(clean(alt).strip(), limits.LABEL)
    if not words or not png.startswith(_PNG) or len(png) > limits.PICTURE:
        return None
    url = f"data:image/png;base64,{b64encode(png).decode('ascii')}"
    return {"type": "Image", "url": url, "altText": words, "size": "Stretch"}


def _said(text: Text, reader: Reader) -> str:
    return literal(cut(clean(say(text, reader)).strip(), limits.CHART_LABEL))
