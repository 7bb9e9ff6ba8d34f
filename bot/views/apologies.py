"""Something of ours went wrong: both languages, because nothing may be known of who asked."""

from bot.card import Card, Paragraph, Plain, Text
from bot.words.voice import voices


def draw(name: str, code: str) -> Card:
    """`code` is what the person can quote, and what stands in our log."""
    welsh, english = (say(name, code=code) for say in voices())
    summary = Text((*welsh.spans, Plain(" / "), *english.spans), "cy")
    return Card(summary, (Paragraph(welsh), Paragraph(english)), "cy")
