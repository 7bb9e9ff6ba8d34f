"""A manager and an organiser who decide about places, and two of her team for whom the manager books."""

import random
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from typing import Any

from aiohttp import ClientError

from tests.soak.crowd import Crowd, Someone

MANAGER, ORGANISER = "gwen", "siwan"
TEAM = ("hari", "mair")
_BOOKED, _NOBODY = "now have a place on", "Nobody has been booked"


class Team:
    """They join the crowd; `crowd` lends them its voice."""

    def __init__(self, crowd: Crowd, chance: random.Random) -> None:
        self._crowd, self._chance = crowd, chance
        names = (MANAGER, ORGANISER, *TEAM)
        self.manager, self.organiser, *self.members = (Someone(crowd.slack.person(name)) for name in names)
        crowd.others += [self.manager, self.organiser, *self.members]

    async def meet(self) -> None:
        """Each has spoken to Caffi once, so that it knows where they are to be found."""
        for each in (self.manager, self.organiser, *self.members):
            await self._crowd.asks(each, "cancel", "S3")

    def lives(self) -> Iterable[Coroutine[Any, Any, None]]:
        return self._live(), self._decide(self.manager), self._decide(self.organiser)

    async def _live(self) -> None:
        """The two of the team: a place for both of them or for neither, and each may give theirs up."""
        async for ref in self._crowd.turns():
            what = self._chance.choice(["book", "cancel", "cancel", "undo"])
            if what == "book":
                await self._books_for_both(ref)
                continue
            for each in self.members:
                await self._crowd.asks(each, what, ref)

    async def _books_for_both(self, ref: str) -> None:
        crowd, told = self._crowd, self._crowd.told
        for each in self.members:
            each.turn += 1
        before = [each.knows.pop(ref, "") for each in self.members]
        names = " and ".join(f"{name}@example.org" for name in TEAM)
        answer = await crowd.command(self.manager.person, f"book {ref}{crowd.way(ref)} for {names}")
        if answer is not None:
            told["answered"] += 1
        for each, state in zip(self.members, before, strict=True):
            if answer is not None and _BOOKED in answer:
                told["booked for"] += 1
                each.knows[ref] = "booked"
                if state == "booked":
                    crowd.contradictions.append(f"{each.person.id} was booked on {ref}, and is so again")
            elif answer is not None and _NOBODY in answer and state:
                each.knows[ref] = state
            if crowd.lands_late and (answer is None or "Still working" in answer):
                each.doubts.add(ref)
            if ref in each.doubts:
                each.knows.pop(ref, None)
            each.turn += 1

    async def _decide(self, someone: Someone) -> None:
        """Whatever stands first on their list, as long as anything does."""
        crowd, person = self._crowd, someone.person
        async for _ in crowd.turns():
            person.closes_all()
            with suppress(ClientError, OSError):
                await person.types_command("/learn", "approvals")
                listed = [each.read() for each in person.messages()[-3:]]
                if not any("[Approve]" in words for words in listed):
                    continue
                if self._chance.random() < 0.6:
                    crowd.told["approved"] += 1
                    await person.presses("Approve")
                    continue
                await person.presses("Decline")
                if await crowd.shows_form(person, "Decline a place"):
                    crowd.told["declined"] += 1
                    await person.submits("Decline a place", {})
