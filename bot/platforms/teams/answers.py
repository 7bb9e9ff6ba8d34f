"""What a press is answered with: a card in the place of the one that was pressed, or a line below it.

An answer without content makes Teams say that Caffi cannot be reached, and send the press again.
Source: learn.microsoft.com, "Universal Actions for Adaptive Cards", response format.
"""

from collections.abc import Mapping
from typing import Any

from bot.card import Card, Form, Heading, Link, Note, Paragraph, Reader
from bot.platforms.teams.adaptive import summary
from bot.platforms.teams.gate import Answer
from bot.words.aloud import say
from bot.words.fitting import cut

_CARD = "application/vnd.microsoft.card.adaptive"
_LINE = "application/vnd.microsoft.activity.message"
_SHORT = 250  # letters of a line below a card


def with_card(card: Mapping[str, Any]) -> Answer:
    """Shown to whoever pressed, in the place of what they pressed."""
    return Answer(200, {"statusCode": 200, "type": _CARD, "value": card})


def with_line(text: str) -> Answer:
    """Shown to whoever pressed, below the card, until they look elsewhere."""
    return Answer(200, {"statusCode": 200, "type": _LINE, "value": text})


def beginning(body: Card | Form, reader: Reader) -> str:
    """What a card says in one sentence, where no more of it can be shown; of a form nothing."""
    words = "" if isinstance(body, Form) else cut(say(body.summary, reader).strip(), _SHORT)
    return words + "." if words and words[-1] not in ".!?…" else words


def as_line(card: Card, reader: Reader) -> str | None:
    """All of the card, where it is so short and plain that a line says it."""
    for part in card.parts:
        if not isinstance(part, Heading | Note | Paragraph):
            return None
        if any(isinstance(span, Link) for span in part.text.spans):
            return None
    words = summary(card, reader)
    return words if len(words) <= _SHORT else None
