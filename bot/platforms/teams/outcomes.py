"""How sending to Teams can end, from its answer or from how the connection broke.

Sources: learn.microsoft.com, "Optimize your agent with rate limiting" (429, 412, 502 and 504 are to be
tried again), "Send proactive messages" (403 MessageWritesBlocked), "Message size limits for agents"
(413) and the error codes of "Bot Connector API".
"""

from collections.abc import Awaitable, Callable

from httpx import (
    ConnectError,
    ConnectTimeout,
    HTTPStatusError,
    InvalidURL,
    PoolTimeout,
    Response,
    TransportError,
    UnsupportedProtocol,
)

from bot.platforms.teams.login import LoginAway, LoginRefused
from bot.room import Later, Outcome, Sent, Undeliverable, Unknown

_SOON, _MUCH_LATER = 10.0, 300.0  # seconds
_MOST = 3600.0
LIMITED = "TooManyRequests"
UNAUTHORISED = "Unauthorized"

# The person, the chat or the channel is not there for us, and will not be by trying again.
_GONE = {
    "BotNotInConversationRoster",
    "ConversationBlockedByUser",
    "ConversationNotFound",
    "MessageWritesBlocked",
    "NotInstalled",
    "UserNotFound",
}
# Nothing is wrong with the target: letters wait until the installation is put right.
_NO_ENTRY = {"BotDisabledByAdmin", "BotNotRegistered", "TenantNotFound", "TenantDeprovisioned"}


async def outcome_of(
    send: Callable[[], Awaitable[str]], *, again_is_harmless: bool = False, rather_ask: bool = False
) -> Outcome:
    """Sent with the name of the message that `send` gives, or what its exception means.

    `again_is_harmless`: sending twice changes nothing. `rather_ask`: a channel reads it, so where Teams
    failed and something may have been written all the same, that is unknown.
    """
    outcome: Outcome
    try:
        outcome = Sent(await send())
    except HTTPStatusError as error:
        outcome = _refused(error.response, rather_ask=rather_ask)
    except LoginAway as error:
        outcome = Later(_SOON, str(error))
    except LoginRefused:
        outcome = Later(_SOON, UNAUTHORISED)
    except (InvalidURL, UnsupportedProtocol):
        outcome = Undeliverable("InvalidURL")
    except (ConnectError, ConnectTimeout, PoolTimeout) as error:
        outcome = Later(_SOON, type(error).__name__)  # no connection, so nothing was written
    except (TransportError, OSError) as error:
        outcome = Unknown(type(error).__name__)
    if again_is_harmless and isinstance(outcome, Unknown):
        return Later(_SOON, outcome.reason)
    return outcome


def _refused(response: Response, *, rather_ask: bool) -> Outcome:
    status, code = response.status_code, _code_in(response)
    if status == 429:
        return Later(_retry_after(response), LIMITED)
    if status == 401:
        return Later(_SOON, UNAUTHORISED)
    if code in _NO_ENTRY:
        return Later(_MUCH_LATER, code)
    if status in (408, 412, 502, 503, 504):
        return Later(_SOON, code)
    if status >= 500 and status != 501:
        return Unknown(code) if rather_ask else Later(_SOON, code)
    if status == 413:
        return Undeliverable("MessageSizeTooBig")
    return Undeliverable(code, gone=code in _GONE)


def _code_in(response: Response) -> str:
    """Teams' own word for what went wrong, or the status where the answer is not one of Teams'."""
    try:
        code = response.json()["error"]["code"]
    except (ValueError, LookupError, TypeError):
        code = None
    plain = isinstance(code, str) and code.isascii() and code.isprintable()
    return str(code)[:60] if plain and code else f"status {response.status_code}"


def _retry_after(response: Response) -> float:
    try:
        return min(max(1.0, float(response.headers.get("retry-after", ""))), _MOST)
    except ValueError:
        return 30.0
