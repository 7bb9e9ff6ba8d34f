"""How we stand with Teams: which conversation has to rest, and whether our token is good at all.

While it is not, no letter is tried: none is to blame, and all wait. Microsoft is asked again and again
for a good one, so that letters go out by themselves once somebody has put it right.
Source: learn.microsoft.com, "Optimize your agent with rate limiting" (limits are for one conversation).
"""

import asyncio
from typing import Protocol

import structlog

from bot.platforms.teams.login import LoginAway, LoginRefused
from bot.platforms.teams.outcomes import LIMITED, UNAUTHORISED
from bot.room import Later, Outcome, Sent

_FIRST_LOOK, _LONGEST_LOOK = 1.0, 60.0  # seconds between looks while the token is bad
_A_WHILE = 15.0
_MANY = 1000
_log = structlog.get_logger(__name__)


class Logs(Protocol):
    async def token(self) -> str: ...

    def forget(self) -> None: ...


class Standing:
    """`trouble`: why nothing can be sent, in Microsoft's own word."""

    def __init__(self, login: Logs) -> None:
        self._login = login
        self.trouble: str | None = None
        self._rests_until: dict[str, float] = {}
        self._pause = _FIRST_LOOK
        self._looking: asyncio.Task[None] | None = None

    async def held(self, conversation: str) -> Later | None:
        """Why nothing must be sent there now; a call that Teams would refuse is not made."""
        if self.trouble:
            return Later(_A_WHILE, self.trouble)
        left = self._rests_until.get(conversation, 0.0) - self._now()
        if left > 0:
            return Later(left, LIMITED)
        try:
            await self._login.token()
        except LoginAway as error:
            return Later(_A_WHILE, str(error))
        except LoginRefused as error:
            self._begin(error.reason)
            return Later(_A_WHILE, error.reason)
        return None

    def heard(self, conversation: str, outcome: Outcome) -> Outcome:
        """Take in how a call ended."""
        if isinstance(outcome, Sent):
            self._pause = _FIRST_LOOK
        elif isinstance(outcome, Later) and outcome.reason == LIMITED:
            self._rest(conversation, outcome.seconds)
        elif isinstance(outcome, Later) and outcome.reason == UNAUTHORISED:
            self._login.forget()
            self._begin(UNAUTHORISED)
        return outcome

    def close(self) -> None:
        if self._looking:
            self._looking.cancel()

    def _rest(self, conversation: str, seconds: float) -> None:
        now = self._now()
        if len(self._rests_until) >= _MANY:
            self._rests_until = {name: end for name, end in self._rests_until.items() if end > now}
        self._rests_until[conversation] = now + seconds

    def _begin(self, reason: str) -> None:
        if self.trouble is None:
            _log.error("teams.shut_out", reason=reason)
        self.trouble = reason
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())

    async def _look(self) -> None:
        """Until we get a token again. Whether it is taken, only a letter can tell: then one is tried, and
        where it is refused too, the next look is later.
        """
        while self.trouble:
            await asyncio.sleep(self._pause)
            self._pause = min(2 * self._pause, _LONGEST_LOOK)
            try:
                await self._login.token()
            except LoginRefused as error:
                self.trouble = error.reason
            except LoginAway:
                continue
            else:
                self.trouble = None
                _log.warning("teams.let_in_again")

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
