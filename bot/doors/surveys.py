"""The page where an organiser brings a survey in: one secret address for one person and an hour.

The file is read and gone: what is kept until they have decided are its figures. See `bot.doors.uploads` for
why files come in by a page.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Connection
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.doors.upload_page import AROUND, PATIENCE, TooLargeError, capped, letters, page, said
from bot.doors.way_back import way_back
from bot.intake import Reason, Unreadable
from bot.intake.surveys import LARGEST, Choices
from bot.learning.survey_reports import Brought
from bot.registry import Registry
from bot.steps.survey_reading import NotRead, bring_apart
from bot.steps.surveys import DOOR, minimum_of
from bot.store import downloads, people, surveys
from bot.store.database import Database
from bot.store.writable import writable
from bot.words.voice import Voice, voice, voices

log = structlog.get_logger("caffi.files")

_LONGEST_HEADING = 300


@dataclass(frozen=True, slots=True)
class _Invited:
    """How somebody is spoken to, and the way back to where they come from."""

    say: Voice
    back: str


@dataclass(frozen=True)
class SurveyDoor:
    """`wake` tells the postman that there is a letter. One file is read at a time: it may take seconds, and
    what is read no more (the browser has waited too long) has ended before the next one begins.
    """

    database: Database
    clock: Clock
    settings: Settings
    registry: Registry
    wake: Callable[[], None]
    _reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    _arriving: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(3))

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/survey/{token}", self._show, methods=["GET"]),
            Route("/survey/{token}", self._take, methods=["POST"]),
        ]

    async def _show(self, request: Request) -> Response:
        to = await self._invited(request)
        return _form(to) if to else _gone()

    async def _take(self, request: Request) -> Response:
        # Nobody whose address is no good makes us read what they send.
        to = await self._invited(request)
        if to is None:
            return _gone()
        if self._arriving.locked():
            return _form(to, _sentence(to.say, "survey-door-busy"), 503)
        try:
            async with self._arriving, asyncio.timeout(PATIENCE):
                return await self._read(request, to)
        except TooLargeError:
            return _refused(to, Reason("survey-too-large", {"megabytes": f"> {LARGEST // 1_000_000}"}))
        except (MultiPartException, HTTPException, ClientDisconnect, TimeoutError):
            return _form(to, _sentence(to.say, "survey-door-broken"), 422)

    async def _read(self, request: Request, to: _Invited) -> Response:
        sent = Request(request.scope, capped(request.receive, LARGEST + AROUND))
        async with sent.form(max_files=1, max_fields=2) as form:
            given, by = form.get("file"), str(form.get("by") or "").strip()[:_LONGEST_HEADING]
            if not isinstance(given, UploadFile) or not given.filename:
                return _form(to, _sentence(to.say, "survey-door-none"), 422)
            name, content = writable(given.filename), await given.read()
        try:
            async with self._reading:
                least = await self.database.read(lambda db: minimum_of(db, self.settings))
                brought = await bring_apart(least, name, content, Choices(by=writable(by)))
        except Unreadable as unreadable:
            log.info("survey", outcome=unreadable.reason.name, size=len(content))
            return _refused(to, unreadable.reason)
        except NotRead as error:
            log.warning("survey", outcome="not read", reason=str(error), size=len(content))
            return _form(to, _sentence(to.say, "survey-door-unread"), 422)
        token = request.path_params["token"]
        kept = await self.database.write(lambda db: self._keep(db, token, brought))
        log.info("survey", outcome="read" if kept else "gone", size=len(content))
        self.wake()
        if not kept:
            return _gone()
        title = to.say("survey-door-heading")
        done = said("h1", title) + said("p", to.say("survey-door-done"))
        return page(to.say, title, done, back=to.back)

    async def _invited(self, request: Request) -> _Invited | None:
        token = request.path_params["token"]
        return await self.database.read(lambda db: self._greet(db, token))

    def _greet(self, db: Connection, token: str) -> _Invited | None:
        desk = self._desk(db, token)
        return _Invited(desk.say, way_back(db, self.settings, desk.me.id)) if desk else None

    def _desk(self, db: Connection, token: str) -> Desk | None:
        """Asked again at every step: whether it is still time, and they still organise."""
        promised = downloads.find(db, token, self.clock.now())
        if promised is None or promised.kind != DOOR:
            return None
        person = people.get(db, promised.person_id, self.settings.organisers.roles)
        if person.gone or not person.organises:
            return None
        return Desk(db, self.clock.now(), self.settings, self.registry, person=person)

    def _keep(self, db: Connection, token: str, brought: Brought) -> bool:
        desk = self._desk(db, token)
        if desk is None:
            return False
        number = surveys.look_at(db, brought, desk.me.id, desk.now)
        desk.write("survey-read", f"survey-read {number}", person_id=desk.me.id, survey=number)
        return True


def _form(to: _Invited, wrong: str = "", status: int = 200) -> Response:
    say = to.say
    heading = say("survey-door-heading")
    body = (
        f"{said('h1', heading)}{wrong}"
        '<form method="post" enctype="multipart/form-data">'
        f'<label for="file">{letters(say("survey-door-file"))}</label>'
        '<input type="file" id="file" name="file" required accept=".csv,.xlsx,.xlsm,.txt,.tsv">'
        f'<label for="by">{letters(say("survey-door-by"))}</label>'
        f'<input id="by" name="by" maxlength="{_LONGEST_HEADING}" size="40">'
        f"<p><button>{letters(say('survey-door-send'))}</button></p></form>"
    )
    return page(say, heading, body, status, to.back)


def _refused(to: _Invited, reason: Reason) -> Response:
    """Why the file cannot be used, in both languages, theirs first; and the form once more."""
    both = sorted(voices(), key=lambda each: each.language != to.say.language)
    wrong = "".join(
        said("p", each(f"intake-{reason.name}", None, **reason.facts), f' lang="{each.language}"')
        for each in both
    )
    return _form(to, f'<div role="alert">{wrong}</div>', 422)


def _sentence(say: Voice, name: str) -> str:
    return said("p", say(name), ' role="alert"')


def _gone() -> Response:
    """It tells nothing of who was invited."""
    both = "".join(said("p", say("file-gone"), f' lang="{say.language}"') for say in voices())
    return page(voice("cy"), voice("cy")("survey-door-heading"), both, 404)
