"""A card as complete plain text: the notification, the screen reader's text, the e-mail, the log."""

from typing import assert_never

from bot.card import (
    Bars,
    Bold,
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    File,
    Form,
    Heading,
    Item,
    Link,
    Note,
    Paragraph,
    Part,
    Picture,
    Plain,
    Reader,
    Someone,
    Span,
    Text,
    When,
)
from bot.words.moments import spell


def say_span(span: Span, text: Text, reader: Reader) -> str:
    match span:
        case Plain() | Bold():
            return span.text
        case Link():
            return span.text if span.text == span.url else f"{span.text} ({span.url})"
        case Someone():
            return span.name
        case When():
            return spell(span, text.language, reader)
        case _:
            assert_never(span)


def say(text: Text, reader: Reader) -> str:
    """One text without markup."""
    return "".join(say_span(span, text, reader) for span in text.spans)


def say_part(part: Part, reader: Reader) -> str:
    match part:
        case Heading() | Paragraph() | Note():
            return say(part.text, reader)
        case Item():
            lines = [say(part.title, reader), *(say(line, reader) for line in part.lines)]
            return "\n".join([*lines, *_say_buttons(part.buttons, reader)])
        case Facts():
            return "\n".join(f"{say(label, reader)}: {say(value, reader)}" for label, value in part.rows)
        case Buttons():
            return "\n".join(_say_buttons(part.buttons, reader))
        case Bars():
            rows = (f"{say(label, reader)}: {number}" for label, number in counted(part, reader))
            return "\n".join([*_say_title(part, reader), *rows])
        case Picture():
            return say(part.alt, reader)
        case File():
            return f"{say(part.label, reader)} ({part.name})"
        case Divider():
            return "—"
        case _:
            assert_never(part)


def counted(bars: Bars, reader: Reader) -> list[tuple[Text, str]]:
    """Each row's label, and its number or numbers in words: "12", or "Before 3, Now 12"."""
    if not bars.pairs:
        return [(label, str(count)) for label, count in bars.rows]
    earlier, now = (say(moment, reader) for moment in bars.moments)
    both = zip(bars.rows, bars.before, strict=True)
    return [(label, f"{earlier} {before}, {now} {count}") for (label, count), before in both]


def _say_title(bars: Bars, reader: Reader) -> list[str]:
    return [say(text, reader) for text in (bars.title, bars.note) if text]


def say_card(card: Card, reader: Reader) -> str:
    """The whole card, part by part, in reading order."""
    return "\n".join(filter(None, (say_part(part, reader) for part in card.parts)))


def say_form(form: Form, reader: Reader) -> str:
    """A form as text: its title, what stands above it, and the labels of its fields."""
    labels = [f"{say(field.label, reader)}: " for field in form.fields]
    parts = [say_part(part, reader) for part in form.intro]
    return "\n".join([say(form.title, reader), *parts, *labels])


def _say_buttons(buttons: tuple[Button, ...], reader: Reader) -> list[str]:
    return [f"[{say(button.label, reader)}]" for button in buttons]
