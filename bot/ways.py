"""What rooms remember of how people and channels are reached, in the database."""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.ask import Address, Target
from bot.room import Way
from bot.store import people, ways
from bot.store.database import Database
from bot.store.ways import Kept


@dataclass(frozen=True)
class KeptWays:
    """`bot.room.Ways` of one room."""

    database: Database
    room: str

    async def keep(self, way: Way) -> None:
        """Heard of twice at once, what is kept of either is good."""
        kept = Kept(to=way.to, **_terms(way))
        try:
            await self.database.write(lambda db: ways.keep(db, kept))
        except IntegrityError:  # another Caffi has just written it
            await self.database.write(lambda db: ways.keep(db, kept))

    async def find(self, to: Target) -> Way | None:
        kept = await self.database.read(lambda db: ways.find(db, to))
        return _way(kept) if kept else None

    async def of_group(self, workspace: str, group: str) -> tuple[Way, ...]:
        found = await self.database.read(lambda db: ways.of_group(db, self.room, workspace, group))
        return tuple(_way(kept) for kept in found)

    async def close(self, to: Target) -> None:
        """A person's letters go elsewhere from now on, where they are reached in another room."""

        def shut(db: Connection) -> None:
            ways.close(db, to)
            if to.user:
                people.stop_address(db, Address(to.room, to.workspace, to.user))

        await self.database.write(shut)


def _terms(way: Way) -> dict[str, str]:
    return {
        "service": way.service,
        "conversation": way.conversation,
        "member": way.member,
        "group": way.group,
        "name": way.name,
    }


def _way(kept: Kept) -> Way:
    return Way(**(asdict(kept) | {"to": kept.to}))
