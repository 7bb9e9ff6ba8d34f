"""Whether Caffi can serve people now, and if not, which part is not ready.

Asked every second or a thousand times a second, it looks at most once a second, and never has more than
one question to the database open. It tells the parts' names alone: nothing about people, no addresses.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from bot.postman import Postman
from bot.room import Room
from bot.store.database import Database
from bot.store.post import glance
from bot.timekeeper import Timekeeper

_FRESH = 1.0  # seconds that an answer is good for
_PATIENCE = 1.0  # seconds that the database has
_STILL = 60.0  # seconds without a tick or a look for letters: a slow letter takes twenty


@dataclass
class Health:
    """`parts` asks; "database", "postman", "timekeeper" and the rooms' names are what can be missing."""

    database: Database
    postman: Postman
    timekeeper: Timekeeper
    rooms: Mapping[str, Room]
    _found: tuple[str, ...] = ()
    _looked: float = float("-inf")
    _looking: "asyncio.Task[tuple[str, ...]] | None" = None
    _asked: "asyncio.Task[Any] | None" = field(default=None, repr=False)

    async def not_ready(self) -> tuple[str, ...]:
        """The parts that are not ready; empty: all is well."""
        if monotonic() - self._looked < _FRESH:
            return self._found
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        # Whoever asked and went away must not stop the look for the others.
        return await asyncio.shield(self._looking)

    async def connected(self, room: Room) -> bool:
        """Whether people can reach us, and we them, in that room."""
        if getattr(room, "trouble", None):
            return False
        ask = getattr(room, "connected", None)
        return True if ask is None else bool(await ask())

    async def _look(self) -> tuple[str, ...]:
        now = monotonic()
        found = [name for name, room in self.rooms.items() if not await self.connected(room)]
        if now - self.postman.looked > _STILL:
            found.insert(0, "postman")
        if now - self.timekeeper.ticked > _STILL:
            found.insert(0, "timekeeper")
        if not await self._database_answers():
            found.insert(0, "database")
        self._found, self._looked = tuple(found), monotonic()
        return self._found

    async def _database_answers(self) -> bool:
        if self._asked is None or self._asked.done():
            self._asked = asyncio.create_task(self.database.read(glance))
        done, _ = await asyncio.wait({self._asked}, timeout=_PATIENCE)
        return bool(done) and self._asked.exception() is None
