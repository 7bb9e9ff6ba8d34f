"""The addresses at which calendars read: somebody's places to subscribe to, and one place as a file.

Nobody signs in there, because no calendar could: an address is a secret that its owner can stop.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.calendar.entries import Entry, open_uid
from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.learning.people import Person
from bot.learning.sessions import Mode, Status
from bot.registry import Registry
from bot.steps.invitations import key_of
from bot.store import calendars, people, places, sessions
from bot.store.database import Database
from bot.views import calendars as view

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BACK = timedelta(days=60)  # what is over stays in sight so long
_TYPE = "text/calendar; charset=utf-8"
_HEADERS = {
    # Asked for each time, and told in a few bytes where nothing has changed (RFC 9111, 5.2.2.4).
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class Feeds:
    database: Database
    clock: Clock
    settings: Settings
    registry: Registry

    def routes(self) -> list[BaseRoute]:
        """/calendar/…: GET and HEAD alone."""
        return [
            Route("/calendar/place/{number:int}-{key}.ics", self._place),
            Route("/calendar/{token}.ics", self._feed),
        ]

    async def _feed(self, request: Request) -> Response:
        token = request.path_params["token"]
        if not _TOKEN.fullmatch(token):  # a database may not even take it as a question
            return _answer(request, None)
        return _answer(request, await self.database.read(lambda db: self._write_feed(db, token)))

    async def _place(self, request: Request) -> Response:
        number, key = request.path_params["number"], request.path_params["key"]
        return _answer(request, await self.database.read(lambda db: self._write_place(db, number, key)))

    def _write_feed(self, db: Connection, token: str) -> str | None:
        from bot.calendar import write  # noqa: PLC0415 - its library takes 7 MB, where calendars are read

        person_id = calendars.reader(db, token)
        person = people.get(db, person_id, self.settings.organisers.roles) if person_id else None
        if person is None or person.gone:
            return None
        return write.feed(self.settings.programme.name, self._entries(db, person))

    def _entries(self, db: Connection, person: Person) -> list[Entry]:
        """Booked places. What is postponed has no date to stand at; what is cancelled says so."""
        desk = self._desk(db, person)
        booked, told = calendars.booked(db, person.id), calendars.all_of(db, person.id)
        entries = []
        for session, _ in sessions.ever_held_by(db, person.id, after=desk.now - _BACK):
            if session.id not in booked or session.status is Status.POSTPONED:
                continue
            mode, since = booked[session.id]
            known, off = told.get(session.id), session.status is Status.CANCELLED
            entries.append(
                view.entry(
                    session,
                    mode,
                    desk.say,
                    desk.zone,
                    uid=open_uid(session.id, person.id),
                    sequence=known.sequence if known else 0,
                    stamp=known.changed_at if known else since,
                    off=off,
                    says_so=off,
                )
            )
        return entries

    def _write_place(self, db: Connection, number: int, key: str) -> str | None:
        from bot.calendar import write  # noqa: PLC0415 - as above

        known = calendars.get(db, number) if number < 2**62 else None
        if known is None or not hmac.compare_digest(key_of(known).encode(), key.encode()):
            return None
        person = people.get(db, known.person_id, self.settings.organisers.roles)
        session, place = sessions.get(db, known.session_id), places.of(db, known.session_id, person.id)
        desk = self._desk(db, person)
        entry = view.entry(
            session,
            place.mode if place else Mode.ANY,
            desk.say,
            desk.zone,
            uid=open_uid(session.id, person.id),
            sequence=known.sequence,
            stamp=known.changed_at,
            off=not known.told,
        )
        return write.file(entry)

    def _desk(self, db: Connection, person: Person) -> Desk:
        return Desk(db, self.clock.now(), self.settings, self.registry, person=person)


def _answer(request: Request, text: str | None) -> Response:
    if text is None:
        return Response("Not found\n", 404, _HEADERS | {"Cache-Control": "no-store"}, "text/plain")
    body = text.encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if _knows(request.headers.get("if-none-match", ""), tag):
        return Response(None, 304, _HEADERS | {"ETag": tag})
    name = "caffi.ics"
    headers = _HEADERS | {"ETag": tag, "Content-Disposition": f'inline; filename="{name}"'}
    return Response(body, 200, headers, _TYPE)


def _knows(asked: str, tag: str) -> bool:
    """Whether the reader has it already (RFC 9110, 13.1.2: compared weakly)."""
    return any(each.strip().removeprefix("W/") in (tag, "*") for each in asked[:2000].split(","))
