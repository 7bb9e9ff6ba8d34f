"""A card as Slack draws it: Block Kit blocks, and the complete text behind them.

Foreign text only ever stands in `rich_text` and `plain_text`, where nothing is parsed: a title that
says `<!channel>` shows those letters and calls nobody. Whatever the card holds, the blocks are ones
that Slack takes; what is too long is cut with an ending.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias, assert_never

from bot.card import (
    Bars,
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    File,
    Heading,
    Item,
    Language,
    Link,
    Note,
    Paragraph,
    Part,
    Picture,
    Plain,
    Reader,
    Text,
)
from bot.platforms.slack import limits
from bot.platforms.slack.rich import Block, joined, piece, rich_text, spans
from bot.words.aloud import counted, say, say_card, say_part
from bot.words.fitting import ENDING, clean, cut, units

Words: TypeAlias = Callable[[str, Language], Text]
"""The room's own few sentences: a name ("slack.cut") and a language in, a text out."""

_LONGEST_BAR = 20


def draw(
    card: Card,
    reader: Reader,
    words: Words,
    most: int = limits.MESSAGE_BLOCKS,
    *,
    shown: Mapping[int, Block] | None = None,
) -> list[Block]:
    """The card's blocks: at least one, at most `most`, whatever the card holds.

    `shown`: a chart or a picture for the part at that place; a distribution's numbers follow it in words.
    """
    seen = shown or {}
    groups = [
        [seen[place], *_beside(part, reader)] if place in seen else list(_draw_part(part, reader))
        for place, part in enumerate(card.parts)
    ]
    blocks = _fit([group for group in groups if group], most, card.language, reader, words)
    return blocks or [plain_block(say(card.summary, reader))]


def fallback(card: Card, reader: Reader) -> str:
    """The whole card as the top-level `text`: the notification, and what a screen reader says."""
    summary, everything = say(card.summary, reader).strip(), say_card(card, reader).strip()
    words = everything if everything.startswith(summary) else f"{summary}\n{everything}"
    return limits.cut_escaped(clean(words).strip() or ENDING, limits.FALLBACK)


def plain(text: str, longest: int) -> Block:
    """A plain text object; never empty, because Slack refuses one that is."""
    return {
        "type": "plain_text",
        "text": cut(clean(text).strip() or ENDING, longest),
        "emoji": False,
    }


def plain_block(text: str) -> Block:
    return {"type": "section", "text": plain(text, limits.TEXT)}


def carry(word: str, about: str, longest: int) -> str | None:
    """A word and what it is about in one value; None where Slack would not bring it back as it is."""
    value = f"{word}|{about}"
    whole = bool(word) and "|" not in word and clean(value) == value
    return value if whole and units(value) <= longest else None


def carried(value: str) -> tuple[str, str]:
    """The word and the about of a value that `carry` made."""
    word, _, about = value.partition("|")
    return word, about


# ── Parts ────────────────────────────────────────────────────────────────────────────────────────


def _draw_part(part: Part, reader: Reader) -> Iterator[Block]:
    match part:
        case Heading():
            yield from _heading(part.text, reader)
        case Paragraph():
            yield from rich_text(spans(part.text, reader))
        case Note():
            yield from _small(part.text, reader)
        case Item():
            lines = [spans(part.title, reader, bold=True), *(spans(line, reader) for line in part.lines)]
            yield from rich_text(joined(lines))
            yield from _actions(part.buttons, reader)
        case Facts():
            rows = (
                [*spans(label, reader, bold=True), piece(": "), *spans(value, reader)]
                for label, value in part.rows
            )
            yield from rich_text(joined(rows))
        case Buttons():
            yield from _actions(part.buttons, reader)
        case Bars():
            yield from rich_text(joined(_bars(part, reader)))
        case Picture() | File():
            yield from _small(Text((Plain(say_part(part, reader)),)), reader)
        case Divider():
            yield {"type": "divider"}
        case _:
            assert_never(part)


