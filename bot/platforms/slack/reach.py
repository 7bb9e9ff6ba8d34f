"""Asks Slack once whether it accepts our tokens; connects to nothing."""

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

_TIMEOUT = ClientTimeout(total=10, sock_connect=3)


async def refusal(bot_token: str, app_token: str | None, api_url: str) -> str:
    """Slack's own word for why not ("invalid_auth"), or what is wrong with the line; "" when all is well."""
    async with ClientSession(timeout=_TIMEOUT) as session:
        url = api_url.rstrip("/") + "/"
        client = AsyncWebClient(token=bot_token, base_url=url, session=session, retry_handlers=[])
        try:
            await client.auth_test()
            if app_token:
                await client.apps_connections_open(app_token=app_token)
        except SlackApiError as error:
            return str(error.response.get("error") or "refused")
        except (SlackClientError, ClientError, TimeoutError, OSError) as error:
            return str(error) or type(error).__name__
    return ""
