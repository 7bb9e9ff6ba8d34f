"""How sending to Slack can end, from Slack's own answer or from how the connection broke.

Sources: docs.slack.dev, errors of chat.postMessage, chat.update, chat.postEphemeral, views.publish
and of response URLs.
"""

from collections.abc import Awaitable, Callable

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ConnectionTimeoutError,
    InvalidURL,
    NonHttpUrlClientError,
)
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookResponse

from bot.room import Later, Outcome, Sent, Undeliverable, Unknown

_SOON, _MUCH_LATER = 10.0, 300.0  # seconds

# The person or the channel is not there for us, and will not be by trying again.
_GONE = {
    "cannot_dm_bot",
    "channel_not_found",
    "is_archived",
    "is_inactive",
    "not_in_channel",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
}
# Nothing is wrong with the target: letters wait until the installation is put right.
NO_ENTRY = {
    "access_denied",
    "account_inactive",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "invalid_auth",
    "missing_scope",
    "no_permission",
    "not_authed",
    "org_login_required",
    "team_access_not_granted",
    "team_not_found",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
}
# The same, but other letters do go out.
_SWITCHED_OFF = {"messages_tab_disabled", "not_enabled"}
_TROUBLE = {
    "hash_conflict",
    "rate_limited",
    "ratelimited",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
}
# Slack says that some of it may have been done all the same.
_FATAL, _INTERNAL = "fatal_error", "internal_error"
LIMITED = "ratelimited"


async def outcome_of(
    send: Callable[[], Awaitable[Outcome]], *, again_is_harmless: bool = False, rather_ask: bool = False
) -> Outcome:
    """What `send` says, or what its exception means.

    `again_is_harmless`: sending twice changes nothing. `rather_ask`: a channel reads it, so where Slack
    failed and something may have been written all the same, that is unknown. A person's letter is sent
    again then: an outage of Slack loses none of them.
    """
    try:
        outcome = await send()
    except SlackApiError as error:
        outcome = _refused(error, rather_ask=rather_ask)
    except (InvalidURL, NonHttpUrlClientError):
        outcome = Undeliverable("invalid_url")  # an answering address that is none: no later try helps
    except (ClientConnectorError, ConnectionTimeoutError) as error:
        outcome = Later(_SOON, type(error).__name__)  # no connection, so nothing was written
    except (ClientError, TimeoutError, OSError) as error:
        outcome = Unknown(type(error).__name__)
    if again_is_harmless and isinstance(outcome, Unknown):
        return Later(_SOON, outcome.reason)
    return outcome


def answered(response: WebhookResponse) -> Outcome:
    """What a response URL said: 200, or an expired or used-up address, which is no longer one."""
    if response.status_code == 200:
        return Sent()
    if response.status_code == 429:
        return Later(_retry_after(response.headers.get("Retry-After")), LIMITED)
    if response.status_code >= 500:
        return Later(_SOON, f"status {response.status_code}")
    return Undeliverable(response.body[:80] or f"status {response.status_code}")


def error_in(error: SlackApiError) -> str:
    """Slack's own word for what went wrong; empty where the answer was not one of Slack's."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def _refused(error: SlackApiError, *, rather_ask: bool) -> Outcome:
    reason = error_in(error)
    # An answer that is not JSON comes as aiohttp's own response, which calls its status `status`.
    status: int = getattr(error.response, "status_code", 0) or getattr(error.response, "status", 0)
    if status == 429 or reason in ("ratelimited", "rate_limited"):
        headers = getattr(error.response, "headers", None) or {}
        return Later(_retry_after(headers.get("Retry-After")), LIMITED)
    if reason in _TROUBLE or status == 503:
        return Later(_SOON, reason or f"status {status}")
    if reason == _INTERNAL or status >= 500:
        said = reason or f"status {status}"
        return Unknown(said) if rather_ask else Later(_SOON, said)
    if reason == _FATAL or not reason:
        return Unknown(reason or "unreadable answer")
    if reason in NO_ENTRY or reason in _SWITCHED_OFF:
        return Later(_MUCH_LATER, reason)
    return Undeliverable(reason, gone=reason in _GONE or reason.startswith("restricted_action"))


def _retry_after(header: str | None) -> float:
    try:
        return max(1.0, float(header or ""))
    except ValueError:
        return 30.0
