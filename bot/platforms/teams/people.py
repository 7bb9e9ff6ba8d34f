"""Who may come in: on first contact the roster is asked about a person, and strangers are turned away.

People of another tenant can speak in a shared channel of ours, so everyone is checked by theirs.
Source: learn.microsoft.com, "Get Teams-specific context for your agent" (the roster wants no consent;
guests and people without an account lack much of it).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import structlog
from httpx import HTTPError, InvalidURL

from bot.ask import Profile
from bot.platforms.reading import said
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.login import LoginAway, LoginRefused
from bot.platforms.teams.payloads import Spoken
from bot.platforms.trouble import report
from bot.room import Knows, Meet

_PATIENCE = 1.0  # seconds for the roster; the whole answer has three
_MANY = 5000
_log = structlog.get_logger(__name__)


class Door:
    """Lets people of `tenant` in (empty: of any), and introduces those who come for the first time."""

    def __init__(self, *, connector: Connector, tenant: str, meet: Meet, knows: Knows) -> None:
        self._connector = connector
        self._tenant = tenant
        self._meet = meet
        self._knows = knows
        self._told: OrderedDict[tuple[str, Profile], None] = OrderedDict()

    async def turn_away(self, by: Spoken, client: Profile) -> str | None:
        """Why they stay outside: the name of a sentence. `client`: what their own client tells.

        None: they may come in, and `meet` has been told of them if there was something new to tell.
        """
        try:
            if await self._knows(by.who):
                await self._tell(by, client)
                return None
            member = await self._ask_about(by)
            if member is not None:
                if not self._ours(member):
                    return "teams.outsider"
                await self._meet(by.who, profile(member, client))
                return None
        # The edge: we could not look them up. The desk, whose database is away, says so better than we can.
        except Exception as error:  # noqa: BLE001 (as said)
            report("teams", error, word="meet")
        # A chat alone with us is always of our tenant; they are introduced next time.
        return "teams.unsure" if by.channel else None

    async def _tell(self, by: Spoken, client: Profile) -> None:
        """Events have no language and no zone: these come with the first message."""
        key = (by.who.user, client)
        if (client.zone or client.language) and key not in self._told:
            await self._meet(by.who, client)
            self._told[key] = None
            if len(self._told) > _MANY:
                self._told.popitem(last=False)

    def _ours(self, member: Mapping[str, Any]) -> bool:
        tenant = said(member.get("tenantId"))
        ours = not self._tenant or tenant.lower() in ("", self._tenant)
        return ours and said(member.get("userRole")) != "anonymous"

    async def _ask_about(self, by: Spoken) -> Mapping[str, Any] | None:
        try:
            async with asyncio.timeout(_PATIENCE):
                where = by.channel or by.conversation
                return await self._connector.member(by.service, where, by.member)
        except (HTTPError, InvalidURL, LoginAway, LoginRefused, TimeoutError, OSError, ValueError) as error:
            _log.warning("teams.roster", failed=type(error).__name__)
            return None


def profile(member: Mapping[str, Any], client: Profile) -> Profile:
    """What the roster tells of somebody, with what their client tells. Any part may be missing."""
    sign_in = said(member.get("userPrincipalName"))
    # Of another organisation, whatever their role here: that one says what their e-mail address is.
    invited = "#ext#" in sign_in.lower()
    parts = (said(member.get("givenName")), said(member.get("surname")))
    return replace(
        client,
        name=said(member.get("name")) or " ".join(part for part in parts if part) or None,
        # A guest's sign-in name only looks like an address.
        email=said(member.get("email")) or ("" if invited else sign_in) or None,
        guest=invited or said(member.get("userRole")).lower() == "guest",
    )
