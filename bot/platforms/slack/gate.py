"""The way in for Slack's HTTP requests: only short, really signed ones pass, without noise.

Bolt reads any body whole and parses it before it checks the signature, answers 500 to a malformed one,
and loses a slash command whose text holds the word "payload" (it looks for that word to tell forms
apart). So the signature is checked here, and Bolt gets every form as JSON, which it also reads several
times as fast. A signature is good for minutes: the same request once more, word for word, is
acknowledged and not served again.

Source: docs.slack.dev, "Verifying requests from Slack".
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import unquote_plus

import structlog
from slack_sdk.signature import SignatureVerifier

from bot.platforms.asgi import App, Message, Receive, Send, headers_of, read_in_time, say

PATH = "/slack/events"
_JSON = b"application/json"
_GOOD_FOR = 600.0  # seconds: a timestamp may be five minutes behind our clock or before it
_log = structlog.get_logger(__name__)


class Gate:
    """An ASGI app for POST /slack/events, or /events where it is mounted under /slack.

    `inside` gets the request as Bolt's own ASGI adapter wants it. `open` is asked
    at every request; while it says no, the answer is 503 and Slack sends an event again.
    """

    def __init__(self, *, signing_secret: str, inside: Callable[[], App | None]) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self._inside = inside
        self._served: OrderedDict[bytes, float] = OrderedDict()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return None
        if not scope["path"].endswith("/events"):
            return await say(send, 404)
        if scope["method"] != "POST":
            return await say(send, 405)
        headers = headers_of(scope)
        if not _might_be_signed(headers):
            return await say(send, 401)
        body = await read_in_time(receive, headers)
        if isinstance(body, int):
            return await say(send, body)
        words = self._signed(body, headers)
        if words is None:
            return await say(send, 401)
        inside = self._inside()
        if inside is None:
            return await say(send, 503)
        signature = headers["x-slack-signature"]
        if self._served_before(signature):
            return await say(send, 200)
        status = await _hand_in(inside, {**scope, "path": PATH, "headers": _kept(headers)}, words, send)
        if status != 200:
            del self._served[signature]
        return None

    def _served_before(self, signature: bytes) -> bool:
        now = asyncio.get_running_loop().time()
        while self._served and next(iter(self._served.values())) < now - _GOOD_FOR:
            self._served.popitem(last=False)
        if signature in self._served:
            return True
        self._served[signature] = now
        return False

    def _signed(self, body: bytes, headers: dict[str, bytes]) -> bytes | None:
        """What was sent, as JSON; None where it is not signed."""
        try:
            words = body.decode()
            signature = headers["x-slack-signature"].decode("ascii")
            if not self._verifier.is_valid(words, headers["x-slack-request-timestamp"].decode(), signature):
                return None
            if words.startswith("{"):
                return body
            fields = _form(words)
            return fields.get("payload", "").encode() or json.dumps(fields).encode()
        except UnicodeDecodeError:
            return None


def _form(words: str) -> dict[str, str]:
    """Fields and values. Most of Slack's need no decoding, and are not decoded."""
    fields = {}
    for pair in words.split("&"):
        name, _, value = pair.partition("=")
        if "%" in pair or "+" in pair:
            name, value = unquote_plus(name), unquote_plus(value)
        if name:
            fields[name] = value
    return fields


async def _hand_in(inside: App, scope: Message, body: bytes, send: Send) -> int:
    """Let `inside` answer; the status. What it stumbles over was not what Slack sends: 400."""
    status = 0

    async def send_on(message: Message) -> None:
        nonlocal status
        status = status or message["status"]
        if status < 400:
            await send(message)

    try:
        await inside(scope, _once(body), send_on)
    # The edge: it reads the body before any listener of ours could catch what comes of it.
    except Exception as error:  # noqa: BLE001 (as said)
        _log.warning("slack.unreadable", error=type(error).__name__)
        status = status or 400
    if status >= 400:
        await say(send, 400)
    return status


def _might_be_signed(headers: dict[str, bytes]) -> bool:
    timestamp = headers.get("x-slack-request-timestamp", b"")
    signature = headers.get("x-slack-signature", b"")
    return timestamp.isdigit() and len(timestamp) <= 12 and signature.isascii() and bool(signature)


def _kept(headers: dict[str, bytes]) -> list[tuple[bytes, bytes]]:
    retries = [(name.encode(), value) for name, value in headers.items() if name.startswith("x-slack-retry")]
    return [(b"content-type", _JSON), *retries]


def _once(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
