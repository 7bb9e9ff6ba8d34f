"""How we stand with Slack: which method has to rest, and whether our token is good at all.

While it is not, no letter is tried: none is to blame, and all wait. Slack is asked again and again
whether the token is good, so that letters go out by themselves once somebody has put it right.
Sources: docs.slack.dev, "Rate limits" (429 stops one method in one workspace) and errors of auth.test.
"""

import asyncio
from collections.abc import Mapping

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.outcomes import LIMITED, NO_ENTRY, error_in
from bot.room import Later, Outcome, Undeliverable

_FIRST_LOOK, _LONGEST_LOOK = 1.0, 60.0  # seconds between looks while the token is bad
_A_WHILE = 15.0
_POSTING = "chat:write"  # the scope without which nothing is sent

_log = structlog.get_logger(__name__)


class Standing:
    """`trouble`: why nothing can be sent, in Slack's own word."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self.trouble: str | None = None
        self._rests_until: dict[str, float] = {}
        self._looking: asyncio.Task[None] | None = None

    def held(self, method: str) -> Later | None:
        """Why `method` must not be called now; a call that Slack would refuse is not made."""
        if self.trouble:
            return Later(_A_WHILE, self.trouble)
        left = self._rests_until.get(method, 0.0) - asyncio.get_running_loop().time()
        return Later(left, LIMITED) if left > 0 else None

    async def heard(self, method: str, outcome: Outcome, *, to_person: bool) -> Outcome:
        """Take in how a call of `method` ended; what that means for its letter."""
        if not isinstance(outcome, Later):
            return outcome
        if outcome.reason == LIMITED:
            self._rests_until[method] = asyncio.get_running_loop().time() + outcome.seconds
        if outcome.reason not in NO_ENTRY:
            return outcome
        if await self._let_in(outcome.reason):
            # The token is good, so it is the person's account that is closed.
            closed = outcome.reason == "account_inactive" and to_person
            return Undeliverable(outcome.reason, gone=True) if closed else outcome
        self._begin(outcome.reason)
        return Later(_A_WHILE, outcome.reason)

    async def doubt(self, reason: str) -> None:
        """Something says that we are not let in any more (`reason`); Slack is asked."""
        if not await self._let_in(reason):
            self._begin(reason)

    def close(self) -> None:
        if self._looking:
            self._looking.cancel()

    def _begin(self, reason: str) -> None:
        if self.trouble is None:
            _log.error("slack.shut_out", reason=reason)
        self.trouble = reason
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())

    async def _look(self) -> None:
        pause = _FIRST_LOOK
        while self.trouble:
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_LOOK)
            if await self._let_in(self.trouble):
                self.trouble = None
                _log.warning("slack.let_in_again")

    async def _let_in(self, reason: str) -> bool:
        """Whether the token is good. Where nobody can say, what was said before stands."""
        try:
            response = await self._client.auth_test()
        except SlackApiError as error:
            return self.trouble is None and error_in(error) not in NO_ENTRY
        except (SlackClientError, ClientError, TimeoutError, OSError):
            return self.trouble is None
        headers: Mapping[str, str] = {name.lower(): value for name, value in response.headers.items()}
        scopes = headers.get("x-oauth-scopes")
        return reason != "missing_scope" or scopes is None or _POSTING in scopes.replace(" ", "").split(",")
