"""A café with a script: people, channels, a clock that sends letters, and an answer to every ask."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.ask import Ask, Target, Where
from bot.card import Card, Form, Language, Reader, Reply, Text
from bot.platforms.web.residents import Resident
from bot.platforms.web.tryout import TryOutRoom
from bot.room import Parcel
from tests.platforms.web import cards
from tests.platforms.web.board import MemoryBoard
from tests.platforms.web.words import sentence

ZONE = ZoneInfo("Europe/London")
READER = Reader(zone=ZONE, today=cards.START.date())
CHANNELS = (Where("learning", "learning"), Where("cymraeg", "cymraeg"), Where("new-starters", "new-starters"))


def resident(key: str, name: str, role: Mapping[Language, Text], language: Language = "en") -> Resident:
    return Resident(key=key, name=name, language=language, role_label=role, zone=ZONE)


def role(en: str, cy: str) -> Mapping[Language, Text]:
    return {"en": cards.en(en), "cy": cards.cy(cy)}


PEOPLE = (
    resident("nia", "Nia Rees", role("Staff", "Aelod o staff")),
    resident("owen", "Owen Pritchard", role("Organiser", "Trefnydd")),
    resident("carys", "Carys Ellis", role("Staff", "Aelod o staff"), "cy"),
    resident("sam", "Sam Okafor", role("Administrator", "Gweinyddwr")),
)


class ScriptedClock:
    """Moving it sends the digest to a channel and a feedback prompt to Nia; `gate` can hold it up."""

    def __init__(self) -> None:
        self.moment = cards.START
        self.moves: list[datetime] = []
        self.room: TryOutRoom | None = None
        self.started = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    def now(self) -> datetime:
        return self.moment

    async def move_to(self, moment: datetime) -> None:
        self.moves.append(moment)
        self.started.set()
        assert self.room is not None
        self.moment = moment.astimezone(UTC)
        day = moment.date().isoformat()
        learning = Target("web", "tryout", channel="learning")
        nia = Target("web", "tryout", user="nia")
        await self.room.send(Parcel(f"digest {day}", learning, cards.DIGEST, READER))
        await self.room.send(Parcel(f"feedback {day}", nia, cards.FEEDBACK, READER))
        await self.gate.wait()


class Cafe:
    def __init__(self, people: Sequence[Resident] = PEOPLE, channels: Sequence[Where] = CHANNELS) -> None:
        self.asks: list[Ask] = []
        self.residents = people
        self.board = MemoryBoard()
        self.clock = ScriptedClock()
        self.gate = asyncio.Event()
        self.gate.set()
        self.room = TryOutRoom(
            serve=self.serve,
            pinboard=self.board,
            people=self.people,
            channels=channels,
            clock=self.clock,
            words=sentence,
        )
        self.clock.room = self.room

    async def people(self) -> Sequence[Resident]:
        return self.residents

    @property
    def done(self) -> list[Ask]:
        """The asks but for those of opening the home page."""
        return [ask for ask in self.asks if ask.word != "home"]

    async def serve(self, ask: Ask) -> Reply | None:
        self.asks.append(ask)
        await self.gate.wait()
        return self._reply(ask)

    def _reply(self, ask: Ask) -> Reply | None:
        welsh = ask.who.user == "carys"
        match ask.word or ask.text.casefold():
            case "home":
                return _card(cards.HOME)
            case "book":
                return _card({"14": cards.FULL, "99": cards.REFUSED}.get(ask.about, cards.BOOKED), swap=True)
            case "cancel":
                return _card(cards.CANCELLED, swap=True)
            case "digest" if not ask.values:
                return _form(cards.digest_form())
            case "digest" if ask.values["time"] == "noon-ish":
                error = {"time": cards.en("I cannot read that as a time. Write it like 9am.")}
                return _form(replace(cards.digest_form(), errors=error))
            case "digest":
                return Reply(cards.DIGEST, READER, public=True)
            case "rate" if not ask.values:
                return _form(cards.RATE_FORM)
            case "rate":
                return _card(cards.THANKS, swap=True)
            case "feedback":
                return _card(cards.SUMMARY)
            case "quiet":
                return None
            case "break":
                raise RuntimeError("on purpose")
            case _:
                return _card(cards.whats_on_cy() if welsh else cards.WHATS_ON)


def _card(card: Card, *, swap: bool = False) -> Reply:
    return Reply(card, READER, replace=swap)


def _form(form: Form) -> Reply:
    return Reply(form, READER)
