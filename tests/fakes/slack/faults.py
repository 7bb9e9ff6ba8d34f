"""The ways in which Slack can fail a call, as switches: `slack.fails("chat.postMessage", RateLimited(7))`."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class RateLimited:
    """429 with `Retry-After` in seconds; nothing is written."""

    retry_after: int = 30


@dataclass(frozen=True)
class ServerError:
    """A 5xx with a page of HTML, as a proxy in front of Slack gives it; written all the same, or not."""

    status: int = 500
    after_write: bool = False


@dataclass(frozen=True)
class Refuses:
    """`{"ok": false, "error": ...}`; written all the same ("internal_error" may be), or not."""

    error: str
    after_write: bool = False


@dataclass(frozen=True)
class Drops:
    """The connection breaks: after the write (it is there, and nobody is told), or before."""

    after_write: bool = True


@dataclass(frozen=True)
class Slow:
    """The answer takes so many seconds."""

    seconds: float


Fault: TypeAlias = RateLimited | ServerError | Refuses | Drops | Slow
