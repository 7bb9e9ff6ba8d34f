"""A whole Caffi around rooms of paper (one, or several): people say things and read what comes back.

Everything is real (database, desk, reactions, postman, schedules) but the platform and the clock's pace.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.ask import Address, Ask, Profile, Target, Where
from bot.card import Button, Buttons, Card, Form, Item, Part, Reply
from bot.clock import Clock
from bot.config import Settings, load
from bot.front_desk import FrontDesk
from bot.hearing import hearing
from bot.learning.changes import GATHERED, SETTLING
from bot.learning.sessions import Bilingual, Draft, Format
from bot.postman import Postman
from bot.registry import find
from bot.room import Outcome, Parcel, Sent
from bot.store import people, revising
from bot.store.database import Database
from bot.timekeeper import Timekeeper
from bot.words.aloud import say, say_card, say_form

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=LONDON)
REGISTRY = find("handlers.commands", "handlers.reactions", "schedules")


class StillClock(Clock):
    """Stands still until it is moved, so that a test never waits and never races the time of day."""

    def __init__(self, now: datetime = MONDAY) -> None:
        super().__init__()
        self._now = now
        self._ticks = count()
        self._passed = timedelta(0)

    def now(self) -> datetime:
        return self._now

    def real(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + self._passed + timedelta(milliseconds=next(self._ticks))

    def pass_(self, time: timedelta) -> None:
        """Let real time pass, which leases and pace go by."""
        self._passed += time

    def move_to(self, moment: datetime) -> None:
        self._now = moment


@dataclass
class PaperRoom:
    """Keeps what it is given; `outcomes` decides how the next sendings end."""

    name: str = "paper"
    pace: timedelta = timedelta(0)
    a_second: float | None = None
    parcels: list[Parcel] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    trouble: str | None = None

    async def send(self, parcel: Parcel) -> Outcome:
        outcome = self.outcomes.pop(0) if self.outcomes else Sent(f"m{len(self.parcels)}")
        if isinstance(outcome, Sent):
            self.parcels.append(parcel)
        return outcome


@dataclass
class Someone:
    """One account in a room of paper; `room` is its name (empty: the first one's)."""

    house: "House"
    key: str
    where: Where = field(default_factory=Where)
    last: Reply | None = None
    room: str = ""

    def in_(self, channel: str) -> "Someone":
        return replace(self, where=Where(channel, channel))

    @property
    def address(self) -> Address:
        return Address(self.paper.name, "w", self.key)

    @property
    def paper(self) -> PaperRoom:
        return self.house.rooms[self.room] if self.room else self.house.room

    async def asks(self, ask: Ask) -> str:
        self.last = await self.house.desk.serve(ask)
        if self.last is None:
            return ""
        body, reader = self.last.body, self.last.reader
        return say_form(body, reader) if isinstance(body, Form) else say_card(body, reader)

    async def types(self, text: str, *, key: str = "") -> str:
        """A slash command's words: answered at once."""
        delivery = key or f"paper:{next(self.house.numbers)}"
        return await self.asks(Ask(self.address, self.where, text=text, key=delivery, can_open_form=True))

    async def says(self, text: str, *, key: str = "") -> str:
        """A direct message: answered by a letter, which is what comes back here."""
        before = len(self.paper.parcels)
        delivery = key or f"paper:{next(self.house.numbers)}"
        target = Target(self.paper.name, "w", user=self.key)
        await self.asks(Ask(self.address, text=text, key=delivery, answer_to=target))
        await self.house.postman.deliver()
        mine = [p for p in self.paper.parcels[before:] if p.to.user == self.key]
        return "\n".join(say_card(p.card, p.reader) for p in mine)

    async def presses(self, label: str, *, on: Card | None = None, nth: int = 0, key: str = "") -> str:
        """Press a button of the last answer, or of `on`."""
        assert on is not None or self.last is not None
        body = on or self.last.body
        reader = self.house.reader()
        found = [button for button in buttons(body) if say(button.label, reader) == label]
        assert found, f"no button {label!r} in {[say(b.label, reader) for b in buttons(body)]}"
        return await self.press(found[nth], key=key)

    async def press(self, button: Button, *, key: str = "") -> str:
        delivery = key or f"paper:{next(self.house.numbers)}"
        ask = Ask(
            self.address, self.where, word=button.word, about=button.about, key=delivery, can_open_form=True
        )
        return await self.asks(ask)

    async def submits(self, **values: str | tuple[str, ...]) -> str:
        """Send in the form that was the last answer."""
        assert self.last is not None
        form = self.last.body
        assert isinstance(form, Form)
        given = {f.name: getattr(f, "value", getattr(f, "values", "")) for f in form.fields}
        key = f"paper:{next(self.house.numbers)}"
        ask = Ask(
            self.address,
            self.where,
            word=form.word,
            about=form.about,
            values=given | values,
            key=key,
            can_open_form=True,
        )
        return await self.asks(ask)

    @property
    def letters(self) -> list[Parcel]:
        return [p for p in self.paper.parcels if p.to.user == self.key and not p.to.channel]

    @property
    def post(self) -> list[str]:
        """Their letters, as they read them."""
        return [say_card(p.card, p.reader) for p in self.letters]


@dataclass
class House:
    database: Database
    settings: Settings
    clock: StillClock
    room: PaperRoom
    desk: FrontDesk
    postman: Postman
    timekeeper: Timekeeper
    rooms: dict[str, PaperRoom]
    numbers: "count[int]" = field(default_factory=count)

    async def meets(self, key: str, *, room: str = "", **profile: object) -> Someone:
        facts = {"name": key.title(), "email": f"{key}@example.org", "language": "en"} | profile
        someone = Someone(self, key, room=room)
        await self.desk.meet(someone.address, Profile(**facts))
        return someone

    async def puts_on(self, *drafts: Draft) -> None:
        def add(db: object) -> None:
            for draft in drafts:
                revising.add(db, draft, source="programme", now=self.clock.now())

        await self.database.write(add)

    async def wait_until(self, moment: datetime) -> None:
        await self.timekeeper.move_to(moment)

    async def comes_back_at(self, moment: datetime) -> None:
        """Caffi was switched off until then; months are passed over, not lived through."""
        self.clock.move_to(moment)
        await self.timekeeper.tick()
        await self.deliver()

    async def tell_of_changes(self) -> None:
        """The few minutes go by in which changes of a session are gathered; then all letters go."""
        self.clock.move_to(self.clock.now() + GATHERED + SETTLING)
        await self.deliver()

    async def deliver(self) -> None:
        await self.postman.deliver()

    def posts_in(self, channel: str) -> list[str]:
        found = [p for p in self.room.parcels if p.to.channel == channel and not p.to.user]
        return [say_card(p.card, p.reader) for p in found]

    def reader(self):
        from bot.card import Reader

        return Reader(LONDON, self.clock.now().astimezone(LONDON).date())

    async def person_id(self, key: str) -> int:
        roles = self.settings.organisers.roles
        found = await self.database.read(lambda db: people.at(db, Address(self.room.name, "w", key), roles))
        assert found is not None
        return found.id


async def _nothing() -> None:
    """The paper house keeps its clock nowhere."""


def _settings(environment: Mapping[str, str]) -> Settings:
    """What `load` reads, once for all houses that are told the same: it takes longer than the rest."""
    outside = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    return _loaded(frozenset(environment.items()), frozenset(outside.items()), Path.cwd())


@cache
def _loaded(
    environment: frozenset[tuple[str, str]], _outside: frozenset[tuple[str, str]], _folder: Path
) -> Settings:
    return load(environment=dict(environment))


def build_house(
    database: Database,
    *,
    organisers: Sequence[str] = ("olwen",),
    rooms: Sequence[str] = ("paper",),
    **settings: str,
) -> House:
    environment = {"CAFFI_ORGANISERS__ORGANISERS": ",".join(f"{key}@example.org" for key in organisers)}
    loaded = _settings(environment | settings)
    clock, papers = StillClock(), {name: PaperRoom(name) for name in rooms}
    postman = Postman(database, clock, loaded, REGISTRY, papers)
    desk = FrontDesk(database, clock, loaded, REGISTRY, hearing(REGISTRY), postman.wake)
    keeper = Timekeeper(database, clock, loaded, REGISTRY, postman.wake, postman.flush, _nothing)
    return House(database, loaded, clock, papers[rooms[0]], desk, postman, keeper, papers)


def buttons(body: Card | Form) -> list[Button]:
    """Every button of a card, in reading order."""
    parts: tuple[Part, ...] = body.parts if isinstance(body, Card) else body.intro
    return [b for part in parts if isinstance(part, Item | Buttons) for b in part.buttons]


def draft(title: str, start: datetime, *, minutes: int = 60, **facts: object) -> Draft:
    """A session in a few words; "Mindful walking|Cerdded" has both languages."""
    english, _, welsh = title.partition("|")
    plain = {
        "uid": f"{english} {start.isoformat()}",
        "title": Bilingual(english, welsh),
        "starts_at": start,
        "ends_at": start + timedelta(minutes=minutes),
        "topic": "wellbeing",
        "format": Format.ONLINE,
        "place": "Teams",
        "capacity": 10,
    }
    return Draft(**(plain | facts))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
