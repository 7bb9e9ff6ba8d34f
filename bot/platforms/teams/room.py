"""The Teams room: takes Teams' requests and sends letters, for one tenant."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from httpx import AsyncClient

from bot.platforms.running import Running
from bot.platforms.teams import payloads
from bot.platforms.teams.adaptive import Words
from bot.platforms.teams.alone import Alone
from bot.platforms.teams.clouds import CLOUDS
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.gate import PATH, Gate
from bot.platforms.teams.happenings import Happenings
from bot.platforms.teams.listen import PATIENCE, Listener
from bot.platforms.teams.login import Login, LoginAway, LoginRefused, NoLogin
from bot.platforms.teams.passes import Passes
from bot.platforms.teams.people import Door
from bot.platforms.teams.send import Sender
from bot.platforms.teams.services import Services
from bot.platforms.teams.standing import Standing
from bot.platforms.teams.whereabouts import Whereabouts
from bot.platforms.trouble import report
from bot.room import (
    ChannelChanged,
    Knows,
    Later,
    Meet,
    NotConnected,
    Outcome,
    Parcel,
    Serve,
    Undeliverable,
    Ways,
)

__all__ = ["PATH", "TeamsRoom"]

_TIMEOUT = 5.0  # seconds for keys and for our token
_FINISHING = 10.0

logging.getLogger("httpx").setLevel(logging.WARNING)  # it tells every address that is asked


class TeamsRoom:
    """One tenant; `asgi` is to be mounted at /api/messages. `words` gives the room's own sentences.

    `playground` lets everybody in without a token, and sends to this machine alone: never where others
    can knock. `cloud` is one of `clouds.CLOUDS`; `service_hosts` are sent to besides its own, `login_url`
    and `keys_url` asked in the place of its own.
    """

    name = payloads.ROOM
    # 60 in 30 seconds (learn.microsoft.com, "Optimize your agent with rate limiting").
    pace = timedelta(seconds=0.5)

    def __init__(
        self,
        *,
        tenant: str,
        client_id: str,
        client_secret: str,
        serve: Serve,
        meet: Meet,
        knows: Knows,
        ways: Ways,
        words: Words,
        channel_changed: ChannelChanged | None = None,
        service_hosts: Sequence[str] = (),
        playground: bool = False,
        cloud: str = "public",
        login_url: str = "",
        keys_url: str = "",
        a_second: float | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.a_second = a_second
        self._tenant = tenant.lower()
        self._serve, self._meet, self._knows = serve, meet, knows
        self._words = words
        self._channel_changed = channel_changed
        self._patience = patience
        self._whereabouts = Whereabouts(ways)
        self._running = Running()
        self._client = AsyncClient(timeout=_TIMEOUT)
        there = CLOUDS[cloud]
        self._login: Login | NoLogin = NoLogin()
        self._passes: Passes | None = None
        if not playground:
            self._login = Login(
                client=self._client,
                tenant=tenant,
                client_id=client_id,
                secret=client_secret,
                cloud=there,
                url=login_url,
            )
            self._passes = Passes(
                client=self._client,
                client_id=client_id,
                issuer=there.issuer,
                keys_url=keys_url or there.keys,
            )
        self._connector: Connector | None = None
        self._sender: Sender | None = None
        self._standing: Standing | None = None
        self._listener: Listener | None = None
        self.asgi = Gate(
            passes=self._passes,
            tenant=self._tenant,
            services=Services((*there.hosts, *service_hosts), loopback=playground),
            inside=lambda: self._listener.hear if self._listener else None,
        )

    async def start(self) -> None:
        """Ask for a token, and for the keys of Teams. Raises NotConnected; then nothing is left open."""
        try:
            await self._login.token()
        except (LoginAway, LoginRefused) as error:
            await self.stop()
            raise NotConnected(str(error), self.name) from error
        if self._passes:
            await self._passes.fetch()
        connector = self._connector = Connector(self._login)
        self._standing = Standing(self._login)
        # The playground shows everybody what is meant for one.
        alone = Alone(possible=self._passes is not None)
        self._sender = Sender(
            connector=connector,
            ways=self._whereabouts,
            words=self._words,
            standing=self._standing,
            alone=alone,
        )
        self._listener = Listener(
            tenant=self._tenant,
            door=Door(
                connector=connector,
                tenant=self._tenant if self._passes else "",
                meet=self._meet,
                knows=self._knows,
            ),
            happenings=Happenings(
                tenant=self._tenant,
                connector=connector,
                whereabouts=self._whereabouts,
                channel_changed=self._channel_changed,
            ),
            sender=self._sender,
            alone=alone,
            serve=self._serve,
            words=self._words,
            running=self._running,
            patience=self._patience,
        )

    async def stop(self) -> None:
        """Take in nothing more, finish what was begun, then close."""
        self._listener = None
        await self._running.drain(_FINISHING)
        self._sender = None
        if self._standing:
            self._standing.close()
            self._standing = None
        if self._connector:
            await self._connector.close()
            self._connector = None
        await self._client.aclose()

    @property
    def trouble(self) -> str | None:
        """Why nothing at all can be sent, in Microsoft's word ("invalid_client"); letters wait meanwhile."""
        return self._standing.trouble if self._standing else None

    async def connected(self) -> bool:
        """Whether Teams can reach us: having started."""
        return self._listener is not None

    async def send(self, parcel: Parcel) -> Outcome:
        """See `bot.room.Room.send`."""
        if self._sender is None:
            return Later(10, "not connected")
        try:
            return await self._sender.send(parcel)
        # The edge: a card that we cannot draw must not stop the other letters.
        except Exception as error:  # noqa: BLE001 (as said)
            report("teams", error, letter=parcel.key)
            return Undeliverable(type(error).__name__)