def _beside(part: Part, reader: Reader) -> Iterator[Block]:
    """The words under a chart or picture. One that is no distribution has its own words in it."""
    if isinstance(part, Bars):
        yield from rich_text(joined(_bars(part, reader, longest=0)))


def _heading(text: Text, reader: Reader) -> Iterator[Block]:
    if words := clean(say(text, reader)).strip():
        yield {"type": "header", "text": plain(words, limits.HEADER)}


def _small(text: Text, reader: Reader) -> Iterator[Block]:
    if any(isinstance(span, Link) for span in text.spans):
        yield from rich_text(spans(text, reader))  # small print cannot hold a link without markup
    elif words := clean(say(text, reader)).strip():
        yield {"type": "context", "elements": [plain(words, limits.TEXT)]}


def _bars(bars: Bars, reader: Reader, longest: int = _LONGEST_BAR) -> Iterator[list[Block]]:
    yield spans(bars.title, reader, bold=True)
    if bars.note:
        yield spans(bars.note, reader)
    most = max((count for _, count in bars.rows), default=0)
    for (label, number), (_, count) in zip(counted(bars, reader), bars.rows, strict=True):
        length = round(longest * max(count, 0) / most) if most > 0 else 0
        yield [*spans(label, reader), piece(clean(f": {number} {'▇' * length}").rstrip())]


def _actions(buttons: Iterable[Button], reader: Reader) -> Iterator[Block]:
    values = ((button, carry(button.word, button.about, limits.VALUE)) for button in buttons)
    drawn = [(button, value) for button, value in values if value is not None]
    for start in range(0, len(drawn), limits.BUTTONS):
        row = drawn[start : start + limits.BUTTONS]
        yield {
            "type": "actions",
            "elements": [_button(button, value, n, reader) for n, (button, value) in enumerate(row)],
        }


def _button(button: Button, value: str, place: int, reader: Reader) -> Block:
    drawn: Block = {
        "type": "button",
        "text": plain(say(button.label, reader), limits.BUTTON),
        "action_id": f"press:{cut(button.word, limits.ACTION_ID - 20)}:{place}",
        "value": value,
    }
    if button.style != "plain":
        drawn["style"] = "primary" if button.style == "main" else "danger"
    if button.spoken and (spoken := clean(say(button.spoken, reader)).strip()):
        drawn["accessibility_label"] = cut(spoken, limits.BUTTON)
    return drawn


# ── Fitting ──────────────────────────────────────────────────────────────────────────────────────


def _fit(
    groups: list[list[Block]], most: int, language: Language, reader: Reader, words: Words
) -> list[Block]:
    # An item stays with its buttons: a part goes in whole, unless it is the first and alone too long.
    everything = [block for group in groups for block in group]
    if len(everything) <= most and len(json.dumps(everything)) <= limits.LETTERS:
        return everything  # all that is readable is in there, and no shorter than when it is read
    fitted: list[Block] = []
    letters, weight = limits.LETTERS, limits.WEIGHT
    for group in groups:
        costs = [(_letters(block), len(json.dumps(block))) for block in group]
        last = group is groups[-1] and len(fitted) + len(group) <= most
        fits = last or len(fitted) + len(group) < most
        if fits and sum(cost[0] for cost in costs) <= letters and sum(cost[1] for cost in costs) <= weight:
            fitted += group
            letters -= sum(cost[0] for cost in costs)
            weight -= sum(cost[1] for cost in costs)
            continue
        if not fitted:
            for block, cost in zip(group[: most - 1], costs, strict=False):
                letters, weight = letters - cost[0], weight - cost[1]
                if letters < 0 or weight < 0:
                    break
                fitted.append(block)
        ending = say(words("slack.cut", language), reader)
        return [*fitted, {"type": "context", "elements": [plain(ending, limits.TEXT)]}]
    return fitted


def _letters(block: Block) -> int:
    """Everything readable in a block, in UTF-16 units."""
    return sum(units(words) for words in _readable(block))


def _readable(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("text", "label", "hint", "description", "placeholder") and isinstance(value, str):
                yield value
            else:
                yield from _readable(value)
    elif isinstance(node, list):
        for each in node:
            yield from _readable(each)
