"""The picture of a distribution in a card, for one reader, where all of it can be drawn."""

import asyncio
import unicodedata
from collections.abc import Mapping

from bot.card import Bars, Card, Part, Reader, Text
from bot.charts.picture import Chart, png, sheet
from bot.files.certificate import NotDrawn, without_letters
from bot.words.aloud import say

_ROWS = 20
_LONGEST = 400  # letters: three lines hold half of that
_MOST = 10**9
_SIGNS = "“”…–—"


def picture(bars: Bars, reader: Reader) -> bytes:
    """A PNG, or nothing where there is nothing to compare, or a letter that we cannot draw: a word with
    holes would be another word. It takes some 15 ms, so not in an event loop.
    """
    counts = [*(count for _, count in bars.rows), *bars.before]
    if not 0 < len(bars.rows) <= _ROWS or min(counts) < 0 or not 0 < max(counts) <= _MOST:
        return b""
    try:
        return png(_chart(bars, reader))
    except UnicodeError:
        return b""


def sheet_of(card: Card, of: Text, reader: Reader) -> bytes:
    """All distributions of a card as one picture, under what they are `of` and how many answered (the line
    that stands for the card). Raises NotDrawn where it has none, or one cannot be drawn whole.
    """
    bars = [part for part in card.parts if isinstance(part, Bars)]
    if not bars or not all(picture(each, reader) for each in bars):
        raise NotDrawn("nothing to draw, or a letter without a drawing")
    try:
        top = Chart(_words(of, reader), _words(card.summary, reader), ())
    except UnicodeError as error:
        raise NotDrawn(str(error)) from error
    return sheet([top, *(_chart(each, reader) for each in bars)])


async def pictures(parts: Mapping[int, Part], reader: Reader) -> Mapping[int, bytes]:
    """The pictures of the distributions among these parts of a card, by place; those that can be drawn."""
    shown = {place: part for place, part in parts.items() if isinstance(part, Bars)}
    if not shown:
        return {}
    drawn = await asyncio.to_thread(lambda: {place: picture(bars, reader) for place, bars in shown.items()})
    return {place: content for place, content in drawn.items() if content}


def _chart(bars: Bars, reader: Reader) -> Chart:
    return Chart(
        title=_words(bars.title, reader),
        note=_words(bars.note, reader) if bars.note else "",
        rows=tuple((_words(label, reader), count) for label, count in bars.rows),
        before=bars.before if bars.pairs else (),
        moments=tuple(_words(moment, reader) for moment in bars.moments) if bars.pairs else (),
    )


def _words(text: Text, reader: Reader) -> str:
    """The words without signs that we have no drawing of, as emoji. Raises UnicodeError for a letter."""
    words = unicodedata.normalize("NFC", " ".join(say(text, reader).split())[:_LONGEST])
    missing = {letter for letter in without_letters(words) if letter not in _SIGNS}
    if any(unicodedata.category(letter)[0] in "LMN" for letter in missing):
        raise UnicodeError("a letter without a drawing")
    return "".join(letter for letter in words if letter not in missing).strip()
