"""Whom to speak to: the organisers, by name and address."""

from collections.abc import Sequence

from bot.card import Button, Buttons, Card, Facts, Heading, Paragraph, Part
from bot.learning.people import Person
from bot.words.voice import Voice


def whom_to_ask(organisers: Sequence[Person], say: Voice) -> Card:
    """Name and e-mail address of each; where none is known, what else can be done."""
    heading = say("contact-heading")
    parts: list[Part] = [Heading(heading)]
    parts.append(Paragraph(say("contact-organisers" if organisers else "contact-nobody")))
    if organisers:
        rows = ((say.words(each.name or each.email), say.words(each.email)) for each in organisers)
        parts.append(Facts(tuple(rows)))
    parts.append(Buttons((Button(say("button-help"), "help"),)))
    return Card(heading, tuple(parts), say.language)
