"""What Teams sends, read into an Ask: who, what, where, and where the answer goes.

Sources: learn.microsoft.com, "Channel and group conversations with an agent", "Universal Actions for
Adaptive Cards", "Conversation events in your agent". Ids are opaque; who somebody is is told by their
Entra object id, because `from.id` is another one for each bot. The tenant has been checked at the gate.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeAlias

from bot.ask import Address, Ask, Profile, Target, Where
from bot.platforms.reading import reading, said
from bot.platforms.teams import carried
from bot.platforms.teams.carried import Pressed
from bot.room import Way

Activity: TypeAlias = Mapping[str, Any]

ROOM = "teams"
PRESS = "adaptiveCard/action"
_BOOK = re.compile(r"/book\b\s*", re.IGNORECASE)  # the short form; all other words are read as text
_LEARN = re.compile(r"/learn\b\s*", re.IGNORECASE)
_ID = re.compile(r"[\w.:;=@|+~$!*'()-]{1,250}", re.ASCII)  # no stroke: it stands in an address
_OBJECT = re.compile(r"[0-9a-fA-F-]{8,64}", re.ASCII)
_THREAD = ";messageid="


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who is heard and where, as every activity of a person tells it.

    `channel` is empty in a personal chat; `thread` names the post below which it was said.
    """

    who: Address
    member: str
    conversation: str
    channel: str
    thread: str
    group: str
    service: str
    name: str

    @property
    def where(self) -> Where:
        return Where(self.channel, self.name) if self.channel else Where()

    def privately(self, message: str = "") -> Target:
        """To that person alone, where they spoke."""
        who = self.who
        return Target(who.room, who.workspace, self.channel, who.user, message, thread=self.thread)

    @property
    def ways(self) -> tuple[Way, ...]:
        """How they, and the channel they spoke in, are reached from now on."""
        room, tenant = self.who.room, self.who.workspace
        alone = "" if self.channel else self.conversation
        person = Way(Target(room, tenant, user=self.who.user), self.service, alone, self.member)
        if not self.channel:
            return (person,)
        channel = Target(room, tenant, channel=self.channel)
        return person, Way(channel, self.service, self.channel, group=self.group, name=self.name)


@reading()
def spoken(activity: Activity, tenant: str) -> Spoken | None:
    """Who it is from; None where it is nobody with an account (a connector, another bot)."""
    who, conversation = activity["from"], activity["conversation"]
    person = who.get("aadObjectId")
    if not isinstance(person, str) or not _OBJECT.fullmatch(person):
        return None
    channel, thread = place_of(activity)
    team, named = told(activity, "team"), told(activity, "channel")
    name = said(named.get("name")) or said(conversation.get("name"))
    if channel and not name and named.get("id") and named.get("id") == team.get("id"):
        name = said(team.get("name"))  # Teams does not name the first channel of a team
    return Spoken(
        who=Address(ROOM, tenant, person.lower()),
        member=id_in(who["id"]),
        conversation=id_in(conversation["id"]),
        channel=channel,
        thread=thread,
        group=id_in(team["id"]) if team.get("id") else "",
        service=service_of(activity),
        name=name if channel else "",
    )


@reading()
def from_message(activity: Activity, by: Spoken) -> Ask | None:
    """Words; None for what is not said to us."""
    if by.channel and not _to_us(activity):
        return None
    if not (text := words_in(activity)):
        return None
    book = _BOOK.match(text)
    return Ask(
        who=by.who,
        where=by.where,
        word="book" if book else "",
        about=text[book.end() :] if book else "",
        text="" if book else _LEARN.sub("", text, count=1) if _LEARN.match(text) else text,
        key=_key(activity),
        answer_to=by.privately(),
        can_open_form=True,
    )


@reading()
def from_press(activity: Activity, by: Spoken) -> tuple[Ask, Pressed] | None:
    """A press of a button of ours, or a form sent in, answered in the response itself. The Ask does not say
    where the answer goes: that depends on what was pressed.
    """
    value = activity["value"]
    pressed = carried.pressed(value["action"])
    if pressed is None or value.get("trigger") == "automatic":
        return None  # a client that draws a card anew by itself is nobody's wish
    return _ask(by, pressed, _key(activity, pressed)), pressed


@reading()
def from_submit(activity: Activity, by: Spoken) -> tuple[Ask, Pressed] | None:
    """The same of an old client, which sends it as a message; None where it is words."""
    pressed = carried.submitted(activity.get("value"))
    return None if pressed is None else (_ask(by, pressed, _key(activity)), pressed)


