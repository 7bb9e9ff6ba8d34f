"""People who book, cancel, change their minds and rate, all at once, and remember what they were told."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

from aiohttp import ClientError

from tests.fakes.slack import Person
from tests.soak.watched import WatchedSlack

# What an answer says, and what somebody knows from then on of the place that it speaks of.
_TOLD = (
    ("You’re booked on", "booked"),
    ("You already have a place", "booked"),
    ("You still have your place", "booked"),
    ("is full. You’re number", "waiting"),
    ("You’re already on the waiting list", "waiting"),
    ("is cancelled.\n", "left"),
    ("You’ve left the waiting list", "left"),
    ("You have no place on", "none"),
    ("It’s too late to undo", "gone"),
)
# What they may find, by what they knew. A place that was waited for may have come; one that was given up
# goes with the minute for undoing.
FITS = {
    "booked": {"booked"},
    "waiting": {"waiting", "booked"},
    "left": {"leaving", None},
    "none": {"leaving", None},
    "gone": {None},
}


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
        self.refs: list[str] = []
        self.told: Counter[str] = Counter()
        self.contradictions: list[str] = []
        self.open = asyncio.Event()
        """Whether there is somebody to ask."""
        self.lands_late = False
        """A frozen process carries out what it had taken in when it goes on, long after who asked gave up."""
        self._chance = chance
        self._done = False
        self._at_work: list[asyncio.Task[None]] = []

    def begin(self) -> None:
        self._at_work = [asyncio.create_task(self._live(each)) for each in self.people]

    async def end(self) -> None:
        self._done = True
        self.open.set()
        await asyncio.gather(*self._at_work)

    async def _live(self, someone: Someone) -> None:
        while not self._done:
            await self.open.wait()
            if self._done or not self.refs:
                await asyncio.sleep(0.01)
                continue
            what = self._chance.choices(["book", "cancel", "undo", "say", "rate"], [8, 4, 2, 2, 1])[0]
            ref = self._chance.choice(self.refs)
            if what == "say":
                await self._says(someone, f"book anyway {ref}", ref)
            elif what == "rate":
                await self._rates(someone)
            else:
                await self.asks(someone, what, ref)
            await asyncio.sleep(self._chance.uniform(0.02, 0.3))

    async def asks(self, someone: Someone, what: str, ref: str) -> str | None:
        """`/learn book S1`: the answer, or None where none came."""
        someone.turn += 1
        before = someone.knows.pop(ref, "")  # until an answer comes they know nothing for sure
        # The sessions here overlap: "book" alone would ask about the clash.
        said = "book anyway" if what == "book" else what
        answer = await self._command(someone.person, f"{said} {ref}")
        if answer is not None:
            self.told["answered"] += 1
            self._learn(someone, ref, before, answer, what)
        if self.lands_late and (answer is None or "Still working" in answer):
            someone.doubts.add(ref)
        if ref in someone.doubts:
            someone.knows.pop(ref, None)
        someone.turn += 1
        return answer

    async def _command(self, person: Person, text: str) -> str | None:
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
        if before == "booked" and what == "book" and found != "booked":
            self.contradictions.append(f"{someone.person.id} was booked on {ref}, and is {found}")
        if before == "waiting" and what == "cancel" and found == "none":
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
