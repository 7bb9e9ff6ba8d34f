"""What happens in a tenant that the app is told of: it is let in and shown out, channels come and go."""

from typing import Any

from tests.fakes.teams.tenant import Conversation, Member, Tenant


class Happenings:
    space: Tenant

    def activity(self, kind: str, place: Conversation, member: Member, **more: Any) -> dict[str, Any]:
        raise NotImplementedError

    async def deliver(self, activity: dict[str, Any]) -> Any:
        raise NotImplementedError

    async def lets_in(self, person: str, *, twice: bool = True) -> None:
        """Somebody installs the app for themselves: Teams tells it as two events."""
        member = self.space.members[person]
        member.installed = True
        place = self.space.alone(member)
        await self.deliver(self.activity("installationUpdate", place, member, action="add"))
        if twice:
            added = [{"id": self.space.bot}]
            await self.deliver(self.activity("conversationUpdate", place, member, membersAdded=added))

    async def shows_out(self, person: str, *, tells: bool = True) -> None:
        """Somebody uninstalls it, or (`tells` False) blocks it, which no event tells."""
        member = self.space.members[person]
        member.installed = False
        if tells:
            place = self.space.alone(member)
            await self.deliver(self.activity("installationUpdate", place, member, action="remove"))

    async def lets_in_team(self, channel: str, by: str) -> None:
        """The app is put into a team; the event names one channel."""
        place = self.space.channel_named(channel)
        place.with_bot = True
        activity = self._of_channel("installationUpdate", place, by, action="add")
        await self.deliver(activity)

    async def shows_out_of_team(self, channel: str, by: str) -> None:
        place = self.space.channel_named(channel)
        for each in self.space.conversations.values():
            each.with_bot = each.with_bot and each.team != place.team
        await self.deliver(self._of_channel("installationUpdate", place, by, action="remove"))

    async def renames(self, channel: str, name: str, by: str) -> None:
        place = self.space.channel_named(channel)
        place.name = name
        await self._changed("channelRenamed", place, by)

    async def deletes(self, channel: str, by: str) -> None:
        place = self.space.channel_named(channel)
        await self._changed("channelDeleted", place, by)
        del self.space.conversations[place.id]

    async def _changed(self, event: str, place: Conversation, by: str) -> None:
        activity = self._of_channel("conversationUpdate", place, by)
        activity["channelData"]["eventType"] = event
        await self.deliver(activity)

    def _of_channel(self, kind: str, place: Conversation, by: str, **more: Any) -> dict[str, Any]:
        activity = self.activity(kind, place, self.space.members[by], **more)
        if place.name is not None:
            activity["channelData"]["channel"]["name"] = place.name
        return activity
