"""Text as Slack rich text: nothing in it is parsed, bold is a style, and a link goes to the web.

Source: docs.slack.dev, "Rich text block".
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from bot.card import Bold, Link, Reader, Text
from bot.platforms.slack import limits
from bot.words.aloud import say_span
from bot.words.fitting import ENDING, clean, head, units

Block: TypeAlias = dict[str, Any]


def spans(text: Text, reader: Reader, *, bold: bool = False) -> list[Block]:
    """The pieces of a line; dates in the reader's zone and the text's language."""
    drawn = []
    for span in text.spans:
        if isinstance(span, Link) and (url := _web_address(span.url)):
            element: Block = {"type": "link", "url": url, "text": clean(span.text) or url}
        elif words := clean(say_span(span, text, reader)):
            element = piece(words)
        else:
            continue
        if bold or isinstance(span, Bold):
            element["style"] = {"bold": True}
        drawn.append(element)
    return drawn


def piece(words: str) -> Block:
    return {"type": "text", "text": words}


def _web_address(url: str) -> str | None:
    # Anything but an ordinary web address is shown as letters, never as something to follow.
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    ordinary = parts.scheme in ("http", "https") and parts.hostname and url.isascii() and url.isprintable()
    return url if ordinary and " " not in url and len(url) <= limits.TEXT else None


def joined(lines: Iterable[list[Block]]) -> list[Block]:
    """The lines one under the other; those with nothing on them are left out."""
    elements: list[Block] = []
    for line in lines:
        if line:
            elements += [piece("\n"), *line] if elements else line
    return elements


def rich_text(elements: list[Block]) -> Iterator[Block]:
    """One rich text block of at most 3,000 letters, or none where there is nothing to read."""
    if sum(units(element["text"]) for element in elements) > limits.TEXT:
        elements = [*_first(elements, limits.TEXT - 1), piece(ENDING)]
    if any(element["text"].strip() for element in elements):
        yield {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _first(elements: list[Block], letters: int) -> Iterator[Block]:
    for element in elements:
        size = units(element["text"])
        if size > letters:
            if kept := head(element["text"], letters):
                yield {**element, "text": kept}
            return
        yield element
        letters -= size
