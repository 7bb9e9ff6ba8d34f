"""APScheduler calls `tick` in real time; what is due stands in the database, and each tick is safe to
lose or to repeat. Moving the try-out clock runs the same ticks at every due moment on the way.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot.attempt import attempt
from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.registry import Reading, Registry, Schedule
from bot.store import letters, marks
from bot.store.database import Database

log = structlog.get_logger("caffi.timekeeper")

_EVERY = timedelta(seconds=5)
_AT_ONCE = 0.003  # seconds, after which a transaction of schedules ends: those who book meanwhile wait for it
_STEPS = 2000  # a clock moved by years stops here rather than run for hours


@dataclass
class Timekeeper:
    """`wake` tells the postman that letters may be due; `flush` waits until they are out; `moved` keeps
    where the clock was moved to, before anything is done at that time.
    """

    database: Database
    clock: Clock
    settings: Settings
    registry: Registry
    wake: Callable[[], None]
    flush: Callable[[], Awaitable[None]]
    moved: Callable[[], Awaitable[None]]
    ticked: float = field(default_factory=monotonic)  # when the last tick was done: for /health
    took: float = 0.0  # seconds, the last tick
    _scheduler: Any = field(default=None)
    _stopping: bool = False
    _ticking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def start(self) -> None:
        """Tick now, and then every few seconds. One that is missed is not made up for: the next sees all."""
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(self.tick, misfire_grace_time=None)
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=_EVERY.total_seconds(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin nothing more; the schedule that is at work ends its transaction. APScheduler by itself would
        break the tick off, and leave its transaction to a database that is about to be closed.
        """
        self._stopping = True
        if self._scheduler is not None:
            self._scheduler.remove_all_jobs()
            async with self._ticking:
                self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Do all that is due: each schedule stands or falls alone, and those that are soon done share a
        transaction.
        """
        async with self._ticking:
            await self._tick()

    async def _tick(self) -> None:
        started = monotonic()
        waiting, alone = self.registry.schedules, False
        while waiting and not self._stopping:
            try:
                waiting, reading = await self.database.write(partial(self._run_some, waiting, alone=alone))
                if reading is not None:
                    await self._read(reading)
            except Exception as error:
                if isinstance(error, OperationalError):
                    log.warning("schedule", name=waiting[0].name, error=str(error.orig))
                else:
                    log.exception("schedule", name=waiting[0].name, error=type(error).__name__)
                # Whichever of them it was, the others are not to suffer: from here on each has its own.
                waiting, alone = waiting[1:] if alone else waiting, True
            self.wake()
        self.ticked = monotonic()
        self.took = self.ticked - started

    async def _read(self, reading: Reading) -> None:
        writes = await self.database.read(lambda db: reading.look(self._desk(db)))
        await self.database.write(lambda db: writes(self._desk(db)))

    async def move_to(self, moment: datetime) -> None:
        """Let time pass until `moment`: every due thing happens in its turn, and its letters go out."""
        for _ in range(_STEPS):
            following = await self.database.read(self._coming)
            if following is None or following >= moment:
                break
            await self._arrive(following)
        await self._arrive(moment)

    async def _arrive(self, moment: datetime) -> None:
        self.clock.move_to(moment)
        await self.moved()
        await self.tick()
        await self.flush()

    def _run_some(
        self, waiting: tuple[Schedule, ...], db: Connection, *, alone: bool
    ) -> tuple[tuple[Schedule, ...], Reading | None]:
        """Run them in their order until some time has gone by; which are left, and what is read first."""
        began = monotonic()
        for place, due in enumerate(waiting):
            more = attempt(db, due.name, partial(self._run, due, db))
            if self._stopping:
                return (), None
            if more:
                return waiting[place:], more if isinstance(more, Reading) else None
            if alone or marks.holds_rows(db) or monotonic() - began > _AT_ONCE:
                return waiting[place + 1 :], None
        return (), None

    def _run(self, due: Schedule, db: Connection) -> bool | Reading:
        """Whether there is more to do. What another replica is doing at this moment is left to it."""
        if not marks.take(db, due.name):
            return False
        desk = self._desk(db)
        more = due.run(desk)
        desk.settle()
        return more or False

    def _desk(self, db: Connection) -> Desk:
        return Desk(db, self.clock.now(), self.settings, self.registry)

    def _coming(self, db: Connection) -> datetime | None:
        desk = self._desk(db)
        now = desk.now
        moments = [due.coming(desk, now) for due in self.registry.schedules]
        moments.append(letters.next_due_after(db, now))
        # What is overdue is done at the next tick, and the clock never goes back to it.
        return min((moment for moment in moments if moment is not None and moment > now), default=None)
