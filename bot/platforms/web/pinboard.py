"""The pinboard: what hangs in the try-out room, who sees it, and what each person has not read yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from bot.card import Card, Form, Text

CAFFI = ""
EVERYONE = ""

Body: TypeAlias = Card | Form | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """One message.

    `id` grows with every new message of the whole board. `author` is a resident's key, or `CAFFI`.
    `visible_to` is the only resident who sees it, or `EVERYONE` in that conversation. `at` is aware.
    """

    id: int
    conversation: str
    author: str
    visible_to: str
    body: Body
    at: datetime


class Pinboard(Protocol):
    """Keeps messages by conversation ("channel/learning", "caffi/nia"; `bot.platforms.web.spots`)."""

    async def post(
        self, *, key: str, conversation: str, author: str, visible_to: str, body: Body, at: datetime
    ) -> Pinned:
        """Pin a message. A `key` that was used before pins nothing: what was pinned then comes back."""
        ...

    async def replace(self, pin: int, body: Body) -> Pinned | None:
        """Put `body` in the place of what message `pin` said; None where no such message hangs.

        It keeps its id, its time and its readers, and does not become unread again.
        """
        ...

    async def find(self, pin: int) -> Pinned | None: ...

    async def read(
        self, conversation: str, person: str, *, before: int | None = None, limit: int = 50
    ) -> Sequence[Pinned]:
        """The last `limit` messages that `person` may see (those before id `before`), oldest first."""
        ...

    async def unread(self, person: str) -> Mapping[str, int]:
        """How many messages by others each conversation holds for `person` after their mark; no zeros.

        Messages that everyone sees and those visible to `person` alone count. Other people's direct
        messages ("caffi/owen") may be in it: the room looks up only the conversations that it shows.
        """
        ...

    async def mark_read(self, person: str, conversation: str, up_to: int) -> None:
        """`person` has seen `conversation` up to message `up_to`. A mark never moves back."""
        ...

    async def revision(self) -> int:
        """A number that grows with every message and every replacement (not with marks)."""
        ...
