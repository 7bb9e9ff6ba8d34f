"""The way in for Slack's HTTP requests: only short, really signed ones pass, without noise.

Bolt reads any body whole and parses it before it checks the signature, answers 500 to a malformed one,
and loses a slash command whose text holds the word "payload" (it looks for that word to tell forms
apart). So the signature is checked and the body read here, and Bolt gets the payload as over a socket. A
signature is good for minutes: the same request once more, word for word, is acknowledged and not served
again.

Source: docs.slack.dev, "Verifying requests from Slack".
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

import structlog
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.platforms.asgi import Headers, Message, Receive, Send, headers_of, read_in_time, say
from bot.platforms.slack.bolt import Hear
from bot.platforms.turned_away import TurnedAway

PATH = "/slack/events"
_AT, _SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
_GOOD_FOR = 600.0  # seconds: a timestamp may be five minutes behind our clock or before it
_log = structlog.get_logger(__name__)


class Gate:
    """An ASGI app for POST /slack/events, or /events where it is mounted under /slack.

    `inside` is asked at every request who takes payloads; while there is nobody, the answer is 503 and Slack
    sends an event again.
    """

    def __init__(self, *, signing_secret: str, inside: Callable[[], Hear | None]) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self._inside = inside
        self._served: OrderedDict[bytes, float] = OrderedDict()
        self._turned_away = TurnedAway("slack")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return None
        if not scope["path"].endswith("/events"):
            return await say(send, 404)
        if scope["method"] != "POST":
            return await say(send, 405)
        headers = headers_of(scope)
        if not _might_be_signed(headers):
            self._turned_away.note("unsigned")
            return await say(send, 401)
        body = await read_in_time(receive, headers)
        if isinstance(body, int):
            return await say(send, body)
        words = self._signed(body, headers)
        if words is None:
            self._turned_away.note("signature" if self._of_now(headers) else "time")
            return await say(send, 401)
        inside = self._inside()
        if inside is None:
            return await say(send, 503)
        signature = headers[_SIGNATURE]
        if self._served_before(signature):
            return await say(send, 200)
        answer = await self._serve(inside, words, signature)
        if answer is None:
            return await say(send, 400)
        return await say(send, 200, answer.body.encode(), answer.headers["content-type"][0].encode())

    async def _serve(self, inside: Hear, words: str, signature: bytes) -> BoltResponse | None:
        """What could not be served may come again, and so may what the server gives up when it stops. Where
        a client hangs up, uvicorn gives nothing up: it is served to its end.
        """
        answer = None
        try:
            answer = await _handed(inside, words)
        finally:
            if answer is None:
                del self._served[signature]
        return answer

    def _served_before(self, signature: bytes) -> bool:
        now = asyncio.get_running_loop().time()
        while self._served and next(iter(self._served.values())) < now - _GOOD_FOR:
            self._served.popitem(last=False)
        if signature in self._served:
            return True
        self._served[signature] = now
        return False

    def _signed(self, body: bytes, headers: Headers) -> str | None:
        """What was sent; None where it is not signed."""
        try:
            words = body.decode()
            at, signature = headers[_AT].decode(), headers[_SIGNATURE].decode("ascii")
        except UnicodeDecodeError:
            return None
        return words if self._verifier.is_valid(words, at, signature) else None

    def _of_now(self, headers: Headers) -> bool:
        """Whether its time is near our clock's; else it is old, or one of the two clocks is wrong."""
        return abs(self._verifier.clock.now() - int(headers[_AT])) <= _GOOD_FOR / 2


async def _handed(inside: Hear, words: str) -> BoltResponse | None:
    """What `inside` answers; None where that was not what Slack sends."""
    try:
        answer = await inside(_payload(words))
    # The edge: Bolt reads it before Caffi could catch what comes of it.
    except Exception as error:  # noqa: BLE001 (as said)
        _log.warning("slack.unreadable", error=type(error).__name__)
        return None
    return answer if answer.status == 200 else None


def _payload(words: str) -> dict[str, Any]:
    """What Slack tells: JSON, a form, or JSON in a form. Raises ValueError, RecursionError or TypeError."""
    if not words.startswith("{"):
        fields = _form(words)
        words = fields.get("payload") or ""
        if not words:
            return fields
    payload = json.loads(words)
    if not isinstance(payload, dict):
        raise TypeError("no object")
    return payload


def _form(words: str) -> dict[str, Any]:
    """Fields and values. Most of Slack's need no decoding, and are not decoded."""
    fields: dict[str, Any] = {}
    for pair in words.split("&"):
        name, _, value = pair.partition("=")
        if "%" in value or "+" in value:
            value = unquote_plus(value)
        if "%" in name or "+" in name:
            name = unquote_plus(name)
        if name:
            fields[name] = value
    return fields


def _might_be_signed(headers: Headers) -> bool:
    timestamp = headers.get(_AT, b"")
    signature = headers.get(_SIGNATURE, b"")
    return timestamp.isdigit() and len(timestamp) <= 12 and signature.isascii() and bool(signature)
