"""A workspace, a programme that always has something due, and one or more Caffis that come and go."""

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import OperationalError

from bot.clock import Clock
from bot.config import load
from bot.store import staff
from bot.store.database import Database
from bot.store.letters import State
from bot.store.tables import digests, letters, sessions
from tests.fakes.slack import Drops, RateLimited, ServerError, Slow
from tests.soak.audit import (
    Account,
    account,
    faults_of_approvals,
    faults_of_places,
    faults_of_promises,
    holds,
    quiet_people,
)
from tests.soak.caffi import SPEED, QuickClock, take_in
from tests.soak.crowd import Crowd
from tests.soak.processes import Process
from tests.soak.programme import Programme
from tests.soak.team import MANAGER, ORGANISER, TEAM, Team
from tests.soak.watched import WatchedSlack
from tests.soak.witness import Witness

NAMES = ["olwen", "nia", "tom", "sian", "rhys", "bethan", "gwyn", "carys", "ieuan", "megan"]
CHANNELS = ["learning", "digital", "wellbeing"]
SETTLES_WITHIN = 60.0


@dataclass
class World:
    """`url` is the database's; `mode` how Slack reaches Caffi; `varied`: of the sessions many ask for an
    approval, or count places in the room and online apart, and there is a manager with her team.
    """

    url: str
    folder: Path
    seed: int
    slack: WatchedSlack
    mode: str = "http"
    quick: bool = True
    varied: bool = False
    kills: int = 0
    cuts: int = 0
    imports: int = 0
    faults: list[str] = field(default_factory=list)
    caffis: list[Process] = field(default_factory=list)
    tasks: "list[asyncio.Task[None]]" = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.began = time.time()
        self.clock = QuickClock(self.began) if self.quick else Clock()
        self.crowd = Crowd(self.slack, NAMES, self.chance)
        self.team = Team(self.crowd, self.chance) if self.varied else None
        self.programme = Programme(self.crowd, self.chance, self.folder, varied=self.varied)
        self.witness = Witness(self.slack, self.clock.now, SPEED if self.quick else 1)
        self.database: Database | None = None
        self._watching: asyncio.Task[None] | None = None
        for name in CHANNELS:
            self.slack.channel(name)

    @property
    def environment(self) -> dict[str, str]:
        secrets = {"SLACK_BOT_TOKEN": self.slack.bot_token, "SLACK_API_URL": self.slack.api_url}
        if self.mode == "http":
            secrets["SLACK_SIGNING_SECRET"] = self.slack.signing_secret
        else:
            secrets["SLACK_APP_TOKEN"] = self.slack.app_token
        return secrets | {
            "CAFFI_DATABASE_URL": self.url,
            "CAFFI_DATA": str(self.folder),
            "CAFFI_ORGANISERS__ORGANISERS": f"olwen@example.org,{ORGANISER}@example.org",
            "CAFFI_FEEDBACK__ASK_AFTER_MINUTES": "0",
            "CAFFI_QUIET__NUDGES_A_WEEK": "100",
        }

    def caffi(self, kind: type[Process] = Process) -> Process:
        """One more, not started yet."""
        words = ("-m", "tests.soak.caffi", str(self.began)) if self.quick else ("-m", "bot", "run")
        made = kind(words, self.environment, self.folder / f"caffi-{len(self.caffis)}.log")
        self.caffis.append(made)
        return made

    def look(self) -> Database:
        """The database as the test sees it; its tables are there once a Caffi has started."""
        if self.database is None:
            self.database = Database(self.url)
        return self.database

    def look_on(self) -> None:
        """From now on it is known which letter waited when another was taken. Tables are there."""
        watching = self.witness.watch(self.look(), self._oldest)
        self._watching = asyncio.create_task(watching)

    def _oldest(self) -> float:
        return max((caffi.age for caffi in self.caffis if caffi.running), default=0.0)

    def close(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
        if self.database is not None:
            self.database.close()

    # ── A programme ──────────────────────────────────────────────────────────────────────────────

    def first_programme(self) -> None:
        plain = {k: v for k, v in self.environment.items() if k.startswith("CAFFI_")}
        take_in(self.programme.next(self.clock.now()), load(environment=plain), self.clock)
        self.imports += 1

    async def import_again(self, *, killed: bool) -> None:
        """As a process of its own, which may be killed on its way."""
        file = self.programme.next(self.clock.now())
        words = ("-m", "tests.soak.caffi", str(self.began), str(file))
        importing = Process(words, self.environment, self.folder / "import.log")
        await importing.spawn()
        self.imports += 1
        if killed:
            await asyncio.sleep(self.chance.uniform(0.3, 2.0))
            await importing.kill()
        else:
            await importing.ended(within=120)

    async def begin(self) -> None:
        """Everybody lives their days."""
        if self.team is None:
            self.crowd.begin()
            return
        await self.team.meet()
        await self.write(self._name_managers)
        self.crowd.begin(*self.team.lives())

    @staticmethod
    def _name_managers(db: Connection) -> None:
        """Most of them have one; about the rest organisers are asked."""
        manager = {"manager_email": f"{MANAGER}@example.org"}
        staff.load(db, [(f"{name}@example.org", manager) for name in (*TEAM, *NAMES[1:-2])])

    def set_up_digests(self, db: Connection) -> None:
        """Three channels, set up by Olwen, whom Caffi has met."""
        from bot.store.tables import addresses

        olwen = db.execute(select(addresses.c.person_id).where(addresses.c.user == "UOLWEN")).scalar_one()
        for name in CHANNELS:
            channel = self.slack.space.channel_named(name)
            row = {"room": "slack", "workspace": "T1", "channel": channel.id, "channel_name": name}
            plan = {"weekday": "wednesday", "clock": "09:00", "topic": "", "set_by": olwen, "paused": False}
            db.execute(insert(digests).values(row | plan | {"next_due": self.clock.now()}))

    async def digests_fall_due(self) -> None:
        now = self.clock.now()
        await self.write(lambda db: db.execute(update(digests).values(next_due=now)))

    async def write(self, work: Callable[[Connection], object]) -> None:
        """As somebody who is not Caffi, who may have to wait for the file or for the server."""
        async with asyncio.timeout(60):
            while True:
                with suppress(OperationalError):
                    await self.look().write(work)
                    return
                await asyncio.sleep(0.1)

    # ── Trouble ──────────────────────────────────────────────────────────────────────────────────

    def slack_stumbles(self) -> None:
        """Some of the next posts fail in one of Slack's ways."""
        for _ in range(self.chance.randint(0, 3)):
            kinds = [Drops(), Drops(after_write=False), ServerError(502), RateLimited(1), Slow(0.05)]
            self.slack.fails("chat.postMessage", self.chance.choice(kinds))

    # ── What is found ────────────────────────────────────────────────────────────────────────────

    async def audit(self) -> None:
        known, now = quiet_people(self.crowd), self.clock.now()

        def look(db: Connection) -> tuple[list[str], dict[tuple[str, str], str]]:
            if db.dialect.name == "postgresql":
                # Places and counters as they are at one moment: people go on while this is read.
                db.execute(text("set transaction isolation level repeatable read"))
            return [*faults_of_places(db, now), *faults_of_approvals(db)], holds(db)

        found, held = await self.look().read(look)
        self.note(*found, *faults_of_promises(held, known, self.crowd.kinds))

    def note(self, *faults: str) -> None:
        self.faults += [f"after {self.kills} kills: {fault}" for fault in faults]

    async def settle(self) -> Account:
        """Wait until nothing that is due is owed any more, and say what became of everything."""
        over = asyncio.get_running_loop().time() + SETTLES_WITHIN
        while asyncio.get_running_loop().time() < over:
            if not await self.look().read(self._owed):
                break
            await asyncio.sleep(0.1)
        await self.audit()
        now = self.clock.now()
        found = await self.look().read(lambda db: account(db, self.slack, self.witness, now))
        self.slack.forgive_the_killed()
        self.faults += found.faults + self.crowd.contradictions + self.slack.violations
        self.slack.violations.clear()
        return found

    def _owed(self, db: Connection) -> bool:
        open_ = letters.c.state.in_((State.HELD, State.WAITING, State.SENDING))
        due = select(letters.c.id).where(open_, letters.c.due_at <= self.clock.now()).limit(1)
        return db.execute(due).first() is not None

    def table(self, found: Account) -> str:
        told = self.crowd.told
        rows = [
            ("kills", self.kills),
            ("server cuts", self.cuts),
            ("imports", self.imports),
            ("asked", told["asked"]),
            ("answered", told["answered"]),
            ("told booked", told["booked"]),
            ("told waiting", told["waiting"]),
            ("told cancelled", told["left"]),
            ("told asked for", told["asked for"]),
            ("told booked by another", told["booked for"]),
            ("helpers", told["helpers"]),
            *((f"approvals {outcome}", count) for outcome, count in sorted(found.approvals.items())),
            *((f"event {kind}", count) for kind, count in sorted(found.happened.items()) if count),
            ("told outage", told["outage"]),
            ("rated", told["rated"]),
            ("letters owed", found.owed),
            *((f"letters {state}", count) for state, count in sorted(found.states.items())),
            ("letters twice", found.twice),
            ("letters in turn", self.witness.sure),
            ("letters lost", sum("not there" in fault or "was due" in fault for fault in found.faults)),
            ("digests", found.digests),
            *((f"kind {kind}", count) for kind, count in sorted(found.kinds.items())),
            ("faults", len(self.faults)),
        ]
        return "\n".join([f"seed {self.seed}", *(f"{name:<22}{count:>8}" for name, count in rows)])


async def until(true: Callable[[], bool], *, within: float = 60.0) -> None:
    """Wait for a condition, with a deadline."""
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - processes elsewhere set no event here
            await asyncio.sleep(0.01)


def session_count(db: Connection) -> int:
    return len(db.execute(select(sessions.c.id)).all())
