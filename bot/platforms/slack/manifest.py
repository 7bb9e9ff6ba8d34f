"""The app's manifest, written from what the room hears and does, with the fewest scopes that work.

Source: docs.slack.dev, "App manifest reference". Channel messages are never read: no scope allows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.platforms.slack.gate import PATH

SCOPES = (
    "app_mentions:read",
    "channels:read",  # to hear that a channel was renamed or archived; not what is said there
    "chat:write",
    "chat:write.public",  # digests in public channels without having to be invited
    "commands",
    "files:write",  # a picture beside the figures; without it the words stand alone
    "groups:read",  # the same for private channels that Caffi is in
    "im:history",  # what people write to the bot itself
    "users:read",
    "users:read.email",
)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_id_changed",
    "channel_rename",
    "group_archive",
    "group_deleted",
    "group_rename",
    "message.im",
    "tokens_revoked",
    "user_change",
)


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command as people see it while typing: "/learn", what it does, an example."""

    name: str
    description: str
    hint: str = ""


def manifest(*, name: str, url: str | None, description: str, commands: Sequence[Command]) -> dict[str, Any]:
    """The manifest for Socket Mode (`url` None), or for HTTP at `url` ("https://learn.example")."""
    address = f"{url.rstrip('/')}{PATH}" if url else None
    request_url = {"request_url": address} if address else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {"name": name[:35], "description": description[:140]},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name[:80], "always_online": True},
            "slash_commands": [_command(command, address) for command in commands],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**request_url, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **request_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }


def _command(command: Command, address: str | None) -> dict[str, Any]:
    return {
        "command": command.name,
        "description": command.description,
        "should_escape": True,
        **({"usage_hint": command.hint} if command.hint else {}),
        **({"url": address} if address else {}),
    }
