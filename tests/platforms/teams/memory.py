"""Ways kept in memory, for a room without a database."""

from bot.ask import Target
from bot.room import Way


class MemoryWays:
    def __init__(self) -> None:
        self.kept: dict[Target, Way] = {}
        self.writes = 0

    async def keep(self, way: Way) -> None:
        self.writes += 1
        self.kept[way.to] = way

    async def find(self, to: Target) -> Way | None:
        return self.kept.get(Target(to.room, to.workspace, "" if to.user else to.channel, to.user))

    async def of_group(self, workspace: str, group: str) -> tuple[Way, ...]:
        here = (each for each in self.kept.values() if each.to.workspace == workspace)
        return tuple(each for each in here if each.group == group)

    async def close(self, to: Target) -> None:
        self.kept.pop(to, None)
