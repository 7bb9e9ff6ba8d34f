"""A front desk that answers from a script and writes letters as the real one does, once per delivery."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias

from bot.ask import Address, Ask, Profile, Target
from bot.card import Card, Form, Reply
from bot.room import Outcome, Parcel
from bot.views.forms import invitation
from bot.words.voice import voice

Answer: TypeAlias = Reply | Callable[[Ask], Reply | None]


class Script:
    """`answers` are by an ask's word, else its text; what stands nowhere is answered with nothing."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asks: list[Ask] = []
        """As they arrived: a delivery that came twice stands here twice."""
        self.ready = asyncio.Event()
        """Cleared, every answer waits for it: a desk that takes long."""
        self.ready.set()
        self.outcomes: list[Outcome] = []
        self._kept: dict[str, Reply | None] = {}
        self._letters: list[asyncio.Task[Outcome]] = []
        self.send: Callable[[Parcel], Awaitable[Outcome]] | None = None

    @property
    def served(self) -> list[Ask]:
        """The asks, a delivery that came twice only once, without those of opening the home page."""
        return [ask for ask in {ask.key: ask for ask in self.asks}.values() if ask.word != "home"]

    async def serve(self, ask: Ask) -> Reply | None:
        self.asks.append(ask)
        await self.ready.wait()
        assert ask.key, "every delivery has a name"
        if ask.key in self._kept:
            kept = self._kept[ask.key]
            opened_before = kept is not None and isinstance(kept.body, Form)
            return None if ask.answer_to or opened_before else kept
        reply = self._kept[ask.key] = self._answer(ask)
        if ask.on_home and (page := self._answer(replace(ask, word="home"))):
            home = Target(ask.who.room, ask.who.workspace, user=ask.who.user, surface="home")
            self._post(f"home {ask.key}", home, page)
        if reply is None or ask.answer_to is None:
            return reply
        if isinstance(reply.body, Form) and ask.can_open_form:
            return reply
        self._write(ask, reply, ask.answer_to)
        return None

    async def meet(self, who: Address, profile: Profile) -> None:
        """Everybody is known already."""

    async def knows(self, who: Address) -> bool:
        return bool(who.user)

    async def letters(self) -> None:
        """Returns when every answer that goes out as a letter has been sent."""
        while self._letters:
            self.outcomes.append(await self._letters.pop(0))

    def _answer(self, ask: Ask) -> Reply | None:
        answer = self.answers.get(ask.word or ask.text)
        return answer(ask) if callable(answer) else answer

    def _write(self, ask: Ask, reply: Reply, to: Target) -> None:
        if reply.public:
            to = replace(to, user="", via="", message="")
        elif not reply.replace and to.surface == "message":
            to = replace(to, message="")
        self._post(f"answer {ask.key}", to, reply)

    def _post(self, key: str, to: Target, reply: Reply) -> None:
        body = reply.body
        card: Card = invitation(body, voice(body.language)) if isinstance(body, Form) else body
        assert self.send is not None
        parcel = Parcel(key, to, card, reply.reader, reply.replace)
        self._letters.append(asyncio.ensure_future(self.send(parcel)))
