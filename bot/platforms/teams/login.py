"""Our own token for what we send: asked for with the client's secret, kept until shortly before its end.

The SDK's way asks in a thread, without a limit of time, and loses the reason of a refusal.
Sources: RFC 6749, 4.4 (client credentials) and 5.2 (errors); learn.microsoft.com, "Authentication with
the Bot Connector API" (bot to connector) and "Microsoft Entra authentication error codes".
"""

import asyncio

from httpx import AsyncClient, HTTPError, InvalidURL

from bot.platforms.teams.clouds import Cloud

_EARLY = 300.0  # seconds before its end from which a token is not used any more


class LoginRefused(Exception):  # noqa: N818 - it says what is the case
    """Microsoft gives us no token, and will not by asking again. `reason` is its own word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LoginAway(Exception):  # noqa: N818 - as above
    """Microsoft could not be asked for a token just now."""


class Login:
    """The token of one bot in one tenant of `cloud`; `url` in the place of the cloud's own sign-in."""

    def __init__(
        self, *, client: AsyncClient, tenant: str, client_id: str, secret: str, cloud: Cloud, url: str = ""
    ) -> None:
        self._client = client
        self._url = f"{(url or cloud.login).rstrip('/')}/{tenant}/oauth2/v2.0/token"
        self._wanted = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": secret,
            "scope": cloud.scope,
        }
        self._token, self._good_until = "", 0.0
        self._asking = asyncio.Lock()

    async def token(self) -> str:
        """One that is good for some minutes at least. Raises LoginRefused or LoginAway."""
        async with self._asking:
            if self._now() >= self._good_until:
                self._token, seconds = await self._ask()
                self._good_until = self._now() + max(seconds - _EARLY, 0.0)
            return self._token

    def forget(self) -> None:
        """It was refused: the next one is asked for anew."""
        self._good_until = 0.0

    async def _ask(self) -> tuple[str, float]:
        try:
            response = await self._client.post(self._url, data=self._wanted)
            told = response.json()
            if response.is_success:
                return str(told["access_token"]), float(told["expires_in"])
            refusal = str(told["error"])
        except (HTTPError, InvalidURL, ValueError, LookupError, TypeError) as error:
            raise LoginAway(type(error).__name__) from error
        if response.status_code == 429 or response.status_code >= 500:
            raise LoginAway(refusal)
        raise LoginRefused(refusal)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


class NoLogin:
    """For the playground, which wants no token."""

    async def token(self) -> str:
        return ""

    def forget(self) -> None:
        """There is nothing to forget."""
