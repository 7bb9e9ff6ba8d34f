"""Looks on while letters wait, again and again, and so knows for certain what went out of its turn.

A letter may be older than another by its number, and yet be committed only after the other was taken: that
is no fault. What was seen to wait before the other was taken in hand had its turn.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, func, select, text
from sqlalchemy.exc import DBAPIError

from bot.store.database import Database
from bot.store.letters import State
from bot.store.tables import letters
from tests.soak.watched import WatchedSlack, on_the_wire

EVERY = 0.02  # seconds
HELD_UP = 2.5  # seconds that a claim may have waited for the file or the server since it read its clock
_OPEN_SINCE = text(
    "select exists (select from pg_stat_activity where datname = current_database() and "
    "pid <> pg_backend_pid() and backend_type = 'client backend' and xact_start < :moment)"
)


def counted(letter: Row) -> bool:
    """Whether each copy of it can be told from others: it bears its key on the wire."""
    target = letter.target or {}
    if target.get("via") or target.get("surface") == "home" or target.get("message"):
        return False
    return not (target.get("channel") and target.get("user"))


def turn(letter: Row) -> tuple[int, int]:
    """In its lane the least goes first: answers, then what is owed, then nudges; each by its number."""
    rank = 0 if letter.kind == "answer" else 2 if letter.nudge else 1
    return rank, letter.id


@dataclass(frozen=True)
class _Waits:
    """Since Slack had so many messages; `behind` are those of its lane that were in hand then."""

    since: int
    behind: frozenset[int]


class Witness:
    """`now`: the clock by which letters fall due; `speed`: how many times as fast as ours it runs."""

    def __init__(self, slack: WatchedSlack, now: Callable[[], datetime], speed: float) -> None:
        self._slack, self._now, self._speed = slack, now, speed
        self._posted: dict[str, int] = {}
        self._read = 0
        self._waits: dict[int, _Waits] = {}

    async def watch(self, database: Database, oldest: Callable[[], float]) -> None:
        """Until it is cancelled. `oldest`: for how many seconds any of the Caffis at work has been at it."""
        while True:
            with suppress(DBAPIError):  # while the server is away
                # A claim that waited for the file takes what was due when it came, not what is due now.
                due = self._now() - timedelta(seconds=min(oldest(), HELD_UP)) * self._speed
                self.saw(await database.read(surely_open), due=due)
            await asyncio.sleep(EVERY)

    def saw(self, open_: Sequence[Row], *, due: datetime) -> None:
        """What stood so at one moment: letters that waited or were in hand."""
        self._hear()
        in_hand: dict[str, set[int]] = defaultdict(set)
        for letter in open_:
            if letter.state == State.SENDING:
                in_hand[letter.lane].add(letter.id)
        for letter in open_:
            # What Slack has had already goes again when it may; its turn has been.
            had = on_the_wire(letter.key) in self._posted
            if letter.state == State.WAITING and letter.due_at <= due and not had:
                self._waits.setdefault(letter.id, _Waits(self._read, frozenset(in_hand[letter.lane])))

    @property
    def sure(self) -> int:
        """How many letters were seen to wait for their turn."""
        return len(self._waits)

    def faults(self, written: Iterable[Row]) -> Iterator[str]:
        """Whoever was taken in hand before another that waited, and whose turn it was."""
        self._hear()
        lanes: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        for letter in written:
            number = self._posted.get(on_the_wire(letter.key))
            if number is not None and counted(letter):
                lanes[letter.lane].append((number, letter))
        for lane, sent in lanes.items():
            for went, waited in sent:
                seen = self._waits.get(waited.id)
                for passed, other in sent if seen else ():
                    if (
                        seen.since <= passed < went
                        and other.id not in seen.behind
                        and turn(waited) < turn(other)
                    ):
                        yield f"{lane}: {other.key} went before {waited.key}, which waited"

    def _hear(self) -> None:
        messages = self._slack.space.messages
        for number in range(self._read, len(messages)):
            self._posted.setdefault(messages[number].client_msg_id, number)
        self._read = len(messages)


def surely_open(db: Connection) -> Sequence[Row]:
    """What waits, as far as every claim that is not over yet can see it, and what is in hand.

    On SQLite a claim sees all that was committed before it ends. On PostgreSQL one that is under way may
    have looked before: what waits counts from the next moment at which no transaction is as old as the last.
    """
    open_ = select(letters).where(letters.c.state.in_((State.WAITING, State.SENDING)))
    if db.dialect.name == "sqlite":
        return db.execute(open_).all()
    before = {letter.id for letter in db.execute(open_)}
    if db.scalar(_OPEN_SINCE, {"moment": db.scalar(select(func.clock_timestamp()))}):
        return []
    return [each for each in db.execute(open_) if each.state == State.SENDING or each.id in before]
