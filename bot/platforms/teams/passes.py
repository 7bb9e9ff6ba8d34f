"""Whether a request really comes from Teams: its token is checked against Microsoft's keys.

The SDK's own check fetches keys with a blocking call in the event loop, so that strangers can hold
everybody up; takes tokens that never expire; and reads the body first. This one asks for keys without
blocking, at most twice a minute, and wants an expiry.

Source: learn.microsoft.com, "Authentication with the Bot Connector API" (connector to bot: steps 1 to 7,
keys are good for a day at least, and each names the channels that it is endorsed for).
"""

import asyncio
from dataclasses import dataclass
from typing import Any

import jwt
import structlog
from httpx import AsyncClient, HTTPError, InvalidURL

CHANNEL = "msteams"
_SKEW = 300  # seconds by which clocks may differ
_GOOD_FOR = 86_400.0  # seconds
_NOT_AGAIN_FOR = 30.0
_LONGEST = 8000  # letters of a token
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Pass:
    """What a good token says: the address of the service that the request is from."""

    service: str


class Passes:
    """Checks tokens for our bot (`client_id`), signed by `issuer` with a key from `keys_url`."""

    def __init__(self, *, client: AsyncClient, client_id: str, issuer: str, keys_url: str) -> None:
        self._issuer = issuer
        self._keys = _Keys(client, keys_url)
        self._audiences = [client_id, f"api://{client_id}", f"api://botid-{client_id}"]

    async def check(self, token: str) -> Pass | None:
        """What the token says; None where it is none, or not good, or nobody can tell."""
        if len(token) > _LONGEST:
            return None
        try:
            header = jwt.get_unverified_header(token)
            kid = header.get("kid")
            if header.get("alg") != "RS256" or not isinstance(kid, str):
                return None
            key = await self._keys.find(kid)
            if key is None:
                return None
            said: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                audience=self._audiences,
                issuer=self._issuer,
                leeway=_SKEW,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError):
            return None
        service = said.get("serviceurl") or said.get("serviceUrl")
        return Pass(service.rstrip("/")) if isinstance(service, str) and service else None

    async def fetch(self) -> None:
        """Ask for the keys before anybody knocks."""
        await self._keys.fetch()


class _Keys:
    """Microsoft's keys by their ids, asked for anew once a day and when an unknown one is named."""

    def __init__(self, client: AsyncClient, url: str) -> None:
        self._client = client
        self._url = url
        self._known: dict[str, jwt.PyJWK] = {}
        self._good_until = self._not_before = 0.0
        self._asking = asyncio.Lock()

    async def find(self, kid: str) -> jwt.PyJWK | None:
        if kid not in self._known or self._now() > self._good_until:
            await self.fetch()
        return self._known.get(kid)

    async def fetch(self) -> None:
        async with self._asking:  # who comes meanwhile waits for the same answer
            if self._now() < self._not_before:
                return
            self._not_before = self._now() + _NOT_AGAIN_FOR
            try:
                response = await self._client.get(self._url)
                self._known = _keys_in(response.raise_for_status().json())
            except (HTTPError, InvalidURL, jwt.PyJWTError, ValueError, AttributeError, TypeError) as error:
                _log.warning("teams.keys", failed=type(error).__name__)
                return
            self._good_until = self._now() + _GOOD_FOR

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def _keys_in(told: Any) -> dict[str, jwt.PyJWK]:
    """Those that are for Teams: a key without endorsements is for every channel."""
    ours = [key for key in told["keys"] if CHANNEL in key.get("endorsements", (CHANNEL,))]
    return {key.key_id: key for key in jwt.PyJWKSet(ours).keys if key.key_id and key.key_type == "RSA"}
