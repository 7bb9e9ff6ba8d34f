"""The Slack room: connects over Socket Mode or takes Slack's HTTP requests, and sends letters."""

import asyncio
from datetime import timedelta

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.running import Running
from bot.platforms.slack import payloads
from bot.platforms.slack.blocks import Words
from bot.platforms.slack.bolt import Hear, bolt, dispatch, quiet
from bot.platforms.slack.gate import Gate
from bot.platforms.slack.listen import PATIENCE, Listener
from bot.platforms.slack.outcomes import error_in
from bot.platforms.slack.people import Door, Home
from bot.platforms.slack.send import Sender
from bot.platforms.slack.standing import Standing
from bot.platforms.trouble import report
from bot.room import ChannelChanged, Knows, Later, Meet, NotConnected, Outcome, Parcel, Serve, Undeliverable

API_URL = "https://slack.com/api/"
_TIMEOUT = ClientTimeout(total=10, sock_connect=3)  # well within a third of a letter's lease
PING = 5.0  # seconds; a connection that is dead without having been closed is noticed after three of them
_STARTING = 15.0
_FINISHING = 10.0
_CLOSING = 2.0  # Slack does not close its end after the closing handshake


class SlackRoom:
    """One workspace. With `app_token` it connects over Socket Mode, else `signing_secret` is needed and
    `asgi` is to be mounted under /slack. `words` gives the room's own sentences.
    """

    name = payloads.ROOM
    pace = timedelta(seconds=1.05)  # about one post a second in a channel (docs.slack.dev, "Rate limits")

    def __init__(
        self,
        *,
        bot_token: str,
        serve: Serve,
        meet: Meet,
        knows: Knows,
        words: Words,
        channel_changed: ChannelChanged | None = None,
        app_token: str | None = None,
        signing_secret: str | None = None,
        api_url: str = API_URL,
        a_second: float | None = None,
        patience: float = PATIENCE,
    ) -> None:
        if not app_token and not signing_secret:
            raise ValueError("Slack needs an app token (Socket Mode) or a signing secret (HTTP)")
        self.a_second = a_second
        self._bot_token = bot_token
        self._app_token = app_token
        self._api_url = api_url.rstrip("/") + "/"
        self._serve, self._meet, self._knows = serve, meet, knows
        self._words = words
        self._channel_changed = channel_changed
        self._patience = patience
        self._running = Running()
        self._session: ClientSession | None = None
        self._sender: Sender | None = None
        self._standing: Standing | None = None
        self._door: Door | None = None
        self._bolt: Hear | None = None
        self._socket: AsyncSocketModeHandler | None = None
        self.asgi: Gate | None = None
        if signing_secret and not app_token:
            self.asgi = Gate(signing_secret=signing_secret, inside=lambda: self._bolt)

    async def start(self) -> None:
        """Check the tokens and connect. Raises NotConnected; then nothing is left open."""
        self._session = ClientSession(timeout=_TIMEOUT)
        try:
            async with asyncio.timeout(_STARTING):
                await self._connect(self._session)
        except (SlackClientError, ClientError, TimeoutError, OSError) as error:
            await self.stop()
            reason = error_in(error) if isinstance(error, SlackApiError) else ""
            raise NotConnected(reason or str(error) or type(error).__name__, self.name) from error

    async def stop(self) -> None:
        """Take in nothing more, finish what was begun, then close."""
        self._bolt = None
        if self._socket:
            self._socket.client.socket_mode_request_listeners.clear()
        await self._running.drain(_FINISHING)
        if self._socket:
            await _close(self._socket)
            self._socket = None
        self._sender = None
        if self._standing:
            self._standing.close()
            self._standing = None
        if self._session:
            await self._session.close()
            self._session = None

    @property
    def trouble(self) -> str | None:
        """Why nothing at all can be sent, in Slack's own word ("token_revoked"); letters wait meanwhile."""
        return self._standing.trouble if self._standing else None

    async def connected(self) -> bool:
        """Whether Slack can reach us: over Socket Mode a live connection, else having started."""
        if self._socket:
            return await self._socket.client.is_connected()
        return self._bolt is not None

    async def send(self, parcel: Parcel) -> Outcome:
        """See `bot.room.Room.send`."""
        if self._sender is None:
            return Later(10, "not connected")
        try:
            outcome = await self._sender.send(parcel)
            if isinstance(outcome, Undeliverable) and outcome.gone and parcel.to.user and self._door:
                await self._door.missed(parcel.to.user)
        # The edge: a card that we cannot draw must not stop the other letters.
        except Exception as error:  # noqa: BLE001 (as said)
            report("slack", error, letter=parcel.key)
            return Undeliverable(type(error).__name__)
        return outcome

    async def _connect(self, session: ClientSession) -> None:
        client = AsyncWebClient(
            token=self._bot_token, base_url=self._api_url, session=session, retry_handlers=[], logger=quiet
        )
        known = (await client.auth_test()).data
        assert isinstance(known, dict)
        home = Home(
            known["team_id"], known.get("enterprise_id") or "", known["user_id"], known.get("bot_id") or ""
        )
        self._standing = Standing(client)
        self._sender = Sender(client=client, session=session, words=self._words, standing=self._standing)
        self._door = Door(client=client, home=home, meet=self._meet, knows=self._knows)
        listener = Listener(
            client=client,
            home=home,
            door=self._door,
            standing=self._standing,
            channel_changed=self._channel_changed,
            serve=self._serve,
            sender=self._sender,
            words=self._words,
            running=self._running,
            patience=self._patience,
        )
        app = bolt(client, home, self._bot_token, listener.hear)
        if self._app_token is None:
            self._bolt = dispatch(app)
            return
        # Asked for here, because the client itself would go on asking with a token that is refused.
        opened = await client.apps_connections_open(app_token=self._app_token)
        self._socket = AsyncSocketModeHandler(app, self._app_token, ping_interval=PING)
        self._socket.client.wss_uri = opened["url"]
        await self._socket.client.connect()  # type: ignore[no-untyped-call]  # slack_sdk gives it no type


async def _close(socket: AsyncSocketModeHandler) -> None:
    try:
        async with asyncio.timeout(_CLOSING):
            await socket.client.close()  # type: ignore[no-untyped-call]  # slack_sdk gives it no type
    except TimeoutError:
        client = socket.client
        tasks = (client.message_processor, client.current_session_monitor, client.message_receiver)
        for task in tasks:
            if task is not None:
                task.cancel()
        await client.aiohttp_client_session.close()
