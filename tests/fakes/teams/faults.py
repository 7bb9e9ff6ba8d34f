"""The ways in which Teams can fail a call, as switches: `teams.fails("post", RateLimited(7))`.

Calls are "post", "private", "update", "open", "member", "channels", "token" and "keys".
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class RateLimited:
    """429 with `Retry-After` in seconds (None: without); nothing is written."""

    retry_after: int | None = 30


@dataclass(frozen=True)
class Refuses:
    """A status with Teams' own word for it; written all the same, or not. No code: a page of HTML."""

    status: int
    code: str = ""
    after_write: bool = False


@dataclass(frozen=True)
class Accepts:
    """202, written, and no name for the message."""


@dataclass(frozen=True)
class Drops:
    """The connection breaks: after the write (it is there, and nobody is told), or before."""

    after_write: bool = True


@dataclass(frozen=True)
class Slow:
    """The answer takes so many seconds."""

    seconds: float


Fault: TypeAlias = RateLimited | Refuses | Accepts | Drops | Slow
BLOCKED = Refuses(403, "MessageWritesBlocked")
NOT_THERE = Refuses(404, "ConversationNotFound")
NOT_TO_ONE = Refuses(400, "BadArgument")
"""Of "private": this Teams shows nothing to one person alone."""
NOT_IN_IT = Refuses(403, "RecipientNotInRoster")
EXPIRED = Refuses(404, "ActivityNotFoundInConversation")
TOO_LONG = Refuses(413, "MessageSizeTooBig")
