"""The addresses behind a link in chat: a file for one person, and the page behind a code on the wall.

Nobody signs in there: a file's address is a secret of one person for an hour, and the page tells nothing
but the code that is in its own address.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from html import escape
from itertools import count
from urllib.parse import quote

import structlog
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.card import Plain, Text
from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.files.certificate import NotDrawn
from bot.registry import Handed, Registry, Stored
from bot.store import downloads, people
from bot.store.database import Database
from bot.words.voice import Voice, voices

log = structlog.get_logger("caffi.files")

_AT_ONCE = 2  # files drawn at the same time: a child process takes some 60 MB
_CODE = re.compile(r"[0-9]{4,6}")
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; img-src data:; frame-ancestors 'none'",
}


@dataclass(frozen=True)
class Downloads:
    database: Database
    clock: Clock
    settings: Settings
    registry: Registry
    _drawing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    def routes(self) -> list[BaseRoute]:
        """GET and HEAD alone."""
        return [Route("/file/{token}", self._file), Route("/here/{code}", self._here)]

    async def _file(self, request: Request) -> Response:
        token = request.path_params["token"]
        handed = await self.database.read(lambda db: self._find(db, token))
        if handed is None:
            return _page("file-gone", 404)
        if isinstance(handed, Stored):
            return self._stored(handed, only_head=request.method == "HEAD")
        try:
            async with self._drawing:
                content = await asyncio.to_thread(handed.draw)
        except NotDrawn as error:
            log.warning("file", reason=str(error))
            return _page("file-not-drawn", 503)
        return Response(content, 200, _HEADERS | _named(handed.name), handed.media_type)

    def _stored(self, stored: Stored, *, only_head: bool) -> Response:
        """Piece by piece, each read when the one before has gone: many may fetch a large file at once. Where
        it is taken back or replaced meanwhile, what went is shorter than announced, and no browser keeps it.
        """

        async def pieces() -> AsyncIterator[bytes]:
            for number in count():
                content = await self.database.read(partial(stored.piece, number=number))
                if not content:
                    return
                yield content

        headers = _HEADERS | _named(stored.name) | {"Content-Length": str(stored.size)}
        if only_head:
            return Response(None, 200, headers, stored.media_type)
        return StreamingResponse(pieces(), 200, headers, stored.media_type)

    def _find(self, db: Connection, token: str) -> Handed | Stored | None:
        promised = downloads.find(db, token, self.clock.now())
        if promised is None or promised.kind not in self.registry.files:
            return None
        person = people.get(db, promised.person_id, self.settings.organisers.roles)
        if person.gone:
            return None
        desk = Desk(db, self.clock.now(), self.settings, self.registry, person=person)
        return self.registry.files[promised.kind](desk, promised.facts)

    async def _here(self, request: Request) -> Response:
        """It knows no code from any other: whoever tries them out learns nothing."""
        code = request.path_params["code"]
        return _page("here-page", 200, code) if _CODE.fullmatch(code) else _page("file-gone", 404)


def _named(name: str) -> dict[str, str]:
    """RFC 6266 and RFC 8187: a download, never shown as a page of ours."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


def _page(sentence: str, status: int, code: str = "") -> Response:
    """A small page in both languages."""
    parts = "".join(_in(say, sentence, code) for say in voices())
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,">'
        f"<title>{escape(code or 'Caffi')}</title>"
    )
    html = f'<!doctype html><html lang="cy"><head>{head}</head><body><main>{parts}</main></body></html>'
    return HTMLResponse(html, status, dict(_HEADERS))


def _in(say: Voice, sentence: str, code: str) -> str:
    words = say(sentence, code=code) if code else say(sentence)
    return f'<p lang="{say.language}">{escape(_plain(words))}</p>'


def _plain(text: Text) -> str:
    return "".join(span.text for span in text.spans if isinstance(span, Plain))