@reading()
def message_of(activity: Activity) -> str:
    """The message whose button was pressed; empty where Teams does not say."""
    return id_in(activity["replyToId"]) if activity.get("replyToId") else ""


def handle(message: str, kind: str = "c") -> str:
    """How a message of ours is named in a Target: "c" where the target says, "t" where one alone sees it
    in a channel, "p" in a person's own chat though the target names a channel.
    """
    return f"{kind}/{message}" if message else ""


def is_in_chat(to: Target) -> bool:
    """Whether it is about a message in a person's own chat that stands in for one in a channel."""
    return to.message.startswith("p/")


@reading()
def profile(activity: Activity) -> Profile:
    """The language ("cy" of "cy-GB") and the zone, as a person's own client tells them."""
    entities = activity.get("entities") or []
    about: Mapping[str, Any] = next((each for each in entities if each.get("type") == "clientInfo"), {})
    locale = said(about.get("locale")) or said(activity.get("locale"))
    zone = said(about.get("timezone")) or said(activity.get("localTimezone"))
    return Profile(language=locale.partition("-")[0].lower() or None, zone=zone or None)


@reading()
def service_of(activity: Activity) -> str:
    return said(activity["serviceUrl"]).rstrip("/")


# ── Text ─────────────────────────────────────────────────────────────────────────────────────────


def words_in(activity: Activity) -> str:
    """What was typed, without our own name in it; Teams writes some blanks as `&nbsp;`."""
    text = said(activity.get("text"))
    for mention in _mentions(activity):
        about = mention.get("mentioned")
        about = about if isinstance(about, Mapping) else {}
        shown = said(mention.get("text"))
        if shown:
            text = text.replace(shown, " " if _is_us(about, activity) else said(about.get("name")))
    return text.replace("&nbsp;", " ").replace("\xa0", " ").strip()


def _to_us(activity: Activity) -> bool:
    """In a channel only what names us, or is seen by us alone."""
    return is_alone(activity) or any(
        _is_us(each.get("mentioned") or {}, activity) for each in _mentions(activity)
    )


def _mentions(activity: Activity) -> list[Mapping[str, Any]]:
    entities = activity.get("entities") or []
    return [each for each in entities if each.get("type") == "mention"]


def _is_us(mentioned: Mapping[str, Any], activity: Activity) -> bool:
    return bool(mentioned.get("id")) and mentioned.get("id") == activity["recipient"].get("id")


@reading()
def is_alone(activity: Activity) -> bool:
    """Whether nobody else in the channel sees it: a slash command, and what is written after one."""
    return activity["recipient"].get("isTargeted") is True


# ── Pieces ───────────────────────────────────────────────────────────────────────────────────────


def _ask(by: Spoken, pressed: Pressed, key: str) -> Ask:
    return Ask(
        who=by.who,
        where=by.where,
        word=pressed.word,
        about=pressed.about,
        values=pressed.values,
        key=key,
        can_open_form=True,
    )


def _key(activity: Activity, pressed: Pressed | None = None) -> str:
    """Names the delivery: what is repeated comes with the same id, and from the same place.

    A press that a client sends anew has a new id, and is another press: nobody can tell it from one, and
    every button does the same when pressed twice.
    """
    parts = [activity["conversation"]["id"], activity["from"]["id"], activity.get("id")]
    if pressed is not None:
        parts += [activity.get("replyToId"), pressed.word, pressed.about, sorted(pressed.values.items())]
    if not activity.get("id"):
        parts.append(activity.get("timestamp"))
    return f"{ROOM}:{sha256(json.dumps(parts).encode()).hexdigest()[:40]}"


def place_of(activity: Activity) -> tuple[str, str]:
    """The channel or group chat, and the post below which it is; both empty in a personal chat."""
    conversation = activity["conversation"]
    channel, _, thread = id_in(conversation["id"]).partition(_THREAD)
    kind = said(conversation.get("conversationType"))
    grouped = conversation.get("isGroup") is True or channel.startswith("19:")
    if kind == "personal" or (not kind and not grouped):
        return "", ""
    return channel, thread


def data_of(activity: Activity) -> Mapping[str, Any]:
    found = activity.get("channelData")
    return found if isinstance(found, Mapping) else {}


def told(activity: Activity, part: str) -> Mapping[str, Any]:
    found = data_of(activity).get(part)
    return found if isinstance(found, Mapping) else {}


def id_in(found: Any) -> str:
    """Raises ValueError for what is no id of Teams'."""
    if not isinstance(found, str) or not _ID.fullmatch(found) or ".." in found:
        raise ValueError("no id")
    return found
