"""The parts of a card as Teams draws them: elements of Adaptive Cards 1.5.

Foreign text stands in TextRuns, and where a heading has to read Markdown it is made harmless first.
Buttons stand in the body, below what they belong to, and say what they do without their colour.

Sources: adaptivecards.io (schema explorer, 1.5); learn.microsoft.com, "Cards reference" (Teams).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, assert_never

from bot.card import (
    Bars,
    Button,
    Buttons,
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
from bot.platforms.teams import limits
from bot.platforms.teams.carried import execute
from bot.platforms.teams.charts import chart, image
from bot.platforms.teams.escape import literal
from bot.platforms.teams.lines import BOLD, SMALL, Node, below, block, links, piece, spans
from bot.words.aloud import counted, say, say_part
from bot.words.fitting import ENDING, clean, cut, units

Words: TypeAlias = Callable[[str, Language], Text]
"""The room's own few sentences: a name ("teams.cut") and a language in, a text out."""

_LONGEST_BAR = 20
_STYLES = {"main": {"style": "positive"}, "danger": {"style": "destructive"}, "plain": {}}


def groups(
    parts: Iterable[Part],
    reader: Reader,
    language: Language,
    words: Words,
    shown: Mapping[int, bytes] | None = None,
) -> Iterator[list[Node]]:
    """The elements of each part that has any. After a divider stands a line. `shown`: the pictures of
    distributions, by the place of the part.
    """
    divided = False
    for place, part in enumerate(parts):
        if isinstance(part, Divider):
            divided = True
        elif isinstance(part, Bars) and shown is not None:
            yield _chart(part, reader, language, shown.get(place, b""))
        elif drawn := _draw(part, reader, language, words):
            yield [drawn[0] | {"separator": True, "spacing": "Large"}, *drawn[1:]] if divided else drawn
            divided = False


def heading(words: str) -> Iterator[Node]:
    """A heading that screen readers find; nothing where there are no words."""
    if shown := literal(cut(clean(words).strip(), limits.HEADING)):
        yield {
            "type": "TextBlock",
            "text": shown,
            "style": "heading",
            "size": "Large",
            "weight": "Bolder",
            "wrap": True,
        }


def small(text: Text, reader: Reader, around: Language) -> list[Node]:
    return _text(text, reader, around, SMALL)


def rows(actions: Iterable[Node]) -> Iterator[Node]:
    """Actions side by side; more than fit beside each other go on below."""
    row: list[Node] = []
    first = True
    for action in (*actions, None):
        full = len(row) == limits.BUTTONS or (action and _width([*row, action]) > limits.ROW)
        if row and (action is None or full):
            yield {"type": "ActionSet", **({} if first else {"spacing": "Small"}), "actions": row}
            row, first = [], False
        row += [action] if action else []


def _width(row: Iterable[Node]) -> int:
    """How wide buttons are, in letters, with what is around their words."""
    return sum(units(action["title"]) + 5 for action in row)


def titled(action: Node, title: str, **more: str) -> Node:
    """An action with its words, which the older form of it needs too."""
    named = {"title": cut(clean(title).strip() or ENDING, limits.BUTTON), **more}
    older = {"fallback": {**action["fallback"], **named}} if "fallback" in action else {}
    return {**action, **named, **older}


def _draw(part: Part, reader: Reader, language: Language, words: Words) -> list[Node]:
    match part:
        case Heading():
            return list(heading(say(part.text, reader)))
        case Paragraph() | Note():
            look = SMALL if isinstance(part, Note) else {}
            return [*_text(part.text, reader, language, look), *_actions([part.text], (), reader, words)]
        case Item():
            return _item(part, reader, language, words)
        case Facts():
            return _facts(part, reader, language, words)
        case Buttons():
            return list(_actions((), part.buttons, reader, words))
        case Bars():
            return _bars(part, reader, language)
        case Picture():
            return _picture(part, reader, language)
        case File():
            return small(Text((Plain(say_part(part, reader)),), language), reader, language)
        case Divider():
            return []
        case _:
            assert_never(part)


