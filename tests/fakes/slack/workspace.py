"""What a Slack workspace holds: people, channels, messages, modals, home pages, triggers."""

import asyncio
import itertools
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack.reading import read_blocks, unescaped

TRIGGER_LIVES = 3.0  # seconds, and it is used once
RESPONSE_URL_USES = 5


@dataclass
class Member:
    id: str
    name: str
    email: str
    tz: str = "Europe/London"
    locale: str = "en-GB"
    team: str = "T1"
    deleted: bool = False
    guest: bool = False
    bot: bool = False

    def as_slack(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name.lower(),
            "deleted": self.deleted,
            "real_name": self.name,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": 0,
            "locale": self.locale,
            "is_bot": self.bot,
            "is_restricted": self.guest,
            "is_ultra_restricted": False,
            "profile": {"real_name": self.name, "display_name": "", "email": self.email, "team": self.team},
        }


@dataclass
class Channel:
    id: str
    name: str
    private: bool = False
    archived: bool = False
    with_bot: bool = True
    between: tuple[str, ...] = ()  # a direct message


@dataclass
class Message:
    channel: str
    ts: str
    text: str
    blocks: list[dict[str, Any]]
    by: str
    only_for: str = ""
    thread: str = ""
    client_msg_id: str = ""

    def read(self) -> str:
        return read_blocks(self.blocks) if self.blocks else unescaped(self.text)


@dataclass
class Modal:
    id: str
    user: str
    view: dict[str, Any]
    hash: str
    errors: dict[str, str] = field(default_factory=dict)

    def read(self) -> str:
        view = self.view
        lines = [f"## {view['title']['text']}", read_blocks(view["blocks"])]
        lines += [f"! {error}" for error in self.errors.values()]
        lines += [f"[{view[name]['text']}]" for name in ("submit", "close") if name in view]
        return "\n".join(lines)


@dataclass
class Answering:
    """A response URL."""

    channel: str
    user: str
    ts: str = ""  # the message that was pressed
    uses: int = 0


class Workspace:
    """One workspace with one app in it. `changed` is set whenever there is something new to see."""

    def __init__(self) -> None:
        self.team, self.bot_user, self.bot_id, self.app = "T1", "UBOT", "BBOT", "A1"
        self.enterprise: str | None = None
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []
        self.modals: dict[str, list[Modal]] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.answering: dict[str, Answering] = {}
        self._triggers: dict[str, tuple[str, float]] = {}
        self._numbers = itertools.count(1)
        self._news = asyncio.Event()

    def number(self) -> int:
        return next(self._numbers)

    def ts(self) -> str:
        return f"1790000000.{self.number():06}"

    def tell(self) -> None:
        """Something changed: wake everyone who waits to see it."""
        self._news.set()
        self._news = asyncio.Event()

    async def news(self) -> None:
        await self._news.wait()

    def channel_named(self, name: str) -> Channel:
        return next(channel for channel in self.channels.values() if channel.name == name)

    def direct(self, user: str) -> Channel:
        """The direct message between a person and the bot; opened when it is first needed."""
        for channel in self.channels.values():
            if channel.between == (user,):
                return channel
        channel = Channel(f"D{self.number()}", "directmessage", between=(user,))
        self.channels[channel.id] = channel
        return channel

    def post(self, channel: str, by: str, text: str, blocks: list[dict[str, Any]], **more: str) -> Message:
        message = Message(channel, self.ts(), text, blocks, by, **more)
        self.messages.append(message)
        self.tell()
        return message

    def message(self, channel: str, ts: str) -> Message | None:
        return next((each for each in self.messages if (each.channel, each.ts) == (channel, ts)), None)

    def open_modal(self, user: str, view: dict[str, Any]) -> Modal:
        modal = Modal(f"V{self.number()}", user, view, f"h{self.number()}")
        self.modals.setdefault(user, []).append(modal)
        self.tell()
        return modal

    def change_modal(self, modal: Modal, view: dict[str, Any]) -> None:
        modal.view, modal.errors, modal.hash = view, {}, f"h{self.number()}"
        self.tell()

    def modal(self, view_id: str) -> Modal | None:
        return next((each for stack in self.modals.values() for each in stack if each.id == view_id), None)

    def trigger(self, user: str) -> str:
        trigger = f"{self.number()}.{self.team}.trigger"
        self._triggers[trigger] = (user, asyncio.get_running_loop().time() + TRIGGER_LIVES)
        return trigger

    def pull(self, trigger: str) -> str | None:
        """Whose trigger it is, once; None when it is unknown, used or too old."""
        user, until = self._triggers.pop(trigger, ("", 0.0))
        return user if user and asyncio.get_running_loop().time() < until else None
