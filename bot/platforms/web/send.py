"""A letter arrives: in a channel, in somebody's talk with Caffi, or on their own page."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ask import Target, Where
from bot.platforms.web.pinboard import CAFFI, EVERYONE, Pinboard
from bot.platforms.web.residents import People, TryOutClock
from bot.platforms.web.spots import caffi_board, channel_board, home_board
from bot.room import Later, Outcome, Parcel, Sent, Undeliverable

_AGAIN = 2.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    pinboard: Pinboard
    people: People
    channels: Sequence[Where]
    clock: TryOutClock

    async def send(self, parcel: Parcel) -> Outcome:
        """`bot.room.Room.send`: `Sent.message` is the message's number on the pinboard."""
        try:
            return await self._send(parcel)
        except Exception as error:  # noqa: BLE001  the edge: send never raises, and a key pins only once
            return Later(_AGAIN, type(error).__name__)

    async def _send(self, parcel: Parcel) -> Outcome:
        to = parcel.to
        if to.channel and to.channel not in {channel.channel for channel in self.channels}:
            return Undeliverable("channel_not_found", gone=True)
        if to.user and to.user not in {person.key for person in await self.people()}:
            return Undeliverable("user_not_found", gone=True)
        if to.surface == "home":
            return await self._hang_on_home_page(parcel)
        if parcel.replace and to.message.isdecimal():
            pin = int(to.message)
            there = await self.pinboard.find(pin)
            if there is not None and there.conversation == _conversation(to):
                await self.pinboard.replace(pin, parcel.card)
                return Sent(to.message)
        visible_to = to.user if to.channel and to.user else EVERYONE
        return await self._post(parcel, parcel.key, _conversation(to), visible_to)

    async def _hang_on_home_page(self, parcel: Parcel) -> Outcome:
        """One card hangs there; a new one takes its place."""
        board = home_board(parcel.to.user)
        there = await self.pinboard.read(board, parcel.to.user, limit=1)
        if there:
            await self.pinboard.replace(there[-1].id, parcel.card)
            return Sent(str(there[-1].id))
        return await self._post(parcel, board, board, parcel.to.user)

    async def _post(self, parcel: Parcel, key: str, conversation: str, visible_to: str) -> Outcome:
        pinned = await self.pinboard.post(
            key=key,
            conversation=conversation,
            author=CAFFI,
            visible_to=visible_to,
            body=parcel.card,
            at=self.clock.now(),
        )
        return Sent(str(pinned.id))


def _conversation(to: Target) -> str:
    return channel_board(to.channel) if to.channel else caffi_board(to.user)
