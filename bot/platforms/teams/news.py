"""What Teams sends about ourselves and about channels: let in, shown out, renamed, deleted.

Source: learn.microsoft.com, "Conversation events in your agent".
"""

from dataclasses import dataclass

from bot.ask import Target
from bot.platforms.reading import reading, said
from bot.platforms.teams.payloads import ROOM, Activity, data_of, id_in, place_of, service_of, told
from bot.room import ChannelNews, Way

_PLACES: dict[str, ChannelNews] = {
    "channelRenamed": "renamed",
    "channelDeleted": "deleted",
    "teamDeleted": "deleted",
    "teamHardDeleted": "deleted",
    "teamArchived": "archived",
}


@reading()
def came_or_went(activity: Activity) -> str:
    """Whether we were let in ("add") or shown out ("remove"); empty where it is neither."""
    ours = id_in(activity["recipient"]["id"])
    if activity["type"] == "installationUpdate":
        return {"add": "add", "remove": "remove"}.get(said(activity.get("action")).partition("-")[0], "")
    for change, members in (("add", "membersAdded"), ("remove", "membersRemoved")):
        if any(each.get("id") == ours for each in activity.get(members) or []):
            return change
    return ""


@dataclass(frozen=True, slots=True)
class News:
    """What happened to a channel, or to all of a team (`to.channel` is empty). `name`: its new one."""

    to: Target
    group: str
    news: ChannelNews
    name: str = ""


@reading()
def channel_news(activity: Activity, tenant: str) -> News | None:
    event = said(data_of(activity).get("eventType"))
    news = _PLACES.get(event)
    if news is None:
        return None
    team, channel = told(activity, "team"), told(activity, "channel")
    one = event.startswith("channel")
    name = said(channel.get("name"))
    if news == "renamed" and not name:
        return None
    to = Target(ROOM, tenant, channel=id_in(channel["id"]) if one else "")
    return News(to, id_in(team["id"]), news, name if news == "renamed" else "")


@reading()
def group_of(activity: Activity) -> str:
    """The team that it happened in; empty elsewhere."""
    team = told(activity, "team")
    return id_in(team["id"]) if team.get("id") else ""


@reading()
def channel_in(activity: Activity, tenant: str) -> Way | None:
    """The channel or group chat that the activity is about, as it is reached; None in a personal chat."""
    channel, _ = place_of(activity)
    if not channel:
        return None
    named, group = told(activity, "channel"), group_of(activity)
    name = said(named.get("name")) or said(activity["conversation"].get("name"))
    to = Target(ROOM, tenant, channel=channel)
    return Way(to, service_of(activity), channel, group=group, name=name)
