"""What happens in a workspace that the app is told of: channels come and go, and so may the app itself."""

from typing import Any

from tests.fakes.slack.workspace import Channel, Workspace

SUBSCRIBED = frozenset(
    {
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
    }
)


class Happenings:
    space: Workspace

    async def event(self, name: str, event: dict[str, Any], **more: Any) -> None:
        raise NotImplementedError

    def revoke_token(self, error: str = "token_revoked") -> None:
        raise NotImplementedError

    async def renames(self, channel: str, name: str) -> None:
        found = self.space.channel_named(channel)
        found.name = name
        kind = _kind(found, "rename")
        await self.event(kind, {"type": kind, "channel": {"id": found.id, "name": name, "created": 1}})

    async def archives(self, channel: str) -> None:
        found = self.space.channel_named(channel)
        found.archived = True
        kind = _kind(found, "archive")
        await self.event(kind, {"type": kind, "channel": found.id, "user": "UOLWEN"})

    async def deletes(self, channel: str) -> None:
        found = self.space.channel_named(channel)
        del self.space.channels[found.id]
        self.space.messages = [each for each in self.space.messages if each.channel != found.id]
        kind = _kind(found, "deleted")
        await self.event(kind, {"type": kind, "channel": found.id})

    async def gives_another_id(self, channel: str, new: str) -> None:
        """As Slack does when a private channel is shared with another organisation."""
        found = self.space.channel_named(channel)
        old, found.id = found.id, new
        self.space.channels[new] = self.space.channels.pop(old)
        for message in self.space.messages:
            message.channel = new if message.channel == old else message.channel
        ids = {"old_channel_id": old, "new_channel_id": new}
        await self.event("channel_id_changed", {"type": "channel_id_changed", **ids})

    def makes_private(self, channel: str) -> None:
        """A public channel that the app never joined is converted; no event tells of it."""
        found = self.space.channel_named(channel)
        found.private, found.with_bot = True, False

    async def uninstalls(self) -> None:
        """The app is taken out of the workspace."""
        self.revoke_token("account_inactive")
        tokens = {"oauth": [], "bot": [self.space.bot_user]}
        await self.event("tokens_revoked", {"type": "tokens_revoked", "tokens": tokens})
        await self.event("app_uninstalled", {"type": "app_uninstalled"})

    def loses(self, message: str) -> None:
        """Somebody deletes the messages that say so."""
        self.space.messages = [each for each in self.space.messages if message not in each.read()]
        self.space.tell()


def _kind(channel: Channel, what: str) -> str:
    return f"{'group' if channel.private else 'channel'}_{what}"
