"""What each page of the try-out room shows, drawn from its templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from secrets import token_urlsafe
from typing import Any

from starlette.responses import HTMLResponse, Response

from bot.ask import Where
from bot.card import LANGUAGES, Card, Form, Language, Reader
from bot.platforms.web.html import Say, environment
from bot.platforms.web.looks import look
from bot.platforms.web.pinboard import Body, Pinboard, Pinned
from bot.platforms.web.residents import People, Resident, Sentences, TryOutClock
from bot.platforms.web.spots import Spot
from bot.platforms.web.typed import LONGEST
from bot.words.aloud import say
from bot.words.moments import spell_day, spell_time

SHOWN = 50  # messages on a page
_TINTS = 6
_SORRY = {
    400: "web-refused",
    403: "web-refused",
    404: "web-missing",
    405: "web-missing",
    413: "web-too-big",
    503: "web-nobody",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A conversation on the left; `new` is how many messages wait there."""

    id: str
    path: str
    name: str
    icon: str
    here: bool
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    id: int
    author: str  # a name, or empty for Caffi
    author_key: str
    mine: bool
    private: bool
    body: Body
    time: str
    iso: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    id: str
    name: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    language: Language
    words: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    pinboard: Pinboard
    people: People
    channels: Sequence[Where]
    clock: TryOutClock
    sentences: Sentences

    async def conversation(
        self, spot: Spot, *, before: int | None, moving: bool, clock_said: str
    ) -> Response:
        """A channel or the talk with Caffi; showing its newest messages marks them read."""
        found = await self.pinboard.read(spot.conversation, spot.person.key, before=before, limit=SHOWN + 1)
        shown = found[-SHOWN:]
        if shown and before is None:
            await self.pinboard.mark_read(spot.person.key, spot.conversation, shown[-1].id)
        return await self._page(
            "conversation.html",
            spot,
            moving=moving,
            clock_said=clock_said,
            days=self._days(spot, shown, await self.people()),
            newest=shown[-1].id if shown else None,
            earlier=shown[0].id if len(found) > SHOWN else None,
            before=before,
            longest=LONGEST,
        )

    async def first_new(self, spot: Spot) -> int | None:
        """The first message on the conversation's page that the person has not read; None: all are read."""
        new = (await self.pinboard.unread(spot.person.key)).get(spot.conversation, 0)
        if not new:
            return None
        shown = await self.pinboard.read(spot.conversation, spot.person.key, limit=SHOWN)
        by_others = [pinned.id for pinned in shown if pinned.author != spot.person.key]
        return next(iter(by_others[-new:]), None)

    async def home(
        self,
        spot: Spot,
        *,
        card: Card | None,
        card_id: int,
        answer: Pinned | None,
        moving: bool,
        clock_said: str,
    ) -> Response:
        """The person's own page: the card that the front desk made for it, below the answer to a press."""
        return await self._page(
            "home.html",
            spot,
            moving=moving,
            clock_said=clock_said,
            card=card,
            card_id=card_id,
            answer=answer,
        )

    async def form(self, spot: Spot, form: Form, *, action: str, moving: bool) -> Response:
        return await self._page(
            "form.html",
            spot,
            moving=moving,
            clock_said="",
            form=form,
            action=action,
            place=self._name(spot),
            title=say(form.title, self._reader(spot.person)),
        )

    async def sorry(self, status: int, language: Language | None = None) -> Response:
        """Why a page cannot be shown; in both languages, Welsh first, where nobody's language is known."""
        languages = (language,) if language else LANGUAGES
        page = environment().get_template("sorry.html")
        name = _SORRY.get(status, "web-broken")
        voices = [Voice(language=each, words=self._words(each)) for each in languages]
        return _answer(page.render(voices=voices, name=name, look=look), status)

    async def news(self, *, moving: bool) -> str:
        """Changes whenever an open page would look different: something was pinned, or a minute passed."""
        minute = self.clock.now().isoformat(timespec="minutes")
        return f"{await self.pinboard.revision()} {minute}{' moving' if moving else ''}"

    async def _page(
        self, template: str, spot: Spot, *, moving: bool, clock_said: str, **shown: Any
    ) -> Response:
        people = await self.people()
        unread = await self.pinboard.unread(spot.person.key)
        own = [self._door(Spot(spot.person, home=home), spot, unread) for home in (False, True)]
        channels = [self._door(Spot(spot.person, channel), spot, unread) for channel in self.channels]
        language, reader, now = spot.person.language, self._reader(spot.person), self.clock.now()
        places = {person.key: place for place, person in enumerate(people)}
        common: dict[str, Any] = {
            "spot": spot,
            "language": language,
            "reader": reader,
            "words": self._words(language),
            "look": look,
            "nonce": token_urlsafe(16),
            "news": await self.news(moving=moving),
            "people": people,
            "tint": lambda key: places.get(key, 0) % _TINTS,
            "channels": channels,
            "own": own,
            "new": sum(door.new for door in (*channels, *own)),
            "title": self._name(spot),
            "icon": _icon(spot),
            "now": now.astimezone(reader.zone),
            "now_day": spell_day(reader.today, language, reader.today),
            "now_time": spell_time(now.astimezone(reader.zone), language),
            "moving": moving,
            "clock_said": clock_said,
            "newest": None,
        }
        return _answer(environment().get_template(template).render({**common, **shown}))

    def _door(self, to: Spot, here: Spot, unread: Any) -> Door:
        return Door(
            id=to.conversation.replace("/", "-"),
            path=to.path,
            name=self._name(to),
            icon=_icon(to),
            here=to.path == here.path,
            new=0 if to.home else unread.get(to.conversation, 0),
        )

    def _days(self, spot: Spot, shown: Sequence[Pinned], people: Sequence[Resident]) -> list[Day]:
        reader = self._reader(spot.person)
        names = {person.key: person.name for person in people}
        gone = self._words(spot.person.language)("web-someone")
        by_day = groupby(shown, key=lambda pinned: pinned.at.astimezone(reader.zone).date())
        return [
            Day(
                id=f"{day.isoformat()}-{nth}",
                name=spell_day(day, spot.person.language, reader.today),
                messages=tuple(
                    _message(pinned, spot, names.get(pinned.author, gone) if pinned.author else "", reader)
                    for pinned in pinned_that_day
                ),
            )
            for nth, (day, pinned_that_day) in enumerate(by_day)
        ]

    def _name(self, spot: Spot) -> str:
        if spot.channel is not None:
            return spot.channel.name
        return self._words(spot.person.language)("web-home") if spot.home else "Caffi"

    def _words(self, language: Language) -> Say:
        reader = Reader(zone=UTC, today=self.clock.now().date())  # no sentence of ours holds a moment
        return lambda name: say(self.sentences(name, language), reader)

    def _reader(self, person: Resident) -> Reader:
        return Reader(zone=person.zone, today=self.clock.now().astimezone(person.zone).date())


def _message(pinned: Pinned, spot: Spot, author: str, reader: Reader) -> Message:
    at: datetime = pinned.at.astimezone(reader.zone)
    return Message(
        id=pinned.id,
        author=author,
        author_key=pinned.author,
        mine=pinned.author == spot.person.key,
        private=spot.channel is not None and bool(pinned.visible_to),
        body=pinned.body,
        time=spell_time(at, spot.person.language),
        iso=at.isoformat(timespec="seconds"),
    )


def _icon(spot: Spot) -> str:
    if spot.channel is not None:
        return "channel"
    return "home" if spot.home else "caffi"


def _answer(page: str, status: int = 200) -> Response:
    # A page tells what one person may see now: no cache keeps it.
    return HTMLResponse(page, status, headers={"Cache-Control": "no-store"})
