"""Who and what the try-out room is given: the people to act as, the clock to move, the sentences."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol, TypeAlias

from bot.card import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """Somebody to act as. `key` names them in addresses and holds no slash; times are shown in `zone`.

    `role_label` says what they are in each language: whoever looks reads it in their own.
    """

    key: str
    name: str
    language: Language
    role_label: Mapping[Language, Text]
    zone: tzinfo


People: TypeAlias = Callable[[], Awaitable[Sequence[Resident]]]
"""Everyone to act as, in the order in which they are shown. Asked for on every page."""

Sentences: TypeAlias = Callable[[str, Language], Text]
"""An interface sentence ("web-…") in a language. Raises KeyError for a name that it does not have."""


class TryOutClock(Protocol):
    def now(self) -> datetime:
        """Now, aware."""
        ...

    async def move_to(self, moment: datetime) -> None:
        """Let time pass until `moment` (aware, after now): whatever falls due on the way happens, in order.

        Returns when it is `moment` and the messages are out, which can take a while.
        """
        ...
