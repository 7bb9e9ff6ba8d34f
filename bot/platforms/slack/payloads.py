"""What Slack sends, read into an Ask: who, what, where, and where the answer goes.

Sources: docs.slack.dev, "Implementing slash commands", "block_actions payload", "view_submission
payload", and the pages of the events. Ids are opaque; the workspace is always our own, because one
installation serves one workspace and a payload may name another (or none, when installed for an
organisation).
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from json import dumps
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from bot.ask import Address, Ask, Target, Where
from bot.platforms.reading import reading, said
from bot.platforms.slack.blocks import carried
from bot.platforms.slack.limits import id_in
from bot.platforms.slack.modal import filled_in, remembered
from bot.room import ChannelNews

Payload: TypeAlias = Mapping[str, Any]

ROOM = "slack"
BOOK = "/book"  # the short form; every other command's words are read as text
_NAMELESS = ("directmessage", "privategroup")  # what Slack says where it does not tell a channel's name
_NEWS: dict[str, ChannelNews] = {
    "rename": "renamed",
    "archive": "archived",
    "deleted": "deleted",
    "id_changed": "replaced",
}
_KINDS = {"block_actions": "press", "view_submission": "form", "event_callback": "event"}
_MARKUP = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


def kind_of(body: Payload) -> str:
    """A "command", "press", "form" or "event"; empty for anything else."""
    return "command" if "command" in body else _KINDS.get(said(body.get("type")), "")


@reading()
def from_command(body: Payload, team: str) -> Ask:
    """A slash command, answered in the response itself."""
    text = readable(said(body.get("text")))
    book = body["command"] == BOOK
    return Ask(
        who=_who(team, body["user_id"]),
        where=_where(body.get("channel_id", ""), body.get("channel_name", "")),
        word="book" if book else "",
        about=text if book else "",
        text="" if book else text,
        key=_key(body.get("trigger_id")),
        can_open_form=True,
    )


@reading()
def from_press(body: Payload, team: str) -> Ask | None:
    """A press of a button of ours; None for anything else that can be done in a message."""
    action = body["actions"][0]
    if action.get("type") != "button" or not action["action_id"].startswith("press:"):
        return None
    word, about = carried(said(action.get("value")))
    where = _where_pressed(body)
    return Ask(
        who=_who(team, body["user"]["id"]),
        where=where,
        word=word,
        about=about,
        key=_key(body.get("trigger_id")),
        answer_to=_answer_to_press(body, team, where),
        can_open_form=True,
        on_home=(body.get("view") or {}).get("type") == "home",
    )


@reading()
def view_sent_in(body: Payload) -> tuple[str, tuple[str, ...], str]:
    """Of a form that was sent in: whose it is (`callback_id`), what it asked (block ids), and its title."""
    view = body["view"]
    asked = tuple(said(block["block_id"]) for block in view.get("blocks") or [] if block["type"] == "input")
    return said(view.get("callback_id")), asked, said((view.get("title") or {}).get("text"))


@reading()
def from_submission(body: Payload, team: str) -> Ask:
    """A form that was sent in, answered in the response itself; the same values twice are one delivery.

    Its key is kept, and must not let anybody try out what the values were: so it is made with the view's id.
    """
    view = body["view"]
    word, about, where = remembered(view)
    values = filled_in(view)
    digest = sha256(dumps([view["id"], values], sort_keys=True).encode()).hexdigest()[:40]
    return Ask(
        who=_who(team, body["user"]["id"]),
        where=where,
        word=word,
        about=about,
        values=values,
        key=_key(digest),
        can_open_form=True,
    )


@reading()
def from_mention(body: Payload, team: str, bot: str) -> Ask | None:
    """Words after an @mention of the bot (`bot`: its user id); None when a bot wrote them."""
    event = body["event"]
    if not _by_a_person(event):
        return None
    text = readable(said(event.get("text")).replace(f"<@{bot}>", " "))
    channel, user = id_in(event["channel"]), id_in(event["user"])
    return Ask(
        who=_who(team, user),
        where=_where(channel, ""),
        text=text,
        key=_key(body.get("event_id")),
        answer_to=Target(ROOM, team, channel=channel, user=user, thread=id_in(event.get("thread_ts"))),
    )


@reading()
def from_message(body: Payload, team: str) -> Ask | None:
    """Words in a direct message; None for edits, bots, and every message that is not for us. Of a file that
    comes with them we know nothing; one that comes alone is the word "dropped".
    """
    event = body["event"]
    with_file = event.get("subtype") == "file_share"
    if event.get("channel_type") != "im" or not _by_a_person(event) or ("subtype" in event and not with_file):
        return None
    text = readable(said(event.get("text")))
    if not (text or with_file):
        return None
    thread = id_in(event.get("thread_ts"))
    return Ask(
        who=_who(team, event["user"]),
        word="" if text else "dropped",
        text=text,
        key=_key(body.get("event_id")),
        answer_to=Target(ROOM, team, user=event["user"], thread=thread),
    )


@reading()
def from_home(body: Payload, team: str) -> Ask | None:
    """The home page was opened; None for the other tabs."""
    event = body["event"]
    if event.get("tab") != "home":
        return None
    return Ask(
        who=_who(team, event["user"]),
        word="home",
        key=_key(body.get("event_id")),
        answer_to=Target(ROOM, team, user=event["user"], surface="home"),
    )


@reading()
def kind_of_event(body: Payload) -> str:
    return said(body["event"]["type"])


@reading()
def changed_person(body: Payload) -> Payload:
    """Slack's user object of somebody whose details changed."""
    user: Payload = body["event"]["user"]
    whole = {name: user.get(name) or {} for name in ("profile", "enterprise_user")}
    if not id_in(user["id"]) or not all(isinstance(each, Mapping) for each in whole.values()):
        raise ValueError("nobody")
    return {**user, **whole}


