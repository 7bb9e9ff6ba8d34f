"""Why a letter did not arrive, in a few words of our own: the platforms' many codes, sorted."""

from datetime import timedelta
from enum import StrEnum

REMEMBERED = timedelta(days=30)
"""How long a letter that did not arrive is spoken of."""


class Why(StrEnum):
    ARCHIVED = "archived"
    NOT_THERE = "not-there"  # the channel is deleted, or closed to us: platforms do not tell which
    NOT_A_MEMBER = "not-a-member"
    NOT_ALLOWED = "not-allowed"
    LEFT = "left"  # the person's account is gone
    NO_MESSAGES = "no-messages"  # the person is there, but takes no messages from us
    NO_ADDRESS = "no-address"
    TOO_LONG = "too-long"
    BROKEN_OFF = "broken-off"  # it may have arrived
    NOT_LET_IN = "not-let-in"  # nothing at all goes out: a revoked token, a missing right
    OURS = "ours"


# Slack's own words: docs.slack.dev, errors of chat.postMessage, chat.postEphemeral and views.publish.
_CODES = {
    "is_archived": Why.ARCHIVED,
    "channel_not_found": Why.NOT_THERE,
    "not_in_channel": Why.NOT_A_MEMBER,
    "user_not_in_channel": Why.NOT_A_MEMBER,
    "restricted_action": Why.NOT_ALLOWED,
    "no address": Why.NO_ADDRESS,
    "msg_too_long": Why.TOO_LONG,
    "msg_blocks_too_long": Why.TOO_LONG,
    "user_disabled": Why.LEFT,
    "user_not_found": Why.LEFT,
    "cannot_dm_bot": Why.NO_MESSAGES,
    "user_not_visible": Why.NO_MESSAGES,
    "is_inactive": Why.NO_MESSAGES,
}
# Teams': learn.microsoft.com, "Send proactive messages", "Message size limits for agents".
_CODES |= {
    "BotNotInConversationRoster": Why.NOT_A_MEMBER,
    "ConversationBlockedByUser": Why.NO_MESSAGES,
    "ConversationNotFound": Why.NOT_THERE,
    "MessageSizeTooBig": Why.TOO_LONG,
    "MessageWritesBlocked": Why.NO_MESSAGES,
    "NotInstalled": Why.NO_MESSAGES,
    "UserNotFound": Why.LEFT,
}
_LEFT = {"account_inactive", "is_archived"}
_NOT_LET_IN = {
    "access_denied",
    "account_inactive",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "invalid_auth",
    "link_disabled",
    "messages_tab_disabled",
    "missing_scope",
    "no_permission",
    "not_authed",
    "not_enabled",
    "org_login_required",
    "team_access_not_granted",
    "team_not_found",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
    # Teams' and Microsoft Entra's
    "BotDisabledByAdmin",
    "BotNotRegistered",
    "TenantDeprovisioned",
    "TenantNotFound",
    "Unauthorized",
    "invalid_client",
    "invalid_request",
    "invalid_scope",
    "unauthorized_client",
}


def why(code: str, *, to_person: bool = False) -> Why:
    """What `code` (a platform's own word, or one of ours) comes to. `to_person`: not to a channel."""
    if code.startswith("restricted_action"):
        return Why.NOT_ALLOWED
    if code in ("channel_not_found", "BotNotInConversationRoster", "ConversationNotFound") and to_person:
        return Why.NO_MESSAGES
    if code in _LEFT and to_person:
        return Why.LEFT
    if code in _NOT_LET_IN:
        return Why.NOT_LET_IN
    return _CODES.get(code, Why.OURS)


def stops_everything(code: str) -> bool:
    """Whether nothing goes out until somebody puts the installation right; no letter is to blame."""
    return code in _NOT_LET_IN
