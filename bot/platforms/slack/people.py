"""Who may come in: on first contact Slack is asked about a person, and strangers are turned away.

People of another organisation can press buttons in a shared channel (docs.slack.dev, "Slack Connect"),
so everyone is checked by workspace, and by enterprise where there is one.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Address, Profile
from bot.platforms.reading import said
from bot.platforms.slack.payloads import ROOM
from bot.platforms.trouble import report
from bot.room import Knows, Meet

_PATIENCE = 1.0  # seconds for Slack to tell who somebody is; the whole answer has three
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Home:
    """Where we are installed: our workspace, its enterprise (empty: none), and our own bot user."""

    team: str
    enterprise: str
    bot_user: str
    bot: str


class Door:
    """Lets people in, and introduces those who come for the first time."""

    def __init__(self, *, client: AsyncWebClient, home: Home, meet: Meet, knows: Knows) -> None:
        self._client = client
        self._home = home
        self._meet = meet
        self._knows = knows

    async def turn_away(self, who: Address, team: str) -> str | None:
        """Why `who`, of the workspace `team` (empty: not said), stays outside: the name of a sentence.

        None: they may come in, and `meet` has been told of them if it was the first time.
        """
        if team and team != self._home.team and not self._home.enterprise:
            return "slack.outsider"
        try:
            if await self._knows(who):
                return None
            user = await self._ask_about(who.user)
            if user is not None:
                if not self._ours(user) or user.get("deleted"):
                    return "slack.outsider"
                await self._meet(who, profile(user))
                return None
        # The edge: we could not look them up. The desk, whose database is away, says so better than we can.
        except Exception as error:  # noqa: BLE001 (as said)
            report("slack", error, word="meet")
        # Slack's payload already said that they are ours; they are introduced next time.
        return None if team == self._home.team else "slack.unsure"

    async def changed(self, user: Mapping[str, Any]) -> None:
        """Somebody's details changed, or they left. Only told of people we have met."""
        who = Address(ROOM, self._home.team, user["id"])
        if self._ours(user) and await self._knows(who):
            await self._meet(who, profile(user))

    async def missed(self, user: str) -> None:
        """A letter did not reach `user`: where their account is closed, that is told as if Slack had."""
        found = await self._ask_about(user)
        if found is not None and found.get("deleted"):
            await self.changed(found)

    def _ours(self, user: Mapping[str, Any]) -> bool:
        if user.get("is_bot") or user.get("is_stranger"):
            return False
        if user.get("team_id") == self._home.team:
            return True
        enterprise = (user.get("enterprise_user") or {}).get("enterprise_id")
        return bool(enterprise) and enterprise == self._home.enterprise

    async def _ask_about(self, user: str) -> Mapping[str, Any] | None:
        try:
            async with asyncio.timeout(_PATIENCE):
                response = await self._client.users_info(user=user, include_locale=True)
        except (SlackClientError, ClientError, TimeoutError, OSError) as error:
            _log.warning("slack.users_info", failed=type(error).__name__)
            return None
        found: Mapping[str, Any] = response["user"]
        return found


def profile(user: Mapping[str, Any]) -> Profile:
    """What Slack's user object tells. `language` is its locale's ("cy" of "cy-GB").

    Source: docs.slack.dev, "User object": any field may be absent, null or empty.
    """
    details = user.get("profile") or {}
    return Profile(
        name=said(details.get("real_name") or user.get("real_name") or details.get("display_name")) or None,
        email=said(details.get("email")) or None,
        language=said(user.get("locale")).partition("-")[0].lower() or None,
        zone=said(user.get("tz")) or None,
        gone=bool(user.get("deleted")),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
    )
