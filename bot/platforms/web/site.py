"""The addresses of the try-out room, and what is done at each."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from secrets import token_urlsafe

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.ask import Ask, Where
from bot.card import Card, Form, Language
from bot.platforms.web.files import hand_over
from bot.platforms.web.listen import LONGEST_NUMBER, Listener, Press
from bot.platforms.web.looks import show_look
from bot.platforms.web.once import Once
from bot.platforms.web.pages import Pages
from bot.platforms.web.pinboard import Pinboard, Pinned
from bot.platforms.web.residents import People, Resident, TryOutClock
from bot.platforms.web.spots import Spot
from bot.platforms.web.steps import read_moment, step
from bot.platforms.web.submission import Submission
from bot.room import Serve

_SAID = frozenset({"moved", "back", "far", "unread", "moving"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    serve: Serve
    pinboard: Pinboard
    people: People
    channels: Sequence[Where]
    clock: TryOutClock
    pages: Pages
    listener: Listener
    once: Once = field(default_factory=Once)
    moving: asyncio.Lock = field(default_factory=asyncio.Lock)

    def starlette(self) -> Starlette:
        routes = [
            Route("/", self._enter),
            Route("/look/{name}", show_look),
            Route("/as/{person}", self._enter),
            Route("/as/{person}/news", self._news),
        ]
        for spot in ("/as/{person}/channel/{channel}", "/as/{person}/caffi", "/as/{person}/home"):
            routes += [
                Route(spot, self._show),
                Route(spot, self._listen, methods=["POST"]),
                Route(spot + "/form/{pin}", self._show_form),
                Route(spot + "/form/{pin}", self._submit, methods=["POST"]),
                Route(spot + "/file/{pin}/{part}", self._hand_file),
                Route(spot + "/clock", self._move_clock, methods=["POST"]),
            ]
        return Starlette(
            routes=routes, exception_handlers={HTTPException: self._sorry, Exception: self._broken}
        )

    async def _enter(self, request: Request) -> Response:
        people = await self.people()
        if not people:
            return await self.pages.sorry(503)
        key = request.path_params.get("person")
        person = await self._person(key) if key else people[0]
        return RedirectResponse(Spot(person).path, 303)

    async def _news(self, request: Request) -> Response:
        await self._person(request.path_params["person"])
        news = await self.pages.news(moving=self.moving.locked())
        return PlainTextResponse(news, headers={"Cache-Control": "no-store"})

    async def _show(self, request: Request) -> Response:
        spot = await self._spot(request)
        said = request.query_params.get("clock", "")
        clock_said = said if said in _SAID else ""
        moving = self.moving.locked()
        if not spot.home:
            # No fragment ever reaches us: an address that already says where to land has a query.
            first_new = None if request.url.query else await self.pages.first_new(spot)
            if first_new is not None:
                return RedirectResponse(spot.at(first_new), 303)
            before = _number(request, "before") or None
            return await self.pages.conversation(spot, before=before, moving=moving, clock_said=clock_said)
        card, card_id = await self._home_card(spot)
        answer = await self._seen(spot, _number(request, "answer"))
        if answer is not None and not isinstance(answer.body, Card):
            answer = None
        return await self.pages.home(
            spot, card=card, card_id=card_id, answer=answer, moving=moving, clock_said=clock_said
        )

    async def _listen(self, request: Request) -> Response:
        """A typed line, one of the lines offered, or a pressed button."""
        spot = await self._spot(request)
        sent = await Submission.read(request)
        if sent.has("press"):
            try:
                press = Press.read(sent.first("press"))
            except ValueError:
                raise HTTPException(400) from None
            work = partial(self.listener.pressed, spot, press, sent.key)
        elif spot.home:
            raise HTTPException(400)
        else:
            line = sent.first("try") or sent.first("line")
            work = partial(self.listener.typed, spot, line, sent.key)
        return RedirectResponse(await self.once(sent.key, work), 303)

    async def _show_form(self, request: Request) -> Response:
        spot = await self._spot(request)
        _, form = await self._form(spot, request)
        on = _number(request, "on")
        action = request.url.path + (f"?on={on}" if on else "")
        return await self.pages.form(spot, form, action=action, moving=self.moving.locked())

    async def _submit(self, request: Request) -> Response:
        spot = await self._spot(request)
        pinned, _ = await self._form(spot, request)
        sent = await Submission.read(request)
        on = _number(request, "on")
        work = partial(self.listener.submitted, spot, pinned, sent.fields, on=on, key=sent.key)
        return RedirectResponse(await self.once(sent.key, work), 303)

    async def _hand_file(self, request: Request) -> Response:
        spot = await self._spot(request)
        pin = _counted(request, "pin")
        pinned = await self._seen(spot, pin) if pin else None
        body = pinned.body if pinned else None
        if spot.home and not pin:
            body, _ = await self._home_card(spot)
        if not isinstance(body, Card):
            raise HTTPException(404)
        return hand_over(body, _counted(request, "part"))

    async def _move_clock(self, request: Request) -> Response:
        spot = await self._spot(request)
        sent = await Submission.read(request)
        work = partial(self._move, spot, sent.first("step"), sent.first("moment"))
        return RedirectResponse(await self.once(sent.key, work), 303)

    async def _move(self, spot: Spot, name: str, moment: str) -> str:
        now, zone = self.clock.now(), spot.person.zone
        to = step(name, now, zone) or read_moment(moment, now, zone)
        said = to if isinstance(to, str) else await self._let_time_pass(to)
        return f"{spot.path}?clock={said}#clock"

    async def _let_time_pass(self, to: datetime) -> str:
        if self.moving.locked():
            return "moving"
        async with self.moving:
            await self.clock.move_to(to)
        return "moved"

    async def _home_card(self, spot: Spot) -> tuple[Card | None, int]:
        """The home page as the front desk draws it now, else as a letter hung it; with its number there."""
        ask = Ask(who=spot.who, where=spot.where, word="home", key=f"web:{token_urlsafe(16)}")
        reply = await self.serve(ask)
        if reply is not None and isinstance(reply.body, Card):
            return reply.body, 0
        for pinned in await self.pinboard.read(spot.conversation, spot.person.key, limit=1):
            if isinstance(pinned.body, Card):
                return pinned.body, pinned.id
        return None, 0

    async def _spot(self, request: Request) -> Spot:
        person = await self._person(request.path_params["person"])
        key = request.path_params.get("channel")
        if key is None:
            return Spot(person, home=request.url.path.split("/")[3] == "home")
        for channel in self.channels:
            if channel.channel == key:
                return Spot(person, channel)
        raise HTTPException(404)

    async def _person(self, key: str) -> Resident:
        for person in await self.people():
            if person.key == key:
                return person
        raise HTTPException(404)

    async def _form(self, spot: Spot, request: Request) -> tuple[Pinned, Form]:
        pinned = await self._seen(spot, _counted(request, "pin"))
        if pinned is None or not isinstance(pinned.body, Form):
            raise HTTPException(404)
        return pinned, pinned.body

    async def _seen(self, spot: Spot, pin: int) -> Pinned | None:
        pinned = await self.pinboard.find(pin) if pin else None
        return pinned if pinned is not None and spot.shows(pinned) else None

    async def _sorry(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return await self.pages.sorry(error.status_code, await self._language(request))

    async def _broken(self, _request: Request, _error: Exception) -> Response:
        # Without the person's language: what broke may be the very thing that knows it. The server logs it.
        return await self.pages.sorry(500)

    async def _language(self, request: Request) -> Language | None:
        key = request.path_params.get("person")
        return next((person.language for person in await self.people() if person.key == key), None)


def _number(request: Request, name: str) -> int:
    """A whole number from the address, else 0."""
    return _whole(request.query_params.get(name, "")) or 0


def _counted(request: Request, name: str) -> int:
    """A whole number in the path; there is no such page otherwise."""
    found = _whole(request.path_params[name])
    if found is None:
        raise HTTPException(404)
    return found


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None
