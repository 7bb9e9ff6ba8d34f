"""Answers to commands as they go over the wire; a card that comes again is not drawn again."""

import json
from collections import OrderedDict
from typing import TypeAlias

from bot.card import Card, Reader, Reply
from bot.platforms.slack.blocks import Words
from bot.platforms.slack.send import message

_MOST = 1000
_Key: TypeAlias = tuple[int, Reader, bool]


class Drawn:
    """Remembers the last thousand answers by the card itself and its reader.

    By the very object, not by what is equal: the views give the same card again while what it shows
    stays the same, and comparing two cards would cost as much as drawing one.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        # The card is kept with its drawing, so that its identity is not given to another.
        self._kept: OrderedDict[_Key, tuple[Card, str]] = OrderedDict()

    def message(self, reply: Reply) -> str:
        """The answer to a command: the message, for all or for one, as JSON."""
        assert isinstance(reply.body, Card)
        key = (id(reply.body), reply.reader, reply.public)
        kept = self._kept.get(key)
        if kept is None:
            shown = message(reply.body, reply.reader, self._words)
            shown["response_type"] = "in_channel" if reply.public else "ephemeral"
            kept = self._kept[key] = (reply.body, json.dumps(shown))
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return kept[1]
