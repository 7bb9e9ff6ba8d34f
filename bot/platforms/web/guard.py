"""Who may speak to the try-out room: a browser on this machine, from the room's own pages, and briefly."""

import re
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 1024 * 1024  # bytes in one request
_LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
_READING = frozenset({"GET", "HEAD"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With no-referrer a browser would send "Origin: null" even to ourselves.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Sorry: TypeAlias = Callable[[int], Awaitable[Response]]


class Guard:
    """Stands before the room's pages.

    A foreign Host header is refused (DNS rebinding), and so is any change that a page of another
    origin asks for (Sec-Fetch-Site and Origin: W3C Fetch Metadata; Fetch standard, "Origin header").
    """

    def __init__(self, app: ASGIApp, sorry: Sorry) -> None:
        self._app = app
        self._sorry = sorry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        if not _LOOPBACK.fullmatch(headers.get("host", "")):
            await (await self._sorry(403))(scope, receive, send_guarded)
            return
        if not scope["path"].isprintable():  # a route's pattern would overlook a line break at its end
            await (await self._sorry(404))(scope, receive, send_guarded)
            return
        if scope["method"] in _READING:
            await self._app(scope, receive, send_guarded)
            return
        if not _from_our_own_page(scope, headers):
            await (await self._sorry(403))(scope, receive, send_guarded)
            return
        body = await _read(headers, receive)
        if body is None:
            await (await self._sorry(413))(scope, receive, send_guarded)
            return
        await self._app(scope, _replay(body, receive), send_guarded)


def _from_our_own_page(scope: Scope, headers: Headers) -> bool:
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is None and origin is None:
        return False
    ours = f"{scope['scheme']}://{headers['host']}".casefold()
    return site in {None, "same-origin"} and (origin is None or origin.casefold() == ours)


async def _read(headers: Headers, receive: Receive) -> bytes | None:
    """The whole body; None where it is larger than we take, however its length was declared."""
    declared = headers.get("content-length", "0")
    if not declared.isdecimal() or len(declared) > 12 or int(declared) > LARGEST:
        return None
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        if len(body) > LARGEST:
            return None
        more = message.get("more_body", False)
    return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting = [body]

    async def again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return again
