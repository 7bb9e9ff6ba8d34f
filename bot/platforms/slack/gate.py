"""The way in for Slack's HTTP requests: only short, really signed ones pass, without noise.

Bolt's own way in reads any body whole and parses it before it checks the signature, answers 500 to a
malformed one, loses a slash command whose text holds the word "payload", and takes twice as long as all
that Caffi does with a question. So HTTP does not go through Bolt: what passes here is heard as it is.

Source: docs.slack.dev, "Verifying requests from Slack".
"""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import unquote_plus

from slack_sdk.signature import SignatureVerifier

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Heard: TypeAlias = Callable[[dict[str, Any]], Awaitable[str]]
"""Takes a payload; what Slack is answered, a JSON text or nothing."""

PATH = "/slack/events"
_LONGEST = 1_000_000  # bytes


class Gate:
    """An ASGI app for POST /slack/events, or /events where it is mounted under /slack.

    `inside` is asked at every request; while it has nobody who hears, the answer is 503 and Slack sends
    an event again.
    """

    def __init__(self, *, signing_secret: str, inside: Callable[[], Heard | None]) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self._inside = inside

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return None
        if not scope["path"].endswith("/events"):
            return await _say(send, 404)
        if scope["method"] != "POST":
            return await _say(send, 405)
        headers = {name.decode("latin-1").lower(): value for name, value in scope["headers"]}
        if not _might_be_signed(headers):
            return await _say(send, 401)
        body = await _read(receive, headers.get("content-length", b"0"))
        if body is None:
            return await _say(send, 413)
        words = self._signed(body, headers)
        if words is None:
            return await _say(send, 401)
        payload = _payload(words)
        if payload is None:
            return await _say(send, 400)
        heard = self._inside()
        if heard is None:
            return await _say(send, 503)
        return await _say(send, 200, await heard(payload))

    def _signed(self, body: bytes, headers: dict[str, bytes]) -> str | None:
        try:
            words = body.decode()
            signature = headers["x-slack-signature"].decode("ascii")
            at = headers["x-slack-request-timestamp"].decode()
        except UnicodeDecodeError:
            return None
        return words if self._verifier.is_valid(words, at, signature) else None


def _payload(words: str) -> dict[str, Any] | None:
    """What was sent: JSON, or a form, which may hold JSON in its `payload`. None: it is neither."""
    fields: Any = None if words.startswith("{") else _form(words)
    if fields is None or fields.get("payload"):
        try:
            fields = json.loads(fields["payload"] if fields else words)
        except ValueError:
            return None
    return fields if isinstance(fields, dict) else None


def _form(words: str) -> dict[str, str]:
    """Fields and values. Most of Slack's need no decoding, and are not decoded."""
    pairs = (pair.partition("=") for pair in words.split("&"))
    return {_plain(name): _plain(value) for name, _, value in pairs if name}


def _plain(words: str) -> str:
    return unquote_plus(words) if "%" in words or "+" in words else words


def _might_be_signed(headers: dict[str, bytes]) -> bool:
    timestamp = headers.get("x-slack-request-timestamp", b"")
    signature = headers.get("x-slack-signature", b"")
    return timestamp.isdigit() and len(timestamp) <= 12 and signature.isascii() and bool(signature)


async def _read(receive: Receive, announced: bytes) -> bytes | None:
    """The body, or None where it is too long (the rest is left unread)."""
    if not announced.isdigit() or int(announced[:12]) > _LONGEST:
        return None
    body = bytearray()
    while True:
        chunk = await receive()
        body += chunk.get("body", b"")
        if len(body) > _LONGEST:
            return None
        if not chunk.get("more_body"):
            return bytes(body)


async def _say(send: Send, status: int, body: str = "") -> None:
    headers = [(b"content-length", b"%d" % len(body))]  # what we answer is ASCII
    if body:
        headers.append((b"content-type", b"application/json;charset=utf-8"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode("ascii")})