def _text(text: Text, reader: Reader, around: Language, look: Node) -> list[Node]:
    return below(block(spans(text, reader, **look), text.language, around))


def _facts(facts: Facts, reader: Reader, around: Language, words: Words) -> list[Node]:
    lines = (
        line
        for label, value in facts.rows
        for line in block(
            [*spans(label, reader, **BOLD), *spans(_after_colon(value), reader)], label.language, around
        )
    )
    return [*below(lines), *_actions([value for _, value in facts.rows], (), reader, words)]


def _after_colon(value: Text) -> Text:
    return Text((Plain(": "), *value.spans), value.language)


def _item(item: Item, reader: Reader, around: Language, words: Words) -> list[Node]:
    title = block(spans(item.title, reader, **BOLD), item.title.language, around)
    lines = (line for text in item.lines for line in block(spans(text, reader), text.language, around))
    actions = _actions([item.title, *item.lines], item.buttons, reader, words)
    drawn = [*below([*title, *lines]), *actions]
    return [{"type": "Container", "separator": True, "spacing": "Medium", "items": drawn}] if drawn else []


def _bars(bars: Bars, reader: Reader, around: Language, longest: int = _LONGEST_BAR) -> list[Node]:
    return below([*_titled(bars, reader, around), *_rows(bars, reader, around, longest)])


def _chart(bars: Bars, reader: Reader, around: Language, png: bytes) -> list[Node]:
    """The chart under its title, and its numbers in words below it."""
    drawn = chart(bars, reader, png)
    if drawn is None:
        return _bars(bars, reader, around)
    return [*below(_titled(bars, reader, around)), drawn, *below(_rows(bars, reader, around, 0))]


def _titled(bars: Bars, reader: Reader, around: Language) -> Iterator[Node]:
    yield from block(spans(bars.title, reader, **BOLD), bars.title.language, around)
    if bars.note:
        yield from block(spans(bars.note, reader, **SMALL), bars.note.language, around)


def _rows(bars: Bars, reader: Reader, around: Language, longest: int) -> Iterator[Node]:
    most = max((count for _, count in bars.rows), default=0)
    for (label, number), (_, count) in zip(counted(bars, reader), bars.rows, strict=True):
        length = round(longest * max(count, 0) / most) if most > 0 else 0
        row = [*spans(label, reader), piece(f": {number} {'▇' * length}".rstrip())]
        yield from block(row, label.language, around)


def _picture(picture: Picture, reader: Reader, around: Language) -> list[Node]:
    drawn = image(picture.png, say(picture.alt, reader))
    return [drawn] if drawn else small(picture.alt, reader, around)


def _actions(
    texts: Iterable[Text], buttons: Iterable[Button], reader: Reader, words: Words
) -> Iterator[Node]:
    texts = list(texts)
    language = texts[0].language if texts else "en"
    leading = [_leading(link, reader, language, words) for link in links(texts).values()]
    pressed = [drawn for button in buttons if (drawn := _button(button, reader))]
    yield from rows([*leading, *pressed])


def _leading(link: Link, reader: Reader, language: Language, words: Words) -> Node:
    bare = link.text.strip() in ("", link.url)
    title = say(words("teams.open_link", language), reader) if bare else link.text
    return titled({"type": "Action.OpenUrl", "url": link.url}, title, tooltip=cut(link.url, limits.TOOLTIP))


def _button(button: Button, reader: Reader) -> Node | None:
    action = execute(button.word, button.about)
    if action is None:
        return None
    more = dict(_STYLES[button.style])
    if button.spoken and (spoken := clean(say(button.spoken, reader)).strip()):
        more["tooltip"] = cut(spoken, limits.TOOLTIP)
    return titled(action, say(button.label, reader), **more)
