"""What people looked for in vain, as organisers read it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.card import Card, Heading, Item, Note, Paragraph, Part, When
from bot.words.voice import Voice


class Demand(Protocol):
    """`words` as somebody asked, how often it was asked, and when for the last time (aware)."""

    @property
    def words(self) -> str: ...
    @property
    def times(self) -> int: ...
    @property
    def last(self) -> datetime: ...


def listing(wanted: Sequence[Demand], say: Voice) -> Card:
    """The most wanted first."""
    if not wanted:
        return Card(say("wishes-none"), (Paragraph(say("wishes-none")),), say.language)
    parts: list[Part] = [Heading(say("wishes"))]
    for each in wanted:
        last = When(each.last, style="day")
        parts.append(Item(say.words(each.words), (say("wishes-asked", n=each.times, last=last),)))
    parts.append(Note(say("wishes-who")))
    return Card(say("wishes"), tuple(parts), say.language)
