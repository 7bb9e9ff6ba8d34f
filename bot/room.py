"""What a room (Slack, Teams, the web, mail) must be able to do, and how sending can end."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol, TypeAlias

from bot.ask import Address, Ask, Profile, Target
from bot.card import Card, Reader, Reply

Serve: TypeAlias = Callable[[Ask], Awaitable[Reply | None]]
"""The front desk, as a room sees it. None: the answer goes out as a letter, or none is due.
It never raises: a refusal is a card, and so is the apology for a fault of ours."""

Meet: TypeAlias = Callable[[Address, Profile], Awaitable[None]]
"""Tells the front desk what a room knows of a person (their name, address, language, zone)."""

Knows: TypeAlias = Callable[[Address], Awaitable[bool]]
"""Whether the person at that address has been met."""

ChannelNews: TypeAlias = Literal["renamed", "archived", "shut out", "deleted", "replaced"]
ChannelChanged: TypeAlias = Callable[[Target, ChannelNews, str], Awaitable[None]]
"""Tells the front desk what happened to a channel (or to us in it: "shut out"): its new name or its new id,
where it has one.
"""


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody or a channel is reached in a room that learns it only when they speak (Teams).

    `to` names whose way it is: room, workspace, and a user or a channel. The rest is in the room's own
    terms: the conversation (empty: one must be opened first), the address of the service that takes
    messages for it, the person's own name for us, and the group that a channel is in, with its name.
    """

    to: Target
    service: str
    conversation: str = ""
    member: str = ""
    group: str = ""
    name: str = ""


class Ways(Protocol):
    """What a room has to remember for when nobody has just spoken."""

    async def keep(self, way: Way) -> None:
        """In the place of what was kept of the same user or channel before."""
        ...

    async def find(self, to: Target) -> Way | None: ...

    async def of_group(self, workspace: str, group: str) -> tuple[Way, ...]:
        """The ways to every channel of a group that we know."""
        ...

    async def close(self, to: Target) -> None:
        """Nothing can be sent there any more, until they are heard of again."""
        ...


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter, drawn and ready to go. `key` is the letter's own: unique, and the same when tried again."""

    key: str
    to: Target
    card: Card
    reader: Reader
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there. `message` names it for a later replacement ("C123/1712.0003")."""

    message: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing was written; try again after so many seconds (real time)."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """It will never arrive at this target. `reason` is the platform's own word; `gone` stops the address."""

    reason: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """The connection broke after the write: it may be there, or not."""

    reason: str


Outcome: TypeAlias = Sent | Later | Undeliverable | Unknown


class NotConnected(Exception):  # noqa: N818 - it says what is the case
    """A platform could not be reached, or refused a token, at the start. `reason` is its own word."""

    def __init__(self, reason: str, room: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.room = room


class Room(Protocol):
    """One platform. Listening is the room's own business; the postman needs only this."""

    name: str
    pace: timedelta
    """How long a lane (a channel, a person) rests between two messages."""
    a_second: float | None
    """How many messages go out in a second on all lanes together, answers left out; None: no limit."""

    async def send(self, parcel: Parcel) -> Outcome:
        """Send one message, once, without retries of its own (the postman has them). Never raises."""
        ...
