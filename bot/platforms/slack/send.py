"""One message out to Slack: posted, put in another's place, or shown to one person in a channel.

Nothing here tries again: slack_sdk's own retries post twice when a connection breaks after the write.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing
from typing import Any, TypeAlias
from uuid import NAMESPACE_URL, uuid5

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.ask import Target
from bot.card import Card, Reader
from bot.platforms.slack.blocks import Words, draw, fallback
from bot.platforms.slack.modal import home
from bot.platforms.slack.outcomes import answered, outcome_of
from bot.platforms.slack.shown import Showing, Shown, refused
from bot.platforms.slack.standing import Standing
from bot.platforms.slack.uploads import Uploads
from bot.room import Outcome, Parcel, Sent, Undeliverable

Content: TypeAlias = dict[str, Any]


class Sender:
    """Sends with one client over one session. Neither may have retries of its own."""

    def __init__(
        self, *, client: AsyncWebClient, session: ClientSession, words: Words, standing: Standing
    ) -> None:
        self._client = client
        self._standing = standing
        self._session = session
        self._words = words
        self._showing = Showing(Uploads(client=client, session=session, standing=standing))

    async def send(self, parcel: Parcel) -> Outcome:
        """With all that the card shows, or with less, until Slack takes it."""
        if parcel.to.surface == "home":
            return await self._publish(parcel)
        return await self._shown(parcel.card, parcel.reader, lambda shown: self._along(parcel, shown))

    async def answer(
        self, via: str, card: Card, reader: Reader, *, public: bool = False, replace: bool = False
    ) -> Outcome:
        """Post to a response URL: 5 times in 30 minutes, private unless `public`.

        Source: docs.slack.dev, "Handling user interaction": response_url.
        """
        how = {"response_type": "in_channel" if public else "ephemeral", "replace_original": replace}
        return await self._shown(
            card,
            reader,
            lambda shown: self._respond(
                via, message(card, reader, self._words, shown) | how, replace=replace
            ),
        )

    async def _shown(
        self, card: Card, reader: Reader, send: Callable[[Shown], Awaitable[Outcome]]
    ) -> Outcome:
        outcome: Outcome = Undeliverable("no target")
        async with aclosing(self._showing.ways(card, reader)) as ways:
            async for shown in ways:
                outcome = await send(shown)
                if not refused(outcome):
                    break
        return outcome

    async def _along(self, parcel: Parcel, shown: Shown) -> Outcome:
        """Try the ways to the target in turn; only a way that is closed (nothing written) leads on."""
        outcome: Outcome = Undeliverable("no target")
        content = message(parcel.card, parcel.reader, self._words, shown)
        for way in self._ways(parcel, content):
            outcome = await way()
            if not isinstance(outcome, Undeliverable) or refused(outcome):
                break
        return outcome

    def _ways(self, parcel: Parcel, content: Content) -> Iterator[Callable[[], Awaitable[Outcome]]]:
        to = parcel.to
        replace = parcel.replace and bool(to.message)
        if to.via:
            how = {"response_type": "ephemeral", "replace_original": replace}
            yield lambda: self._respond(to.via, content | how, replace=replace)
        elif replace:
            yield lambda: self._update(parcel, content)
        if to.channel and to.user:
            yield lambda: self._post_privately(parcel, content)
        if to.user:
            yield lambda: self._post(parcel, content, to.user)
        elif to.channel and not replace:
            yield lambda: self._post(parcel, content, to.channel)

    async def _respond(self, via: str, body: Content, *, replace: bool) -> Outcome:
        webhook = AsyncWebhookClient(via, session=self._session, retry_handlers=[])

        async def post() -> Outcome:
            return answered(await webhook.send_dict(body))

        return await outcome_of(post, again_is_harmless=replace)

    async def _post(self, parcel: Parcel, content: Content, channel: str) -> Outcome:
        """To a channel, or to a user id: Slack opens the direct message and names it in its answer."""
        # A thread belongs to the channel it is in, so a message that falls back to the person leaves it.
        threaded = parcel.to.thread and not (parcel.to.channel and parcel.to.user)

        async def post() -> Outcome:
            response = await self._client.chat_postMessage(
                channel=channel,
                parse="none",
                client_msg_id=str(uuid5(NAMESPACE_URL, parcel.key)),
                thread_ts=parcel.to.thread if threaded else None,
                unfurl_links=False,
                unfurl_media=False,
                **content,
            )
            return Sent(f"{response['channel']}/{response['ts']}")

        return await self._call("chat.postMessage", post, parcel.to, rather_ask=not parcel.to.user)

    async def _post_privately(self, parcel: Parcel, content: Content) -> Outcome:
        async def post() -> Outcome:
            await self._client.chat_postEphemeral(
                channel=parcel.to.channel,
                user=parcel.to.user,
                parse="none",
                thread_ts=parcel.to.thread or None,
                **content,
            )
            return Sent()

        return await self._call("chat.postEphemeral", post, parcel.to)

    async def _update(self, parcel: Parcel, content: Content) -> Outcome:
        channel, _, ts = parcel.to.message.partition("/")

        async def update() -> Outcome:
            await self._client.chat_update(channel=channel, ts=ts, parse="none", **content)
            return Sent(parcel.to.message)

        return await self._call("chat.update", update, parcel.to, again_is_harmless=True)

    async def _publish(self, parcel: Parcel) -> Outcome:
        async def publish() -> Outcome:
            view = home(parcel.card, parcel.reader, self._words)
            await self._client.views_publish(user_id=parcel.to.user, view=view)
            return Sent()

        return await self._call("views.publish", publish, parcel.to, again_is_harmless=True)

    async def _call(
        self,
        method: str,
        send: Callable[[], Awaitable[Outcome]],
        to: Target,
        *,
        again_is_harmless: bool = False,
        rather_ask: bool = False,
    ) -> Outcome:
        """One call of `method`, unless Slack would refuse it now."""
        if held := self._standing.held(method):
            return held
        outcome = await outcome_of(send, again_is_harmless=again_is_harmless, rather_ask=rather_ask)
        return await self._standing.heard(method, outcome, to_person=bool(to.user))


def message(card: Card, reader: Reader, words: Words, shown: Shown | None = None) -> Content:
    """The blocks, and the complete text behind them."""
    return {"text": fallback(card, reader), "blocks": draw(card, reader, words, shown=shown)}
