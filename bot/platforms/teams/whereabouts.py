"""Where people and channels are reached: learnt from everything that is heard, written down when it changes.

Teams tells an address to send to only when somebody speaks, and may change it at any time.
Source: learn.microsoft.com, "Send proactive messages".
"""

import asyncio
from collections import OrderedDict
from dataclasses import replace

from bot.ask import Target
from bot.room import Way, Ways

_MANY, _FEW = 5000, 100
_A_WHILE = 600.0  # seconds for which nobody looks whether another Caffi has changed it


class Whereabouts:
    """The ways that are kept, with those of the last minutes at hand."""

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self._fresh: OrderedDict[Target, tuple[float, Way]] = OrderedDict()
        self._lent: OrderedDict[Target, Way] = OrderedDict()

    async def learn(self, way: Way) -> Way:
        """What is known now. What this way does not say, and an earlier one did, stays."""
        kept = await self._known(way.to)
        if kept is not None:
            way = replace(
                way,
                conversation=way.conversation or kept.conversation,
                member=way.member or kept.member,
                group=way.group or kept.group,
                name=way.name or kept.name,
            )
        if way != kept:
            await self._ways.keep(way)
        if way != kept or way.to not in self._fresh:
            self._hold(way)
        return way

    async def find(self, to: Target) -> Way | None:
        return await self._ways.find(to) or self._lent.get(to)

    def lend(self, way: Way) -> None:
        """For an answer to somebody who is not to be remembered."""
        self._lent[way.to] = way
        if len(self._lent) > _FEW:
            self._lent.popitem(last=False)

    async def of_group(self, workspace: str, group: str) -> tuple[Way, ...]:
        return await self._ways.of_group(workspace, group)

    async def keep(self, way: Way) -> None:
        await self._ways.keep(way)
        self._hold(way)

    async def close(self, to: Target) -> None:
        self._fresh.pop(to, None)
        self._lent.pop(to, None)
        await self._ways.close(to)

    async def _known(self, to: Target) -> Way | None:
        since, way = self._fresh.get(to, (0.0, None))
        if way is not None and asyncio.get_running_loop().time() < since + _A_WHILE:
            return way
        self._fresh.pop(to, None)
        return await self._ways.find(to)

    def _hold(self, way: Way) -> None:
        self._fresh[way.to] = (asyncio.get_running_loop().time(), way)
        self._fresh.move_to_end(way.to)
        if len(self._fresh) > _MANY:
            self._fresh.popitem(last=False)
