"""The one place where everything is put together."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from bot.answering import Answering
from bot.clock import Clock
from bot.config import Settings
from bot.doors.downloads import Downloads
from bot.doors.entrance import Doors, Straight
from bot.doors.feeds import Feeds
from bot.doors.health import Health
from bot.doors.surveys import SurveyDoor
from bot.doors.uploads import uploads
from bot.doors.watching import health_routes, metrics_door
from bot.front_desk import FrontDesk
from bot.hearing import hearing
from bot.postman import Postman
from bot.registry import Registry, find
from bot.room import Room
from bot.store import letters
from bot.store.database import Database
from bot.store.tryout import keep_offset
from bot.store.upgrade import bring_up_to_date
from bot.tally import Tally
from bot.timekeeper import Timekeeper
from bot.version import VERSION
from bot.ways import KeptWays
from bot.words.voice import voice

log = structlog.get_logger("caffi")

HANDLERS = ("handlers.commands", "handlers.reactions", "schedules")
_FINISHING = 11.0  # seconds; a letter under way ends by itself after ten


@dataclass
class App:
    """Caffi, ready to run. `asgi` serves every HTTP route, between `start` and `stop`."""

    settings: Settings
    database: Database
    clock: Clock
    registry: Registry
    front_desk: FrontDesk
    postman: Postman
    timekeeper: Timekeeper
    asgi: ASGIApp
    rooms: dict[str, Room]
    _working: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Connect the rooms, then let the postman and the timekeeper work."""
        if self.database.embedded:
            real = self.clock.real()
            await self.database.write(lambda db: letters.let_go_of_leases(db, real))
        for room in self.rooms.values():
            start = getattr(room, "start", None)
            if start is not None:
                await start()
        self._working.append(asyncio.create_task(self.postman.run()))
        self._working.append(asyncio.create_task(self.front_desk.prepare()))
        self.timekeeper.start()
        kind = "sqlite" if self.database.embedded else "postgresql"
        log.info("start", version=VERSION, database=kind, rooms=list(self.rooms))

    async def stop(self) -> None:
        """Take in nothing more, finish what is in hand, close. What is left is in the database."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.timekeeper.stop(), _FINISHING)
        self.postman.stop()  # before the rooms, or what it has in hand would break off and be of unknown fate
        if self._working:
            await asyncio.wait(self._working, timeout=_FINISHING)
        for room in self.rooms.values():
            stop = getattr(room, "stop", None)
            if stop is not None:
                await stop()
        self.database.close()
        log.info("stop", version=VERSION)


def build(settings: Settings, *, clock: Clock | None = None, tally: Tally | None = None) -> App:
    """Caffi by these settings: Slack and Teams where their credentials are given, else the try-out room.

    `tally` sees the log go by; /metrics tells what it saw. Opens the database and upgrades it; connects to
    nothing yet. Raises what SQLAlchemy raises when the database cannot be reached or written, and what
    `bot.store.upgrade` does.
    """
    clock = clock or Clock()
    database = Database(settings.storage.url)
    bring_up_to_date(database)
    rooms: dict[str, Room] = {}
    tryout = settings.tryout
    if settings.made_up:
        from bot.tryout import settle_in  # noqa: PLC0415 - the try-out is not loaded beside a platform

        settings = settle_in(database, clock, settings)
    registry = find(*HANDLERS)
    postman = Postman(database, clock, settings, registry, rooms)
    desk = FrontDesk(database, clock, settings, registry, hearing(registry), postman.wake)

    async def moved() -> None:
        await database.write(lambda db: keep_offset(db, clock.offset))

    timekeeper = Timekeeper(database, clock, settings, registry, postman.wake, postman.flush, moved)
    health = Health(database, postman, timekeeper, rooms)
    doors = (database, clock, settings, registry)
    routes = [*health_routes(health), *Feeds(*doors).routes(), *Downloads(*doors).routes()]
    routes += uploads(*doors, postman.wake).routes()
    routes += SurveyDoor(*doors, postman.wake).routes()
    if settings.sends_invitations:
        mail = _open_mail(desk, postman)
        rooms[mail.name] = mail
    asgi: ASGIApp
    if tryout:
        from bot.tryout import open_room  # noqa: PLC0415

        room = open_room(database, clock, settings, desk, timekeeper)
        rooms[room.name] = room
        asgi = site = Starlette(routes=routes)
        site.router.default = room.asgi  # a Mount would not take an address with a line break in it
    else:
        events = _open_slack(settings, desk, rooms) if settings.slack.given else None
        if settings.teams.given:
            _open_teams(settings, desk, rooms, routes)
        site = Starlette(routes=routes)
        asgi = site if events is None else Straight("/slack/events", events, site)
    if tally is not None and settings.server.metrics_at is not None:
        tally.know(words=registry.commands, rooms=rooms, kinds=registry.drawings)
        inner = metrics_door(tally, health, clock)
        asgi = Doors(outer=asgi, inner=inner, inner_port=settings.server.metrics_at[1])
    return App(settings, database, clock, registry, desk, postman, timekeeper, asgi, rooms)


def _open_mail(desk: FrontDesk, postman: Postman) -> Room:
    from bot.platforms.mail import MailRoom  # noqa: PLC0415 - not every house has it

    settings = desk.settings
    answering = Answering(desk.database, desk.clock, settings, desk.registry, postman.wake)
    return MailRoom(
        address=settings.mail.address,
        sender_name=settings.programme.name,
        smtp=settings.smtp,
        imap=settings.imap,
        a_minute=settings.mail.messages_a_minute,
        answered=answering.take,
        now=desk.clock.now,
    )


def _open_slack(settings: Settings, desk: FrontDesk, rooms: dict[str, Room]) -> ASGIApp | None:
    """Where Slack's requests go, unless it is heard through a socket."""
    from bot.platforms.slack import SlackRoom  # noqa: PLC0415 - slow to load, and not every house has it

    secrets = settings.slack
    assert secrets.bot_token is not None
    room = SlackRoom(
        bot_token=secrets.bot_token.get_secret_value(),
        app_token=secrets.app_token.get_secret_value() if secrets.app_token else None,
        signing_secret=secrets.signing_secret.get_secret_value() if secrets.signing_secret else None,
        api_url=secrets.api_url,
        a_second=secrets.messages_a_second,
        serve=desk.serve,
        meet=desk.meet,
        knows=desk.knows,
        channel_changed=desk.channel_changed,
        words=lambda name, language: voice(language)(name),
    )
    rooms[room.name] = room
    events: ASGIApp | None = room.asgi
    return events


def _open_teams(settings: Settings, desk: FrontDesk, rooms: dict[str, Room], routes: list[BaseRoute]) -> None:
    from bot.platforms.teams.room import PATH, TeamsRoom  # noqa: PLC0415 - as above

    secrets = settings.teams
    room = TeamsRoom(
        tenant=secrets.tenant,
        client_id=secrets.client_id,
        client_secret=secrets.client_secret.get_secret_value() if secrets.client_secret else "",
        service_hosts=secrets.hosts,
        playground=secrets.playground,
        cloud=secrets.cloud,
        login_url=secrets.login_url,
        keys_url=secrets.keys_url,
        a_second=secrets.messages_a_second,
        serve=desk.serve,
        meet=desk.meet,
        knows=desk.knows,
        ways=KeptWays(desk.database, TeamsRoom.name),
        channel_changed=desk.channel_changed,
        words=lambda name, language: voice(language)(name),
    )
    rooms[room.name] = room
    routes.append(Route(PATH, room.asgi))
