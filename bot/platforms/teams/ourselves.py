"""What the room says by itself, in both languages: it does not know which one whoever hears it reads."""

from datetime import UTC, date

from bot.card import Card, Language, Paragraph, Reader
from bot.platforms.teams.adaptive import Words
from bot.words.aloud import say

NO_DATES = Reader(zone=UTC, today=date.min)
"""For these sentences, which name none."""


def card(words: Words, name: str) -> Card:
    welsh, english = words(name, "cy"), words(name, "en")
    return Card(welsh, (Paragraph(welsh), Paragraph(english)), "cy")


def both(words: Words, name: str) -> str:
    """The same as a line."""
    return f"{one(words, name, 'cy')} {one(words, name, 'en')}"


def one(words: Words, name: str, language: Language) -> str:
    """In the language of what it stands beside."""
    return say(words(name, language), NO_DATES)
