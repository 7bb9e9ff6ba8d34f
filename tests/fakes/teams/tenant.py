"""What a tenant holds: people, chats, channels, and messages as each of their clients shows them."""

import asyncio
import itertools
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from tests.fakes.teams.reading import read_card

TENANT = "11111111-2222-3333-4444-555555555555"
TEAM = "19:team@thread.tacv2"


@dataclass
class Member:
    key: str
    name: str
    email: str
    locale: str = "en-GB"
    zone: str = "Europe/London"
    role: str = "user"
    tenant: str = TENANT
    installed: bool = True

    @property
    def aad(self) -> str:
        return str(uuid5(NAMESPACE_DNS, self.key))

    @property
    def id(self) -> str:
        return f"29:1{self.key}-for-this-bot"

    def as_roster(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "objectId": self.aad,
            "aadObjectId": self.aad,
            "name": self.name,
            "givenName": self.name,
            "surname": "",
            "email": self.email,
            "userPrincipalName": self.email,
            "tenantId": self.tenant,
            "userRole": self.role,
        }


@dataclass
class Conversation:
    """`between`: the member's id, in a personal chat. `name` None: a team's first channel."""

    id: str
    kind: str
    name: str | None = None
    team: str = ""
    between: str = ""
    with_bot: bool = True


@dataclass
class Message:
    """`shown` is what one person's own client shows in the place of `card`; `lines` stands below it."""

    id: str
    conversation: str
    card: dict[str, Any] | None
    text: str = ""
    only_for: str = ""
    thread: str = ""
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)

    def card_for(self, person: str) -> dict[str, Any] | None:
        return self.shown.get(person, self.card)

    def read(self, person: str = "") -> str:
        card = self.card_for(person)
        return "\n".join(filter(None, (read_card(card) if card else self.text, self.lines.get(person))))


class Tenant:
    """`news` returns when there is something new to see."""

    def __init__(self) -> None:
        self.id, self.bot = TENANT, "28:caffi-bot"
        self.members: dict[str, Member] = {}
        self.conversations: dict[str, Conversation] = {}
        self.messages: list[Message] = []
        self._numbers = itertools.count(1)
        self._news = asyncio.Event()

    def number(self) -> int:
        return next(self._numbers)

    def tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def news(self) -> None:
        await self._news.wait()

    def channel_named(self, name: str) -> Conversation:
        return next(each for each in self.conversations.values() if each.name == name and not each.between)

    def alone(self, member: Member) -> Conversation:
        """The chat between somebody and the bot; made when it is first needed."""
        for each in self.conversations.values():
            if each.between == member.id:
                return each
        made = Conversation(f"a:1chat-{member.key}", "personal", between=member.id)
        return self.conversations.setdefault(made.id, made)

    def message(self, conversation: str, name: str) -> Message | None:
        found = (each for each in self.messages if (each.conversation, each.id) == (conversation, name))
        return next(found, None)

    def add(self, conversation: str, card: dict[str, Any] | None, **more: str) -> Message:
        message = Message(f"1700000000{self.number():03}", conversation, card, **more)
        self.messages.append(message)
        self.tell()
        return message

    def by_id(self, member: str) -> Member | None:
        return next((each for each in self.members.values() if each.id == member), None)
