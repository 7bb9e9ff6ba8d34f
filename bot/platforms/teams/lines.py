"""Text as lines of an Adaptive Card: TextRuns, in which Markdown means nothing.

Source: adaptivecards.io, "RichTextBlock" and "TextRun".
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from bot.card import Bold, Language, Link, Plain, Reader, Span, Text
from bot.platforms.teams import limits
from bot.platforms.teams.escape import plain, web_address
from bot.words.aloud import say_span
from bot.words.fitting import ENDING, clean, head, units

Node: TypeAlias = dict[str, Any]

SMALL: Node = {"size": "Small", "isSubtle": True}
BOLD: Node = {"weight": "Bolder"}


def piece(words: str, **look: Any) -> Node:
    return {"type": "TextRun", "text": words, **look}


def spans(text: Text, reader: Reader, **look: Any) -> list[Node]:
    """The pieces of a text as they were written; dates in the reader's zone and the text's language."""
    drawn: list[Node] = []
    for span in text.spans:
        if words := clean(_words(span, text, reader)):
            style = {**look, **(BOLD if isinstance(span, Bold) else {})}
            if isinstance(span, Plain | Bold) and span.language not in (None, text.language):
                style["lang"] = span.language
            if drawn and {**drawn[-1], "text": ""} == piece("", **style):
                drawn[-1]["text"] += words
            else:
                drawn.append(piece(words, **style))
    return drawn


def block(pieces: list[Node], language: Language, around: Language) -> Iterator[Node]:
    """The pieces one after the other, each line of them a block; lines with nothing on them are left out.

    `language` is the text's, `around` that of the card.
    """
    if sum(units(each["text"]) for each in pieces) > limits.TEXT:
        pieces = [*_first(pieces, limits.TEXT - 1), piece(ENDING)]
    for line in _broken(pieces):
        if any(each["text"].strip() for each in line):
            inlines = [{**each, "text": plain(each["text"])} for each in line]
            lang = {} if language == around else {"lang": language}
            yield {"type": "RichTextBlock", **lang, "inlines": inlines}


def below(lines: Iterable[Node]) -> list[Node]:
    """The lines close under each other."""
    return [{**line, "spacing": "None"} if place else line for place, line in enumerate(lines)]


def links(texts: Iterable[Text]) -> dict[str, Link]:
    """The links that lead somewhere, by their address."""
    found = (span for text in texts for span in text.spans if isinstance(span, Link))
    return {span.url: span for span in found if web_address(span.url)}


def _words(span: Span, text: Text, reader: Reader) -> str:
    # Where a link leads stands behind its button.
    if isinstance(span, Link) and web_address(span.url) and span.text.strip():
        return span.text
    return say_span(span, text, reader)


def _broken(pieces: list[Node]) -> Iterator[list[Node]]:
    line: list[Node] = []
    for each in pieces:
        first, *others = each["text"].split("\n")
        line += [{**each, "text": first}] if first else []
        for words in others:
            yield line
            line = [{**each, "text": words}] if words else []
    yield line


def _first(pieces: list[Node], letters: int) -> Iterator[Node]:
    for each in pieces:
        size = units(each["text"])
        if size > letters:
            if kept := head(each["text"], letters):
                yield {**each, "text": kept}
            return
        yield each
        letters -= size
