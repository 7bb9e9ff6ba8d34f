"""One message out to Teams: posted, put in another's place, or shown to one person in a channel.

Where only one person may see it in a channel and Teams cannot do that, it goes to their own chat.
Nothing here tries again. Source: learn.microsoft.com, "Targeted messages", "Send proactive messages".
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

import structlog
from httpx import HTTPStatusError
from microsoft_teams.api.activities.message import MessageActivityInput

from bot.ask import Target
from bot.card import Card, Form, Reader
from bot.platforms.teams import ourselves
from bot.platforms.teams.adaptive import Words, summary
from bot.platforms.teams.alone import Alone
from bot.platforms.teams.connector import Connector, message
from bot.platforms.teams.drawn import drawn
from bot.platforms.teams.outcomes import outcome_of
from bot.platforms.teams.payloads import handle, is_in_chat
from bot.platforms.teams.standing import Standing
from bot.room import Outcome, Parcel, Sent, Undeliverable, Way, Ways

_THREAD = ";messageid="
_log = structlog.get_logger(__name__)


class Sender:
    """Sends with one connector, to where `ways` says."""

    def __init__(
        self, *, connector: Connector, ways: Ways, words: Words, standing: Standing, alone: Alone
    ) -> None:
        self._connector = connector
        self._alone = alone
        self._ways = ways
        self._words = words
        self._standing = standing

    async def send(self, parcel: Parcel) -> Outcome:
        """Try the ways to the target in turn; only a way that is closed (nothing written) leads on."""
        return await self._send(parcel.to, parcel.card, parcel.reader, over=parcel.replace)

    async def show(self, to: Target, body: Card | Form, reader: Reader, *, over: bool = False) -> Outcome:
        """The same for an answer or a form of the room's own; `over`: in the place of `to.message`."""
        return await self._send(to, body, reader, over=over)

    async def settle(self, to: Target, body: Card | Form, reader: Reader) -> None:
        """Put in the place of `to.message` for good what one client shows there already."""
        await self._update(to, await self._message(body, reader))

    async def _send(self, to: Target, body: Card | Form, reader: Reader, *, over: bool) -> Outcome:
        outcome: Outcome = Undeliverable("NoHomePage" if to.surface == "home" else "no target")
        for way in self._ways_to(to, over=over and bool(to.message)):
            # Drawn anew for each: the SDK writes into what it sends.
            outcome = await way(await self._message(body, reader))
            if not isinstance(outcome, Undeliverable):
                break
        if to.channel and to.user and isinstance(outcome, Sent | Undeliverable):
            thread = self._alone.take_open_ask(to.channel, to.user)
            if thread is not None and isinstance(outcome, Undeliverable):
                await self._say_so(replace(to, user="", message="", thread=thread))
        return outcome

    async def _say_so(self, to: Target) -> None:
        """Whoever asked before everybody hears there that no answer reaches them, and nothing of it."""
        card = ourselves.card(self._words, "teams.nowhere")
        outcome = await self._post(to, await self._message(card, ourselves.NO_DATES))
        if not isinstance(outcome, Sent):
            _log.warning("teams.nowhere", outcome=type(outcome).__name__, reason=outcome.reason)

    def _ways_to(
        self, to: Target, *, over: bool
    ) -> Iterator[Callable[[MessageActivityInput], Awaitable[Outcome]]]:
        if to.surface == "home":
            return
        if over:
            yield lambda sending: self._update(to, sending)
        # What was pressed in their own chat is answered there, whatever channel it stands for.
        if to.channel and to.user and not is_in_chat(to) and self._alone.can(to.channel, to.user):
            yield lambda sending: self._post_privately(to, sending)
        if to.user:
            yield lambda sending: self._post_to_person(to, sending)
        elif to.channel and not over:
            yield lambda sending: self._post(to, sending)

    async def _post(self, to: Target, sending: MessageActivityInput) -> Outcome:
        way = await self._ways.find(to)
        if way is None:
            return Undeliverable("ConversationNotFound")
        where = _threaded(to)

        async def post() -> str:
            return handle(await self._connector.post(way.service, where, sending))

        return await self._call(to.channel, post, rather_ask=True)

    async def _post_privately(self, to: Target, sending: MessageActivityInput) -> Outcome:
        way, member = await self._ways.find(_channel(to)), await self._ways.find(_person(to))
        if way is None or member is None:
            return Undeliverable("ConversationNotFound")
        where = _threaded(to)

        async def post() -> str:
            try:
                name = await self._connector.post_privately(way.service, where, member.member, sending)
            except HTTPStatusError as error:
                self._alone.refused(to.channel, to.user, error.response.status_code)
                raise
            self._alone.shown(to.channel, name)
            return handle(name, "t")

        return await self._call(to.channel, post)

    async def _post_to_person(self, to: Target, sending: MessageActivityInput) -> Outcome:
        way = await self._ways.find(_person(to))
        if way is None:
            return Undeliverable("NotInstalled", gone=True)
        if not way.conversation:
            opened = await self._open(way)
            if not isinstance(opened, Way):
                return opened
            way = opened
        where = way.conversation

        async def post() -> str:
            name = await self._connector.post(way.service, where, sending)
            if to.channel:
                self._alone.stands_in(where, name, replace(to, message=""))
            return handle(name, "p" if to.channel else "c")

        return await self._call(where, post)

    async def _open(self, way: Way) -> Way | Outcome:
        async def open_() -> str:
            return await self._connector.open(way.service, way.to.workspace, way.member)

        # To make the same chat twice gives the same chat.
        outcome = await self._call(way.member, open_, again_is_harmless=True)
        if not isinstance(outcome, Sent):
            return outcome
        way = replace(way, conversation=outcome.message)
        await self._ways.keep(way)
        return way

    async def _update(self, to: Target, sending: MessageActivityInput) -> Outcome:
        kind, _, name = to.message.partition("/")
        of = _person(to) if kind == "p" or not to.channel else _channel(to)
        way = await self._ways.find(of)
        if way is None or not way.conversation or not name:
            return Undeliverable("ConversationNotFound")

        async def update() -> str:
            private = kind == "t"
            await self._connector.update(way.service, way.conversation, name, sending, private=private)
            return to.message

        return await self._call(way.conversation, update, again_is_harmless=True)

    async def _call(
        self,
        conversation: str,
        send: Callable[[], Awaitable[str]],
        *,
        again_is_harmless: bool = False,
        rather_ask: bool = False,
    ) -> Outcome:
        """One call, unless Teams would refuse it now."""
        if held := await self._standing.held(conversation):
            return held
        outcome = await outcome_of(send, again_is_harmless=again_is_harmless, rather_ask=rather_ask)
        return self._standing.heard(conversation, outcome)

    async def _message(self, body: Card | Form, reader: Reader) -> MessageActivityInput:
        return message(await drawn(body, reader, self._words), summary(body, reader))


def _threaded(to: Target) -> str:
    return f"{to.channel}{_THREAD}{to.thread}" if to.thread else to.channel


def _person(to: Target) -> Target:
    return Target(to.room, to.workspace, user=to.user)


def _channel(to: Target) -> Target:
    return Target(to.room, to.workspace, channel=to.channel)
