"""People who book, cancel, change their minds and rate, all at once, and remember what they were told."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError

from tests.fakes.slack import Person
from tests.soak.watched import WatchedSlack

# What an answer says, and what somebody knows from then on of the place that it speaks of.
_TOLD = (
    ("You’re booked on", "booked"),
    ("You already have a place", "booked"),
    ("You still have your place", "booked"),
    ("You’re now joining", "booked"),
    ("You’re now coming", "booked"),
    ("being held for you", "asked for"),
    ("You’re number", "waiting"),
    ("You’re already on the waiting list", "waiting"),
    ("is cancelled.\n", "left"),
    ("You’ve left the waiting list", "left"),
    ("You have no place on", "none"),
    ("It’s too late to undo", "gone"),
    ("You’ve withdrawn your request", "gone"),
)
# What they may find, by what they knew. A place that was waited for may have come; one that was given up
# goes with the minute for undoing; about one that was asked for somebody may have decided.
_FITS: dict[str, set[str | None]] = {
    "booked": {"booked"},
    "asked for": {"asked", "referred", "booked", None},
    "waiting": {"waiting", "booked"},
    "left": {"leaving", None},
    "none": {"leaving", None},
    "gone": {None},
}
WAYS = ("in person", "online")


@dataclass(frozen=True)
class Kind:
    """What is special about a session. `apart`: places in the room and online are counted apart."""

    approval: bool = False
    apart: bool = False


PLAIN = Kind()


def fits(state: str, hold: str | None, kind: Kind) -> bool:
    """Whether who was last told `state` may find that they hold on to it like that; None: not at all."""
    more = _FITS["asked for"] if state == "waiting" and kind.approval else set()
    return hold in _FITS[state] | more


@dataclass
class Someone:
    person: Person
    knows: dict[str, str] = field(default_factory=dict)
    turn: int = 0  # odd while they wait for an answer
    doubts: set[str] = field(default_factory=set)  # an ask of theirs may still be carried out there


class Crowd:
    """`programme` is asked for the references that people may try just now."""

    def __init__(self, slack: WatchedSlack, names: list[str], chance: random.Random) -> None:
        self.slack = slack
        self.people = [Someone(slack.person(name)) for name in names]
        self.others: list[Someone] = []
        """Those whom somebody else leads through their days (see team.py)."""
        self.refs: list[str] = []
        self.kinds: dict[str, Kind] = {}
        self.told: Counter[str] = Counter()
        self.contradictions: list[str] = []
        self.open = asyncio.Event()
        """Whether there is somebody to ask."""
        self.lands_late = False
        """A frozen process carries out what it had taken in when it goes on, long after who asked gave up."""
        self._chance = chance
        self._done = False
        self._at_work: list[asyncio.Task[None]] = []

    def begin(self, *more: Coroutine[Any, Any, None]) -> None:
        self._at_work = [asyncio.create_task(each) for each in (*map(self._live, self.people), *more)]

    async def end(self) -> None:
        self._done = True
        self.open.set()
        await asyncio.gather(*self._at_work)

    async def turns(self) -> AsyncIterator[str]:
        """Something to try, again and again, for as long as there is somebody to ask."""
        while not self._done:
            await self.open.wait()
            if self._done or not self.refs:
                await asyncio.sleep(0.01)
                continue
            yield self._chance.choice(self.refs)
            await asyncio.sleep(self._chance.uniform(0.02, 0.3))

    async def _live(self, someone: Someone) -> None:
        words = ["book", "cancel", "undo", "change", "say", "rate", "helper"]
        async for ref in self.turns():
            what = self._chance.choices(words, [8, 4, 2, 2 if self._apart(ref) else 0, 2, 1, 1])[0]
            if what == "say":
                await self._says(someone, f"book anyway {ref}{self.way(ref)}", ref)
            elif what == "rate":
                await self._rates(someone)
            elif what == "helper":
                await self._brings_somebody(someone, ref)
            else:
                await self.asks(someone, what, ref)

    def _apart(self, ref: str) -> bool:
        return self.kinds.get(ref, PLAIN).apart

    def way(self, ref: str) -> str:
        """How they mean to come, where that has to be said."""
        return f" {self._chance.choice(WAYS)}" if self._apart(ref) else ""

    async def asks(self, someone: Someone, what: str, ref: str) -> str | None:
        """`/learn book S1`: the answer, or None where none came."""
        someone.turn += 1
        before = someone.knows.pop(ref, "")  # until an answer comes they know nothing for sure
        answer = await self.command(someone.person, self._said(what, ref))
        if answer is not None:
            self.told["answered"] += 1
            self._learn(someone, ref, before, answer, what)
        if self.lands_late and (answer is None or "Still working" in answer):
            someone.doubts.add(ref)
        if ref in someone.doubts:
            someone.knows.pop(ref, None)
        someone.turn += 1
        return answer

    def _said(self, what: str, ref: str) -> str:
        match what:
            case "book":  # the sessions here overlap: "book" alone would ask about the clash
                return f"book anyway {ref}{self.way(ref)}"
            case "change":
                return f"change to{self.way(ref)} {ref}"
        return f"{what} {ref}"

    async def command(self, person: Person, text: str) -> str | None:
        """`/learn …` in their own conversation: the answer, or None where none came at once."""
        where = self.slack.space.direct(person.id)
        payload = {
            "token": "legacy",
            "team_id": person.member.team,
            "team_domain": "fake",
            "channel_id": where.id,
            "channel_name": "directmessage",
            "user_id": person.id,
            "user_name": person.member.name,
            "command": "/learn",
            "text": text,
            "api_app_id": self.slack.space.app,
            "is_enterprise_install": "false",
            "response_url": self.slack.answering(where.id, person.id),
            "trigger_id": self.slack.space.trigger(person.id),
        }
        self.told["asked"] += 1
        try:
            ack = await self.slack.deliver("slash_commands", payload)
        except (ClientError, OSError):
            return None
        return ack.body["text"] if ack.status == 200 and isinstance(ack.body, dict) else None

    def _learn(self, someone: Someone, ref: str, before: str, answer: str, what: str) -> None:
        found = next((state for words, state in _TOLD if words in answer + "\n"), "")
        if not found:
            if "save or look anything up" in answer:
                self.told["outage"] += 1
            if "Still working" not in answer and "Something went wrong" not in answer and before:
                someone.knows[ref] = before  # a refusal, which changes nothing
            return
        self.told[found] += 1
        if before == "booked" and what == "cancel" and found == "none":
            self.contradictions.append(f"{someone.person.id} was booked on {ref}, and has no place")
        if before == "booked" and what in {"book", "change"} and found != "booked":
            self.contradictions.append(f"{someone.person.id} was booked on {ref}, and is {found}")
        decided = self.kinds.get(ref, PLAIN).approval  # somebody may have said no, once their turn had come
        if before == "waiting" and what == "cancel" and found == "none" and not decided:
            self.contradictions.append(f"{someone.person.id} waited for {ref}, and does not")
        someone.knows[ref] = found

    async def _says(self, someone: Someone, text: str, ref: str) -> None:
        """A message, which Slack delivers again until it is taken."""
        someone.turn += 1
        someone.knows.pop(ref, None)
        space, person = self.slack.space, someone.person
        where = space.direct(person.id)
        event = {
            "type": "message",
            "user": person.id,
            "text": text,
            "ts": space.ts(),
            "event_ts": space.ts(),
            "channel": where.id,
            "channel_type": "im",
            "team": person.member.team,
        }
        payload = {
            "token": "legacy",
            "team_id": space.team,
            "api_app_id": space.app,
            "type": "event_callback",
            "event_id": f"Ev{space.number()}",
            "event_time": 1790000000,
            "event": event,
        }
        self.told["asked"] += 1
        for attempt in range(3):
            try:
                if (await self.slack.deliver("events_api", payload, attempt=attempt)).status == 200:
                    break
            except (ClientError, OSError):
                await self.open.wait()
        someone.turn += 1

    async def _rates(self, someone: Someone) -> None:
        if not any("4 Very useful" in message.read() for message in someone.person.messages()[-5:]):
            return
        self.told["rated"] += 1
        try:
            await someone.person.presses("4 Very useful")
        except (ClientError, OSError, AssertionError):
            self.told["rating lost"] += 1

    async def _brings_somebody(self, someone: Someone, ref: str) -> None:
        """Who has a place says that somebody comes along to help them, or nobody any more: a second seat."""
        person = someone.person
        person.closes_all()
        await self.command(person, f"access needs {ref}")
        if await self.shows_form(person, "Access needs"):
            self.told["helpers"] += 1
            with suppress(ClientError, OSError):
                needs = self._chance.choice([["helper"], ["helper"], []])
                await person.submits("Access needs", {"needs": needs})

    async def shows_form(self, person: Person, title: str) -> bool:
        """Whether it opens for them before they give up."""
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                while (modal := person.modal()) is None or modal.view["title"]["text"] != title:
                    await self.slack.space.news()
                return True
        return False
