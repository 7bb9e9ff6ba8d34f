"""The try-out: demo people, a demo programme and a movable clock, while no platform is configured.

Microsoft's playground has the same people and programme, but its own room, and no clock to move.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.ask import Address, Profile, Target, Where
from bot.card import LANGUAGES
from bot.clock import Clock
from bot.config import Organisers, Settings
from bot.demo import (
    DEMO_CHANNELS,
    DEMO_PEOPLE,
    DemoPerson,
    demo_colleague,
    demo_feedback,
    demo_places,
    demo_sessions,
)
from bot.demo.past import REGULARS, demo_headcounts, demo_past, demo_regular
from bot.front_desk import FrontDesk
from bot.learning.attendance import Mark
from bot.learning.digests import Plan
from bot.learning.events import PlaceBooked, PlaceQueued
from bot.learning.people import Role
from bot.platforms.web.pinboard import Body, Pinned
from bot.platforms.web.residents import Resident
from bot.platforms.web.tryout import TryOutRoom
from bot.store import (
    attendance,
    digests,
    feedback,
    meeting,
    people,
    pinboard,
    places,
    reach,
    revising,
    sessions,
    staff,
    tryout,
)
from bot.store.database import Database
from bot.store.pinboard import Pin
from bot.timekeeper import Timekeeper
from bot.tryout_afterwards import look_back
from bot.views.settings import help_
from bot.words.voice import voice

_ROOM, _WORKSPACE = "web", "tryout"
_ATTENDED = ("5", "8")  # who came to these sessions, which are over, is written down
_EARLIER = timedelta(days=14)  # the demo's places were booked before its first session


def settle_in(database: Database, clock: Clock, settings: Settings) -> Settings:
    """Let the demo's people in, and its programme where there is none; in the try-out room the clock stands
    where it was.

    The settings that come back name the demo's organisers beside those that were set.
    """
    if settings.tryout:
        clock.offset = database.read_now(tryout.offset)
    database.write_now(lambda db: _fill(db, clock.now(), settings))
    named = settings.organisers
    organisers = [person.email for person in DEMO_PEOPLE if person.role is Role.ORGANISER]
    administrators = [person.email for person in DEMO_PEOPLE if person.role is Role.ADMINISTRATOR]
    with_demo = Organisers(
        organisers=[*named.organisers, *organisers],
        administrators=[*named.administrators, *administrators],
    )
    return settings.model_copy(update={"organisers": with_demo})


def open_room(
    database: Database, clock: Clock, settings: Settings, desk: FrontDesk, timekeeper: Timekeeper
) -> TryOutRoom:
    """The web room with everything that it is handed."""

    async def residents() -> Sequence[Resident]:
        return await database.read(lambda db: _residents(db, settings))

    return TryOutRoom(
        serve=desk.serve,
        pinboard=_Pinboard(database),
        people=residents,
        channels=[Where(channel.name, channel.name) for channel in DEMO_CHANNELS],
        clock=_MovableClock(clock, timekeeper),
        words=lambda name, language: voice(language)(name),
    )


def _residents(db: Connection, settings: Settings) -> list[Resident]:
    found = []
    for demo in DEMO_PEOPLE:
        person = people.at(db, Address(_ROOM, _WORKSPACE, demo.key), settings.organisers.roles)
        if person is not None:
            found.append(
                Resident(
                    key=demo.key,
                    name=person.name,
                    language=person.language or "en",
                    role_label={
                        language: voice(language)(f"role-{person.role.value}") for language in LANGUAGES
                    },
                    zone=settings.programme.tz,
                )
            )
    return found


def _fill(db: Connection, now: datetime, settings: Settings) -> None:
    """The demo, once: people, sessions, places, what came after those that are over, and one digest."""
    ids: dict[str, int] = {}
    met = people.count(db) > 0
    for person in DEMO_PEOPLE:
        if settings.tryout:
            profile = Profile(name=person.name, email=person.email, language=person.language)
            meeting.meet(db, Address(_ROOM, _WORKSPACE, person.key), profile, now)
        ids[person.key] = _loaded(db, person, language=person.language)
    long_ago = now - timedelta(days=3650)
    any_there = sessions.recent_and_coming(db, since=long_ago, now=now, past=1)
    if not settings.programme.demo or met or any_there:
        return  # somebody's own programme, or the demo from an earlier start
    zone = settings.programme.tz
    for draft in demo_sessions(now.astimezone(zone).date(), zone):
        revising.add(db, draft, source="demo", now=now - _EARLIER)
    by_ref = {session.ref: session.id for session in sessions.of_source(db, "demo")}
    for place in demo_places():
        if place.person not in ids:
            ids[place.person] = _colleague(db, place.person)
        kind = PlaceQueued if place.waiting else PlaceBooked
        places.apply(kind(by_ref[place.ref], ids[place.person]), db, now - _EARLIER)
    _answers(db, by_ref, ids)
    _attendance(db, now, by_ref, ids)
    _past(db, now, ids["elen"], settings)
    look_back(db, now, by_ref, ids["elen"], settings)
    if settings.tryout:
        _furnish(db, now, ids["elen"], settings)


def _furnish(db: Connection, now: datetime, organiser: int, settings: Settings) -> None:
    """What stands in the try-out room at first: a digest for its first channel, and a word for each."""
    _digest(db, now, organiser, settings)
    for person in DEMO_PEOPLE:
        say = voice(person.language)
        card = help_(say, organises=person.role is not Role.STAFF)
        spot = f"caffi/{person.key}"
        pinboard.post(
            db, key=f"hello {person.key}", conversation=spot, author="", visible_to="", body=card, at=now
        )


def _colleague(db: Connection, key: str) -> int:
    """Somebody who fills a room. Nobody acts as them, so they are sent neither reminders nor questions."""
    return _in_peace(db, demo_colleague(int(key.removeprefix("colleague-"))))


def _in_peace(db: Connection, person: DemoPerson, language: str = "") -> int:
    known = _loaded(db, person, language=language)
    people.choose(db, known, reminders=(), prompts=False)
    return known


def _loaded(db: Connection, person: DemoPerson, *, language: str = "") -> int:
    """As from a people file: whoever speaks with that e-mail address is this person."""
    known = {"name": person.name, "directorate": person.directorate, "site": person.site}
    if person.manager:
        known["manager_email"] = person.manager_email
    if language:
        known["language"] = language
    staff.load(db, [(person.email, known)])
    found = people.by_email(db, person.email, Organisers().roles)
    assert found is not None
    return found.id


def _answers(db: Connection, by_ref: Mapping[str, int], ids: Mapping[str, int]) -> None:
    given = demo_feedback()
    for place in demo_places():
        if place.ref in {answer.ref for answer in given}:
            feedback.ask(db, by_ref[place.ref], ids[place.person])
    for answer in given:
        feedback.answer(db, by_ref[answer.ref], ids[answer.person], answer.answer)


def _attendance(db: Connection, now: datetime, by_ref: Mapping[str, int], ids: Mapping[str, int]) -> None:
    """Who held a place there came: so there is a record, and a certificate. The others can be tried out."""
    for ref in _ATTENDED:
        there = [ids[place.person] for place in demo_places() if place.ref == ref and not place.waiting]
        attendance.mark(db, by_ref[ref], there, Mark.CAME, by=ids["elen"], now=now)


def _past(db: Connection, now: datetime, organiser: int, settings: Settings) -> None:
    """Two quarters that are over: who came, and how many people there were."""
    zone = settings.programme.tz
    today = now.astimezone(zone).date()
    regulars = map(demo_regular, range(REGULARS))
    ids = [_in_peace(db, person, person.language) for person in regulars]
    for past in demo_past(today, zone):
        revising.add(db, past.draft, source="demo", now=past.draft.starts_at - _EARLIER)
    by_ref = {session.ref: session for session in sessions.of_source(db, "demo")}
    for past in demo_past(today, zone):
        session, over = by_ref[past.draft.ref], past.draft.ends_at + timedelta(days=1)
        came, absent, waited = ([ids[one] for one in some] for some in (past.came, past.absent, past.waited))
        tryout.held(db, session.id, [*came, *absent], waited, past.draft.starts_at - _EARLIER)
        attendance.mark(db, session.id, came, Mark.CAME, by=organiser, now=over)
        attendance.mark(db, session.id, absent, Mark.ABSENT, by=organiser, now=over)
    for scope, headcount in demo_headcounts(today).items():
        reach.set_headcount(db, scope, headcount, by=organiser, now=now)


def _digest(db: Connection, now: datetime, set_by: int, settings: Settings) -> None:
    plan, channel = Plan(), DEMO_CHANNELS[0].name
    digests.set_up(
        db,
        Target(room=_ROOM, workspace=_WORKSPACE, channel=channel),
        channel_name=channel,
        weekday=plan.weekday,
        clock=plan.clock,
        topic=plan.topic,
        set_by=set_by,
        next_due=plan.next_due(now, settings.programme.tz),
    )


@dataclass(frozen=True, slots=True)
class _MovableClock:
    clock: Clock
    timekeeper: Timekeeper

    def now(self) -> datetime:
        return self.clock.now()

    async def move_to(self, moment: datetime) -> None:
        await self.timekeeper.move_to(moment)


@dataclass(frozen=True, slots=True)
class _Pinboard:
    """Joins the web room's pinboard to the store's: the same fields, on both sides of the wall."""

    database: Database

    async def post(
        self, *, key: str, conversation: str, author: str, visible_to: str, body: Body, at: datetime
    ) -> Pinned:
        return _pinned(
            await self.database.write(
                lambda db: pinboard.post(
                    db,
                    key=key,
                    conversation=conversation,
                    author=author,
                    visible_to=visible_to,
                    body=body,
                    at=at,
                )
            )
        )

    async def replace(self, pin: int, body: Body) -> Pinned | None:
        found = await self.database.write(lambda db: pinboard.replace(db, pin, body))
        return _pinned(found) if found else None

    async def find(self, pin: int) -> Pinned | None:
        found = await self.database.read(lambda db: pinboard.find(db, pin))
        return _pinned(found) if found else None

    async def read(
        self, conversation: str, person: str, *, before: int | None = None, limit: int = 50
    ) -> Sequence[Pinned]:
        found = await self.database.read(
            lambda db: pinboard.read(db, conversation, person, before=before, limit=limit)
        )
        return [_pinned(pin) for pin in found]

    async def unread(self, person: str) -> Mapping[str, int]:
        return await self.database.read(lambda db: pinboard.unread(db, person))

    async def mark_read(self, person: str, conversation: str, up_to: int) -> None:
        await self.database.write(lambda db: pinboard.mark_read(db, person, conversation, up_to))

    async def revision(self) -> int:
        return await self.database.read(pinboard.revision)


def _pinned(pin: Pin) -> Pinned:
    return Pinned(
        id=pin.id,
        conversation=pin.conversation,
        author=pin.author,
        visible_to=pin.visible_to,
        body=pin.body,
        at=pin.at,
    )
