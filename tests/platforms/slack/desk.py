"""A small scripted front desk and postman, so that the room can be tested by itself."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.ask import Address, Ask, Profile
from bot.card import (
    Button,
    Buttons,
    Card,
    Form,
    Heading,
    Language,
    Paragraph,
    Part,
    Plain,
    Reader,
    Reply,
    Text,
)
from bot.room import Outcome, Parcel

Answer: TypeAlias = Reply | Callable[[Ask], Awaitable[Reply | None]] | None

READER = Reader(zone=ZoneInfo("Europe/London"), today=date(2026, 3, 2))
SENTENCES = {
    "slack.working": ("Still working on it.", "Wrthi o hyd."),
    "slack.fault": ("Something went wrong.", "Aeth rhywbeth o'i le."),
    "slack.outsider": ("Only for our own people.", "Dim ond i'n pobl ni."),
    "slack.unsure": ("Please try again.", "Rhowch gynnig arall arni."),
    "slack.cut": ("There is more than fits here.", "Mae mwy nag sy'n ffitio yma."),
    "slack.close": ("Close", "Cau"),
    "slack.cancel": ("Cancel", "Canslo"),
    "slack.form_late": ("The form took too long to open.", "Cymerodd y ffurflen ormod o amser."),
    "slack.open_form": ("Open the form", "Agor y ffurflen"),
}


def words(name: str, language: Language) -> Text:
    english, welsh = SENTENCES[name]
    return t(welsh if language == "cy" else english, language)


def t(text: str, language: Language = "en") -> Text:
    return Text((Plain(text),), language)


def button(label: str, word: str, about: str = "", **more: object) -> Button:
    return Button(t(label), word, about, **more)  # type: ignore[arg-type]  # a test names what it wants


def card(*parts: Part | str, buttons: tuple[Button, ...] = ()) -> Card:
    drawn = [Paragraph(t(part)) if isinstance(part, str) else part for part in parts]
    summary = next((part.text for part in drawn if isinstance(part, Paragraph | Heading)), t("A card"))
    return Card(summary, (*drawn, *((Buttons(buttons),) if buttons else ())))


def reply(body: Card | Form | str, **more: bool) -> Reply:
    return Reply(card(body) if isinstance(body, str) else body, READER, **more)


class Desk:
    """Answers by the word or text of an ask; an answer that is a letter goes out through `send`."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers
        self.asks: list[Ask] = []
        self.met: dict[Address, Profile] = {}
        self.outcomes: list[Outcome] = []
        self.send: Callable[[Parcel], Awaitable[Outcome]] | None = None
        self._letters: set[asyncio.Task[None]] = set()

    async def serve(self, ask: Ask) -> Reply | None:
        self.asks.append(ask)
        answer = self.answers.get(ask.word or ask.text)
        found = await answer(ask) if callable(answer) else answer
        if found is None or ask.answer_to is None:
            return found
        if isinstance(found.body, Form):
            return found if ask.can_open_form else None
        parcel = Parcel(f"answer {ask.key}", ask.answer_to, found.body, found.reader, found.replace)
        task = asyncio.create_task(self._post(parcel))
        self._letters.add(task)
        task.add_done_callback(self._letters.discard)
        return None

    async def meet(self, who: Address, profile: Profile) -> None:
        self.met[who] = profile

    async def knows(self, who: Address) -> bool:
        return who in self.met

    async def _post(self, parcel: Parcel) -> None:
        assert self.send
        self.outcomes.append(await self.send(parcel))
