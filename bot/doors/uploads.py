"""The page where an organiser puts in a file: one secret address for one person, one session and an hour.

Slack and Teams give a bot the files that people drop only with rights to read files, which we do not ask for;
this page is the same behind a link in every room.
"""

import asyncio
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

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
from bot.learning.materials import KINDS, LONGEST_TITLE, MOST, plain_name, why_not
from bot.learning.sessions import Session
from bot.registry import Registry
from bot.steps.materials import UPLOAD
from bot.store import downloads, materials, people, sessions
from bot.store.database import Database
from bot.store.writable import writable
from bot.words.voice import voice

log = structlog.get_logger("caffi.files")

_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class _Invited:
    """Who puts a file in, for which session, in the place of which other."""

    desk: Desk
    session: Session
    replaces: int | None


@dataclass(frozen=True)
class Uploads:
    """`wake` tells the postman that there are letters."""

    database: Database
    clock: Clock
    settings: Settings
    registry: Registry
    wake: Callable[[], None]
    _busy: asyncio.Semaphore

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/add/{token}", self._page, methods=["GET"]),
            Route("/add/{token}", self._take, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        token = request.path_params["token"]
        return await self.database.read(lambda db: self._draw(db, token))

    async def _take(self, request: Request) -> Response:
        token = request.path_params["token"]
        # Nobody whose address is no good makes us read what they send.
        shown = await self.database.read(lambda db: self._draw(db, token))
        if shown.status_code != 200:
            return shown
        most = self.settings.materials.largest_mb * 1024 * 1024
        sent = Request(request.scope, capped(request.receive, most + AROUND))
        try:
            async with self._busy, asyncio.timeout(PATIENCE), sent.form(max_files=1, max_fields=3) as form:
                given, title = form.get("file"), str(form.get("title") or "").strip()
                if not isinstance(given, UploadFile) or not given.filename:
                    return await self._again(token, "file-none")
                file: BinaryIO = given.file
                name, size = plain_name(given.filename), given.size or 0
                # Before the transaction: however long a file takes to look at, bookings do not wait for it.
                begins, inside = await asyncio.to_thread(_look, file)
                wrong = why_not(name, size, begins, most=most, inside=inside)
                if wrong:
                    return await self._again(token, wrong)
                return await self.database.write(
                    lambda db: self._keep(db, token, file, name=name, size=size, title=title)
                )
        except TooLargeError:
            return await self._again(token, "file-too-large")
        except (MultiPartException, HTTPException, ClientDisconnect, TimeoutError):
            return await self._again(token, "file-broken-off")
        finally:
            self.wake()

    async def _again(self, token: str, wrong: str) -> Response:
        return await self.database.read(lambda db: self._draw(db, token, wrong=wrong))

    def _invited(self, db: Connection, token: str) -> _Invited | None:
        """Asked again at every step: whether it is still time, and they still organise."""
        promised = downloads.find(db, token, self.clock.now())
        if promised is None or promised.kind != UPLOAD:
            return None
        person = people.get(db, promised.person_id, self.settings.organisers.roles)
        if person.gone or not person.organises:
            return None
        desk = Desk(db, self.clock.now(), self.settings, self.registry, person=person)
        return _Invited(desk, sessions.get(db, promised.facts["session"]), promised.facts["replaces"])

    def _draw(self, db: Connection, token: str, *, wrong: str = "") -> Response:
        invited = self._invited(db, token)
        if invited is None:
            english = voice("en")
            return page(english, english("file-gone"), said("p", english("file-gone")), 404)
        say, megabytes = invited.desk.say, self.settings.materials.largest_mb
        body = [said("h1", say("upload-heading", title=invited.session.title))]
        if wrong:
            body.append(said("p", say(wrong, size=megabytes), ' role="alert"'))
        kinds = ", ".join(kind for kind in KINDS if kind != "jpeg")
        hint = said("p", say("material-upload-kinds", kinds=kinds, size=megabytes), ' id="kinds"')
        accept = ",".join(f".{kind}" for kind in KINDS)
        body.append(
            '<form method="post" enctype="multipart/form-data">'
            f'<label for="file">{letters(say("upload-file"))}</label>{hint}'
            f'<input type="file" id="file" name="file" required accept="{accept}" aria-describedby="kinds">'
            f'<label for="title">{letters(say("upload-title"))}</label>'
            f'<input id="title" name="title" maxlength="{LONGEST_TITLE}" size="40">'
            f"<p><button>{letters(say('button-add-file'))}</button></p></form>"
        )
        back = way_back(db, self.settings, invited.desk.me.id)
        return page(say, say("upload-page"), "".join(body), 422 if wrong else 200, back)

    def _keep(
        self, db: Connection, token: str, file: BinaryIO, *, name: str, size: int, title: str
    ) -> Response:
        invited = self._invited(db, token)
        if invited is None:
            return self._draw(db, token)
        desk, session = invited.desk, invited.session
        if len(materials.of_session(db, session.id)) >= MOST:
            return self._draw(db, token, wrong="file-one-too-many")
        stem = name.rpartition(".")[0]
        number = materials.add(
            db,
            session.id,
            desk.me.id,
            title=writable(title)[:LONGEST_TITLE] or stem,
            file_name=name,
            replaces=invited.replaces,
            now=desk.now,
        )
        materials.fill(db, number, _pieces(file))
        desk.write("material-added", f"material-added {number}", person_id=desk.me.id, session=session.id)
        log.info("file", outcome="taken", kind=name.rpartition(".")[2].lower(), size=size)
        done = said("h1", desk.say("upload-done", name=name)) + said("p", desk.say("upload-go-back"))
        another = f'<p><a href="">{letters(desk.say("upload-another"))}</a></p>'
        back = way_back(db, self.settings, desk.me.id)
        return page(desk.say, desk.say("upload-page"), done + another, 200, back)


def uploads(
    database: Database, clock: Clock, settings: Settings, registry: Registry, wake: Callable[[], None]
) -> Uploads:
    return Uploads(database, clock, settings, registry, wake, asyncio.Semaphore(_AT_ONCE))


def _look(file: BinaryIO) -> tuple[bytes, tuple[str, ...]]:
    """How it begins; and the names in it, where it is an archive that can be read."""
    file.seek(0)
    begins = file.read(16)
    try:
        with zipfile.ZipFile(file) as archive:
            return begins, tuple(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return begins, ()


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while content := file.read(materials.PIECE):
        yield content
