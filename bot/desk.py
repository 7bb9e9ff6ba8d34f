"""The desk: what a handler, a reaction, a drawing or a schedule has in hand while it works.

One desk lives in one transaction. `record` keeps an event and its reactions follow before the commit,
so a change, its consequences and its letters stand or fall together; nothing is ever sent from here.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection

from bot.ask import Ask, Target
from bot.card import LANGUAGES, Language, Reader
from bot.config import Settings
from bot.learning.events import Event, Happened
from bot.learning.people import Person, Roles, known_zone
from bot.learning.quiet import Nudge
from bot.learning.wall_time import next_working
from bot.registry import Registry
from bot.shelf import Programme, Shelf
from bot.store import events, letters, nudges, people
from bot.words.voice import Voice, voice


class Desk:
    """`person` is who asks or who is written to; None where something is done because it was due."""

    def __init__(
        self,
        db: Connection,
        now: datetime,
        settings: Settings,
        registry: Registry,
        *,
        person: Person | None = None,
        ask: Ask | None = None,
        heard: Language | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        self.db = db
        self.now = now
        self.settings = settings
        self.registry = registry
        self.person = person
        self.ask = ask
        self.heard = heard  # the language of what they just said, until they choose one
        self._shelf = shelf or Shelf()
        self._queue: deque[Happened] = deque()
        self._nudges: list[nudges.Written] = []

    @property
    def programme(self) -> Programme:
        """The programme, kept ready; places left are to be read afresh (`sessions.fresh`)."""
        return self._shelf.look(self.db, self.now)

    @property
    def me(self) -> Person:
        """The one who asks."""
        assert self.person is not None
        return self.person

    @property
    def roles(self) -> Roles:
        return self.settings.organisers.roles

    @property
    def say(self) -> Voice:
        """The person's own language; English until one is known."""
        return self.voice_of(self.person)

    def voice_of(self, person: Person | None) -> Voice:
        heard = self.heard if person is not None and person == self.person else None
        return voice((person.language if person else None) or heard or "en")

    def channel_voices(self) -> tuple[Voice, ...]:
        """What channels read, Welsh first where both."""
        setting = self.settings.programme.channel_language
        languages: tuple[Language, ...] = LANGUAGES if setting == "both" else (setting,)
        return tuple(voice(language) for language in languages)

    @property
    def zone(self) -> tzinfo:
        """The programme's zone."""
        return self.settings.programme.tz

    def reader(self, person: Person | None = None) -> Reader:
        """How somebody (a channel: nobody) reads times: in their own zone, else in the programme's."""
        zone = self.zone_of(person)
        return Reader(zone, self.now.astimezone(zone).date(), home=self.zone)

    def zone_of(self, person: Person | None) -> tzinfo:
        return (known_zone(person.zone) if person and person.zone else None) or self.zone

    def record(self, event: Event) -> Happened:
        """Keep what happened; what follows from it is done before the transaction ends."""
        happened = events.keep(self.db, event, now=self.now, actor_id=self.person.id if self.person else None)
        self._queue.append(happened)
        return happened

    def settle(self) -> None:
        """Let the reactions follow, in order, until nothing more happens; keep the nudges."""
        while self._queue:
            happened = self._queue.popleft()
            for react in self.registry.reactions.get(type(happened.event), ()):
                react(self, happened.id, happened.event)
        nudges.hold(self.db, self._nudges, self.now)
        self._nudges.clear()

    def write(
        self,
        kind: str,
        key: str,
        *,
        person_id: int | None = None,
        target: Target | None = None,
        due_at: datetime | None = None,
        **facts: Any,
    ) -> bool:
        """Owe a letter to a person or a target; the same key is never sent twice. `facts` must fit JSON."""
        return letters.write(
            self.db,
            key=key,
            kind=kind,
            facts=facts,
            person_id=person_id,
            target=target,
            due_at=due_at or self.now,
            now=self.now,
        )

    def nudge(
        self,
        kind: str,
        key: str,
        person: Person,
        *,
        nudge: Nudge,
        until: datetime,
        due_at: datetime | None = None,
        at_any_hour: bool = False,
        **facts: Any,
    ) -> None:
        """A letter that nobody waits for: held until its turn in the person's working hours, within their
        week's limit (see `learning.quiet`), and let go at `until`. The same key is never sent twice.
        """
        moment = due_at or self.now
        if not at_any_hour:
            moment = next_working(moment, self.zone_of(person), self.settings.programme.bank_holidays)
        written = nudges.Written(
            key=key,
            kind=kind,
            facts=facts,
            person_id=person.id,
            nudge=nudge,
            due_at=moment,
            until=until,
        )
        self._nudges.append(written)

    def someone(self, person_id: int) -> Person:
        return people.get(self.db, person_id, self.roles)

    def everyone(self, person_ids: Iterable[int]) -> Mapping[int, Person]:
        """The same for many at once, by these numbers."""
        wanted = set(person_ids)
        found = {person.id: person for person in people.some(self.db, list(wanted), self.roles)}
        # Who has become one with somebody else is there under their own number alone.
        return found | {number: self.someone(number) for number in sorted(wanted - found.keys())}

    @property
    def answered_in_private_chat(self) -> bool:
        """The answer itself lands in the person's own conversation with us and stays there."""
        ask = self.ask
        if ask is None:
            return False
        return ask.lasting or (not ask.where.channel and ask.answer_to is not None)
