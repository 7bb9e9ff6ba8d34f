"""The page where an organiser puts in a file: one secret address for one person, one session and an hour.

Slack and Teams give a bot the files that people drop only with rights to read files, which we do not ask for;
this page is the same behind a link in every room.
"""

import asyncio
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import BinaryIO

import structlog
from sqlalchemy import Connection
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Message, Receive

from bot.card import Plain, Text
from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.learning.materials import KINDS, LONGEST_TITLE, MOST, plain_name, why_not
from bot.learning.sessions import Session
from bot.materials import UPLOAD
from bot.registry import Registry
from bot.store import downloads, materials, people, sessions
from bot.store.database import Database
from bot.words.voice import Voice, voice

log = structlog.get_logger("caffi.files")

_AROUND = 20_000  # bytes of a form that are not the file
_PATIENCE = 300.0  # seconds for a large file on a slow line
_AT_ONCE = 4
_STYLE = (
    "body{font:1.1rem/1.5 sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem}"
    "label{display:block;margin-top:1rem;font-weight:bold}input,button{font:inherit;margin:.3rem 0}"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


class _TooLargeError(Exception):
    pass


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
        page = await self.database.read(lambda db: self._draw(db, token))
        if page.status_code != 200:
            return page
        most = self.settings.materials.largest_mb * 1024 * 1024
        capped = Request(request.scope, _capped(request.receive, most + _AROUND))
        try:
            async with self._busy, asyncio.timeout(_PATIENCE), capped.form(max_files=1, max_fields=3) as form:
                given, title = form.get("file"), str(form.get("title") or "").strip()
                if not isinstance(given, UploadFile) or not given.filename:
                    return await self._again(token, "file-none")
                file: BinaryIO = given.file
                name, size = plain_name(given.filename), given.size or 0
                return await self.database.write(
                    lambda db: self._keep(db, token, file, name=name, size=size, title=title)
                )
        except _TooLargeError:
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
            return _whole(voice("en"), "file-gone", _said("p", voice("en")("file-gone")), 404)
        say, megabytes = invited.desk.say, self.settings.materials.largest_mb
        body = [_said("h1", say("upload-heading", title=invited.session.title))]
        if wrong:
            body.append(_said("p", say(wrong, size=megabytes), ' role="alert"'))
        kinds = ", ".join(kind for kind in KINDS if kind != "jpeg")
        hint = _said("p", say("material-upload-kinds", kinds=kinds, size=megabytes), ' id="kinds"')
        accept = ",".join(f".{kind}" for kind in KINDS)
        body.append(
            '<form method="post" enctype="multipart/form-data">'
            f'<label for="file">{_words(say("upload-file"))}</label>{hint}'
            f'<input type="file" id="file" name="file" required accept="{accept}" aria-describedby="kinds">'
            f'<label for="title">{_words(say("upload-title"))}</label>'
            f'<input id="title" name="title" maxlength="{LONGEST_TITLE}" size="40">'
            f"<p><button>{_words(say('button-add-file'))}</button></p></form>"
        )
        return _whole(say, "upload-page", "".join(body), 422 if wrong else 200)

    def _keep(
        self, db: Connection, token: str, file: BinaryIO, *, name: str, size: int, title: str
    ) -> Response:
        invited = self._invited(db, token)
        if invited is None:
            return self._draw(db, token)
        desk, session = invited.desk, invited.session
        begins, inside = _look(file)
        most = self.settings.materials.largest_mb * 1024 * 1024
        wrong = why_not(name, size, begins, most=most, inside=inside)
        if not wrong and len(materials.of_session(db, session.id)) >= MOST:
            wrong = "file-one-too-many"
        if wrong:
            return self._draw(db, token, wrong=wrong)
        stem = name.rpartition(".")[0]
        number = materials.add(
            db,
            session.id,
            desk.me.id,
            title=_writable(title)[:LONGEST_TITLE] or stem,
            file_name=name,
            replaces=invited.replaces,
            now=desk.now,
        )
        materials.fill(db, number, _pieces(file))
        desk.write("material-added", f"material-added {number}", person_id=desk.me.id, session=session.id)
        log.info("file", outcome="taken", kind=name.rpartition(".")[2].lower(), size=size)
        done = _said("h1", desk.say("upload-done", name=name)) + _said("p", desk.say("upload-go-back"))
        another = f'<p><a href="">{_words(desk.say("upload-another"))}</a></p>'
        return _whole(desk.say, "upload-page", done + another, 200)


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


def _capped(receive: Receive, most: int) -> Receive:
    left = most

    async def count() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise _TooLargeError
        return message

    return count


def _writable(words: str) -> str:
    """Without what no database can hold: NUL, and halves of characters."""
    return words.replace("\0", "").encode("utf-8", "ignore").decode()


def _whole(say: Voice, title: str, body: str, status: int) -> Response:
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_words(say(title))}</title><style>{_STYLE}</style>"
    )
    page = f"<head>{head}</head><body><main>{body}</main></body>"
    html = f'<!doctype html><html lang="{say.language}">{page}</html>'
    return HTMLResponse(html, status, dict(_HEADERS))


def _said(tag: str, text: Text, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{_words(text)}</{tag}>"


def _words(text: Text) -> str:
    return escape("".join(span.text for span in text.spans if isinstance(span, Plain)))
