"""A pinboard in memory, true to the protocol."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.platforms.web.pinboard import EVERYONE, Body, Pinned


class MemoryBoard:
    def __init__(self) -> None:
        self.pins: dict[int, Pinned] = {}
        self._keys: dict[str, int] = {}
        self._marks: dict[tuple[str, str], int] = {}
        self._revision = 0

    async def post(
        self, *, key: str, conversation: str, author: str, visible_to: str, body: Body, at: datetime
    ) -> Pinned:
        if key not in self._keys:
            pin = self._keys[key] = len(self.pins) + 1
            self._revision += 1
            self.pins[pin] = Pinned(
                id=pin, conversation=conversation, author=author, visible_to=visible_to, body=body, at=at
            )
        return self.pins[self._keys[key]]

    async def replace(self, pin: int, body: Body) -> Pinned | None:
        if pin not in self.pins:
            return None
        self._revision += 1
        self.pins[pin] = replace(self.pins[pin], body=body)
        return self.pins[pin]

    async def find(self, pin: int) -> Pinned | None:
        return self.pins.get(pin)

    async def read(
        self, conversation: str, person: str, *, before: int | None = None, limit: int = 50
    ) -> Sequence[Pinned]:
        seen = [
            pinned
            for pinned in self._visible(person)
            if pinned.conversation == conversation and (before is None or pinned.id < before)
        ]
        return seen[-limit:]

    async def unread(self, person: str) -> Mapping[str, int]:
        return Counter(
            pinned.conversation
            for pinned in self._visible(person)
            if pinned.author != person and pinned.id > self._marks.get((person, pinned.conversation), 0)
        )

    async def mark_read(self, person: str, conversation: str, up_to: int) -> None:
        at = (person, conversation)
        self._marks[at] = max(up_to, self._marks.get(at, 0))

    async def revision(self) -> int:
        return self._revision

    def _visible(self, person: str) -> list[Pinned]:
        return [pinned for pinned in self.pins.values() if pinned.visible_to in {EVERYONE, person}]
