"""Asks Microsoft once whether it accepts our secret; connects to nothing."""

from httpx import AsyncClient

from bot.platforms.teams.clouds import CLOUDS
from bot.platforms.teams.login import Login, LoginAway, LoginRefused

_TIMEOUT = 10.0  # seconds


async def refusal(*, tenant: str, client_id: str, secret: str, cloud: str, login_url: str) -> str:
    """Microsoft's word for why not ("invalid_client"), or what is wrong with the line; "": all is well."""
    async with AsyncClient(timeout=_TIMEOUT) as client:
        login = Login(
            client=client,
            tenant=tenant,
            client_id=client_id,
            secret=secret,
            cloud=CLOUDS[cloud],
            url=login_url,
        )
        try:
            await login.token()
        except (LoginAway, LoginRefused) as error:
            return str(error)
    return ""
