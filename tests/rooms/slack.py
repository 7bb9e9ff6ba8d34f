"""The Slack room as people meet it, connected to the fake Slack over Socket Mode or signed HTTP."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Literal

from bot.ask import Address, Target, Value
from bot.platforms.slack import SlackRoom
from bot.words.voice import voice
from tests.fakes.slack import Ack, FakeSlack, serving
from tests.rooms.script import Script


class RepeatingSlack(FakeSlack):
    """A Slack that can deliver everything two times, because it did not hear the acknowledgement."""

    twice = False

    async def deliver(self, kind: Any, payload: dict[str, Any], *, attempt: int = 0) -> Ack:
        ack = await super().deliver(kind, payload, attempt=attempt)
        return await super().deliver(kind, payload, attempt=attempt + 1) if self.twice else ack


class SlackVenue:
    home = True

    def __init__(self, slack: RepeatingSlack, room: SlackRoom, script: Script) -> None:
        self.slack, self.room, self.script = slack, room, script
        for person in ("nia", "owen"):
            slack.person(person)
        slack.channel("learning")

    @property
    def twice(self) -> bool:
        return self.slack.twice

    @twice.setter
    def twice(self, twice: bool) -> None:
        self.slack.twice = twice

    def address(self, person: str) -> Address:
        return Address("slack", "T1", _user(person))

    def target(self, person: str = "", channel: str = "") -> Target:
        in_channel = f"C{channel.upper()}" if channel else ""
        return Target("slack", "T1", user=_user(person) if person else "", channel=in_channel)

    async def types(self, person: str, line: str, channel: str = "") -> None:
        who = self.slack.person(person)
        if not line.startswith("/"):
            await who.says(line, channel=channel)
            return
        command, _, words = line.partition(" ")
        await who.types_command(command, words, channel=channel)

    async def presses(self, person: str, label: str, channel: str = "") -> None:
        await self.slack.person(person).presses(label, channel="" if channel == "home" else channel)

    async def submits(self, person: str, values: Mapping[str, Value]) -> None:
        who = self.slack.person(person)
        modal = who.modal()
        assert modal, f"{person} has no form open"
        await who.submits(modal.view["title"]["text"], dict(values))

    async def opens_home(self, person: str) -> None:
        await self.slack.person(person).opens_home()

    async def sees(self, person: str, where: str = "") -> str:
        await self.script.letters()
        return self.slack.person(person).sees("modal" if where == "form" else where or "dm")


def _user(person: str) -> str:
    return f"U{person.upper()}"


@asynccontextmanager
async def slack(mode: Literal["socket", "http"]) -> AsyncIterator[SlackVenue]:
    script = Script()
    async with RepeatingSlack(mode=mode) as fake, AsyncExitStack() as stack:
        room = SlackRoom(
            bot_token=fake.bot_token,
            app_token=fake.app_token if mode == "socket" else None,
            signing_secret=fake.signing_secret,
            api_url=fake.api_url,
            serve=script.serve,
            meet=script.meet,
            knows=script.knows,
            words=lambda name, language: voice(language)(name),
        )
        script.send = room.send
        if room.asgi:
            url = await stack.enter_async_context(serving(room.asgi))
            fake.listens_at(f"{url}/slack/events")
        await room.start()
        stack.push_async_callback(room.stop)
        yield SlackVenue(fake, room, script)
