"""The way in for Teams' requests: only short ones with a good token, from our own tenant, without noise.

The token is checked before the body is read, and who is meant before anything in it is believed: a
registration for one tenant does not keep another's requests out. Where we send is kept from these
requests, so an address that our token must not go to is refused with them.

Source: learn.microsoft.com, "Authentication with the Bot Connector API" and "Tenant validation".
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import structlog

from bot.platforms.asgi import Headers, Message, Receive, Send, headers_of, read_in_time, say
from bot.platforms.teams.passes import CHANNEL, Pass, Passes
from bot.platforms.teams.services import Services
from bot.platforms.turned_away import TurnedAway

PATH = "/api/messages"
_log = structlog.get_logger(__name__)

Activity: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What Teams is answered: a status, and what an invoke wants to hear."""

    status: int = 200
    body: Mapping[str, Any] | None = None


Hear: TypeAlias = Callable[[Activity], Awaitable[Answer]]


class Gate:
    """An ASGI app for POST /api/messages.

    `passes` None lets everybody in and is for the playground on this machine alone. `tenant` is the one
    that we serve. `inside` is asked at every request; while it says no, the answer is 503.
    """

    def __init__(
        self,
        *,
        passes: Passes | None,
        tenant: str,
        services: Services,
        inside: Callable[[], Hear | None],
    ) -> None:
        self._passes = passes
        self._tenant = tenant
        self._services = services
        self._inside = inside
        self._turned_away = TurnedAway("teams")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        answer = await self._answer(scope, receive)
        body = b"" if answer.body is None else json.dumps(answer.body).encode()
        await say(send, answer.status, body, b"application/json")

    async def _answer(self, scope: Message, receive: Receive) -> Answer:
        if scope["method"] != "POST":
            return Answer(405)
        headers = headers_of(scope)
        shown = await self._shown(headers)
        if shown is None:
            self._turned_away.note("token" if headers.get("authorization") else "unsigned")
            return Answer(401)
        if headers.get("content-type", b"").partition(b";")[0].strip().lower() != b"application/json":
            return Answer(415)
        body = await read_in_time(receive, headers)
        if isinstance(body, int):
            return Answer(body)
        activity = _parsed(body)
        if activity is None:
            return Answer(400)
        if why := self._stranger(activity, shown):
            _log.warning("teams.stranger", because=why)
            return Answer(403)
        hear = self._inside()
        return Answer(503) if hear is None else await hear(activity)

    async def _shown(self, headers: Headers) -> Pass | None:
        """What the request's token says; None where it has no good one."""
        if self._passes is None:
            return Pass("")
        kind, _, token = headers.get("authorization", b"").decode("latin-1").partition(" ")
        return await self._passes.check(token) if kind == "Bearer" and token.isascii() else None

    def _stranger(self, activity: Activity, shown: Pass) -> str:
        """Why this is not for us; empty where it is."""
        if activity.get("channelId") != CHANNEL:
            return "channel"
        service = self._services.known(activity.get("serviceUrl"))
        if service is None or (self._passes is not None and service != shown.service):
            return "service"
        if self._passes is None:
            return ""  # the playground has a tenant of its own making
        tenants = _tenants(activity)
        return "" if tenants and tenants <= {self._tenant} else "tenant"


def _parsed(body: bytes) -> Activity | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _tenants(activity: Activity) -> set[object]:
    """Every tenant that the activity names for where it is from."""
    told = activity.get("channelData")
    tenant = told.get("tenant") if isinstance(told, dict) else None
    conversation = activity.get("conversation")
    named = (
        conversation.get("tenantId") if isinstance(conversation, dict) else None,
        tenant.get("id") if isinstance(tenant, dict) else None,
    )
    # What is no text is a tenant too, but nobody’s.
    return {each.lower() if isinstance(each, str) else "?" for each in named if each is not None}
