"""What we remember of messages for one person alone in a channel, group chat or meeting: a while, in memory.

Teams may refuse them (a cloud, a tenant or a client that does not have them, somebody who has left), and
takes them away after a day. Nothing else may rest on what stands here: after a restart it is forgotten.
Source: learn.microsoft.com, "Targeted messages" (no recipient: 400; not a member: 403, 404).
"""

import asyncio
from collections import OrderedDict
from typing import Generic, TypeVar

from bot.ask import Target

REFUSALS = frozenset({400, 403, 404, 405, 501})
"""Statuses with which Teams says that it does not show something to one person alone."""
_FOR_ALL = REFUSALS - {403, 404}  # these two are about the person
_NOT_AGAIN_FOR = 3600.0  # seconds
_MANY = 5000

K = TypeVar("K")
V = TypeVar("V")


class Alone:
    """`possible`: False where Teams (or what stands in for it) would show such messages to everybody."""

    def __init__(self, *, possible: bool = True) -> None:
        self._possible = possible
        self._refused: _Few[tuple[str, str], float] = _Few()
        self._theirs: _Few[tuple[str, str], None] = _Few()
        self._asked_in: _Few[tuple[str, str], Target] = _Few()
        self._openly: _Few[tuple[str, str], str] = _Few()

    # ── Whether something can be shown to one ────────────────────────────────────────────────────

    def can(self, channel: str, user: str) -> bool:
        """Whether it is worth trying there, for that person."""
        now = self._now()
        return self._possible and all((self._refused.get((channel, each)) or 0) <= now for each in ("", user))

    def refused(self, channel: str, user: str, status: int) -> None:
        """Teams said no: to everybody there, or to that person."""
        if status in REFUSALS:
            self._refused.put((channel, "" if status in _FOR_ALL else user), self._now() + _NOT_AGAIN_FOR)

    def heard(self, channel: str, user: str, thread: str, *, alone: bool) -> None:
        """Somebody asked there: so that we `alone` hear it, which shows that it can be done, or openly,
        below the post `thread`.
        """
        if alone:
            for each in ("", user):
                self._refused.pop((channel, each))
            self._openly.pop((channel, user))
        else:
            self._openly.put((channel, user), thread)

    def take_open_ask(self, channel: str, user: str) -> str | None:
        """The post below which they asked so that everybody saw it; once, and None where they did not."""
        return self._openly.pop((channel, user))

    # ── Which messages those were ────────────────────────────────────────────────────────────────

    def shown(self, channel: str, message: str) -> None:
        if message:
            self._theirs.put((channel, message), None)

    def is_theirs(self, channel: str, message: str) -> bool:
        """Whether one person alone sees it there, sent since we were started."""
        return (channel, message) in self._theirs

    def stands_in(self, conversation: str, message: str, to: Target) -> None:
        """It went to their own chat, in the place of `to`."""
        if message:
            self._asked_in.put((conversation, message), to)

    def asked_in(self, conversation: str, message: str) -> Target | None:
        """The channel in whose place a message of their own chat stands."""
        return self._asked_in.get((conversation, message))

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


class _Few(Generic[K, V]):
    """The last few of many."""

    def __init__(self) -> None:
        self._kept: OrderedDict[K, V] = OrderedDict()

    def put(self, key: K, value: V) -> None:
        self._kept[key] = value
        self._kept.move_to_end(key)
        if len(self._kept) > _MANY:
            self._kept.popitem(last=False)

    def get(self, key: K) -> V | None:
        return self._kept.get(key)

    def pop(self, key: K) -> V | None:
        return self._kept.pop(key, None)

    def __contains__(self, key: K) -> bool:
        return key in self._kept
