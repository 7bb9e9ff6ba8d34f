"""What a card shows besides its words: charts that Slack draws, and pictures; the words stand alone without.

Slack refuses a message whole (`invalid_blocks`) for a block that a workspace does not have yet, and for a
picture that is not looked through yet. Nothing was written then, so the same words go again with less.
"""

import asyncio
from collections.abc import AsyncGenerator, Collection, Mapping
from typing import TypeAlias

from bot.card import Bars, Card, Part, Picture, Reader
from bot.charts.of_bars import pictures
from bot.platforms.slack import limits
from bot.platforms.slack.charts import chart
from bot.platforms.slack.rich import Block
from bot.platforms.slack.uploads import Uploads
from bot.room import Outcome, Undeliverable
from bot.words.aloud import say_part
from bot.words.fitting import clean, cut

Shown: TypeAlias = Mapping[int, Block]
"""A block for the part of the card at that place."""

_NOT_READY = (0.0, 1.0, 2.0)  # seconds to wait before each try with pictures: Slack looks at them first
_MOST = 5  # pictures in one message


class Showing:
    """Knows whether this workspace has charts; until it is told, it is taken to have them."""

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads
        self._charts = True

    async def ways(self, card: Card, reader: Reader) -> AsyncGenerator[Shown, None]:
        """What to send with the words, the most telling first; the last is nothing. The next one is asked
        for only after Slack refused the one before.
        """
        if not has_any(card):
            yield {}
            return
        charts = self._drawn_by_slack(card, reader) if self._charts else {}
        others = await self._pictures(card, reader, charts.keys(), besides=True)
        if charts:
            yield {**others, **charts}
            self._charts = bool(others)  # without pictures beside them, it was they that were refused
        everything = {**others, **await self._pictures(card, reader, charts.keys())}
        for nap in _NOT_READY if everything else ():
            await asyncio.sleep(nap)
            yield everything
        for block in everything.values():
            self._uploads.forget(block["slack_file"]["id"])
        yield {}

    @staticmethod
    def _drawn_by_slack(card: Card, reader: Reader) -> Shown:
        drawn: dict[int, Block] = {}
        for place, part in enumerate(card.parts):
            if isinstance(part, Bars) and len(drawn) < limits.CHARTS and (block := chart(part, reader)):
                drawn[place] = block
        return drawn

    async def _pictures(
        self, card: Card, reader: Reader, places: Collection[int], *, besides: bool = False
    ) -> Shown:
        """The pictures of those parts, or (`besides`) of all others; those that can be had."""
        parts = {place: part for place, part in enumerate(card.parts) if (place in places) != besides}
        found = {place: part.png for place, part in parts.items() if isinstance(part, Picture)}
        drawn = {**found, **await pictures(parts, reader)}
        wanted = sorted(drawn)[:_MOST]
        alts = [_alt(card.parts[place], reader) for place in wanted]
        numbers = await asyncio.gather(
            *(self._uploads.number_of(drawn[place], alt) for place, alt in zip(wanted, alts, strict=True))
        )
        return {
            place: {"type": "image", "slack_file": {"id": number}, "alt_text": alt}
            for place, alt, number in zip(wanted, alts, numbers, strict=True)
            if number
        }


def _alt(part: Part, reader: Reader) -> str:
    """All that the picture tells, in one line."""
    lines = (line.strip() for line in clean(say_part(part, reader)).split("\n"))
    return cut("; ".join(filter(None, lines)), limits.ALT)


def has_any(card: Card) -> bool:
    """Whether there is anything to show besides words."""
    return any(isinstance(part, Bars | Picture) for part in card.parts)


def refused(outcome: Outcome) -> bool:
    """Whether it was the look of the message, and nothing else, that Slack did not take."""
    return isinstance(outcome, Undeliverable) and "invalid_blocks" in outcome.reason
