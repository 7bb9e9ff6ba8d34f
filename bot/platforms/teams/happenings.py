"""We were let in or shown out, a channel was renamed or deleted, somebody was heard: what that changes.

Sources: learn.microsoft.com, "Conversation events in your agent", "Get Teams-specific context".
"""

import asyncio
from dataclasses import replace
from hashlib import sha256

import structlog
from httpx import HTTPError, InvalidURL

from bot.ask import Ask, Target, Where
from bot.platforms.teams import news, payloads
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.gate import Activity
from bot.platforms.teams.login import LoginAway, LoginRefused
from bot.platforms.teams.payloads import ROOM, Spoken
from bot.platforms.teams.whereabouts import Whereabouts
from bot.room import ChannelChanged, ChannelNews, Way

_PATIENCE = 1.0  # seconds for a team's list of channels
_FIRST = "General"  # Teams does not name a team's first channel; that is what its clients call it
_log = structlog.get_logger(__name__)


class Happenings:
    """`whereabouts` learns from all that is heard; `channel_changed` is told of channels."""

    def __init__(
        self,
        *,
        tenant: str,
        connector: Connector,
        whereabouts: Whereabouts,
        channel_changed: ChannelChanged | None,
    ) -> None:
        self._tenant = tenant
        self._connector = connector
        self._whereabouts = whereabouts
        self._channel_changed = channel_changed

    async def heard_from(self, by: Spoken) -> Where:
        """Remember how whoever spoke, and their channel, are reached; where they spoke, by its name."""
        learnt = [await self._whereabouts.learn(way) for way in by.ways]
        if not by.channel:
            return Where()
        channel = learnt[-1]
        if not channel.name and channel.group:
            channel = await self._named(channel)
        return Where(by.channel, channel.name)

    async def channel_of(self, to: Target) -> Where:
        """The channel of a target, by its name."""
        way = await self._whereabouts.find(Target(to.room, to.workspace, to.channel))
        return Where(to.channel, way.name if way else "")

    def lend(self, by: Spoken) -> None:
        """Whoever is turned away can be told so, and is not remembered."""
        for way in by.ways:
            self._whereabouts.lend(way)

    async def note(self, activity: Activity) -> tuple[Ask, Spoken] | None:
        """What happened; the greeting of somebody who has just let us in, to be served."""
        match news.came_or_went(activity):
            case "add":
                return await self._let_in(activity)
            case "remove":
                await self._shown_out(activity)
            case _:
                await self._channels(activity)
        return None

    async def _let_in(self, activity: Activity) -> tuple[Ask, Spoken] | None:
        if (channel := news.channel_in(activity, self._tenant)) is not None:
            await self._whereabouts.keep(channel)
            return None
        by = payloads.spoken(activity, self._tenant)
        if by is None:
            return None
        for way in by.ways:
            await self._whereabouts.keep(way)
        # Teams tells it as two events, in any order: both are one delivery.
        key = f"{ROOM}:hello:{sha256(by.conversation.encode()).hexdigest()[:40]}"
        return Ask(by.who, word="help", key=key, answer_to=by.privately()), by

    async def _shown_out(self, activity: Activity) -> None:
        """Nothing is sent there any more. Digests rest, and whoever set one up is told."""
        channel = news.channel_in(activity, self._tenant)
        if channel is None:
            if by := payloads.spoken(activity, self._tenant):
                await self._whereabouts.close(Target(ROOM, self._tenant, user=by.who.user))
            return
        group = news.group_of(activity)
        known = await self._whereabouts.of_group(self._tenant, group) if group else ()
        for to in dict.fromkeys((channel.to, *(way.to for way in known))):
            await self._tell(to, "shut out", "")
            await self._whereabouts.close(to)

    async def _channels(self, activity: Activity) -> None:
        told = news.channel_news(activity, self._tenant)
        if told is None:
            return
        if told.news == "renamed":
            service = payloads.service_of(activity)
            way = Way(told.to, service, told.to.channel, group=told.group, name=told.name)
            await self._whereabouts.learn(way)
        if told.to.channel:
            targets = [told.to]
        else:
            targets = [way.to for way in await self._whereabouts.of_group(self._tenant, told.group)]
        for to in targets:
            await self._tell(to, told.news, told.name)
            if told.news == "deleted":
                await self._whereabouts.close(to)

    async def _tell(self, to: Target, what: ChannelNews, detail: str) -> None:
        if self._channel_changed:
            await self._channel_changed(to, what, detail)

    async def _named(self, channel: Way) -> Way:
        """The same with its name, which messages do not tell."""
        try:
            async with asyncio.timeout(_PATIENCE):
                names = await self._connector.channels(channel.service, channel.group)
        except (HTTPError, InvalidURL, LoginAway, LoginRefused, TimeoutError, OSError, ValueError) as error:
            _log.warning("teams.channels", failed=type(error).__name__)
            return channel
        if channel.to.channel not in names:
            return channel
        name = names[channel.to.channel] or _FIRST
        return await self._whereabouts.learn(replace(channel, name=name))
