"""What the log tells of requests that are turned away unread: each reason once a minute, so that whoever set
something up wrongly finds it there, and no stranger can fill the log.
"""

import asyncio

import structlog

_EVERY = 60.0  # seconds
_log = structlog.get_logger(__name__)


class TurnedAway:
    """`room` is who turns away ("slack")."""

    def __init__(self, room: str) -> None:
        self._room = room
        self._told: dict[str, float] = {}
        self._times: dict[str, int] = {}

    def note(self, because: str) -> None:
        """One more, for a reason that is one of a few words of ours, never of the request's."""
        now = asyncio.get_running_loop().time()
        self._times[because] = self._times.get(because, 0) + 1
        if now - self._told.get(because, -_EVERY) < _EVERY:
            return
        self._told[because] = now
        _log.warning(f"{self._room}.turned_away", status=401, because=because, times=self._times.pop(because))
