"""Takes answers to invitations from the mail room: one answer = one transaction, as at the front desk."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.learning.invitations import Meaning, Reply
from bot.registry import Registry
from bot.steps.invitations import take_answer
from bot.store.database import Database


@dataclass(frozen=True)
class Answering:
    """`wake` tells the postman that there are letters."""

    database: Database
    clock: Clock
    settings: Settings
    registry: Registry
    wake: Callable[[], None]

    async def take(self, reply: Reply) -> str:
        """What became of the answer, in a word for the log. Raises where it could not be kept."""
        what = await self.database.write(lambda db: self._take(db, reply))
        self.wake()
        return what.value if what else "unknown"

    def _take(self, db: Connection, reply: Reply) -> Meaning | None:
        desk = Desk(db, self.clock.now(), self.settings, self.registry)
        what = take_answer(desk, reply)
        desk.settle()
        return what
