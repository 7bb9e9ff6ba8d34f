"""Sends letters after the commit: claims, draws, sends, marks; outside any transaction.

None is lost, and the same key is never sent twice knowingly. When a connection broke after the write,
or a process died with a letter in hand, the outcome is unknown: a letter to a person is tried once
more; a post to a channel is never sent again by itself, and whoever set it up is asked to look.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import assert_never

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot.allowance import Allowance
from bot.ask import Address, Target
from bot.card import Card, Reader
from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.learning.delivery import stops_everything
from bot.learning.events import Event, LetterReturned, PostStopped
from bot.learning.people import Roles
from bot.registry import Registry
from bot.room import Later, Outcome, Parcel, Room, Sent, Undeliverable, Unknown
from bot.store import answers, letters, people, problems
from bot.store.database import Database
from bot.store.letters import Letter, State

log = structlog.get_logger("caffi.postman")

_TRIES = 2
_AT_ONCE = 50
_NAP = 1.0  # seconds between looks when nobody wakes us
_SHORT = 0.02  # the same while letters go out: lanes end their rest, and nobody wakes us for that
_BUSY = 2.0  # seconds for which that is so: longer than any lane rests
_SEVERAL = 5  # under way, the next are claimed together, not one at a time
_SOON = timedelta(seconds=5)
_SHUT_FOR = 600.0  # seconds that a letter rests whose room lets nobody in; it goes as soon as that does again
_IN_TIME = letters.LEASE / 3  # no later than this after the claim, so that it is over when the lease is


@dataclass(frozen=True, slots=True)
class _Drawn:
    parcel: Parcel | None  # None: there is nothing to say any more
    target: Target | None  # None: nowhere to send it


@dataclass
class Postman:
    database: Database
    clock: Clock
    settings: Settings
    registry: Registry
    rooms: Mapping[str, Room]
    looked: float = field(default_factory=monotonic)  # when it last could look for letters: for /health
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    _stopped: bool = False
    _allowance: Allowance = field(default_factory=Allowance)
    # Rooms that let nobody in, and their words for it.
    _shut: dict[str, set[str]] = field(default_factory=dict)

    def wake(self) -> None:
        """There may be letters."""
        self._bell.set()

    async def run(self) -> None:
        """Until `stop`: send what is due whenever woken, and look by itself every second or oftener."""
        busy = float("-inf")
        while not self._stopped:
            try:
                if await self.deliver():
                    busy = monotonic()
            except OperationalError as error:
                log.warning("postman", error=str(error.orig))
            except Exception as error:
                log.exception("postman", error=type(error).__name__)
            try:
                nap = _SHORT if monotonic() - busy < _BUSY else _NAP
                await asyncio.wait_for(self._bell.wait(), nap)
            except TimeoutError:
                continue
            finally:
                self._bell.clear()

    def stop(self) -> None:
        """Finish what is in hand and go home."""
        self._stopped = True
        self.wake()

    async def deliver(self) -> int:
        """Send everything that is due and whose lane is free; how many letters that was.

        Slow ones hold nobody up: as soon as one is out, or somebody wakes us, the next are claimed.
        """
        under_way: set[asyncio.Task[None]] = set()
        sent = 0
        while True:
            await self._open_again()
            room = 0 if self._stopped or self._shut_out else _AT_ONCE - len(under_way)
            if room:
                now, real = self.clock.now(), self.clock.real()
                unasked = self._allowance.left(self._a_second, real)
                claim = partial(letters.claim, now=now, real=real, most=room, unasked=unasked)
                try:
                    claimed = await self.database.write(claim)
                except Exception:
                    # What is out is written down before anything else: unmarked it would go twice.
                    await asyncio.gather(*under_way)
                    raise
                self.looked = monotonic()
                self._allowance.use(sum(letter.kind != "answer" for letter in claimed))
                under_way |= {asyncio.create_task(self._deliver_safely(letter)) for letter in claimed}
            if not under_way:
                return sent
            bell = asyncio.create_task(self._bell.wait())
            await asyncio.wait({*under_way, bell}, return_when=asyncio.FIRST_COMPLETED)
            if len(under_way) > _SEVERAL:
                await asyncio.wait({bell}, timeout=_SHORT)  # to claim costs the same for one as for ten
            bell.cancel()
            self._bell.clear()
            done = {task for task in under_way if task.done()}
            sent += len(done)
            under_way -= done

    async def _deliver_safely(self, letter: Letter) -> None:
        try:
            await self._deliver(letter)
        except Exception as error:
            # Its lease runs out, and then it is known to be of unknown fate.
            log.exception("letter", kind=letter.kind, error=type(error).__name__)

    async def flush(self) -> None:
        """Until no letter is due any more: used when the clock is moved."""
        while not self._shut_out and await self.database.read(
            lambda db: letters.waiting(db, self.clock.now())
        ):
            if not await self.deliver():
                await asyncio.sleep(0.05)

    async def _deliver(self, letter: Letter) -> None:
        if letter.attempts and self._to_channel(letter):
            # It was in hand when a process died: it may be there.
            await self._mark(letter, Unknown("interrupted"), letter.target)
            return
        if letter.attempts >= _TRIES:
            await self._mark(letter, Unknown("tried twice"), letter.target)
            return
        try:
            drawn = await self.database.read(lambda db: self._draw(db, letter))
        except OperationalError as error:
            log.warning("letter", kind=letter.kind, error=str(error.orig))
            await self._mark(letter, Later(0, "database"), letter.target)
            return
        except Exception as error:
            log.exception("letter", kind=letter.kind, error=type(error).__name__)
            await self._mark(letter, Undeliverable(f"bug: {type(error).__name__}"), letter.target)
            return
        if drawn.parcel is None:
            await self._withdraw(letter)
        elif drawn.target is None or drawn.target.room not in self.rooms:
            await self._mark(letter, Undeliverable("no address"), None)
        else:
            outcome = await self._send(letter, self.rooms[drawn.target.room], drawn.parcel)
            await self._mark(letter, outcome, drawn.target)

    async def _send(self, letter: Letter, room: Room, parcel: Parcel) -> Outcome:
        assert letter.lease_until is not None
        if self.clock.real() > letter.lease_until - letters.LEASE + _IN_TIME:
            return Later(0, "held up")  # this machine stood still: another may have it in hand by now
        if trouble := self._trouble(room.name):
            self._shut.setdefault(room.name, set()).add(trouble)
            self._allowance.use(0 if letter.kind == "answer" else -1)  # it is not tried, so not counted
            return Later(_SHUT_FOR, trouble)
        return await room.send(parcel)

    def _draw(self, db: Connection, letter: Letter) -> _Drawn:
        now = self.clock.now()
        person = people.get(db, letter.person_id, self._roles) if letter.person_id else None
        desk = Desk(db, now, self.settings, self.registry, person=person)
        card: Card | None = self.registry.drawings[letter.kind](desk, letter)
        target = letter.target or self._reach(db, letter)
        if card is None:
            return _Drawn(None, target)
        reader: Reader = desk.reader(None if self._to_channel(letter) else person)
        where = target or Target(room="")
        replace = bool(letter.facts.get("replace"))
        return _Drawn(Parcel(letter.key, where, card, reader, replace), target)

    def _reach(self, db: Connection, letter: Letter) -> Target | None:
        assert letter.person_id is not None
        address = people.address_of(db, letter.person_id, tuple(self.rooms))
        return Target(address.room, address.workspace, user=address.user) if address else None

    @property
    def _shut_out(self) -> bool:
        """No room lets us in: letters wait untried, and go as soon as one does (SlackRoom.trouble)."""
        return bool(self.rooms) and all(self._trouble(name) for name in self.rooms)

    def _trouble(self, room: str) -> str | None:
        """Why nothing at all can be sent there. Its letters rest; those for another room go."""
        trouble: str | None = getattr(self.rooms[room], "trouble", None)
        return trouble

    async def _open_again(self) -> None:
        """What rested because a room let nobody in goes as soon as it does again."""
        for room in [name for name in self._shut if not self._trouble(name)]:
            reasons, real = self._shut[room], self.clock.real()
            await self.database.write(partial(letters.end_rest, errors=sorted(reasons), real=real))
            del self._shut[room]

    @property
    def _a_second(self) -> float | None:
        """What all rooms take together; None where one takes whatever comes."""
        rates = [room.a_second for room in self.rooms.values()]
        known = [rate for rate in rates if rate is not None]
        return sum(known) if known and len(known) == len(rates) else None

    @property
    def _roles(self) -> Roles:
        return self.settings.organisers.roles

    @staticmethod
    def _to_channel(letter: Letter) -> bool:
        return letter.target is not None and not letter.target.user

    async def _withdraw(self, letter: Letter) -> None:
        real = self.clock.real()
        mark = partial(letters.mark, letter=letter, state=State.WITHDRAWN, real=real, rest=timedelta())
        await self._surely(mark)
        log.info("letter", kind=letter.kind, outcome="withdrawn")

    async def _surely(self, work: Callable[[Connection], object]) -> None:
        """Write down how it went, however long the database is away: one not marked as sent goes twice."""
        nap = 0.25
        while True:
            try:
                await self.database.write(work)
            except OperationalError as error:
                log.warning("mark", error=str(error.orig))
                await asyncio.sleep(nap := min(2 * nap, 4.0))
            else:
                return

    async def _mark(self, letter: Letter, outcome: Outcome, target: Target | None) -> None:
        await self._surely(lambda db: self._note(db, letter, outcome, target))
        if not isinstance(outcome, Sent):
            self.wake()  # somebody may have to be told that it did not arrive
        log.info("letter", kind=letter.kind, outcome=type(outcome).__name__.lower(), reason=_reason(outcome))

    def _note(self, db: Connection, letter: Letter, outcome: Outcome, target: Target | None) -> None:
        real = self.clock.real()
        rest = self.rooms[target.room].pace if target and target.room in self.rooms else timedelta()
        # Where another has taken the letter over, what follows is theirs to do.
        match outcome:
            case Sent():
                ours = letters.mark(db, letter, State.SENT, real=real, rest=rest, message=outcome.message)
                if ours and letter.kind == "answer":
                    self._forget(db, letter)
            case Later():
                after = timedelta(seconds=outcome.seconds)
                letters.put_back(db, letter, real=real, after=after, error=outcome.reason)
                self._halt(db, target, outcome.reason)
            case Undeliverable():
                if self._is_elsewhere(db, letter, outcome, target):
                    letters.put_back(db, letter, real=real, after=timedelta(), error=outcome.reason)
                elif letters.mark(
                    db, letter, State.UNDELIVERABLE, real=real, rest=rest, error=outcome.reason
                ):
                    self._return(db, letter, outcome.reason, unsure=False)
            case Unknown():
                if not self._to_channel(letter) and letter.attempts + 1 < _TRIES:
                    letters.try_again(db, letter, real=real, after=_SOON, error=outcome.reason)
                elif letters.mark(db, letter, State.UNKNOWN, real=real, rest=rest, error=outcome.reason):
                    self._return(db, letter, outcome.reason, unsure=True)
            case _:
                assert_never(outcome)

    @staticmethod
    def _forget(db: Connection, answer: Letter) -> None:
        """It has been sent: what it said is not kept, nor that it was given where nobody is to know."""
        answers.blank(db, answer.facts["answer"])
        if answer.facts.get("secret"):
            letters.leave_no_trace(db, answer)

    def _is_elsewhere(
        self, db: Connection, letter: Letter, outcome: Undeliverable, target: Target | None
    ) -> bool:
        """Whether somebody who is there no more can be reached at another address of theirs."""
        if not outcome.gone or target is None or not target.user or target.channel:
            return False
        people.stop_address(db, Address(target.room, target.workspace, target.user))
        return letter.target is None and self._reach(db, letter) is not None

    def _return(self, db: Connection, letter: Letter, reason: str, *, unsure: bool) -> None:
        """Whoever set up a channel's letters hears that one did not arrive, or may not have."""
        if letter.target is None or not self._to_channel(letter):
            return
        returned = LetterReturned(letter.id, letter.kind, letter.target.channel, reason, unsure)
        self._happen(db, returned)

    def _halt(self, db: Connection, target: Target | None, reason: str) -> None:
        """Administrators hear once that nothing goes out, not letter by letter."""
        if target is not None and stops_everything(reason) and problems.halt_is_news(db, self._roles):
            self._happen(db, PostStopped(target.room, reason))

    def _happen(self, db: Connection, event: Event) -> None:
        desk = Desk(db, self.clock.now(), self.settings, self.registry)
        desk.record(event)
        desk.settle()


def _reason(outcome: Outcome) -> str | None:
    return None if isinstance(outcome, Sent) else outcome.reason
