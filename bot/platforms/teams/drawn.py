"""A card or a form ready to be sent; its pictures are drawn beside the event loop."""

from bot.card import Card, Form, Reader
from bot.charts.of_bars import pictures
from bot.platforms.teams.adaptive import Words, draw, draw_form
from bot.platforms.teams.lines import Node


async def drawn(body: Card | Form, reader: Reader, words: Words) -> Node:
    """The Adaptive Card. Each call gives a new one: the SDK writes into what it sends."""
    if isinstance(body, Form):
        return draw_form(body, reader, words)
    return draw(body, reader, words, shown=await pictures(dict(enumerate(body.parts)), reader))
