"""The Teams room as people meet it, connected to the fake Teams over really signed requests."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.ask import Address, Target, Value
from bot.platforms.teams.listen import PATIENCE
from bot.platforms.teams.room import TeamsRoom
from bot.words.voice import voice
from tests.fakes.slack import serving
from tests.fakes.teams.server import FakeTeams
from tests.platforms.teams.memory import MemoryWays
from tests.rooms.script import Script


class TeamsVenue:
    home = False

    def __init__(self, teams: FakeTeams, room: TeamsRoom, script: Script) -> None:
        self.teams, self.room, self.script = teams, room, script

    @property
    def twice(self) -> bool:
        return self.teams.twice

    @twice.setter
    def twice(self, twice: bool) -> None:
        self.teams.twice = twice

    def address(self, person: str) -> Address:
        return Address("teams", self.teams.space.id, self._user(person))

    def target(self, person: str = "", channel: str = "") -> Target:
        place = f"19:{channel}@thread.tacv2" if channel else ""
        return Target("teams", self.teams.space.id, channel=place, user=self._user(person) if person else "")

    async def types(self, person: str, line: str, channel: str = "") -> None:
        # A command of the menu is sent as its words; in a channel only the app sees it.
        command = line.startswith("/") and bool(channel)
        await self.teams.person(person).says(line, channel=channel, targeted=command)

    async def presses(self, person: str, label: str, channel: str = "") -> None:
        await self.script.letters()
        await self.teams.person(person).presses(label, channel=channel)

    async def submits(self, person: str, values: Mapping[str, Value]) -> None:
        await self.sees(person)
        await self.teams.person(person).submits(dict(values))

    async def opens_home(self, person: str) -> None:
        raise AssertionError(f"{person} has no home page in Teams")

    async def sees(self, person: str, where: str = "") -> str:
        await self.script.letters()
        who = self.teams.person(person)
        return who.reads_form() if where == "form" else who.sees(where)

    def _user(self, person: str) -> str:
        known = self.teams.space.members.get(person)
        return known.aad if known else "00000000-0000-0000-0000-000000000000"


@asynccontextmanager
async def teams(cloud: str = "public", *, patience: float = PATIENCE) -> AsyncIterator[TeamsVenue]:
    script = Script()
    async with FakeTeams(cloud) as fake:
        room = TeamsRoom(
            **fake.settings,
            serve=script.serve,
            meet=script.meet,
            knows=script.knows,
            ways=MemoryWays(),
            patience=patience,
            words=lambda name, language: voice(language)(name),
        )
        script.send = room.send
        async with serving(room.asgi) as url:
            fake.listens_at(f"{url}/api/messages")
            await room.start()
            try:
                fake.channel("learning")
                for person in ("nia", "owen"):
                    fake.person(person)
                    await fake.lets_in(person)
                await fake.lets_in_team("learning", by="nia")
                await script.letters()
                script.asks.clear()
                yield TeamsVenue(fake, room, script)
            finally:
                await script.letters()  # as the postman does: nothing is in hand when the room is closed
                await room.stop()
