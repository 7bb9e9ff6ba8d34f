"""A request's body and an empty answer, by hand: for the doors at which platforms knock."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]
Headers: TypeAlias = dict[str, bytes]

_LONGEST = 1_000_000  # bytes
_PATIENCE = 5.0  # seconds for the body; platforms send it at once


def headers_of(scope: Message) -> Headers:
    """By their names in small letters; of several with one name the last."""
    return {name.decode("latin-1").lower(): value for name, value in scope["headers"]}


async def read_in_time(receive: Receive, headers: Headers, longest: int = _LONGEST) -> bytes | int:
    """The body (at most `longest` bytes), or the status to refuse it with."""
    try:
        async with asyncio.timeout(_PATIENCE):
            body = await _read(receive, headers.get("content-length", b"0"), longest)
    except TimeoutError:
        return 408
    return 413 if body is None else body


async def say(send: Send, status: int, body: bytes = b"", kind: bytes = b"") -> None:
    """Answer with that status, and with a body of that content type where there is one."""
    headers = [(b"content-length", str(len(body)).encode())]
    if body:
        headers.append((b"content-type", kind))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _read(receive: Receive, announced: bytes, longest: int) -> bytes | None:
    """The body, or None where it is too long (the rest is left unread)."""
    if not announced.isdigit() or int(announced[:12]) > longest:
        return None
    body = bytearray()
    while True:
        chunk = await receive()
        body += chunk.get("body", b"")
        if len(body) > longest:
            return None
        if not chunk.get("more_body"):
            return bytes(body)
