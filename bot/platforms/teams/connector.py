"""The few calls that we make to Teams, with Microsoft's SDK: nothing else of it is used.

It tries nothing twice, which is as we want it: the postman does. Its own limit of time is none.
Source: learn.microsoft.com, "Bot Connector API".
"""

import warnings
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.clients.conversation import ConversationClient, CreateConversationParams
from microsoft_teams.api.clients.team import TeamClient
from microsoft_teams.api.models import Account, Attachment
from microsoft_teams.common import Client, ClientOptions
from microsoft_teams.common.experimental import ExperimentalWarning

from bot.platforms.teams.standing import Logs

_CARD = "application/vnd.microsoft.card.adaptive"
_TIMEOUT = 10.0  # seconds; three calls stay within a letter's lease
_MANY = 100
_NO_NAME = "DO_NOT_USE_PLACEHOLDER_ID"  # what the SDK gives where Teams names no message


class Connector:
    """Sends to the service addresses it is given; they must be checked already (`services`)."""

    def __init__(self, login: Logs) -> None:
        # Targeted messages are called a preview; the SDK says so at every one.
        warnings.filterwarnings("ignore", category=ExperimentalWarning)
        self._http = Client(ClientOptions(timeout=_TIMEOUT, token=login.token))
        self._at_service: dict[str, ConversationClient] = {}

    async def post(self, service: str, conversation: str, message: MessageActivityInput) -> str:
        """A new message for all in the conversation; its id, empty where Teams names none."""
        sending = self._at(service)
        return await _named(lambda: sending.create_activity(_escaped(conversation), message))

    async def post_privately(
        self, service: str, conversation: str, member: str, message: MessageActivityInput
    ) -> str:
        """A message in the conversation that only `member` sees, for a day at most."""
        message.recipient = Account(id=member, is_targeted=True)
        sending = self._at(service)
        return await _named(lambda: sending.create_targeted_activity(_escaped(conversation), message))

    async def update(
        self, service: str, conversation: str, name: str, message: MessageActivityInput, *, private: bool
    ) -> str:
        """Put the message in the place of one of ours; `private` where only one person sees that."""
        at = self._at(service)
        change = at.update_targeted_activity if private else at.update_activity
        await _named(lambda: change(_escaped(conversation), _escaped(name), message))
        return name

    async def open(self, service: str, tenant: str, member: str) -> str:
        """The conversation of one person with us, made where there is none."""
        wanted = CreateConversationParams(tenant_id=tenant, members=[Account(id=member)])
        return (await self._at(service).create(wanted)).id

    async def member(self, service: str, conversation: str, member: str) -> dict[str, Any]:
        """What the roster says of somebody in the conversation."""
        found = await self._at(service).get_member_by_id(_escaped(conversation), _escaped(member))
        told: dict[str, Any] = found.model_dump(by_alias=True, exclude_none=True)
        return told

    async def channels(self, service: str, team: str) -> dict[str, str]:
        """The names of a team's channels by their ids; the first channel has none."""
        found = await TeamClient(service, self._http).get_conversations(_escaped(team))
        return {each.id: each.name or "" for each in found if each.id}

    async def close(self) -> None:
        await self._http.http.aclose()

    def _at(self, service: str) -> ConversationClient:
        if service not in self._at_service:
            if len(self._at_service) >= _MANY:
                self._at_service.clear()
            self._at_service[service] = ConversationClient(service, self._http)
        return self._at_service[service]


def message(card: Mapping[str, Any], summary: str) -> MessageActivityInput:
    """A card as a message. Never with text beside it: Teams makes two messages of that, and names none."""
    attachment = Attachment(content_type=_CARD, content=dict(card))
    return MessageActivityInput.model_validate({"summary": summary, "attachments": [attachment]})


async def _named(send: Callable[[], Any]) -> str:
    try:
        sent = await send()
    except (AttributeError, LookupError, ValueError):
        return ""  # Teams has taken it, but the SDK cannot read the answer
    name = sent.id
    return "" if name == _NO_NAME else str(name)


def _escaped(name: str) -> str:
    return quote(name, safe=":;=@!*'(),+$~")
