"""Bolt as Caffi uses it: Caffi hears all that comes as two of its middleware, in place of listeners.

To try listeners one after the other, and to gather all that each may ask for, takes Bolt about as long as
it takes Caffi to answer. So does finding out with which token to answer, and there is only one.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack import payloads
from bot.platforms.slack.people import Home

Hear: TypeAlias = Callable[[dict[str, Any]], Awaitable[BoltResponse]]
"""A payload, and what acknowledges it."""

_log = structlog.get_logger(__name__)
# Bolt warns with whole payloads, and about tokens in the environment that are passed on purpose.
quiet = logging.getLogger(__name__)
quiet.setLevel(logging.ERROR)


def bolt(client: AsyncWebClient, home: Home, token: str, hear: Hear) -> AsyncApp:
    """A Bolt app of which `hear` acknowledges everything but what Bolt can answer alone."""
    ours = AuthorizeResult(
        enterprise_id=home.enterprise or None,
        team_id=home.team,
        bot_user_id=home.bot_user,
        bot_id=home.bot,
        bot_token=token,
    )

    async def authorize() -> AuthorizeResult:
        return ours

    app = AsyncApp(
        name="caffi",
        logger=quiet,
        client=client,
        before_authorize=_Ears(hear, at_once=True),
        authorize=authorize,
        request_verification_enabled=False,  # the gate has done it
        attaching_conversation_kwargs_enabled=False,
        attaching_function_token_enabled=False,
    )
    app.error(_stumbled)
    app.use(_Ears(hear))
    return app


def dispatch(app: AsyncApp) -> Hear:
    """How a payload gets to `app` that came in some other way than over its socket: as if it had. Over HTTP
    Bolt would read and check once more what the gate has read and checked.
    """

    async def hand_over(payload: dict[str, Any]) -> BoltResponse:
        return await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=payload))

    return hand_over


class _Ears(AsyncMiddleware):
    """`at_once`: hears what people do, and leaves events to those who stand further behind, because Bolt
    sorts out our own.
    """

    def __init__(self, hear: Hear, *, at_once: bool = False) -> None:
        self._hear = hear
        self._at_once = at_once

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 (Bolt passes it by name)
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 (as above)
    ) -> BoltResponse:
        if self._at_once and payloads.kind_of(req.body) in ("event", ""):
            return await next()
        return await self._hear(req.body)


async def _stumbled(error: Exception) -> None:
    """Bolt could not read it. Said without the payload, which Bolt itself would print."""
    _log.warning("slack.unreadable", error=type(error).__name__)
