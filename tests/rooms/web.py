"""The try-out room as people meet it: pages that are opened and forms that are sent."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from html.parser import HTMLParser
from urllib.parse import urljoin

from bot.ask import Address, Target, Value
from bot.platforms.web.tryout import TryOutRoom
from bot.words.voice import voice
from tests.platforms.web.board import MemoryBoard
from tests.platforms.web.cafe import CHANNELS, PEOPLE, ScriptedClock
from tests.platforms.web.visitor import Visitor
from tests.rooms.script import Script


class WebVenue:
    twice = False
    home = True

    def __init__(self) -> None:
        self.script = Script()

        async def people() -> tuple[object, ...]:
            return PEOPLE

        self.room = TryOutRoom(
            serve=self.script.serve,
            pinboard=MemoryBoard(),
            people=people,  # type: ignore[arg-type]  # residents all
            channels=CHANNELS,
            clock=ScriptedClock(),
            words=lambda name, language: voice(language)(name),
        )
        self.script.send = self.room.send
        self._visitors: dict[str, Visitor] = {}

    def address(self, person: str) -> Address:
        return Address("web", "tryout", person)

    def target(self, person: str = "", channel: str = "") -> Target:
        return Target("web", "tryout", user=person, channel=channel)

    async def types(self, person: str, line: str, channel: str = "") -> None:
        path = _path(person, channel)
        await self._visitor(person).open(path)
        await self._post(person, path, line=line)

    async def presses(self, person: str, label: str, channel: str = "") -> None:
        path = _path(person, channel)
        page = await self._visitor(person).open(path)
        found = _Buttons()
        found.feed(page.text)
        pressed = [value for shown, value in found.buttons if shown == label]
        assert pressed, f"{person} sees no button {label!r} in\n{page.words}"
        await self._post(person, path, press=pressed[-1])

    async def submits(self, person: str, values: Mapping[str, Value]) -> None:
        path = self._form(person)
        assert path, f"{person} has no form open"
        fields = {f"field.{name}": list(v) if isinstance(v, tuple) else v for name, v in values.items()}
        await self._post(person, path, **fields)

    async def opens_home(self, person: str) -> None:
        await self._visitor(person).open(_path(person, "home"))

    async def sees(self, person: str, where: str = "") -> str:
        await self.script.letters()
        visitor = self._visitor(person)
        path = self._form(person) if where == "form" else _path(person, where)
        return (await visitor.open(path)).words if path else ""

    async def _post(self, person: str, path: str, **fields: str | list[str]) -> None:
        visitor = self._visitor(person)
        answer = await visitor.send(path, **fields)
        if self.twice:
            answer = await visitor.send(path, **fields)
        assert answer.status == 303, answer.words
        await visitor.open(urljoin(path, answer.headers["location"]))

    def _visitor(self, person: str) -> Visitor:
        return self._visitors.setdefault(person, Visitor(self.room.asgi))

    def _form(self, person: str) -> str:
        at = self._visitor(person).at.partition("#")[0]
        return at if "/form/" in at else ""


def _path(person: str, where: str) -> str:
    if where in {"", "home"}:
        return f"/as/{person}/{where or 'caffi'}"
    return f"/as/{person}/channel/{where}"


class _Buttons(HTMLParser):
    """What each button on the cards of a page shows, and the value that pressing it sends."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[tuple[str, str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "button" and given.get("name") == "press":
            self._open = True
            self.buttons.append(("", given.get("value") or ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            shown, value = self.buttons[-1]
            self.buttons[-1] = ((shown + data).strip(), value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self._open = False


@asynccontextmanager
async def web() -> AsyncIterator[WebVenue]:
    yield WebVenue()