@reading()
def channel_news(event: Payload, team: str) -> tuple[Target, ChannelNews, str] | None:
    """What happened to a channel: renamed (and how it is called now), archived, deleted, given another id."""
    news = _NEWS.get(event["type"].partition("_")[2])
    channel, detail = event.get("channel"), ""
    if news == "renamed":
        about = channel if isinstance(channel, Mapping) else {}
        channel, detail = about.get("id"), about.get("name") or ""
    elif news == "replaced":
        channel, detail = event.get("old_channel_id"), event.get("new_channel_id") or ""
    lacking = news in ("renamed", "replaced") and not detail
    if news is None or lacking or not id_in(channel):
        return None
    return Target(ROOM, team, channel=id_in(channel)), news, str(detail)


def way_back(body: Payload) -> str:
    """The response_url; "" where there is none, or none that leads anywhere."""
    url = said(body.get("response_url"))
    try:
        parts = urlsplit(url)
        leads = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return ""
    return url if leads else ""


@reading()
def trigger_of(body: Payload) -> tuple[str, str]:
    """What a form can be opened with: a trigger, and the view that stands open (empty: none)."""
    view = body.get("view") or {}
    return said(body.get("trigger_id")), id_in(view.get("id")) if view.get("type") == "modal" else ""


@reading()
def team_of(body: Payload) -> str:
    """The workspace of whoever acted, as the payload tells it; empty where it does not."""
    if (event := body.get("event")) is not None:
        return said(event.get("user_team") or event.get("team"))
    if (user := body.get("user")) is not None:
        return said(user.get("team_id"))
    return said(body.get("team_id"))


def readable(text: str) -> str:
    """What was typed, without Slack's markup: `<https://a.b|a.b>` is "a.b", `&amp;` is "&".

    Source: docs.slack.dev, "Formatting message text": retrieving messages.
    """
    words = _MARKUP.sub(lambda found: _named(found[1], found[2]), text)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _named(target: str, label: str | None) -> str:
    sign, rest = target[:1], target[1:]
    if sign == "@":
        return "@" + rest  # the id tells who is meant; a name may be several people's
    if sign == "#":
        return sign + (label or rest)
    if sign == "!":
        return label or "@" + rest.partition("^")[0]
    return label or target.removeprefix("mailto:")


def _key(delivery: Any) -> str:
    if not delivery:
        return ""
    # An id is short; whatever else stands there still tells one delivery from another.
    return f"{ROOM}:{id_in(delivery) or sha256(repr(delivery).encode()).hexdigest()}"


def _who(team: str, user: Any) -> Address:
    """Raises ValueError for what is no id of anybody."""
    if not id_in(user):
        raise ValueError("nobody")
    return Address(ROOM, team, user)


def _by_a_person(event: Payload) -> bool:
    return bool(event.get("user")) and not event.get("bot_id") and event["user"] != "USLACKBOT"


def _where(channel: Any, name: Any) -> Where:
    channel, name = id_in(channel), said(name)
    if not channel or channel.startswith("D") or name == "directmessage":
        return Where()
    return Where(channel, "" if name in _NAMELESS else name)


def _where_pressed(body: Payload) -> Where:
    if view := body.get("view"):
        return remembered(view)[2]
    channel = body.get("channel") or {}
    return _where(channel.get("id", ""), channel.get("name", ""))


def _answer_to_press(body: Payload, team: str, where: Where) -> Target:
    user, container = body["user"]["id"], body.get("container") or {}
    if container.get("type") != "message":
        return Target(ROOM, team, user=user)
    message = f"{id_in(container.get('channel_id'))}/{id_in(container.get('message_ts'))}"
    if container.get("is_ephemeral"):
        return Target(
            ROOM,
            team,
            channel=where.channel,
            user=user,
            message=message,
            via=way_back(body),
            thread=id_in(container.get("thread_ts")),
        )
    if not where.channel:
        return Target(ROOM, team, user=user, message=message, thread=id_in(container.get("thread_ts")))
    # A message that everyone in the channel sees is never replaced by one person's answer.
    return Target(
        ROOM,
        team,
        channel=where.channel,
        user=user,
        via=way_back(body),
        thread=id_in(container.get("thread_ts")),
    )
