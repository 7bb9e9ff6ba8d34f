"""A Slack of our own on loopback: Web API, response URLs, Socket Mode, and really signed HTTP requests.

`async with FakeSlack(mode="socket") as slack:` and give the app `slack.api_url`, `slack.bot_token` and
`slack.app_token`; or `mode="http"`, `slack.signing_secret`, and `slack.listens_at(url)` once it serves.
At the end, everything the app did that Slack would refuse, or that it should never do, is an error.
"""

import asyncio
import hashlib
import hmac
import json
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal, Self
from urllib.parse import urlencode

from aiohttp import ClientSession, ClientTimeout, WSMsgType, web

from tests.fakes.slack.api import Api
from tests.fakes.slack.faults import Drops, Fault, RateLimited, Refuses, ServerError, Slow
from tests.fakes.slack.people import Person
from tests.fakes.slack.workspace import Answering, Channel, Member, Workspace

Kind = Literal["slash_commands", "interactive", "events_api"]
PATIENCE = 3.0  # seconds until Slack gives up on an acknowledgement
SUBSCRIBED = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "channel_archive",
        "channel_deleted",
        "channel_id_changed",
        "channel_rename",
        "group_archive",
        "group_deleted",
        "group_rename",
        "message.im",
        "tokens_revoked",
        "user_change",
    }
)


@dataclass(frozen=True)
class Ack:
    """How the app acknowledged. `body` is what it answered with: a dict, words, or nothing."""

    status: int
    body: dict[str, Any] | str | None = None


class FakeSlack:
    def __init__(self, *, mode: Literal["socket", "http"] = "socket") -> None:
        self.mode = mode
        self.space = Workspace()
        self.bot_token, self.app_token = "xoxb-fake", "xapp-fake"
        self.signing_secret = "fake-signing-secret"
        self.violations: list[str] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.duplicates = False
        """Every event arrives twice, as Slack may deliver it."""
        self.acks: list[Ack] = []
        self._api = Api(self.space, self.violations.append)
        self._faults: dict[str, list[Fault]] = defaultdict(list)
        self._revoked = False
        self.app_url = ""
        self._sockets: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[dict[str, Any] | None]] = {}
        self._connected = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/answers/{token}", self._answer)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self._url = f"http://127.0.0.1:{port}"
        self.api_url = f"{self._url}/api/"
        self._client = ClientSession(timeout=ClientTimeout(total=PATIENCE))
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for socket in self._sockets:
            await socket.close()
        await self._client.close()
        await self._runner.cleanup()
        if kind is None and self.violations:
            raise AssertionError("Slack would not have taken this:\n" + "\n".join(self.violations))

    # ── Who is there ─────────────────────────────────────────────────────────────────────────────

    def person(self, name: str, **details: Any) -> Person:
        """Somebody in the workspace, made when first named; `details` as in Member."""
        user = "U" + name.upper()
        if user not in self.space.members:
            self.space.members[user] = Member(
                user, details.pop("full_name", name.title()), f"{name}@example.org", **details
            )
        return Person(self, self.space.members[user])

    def channel(self, name: str, **details: Any) -> Channel:
        """A channel, made when first named; `details` as in Channel."""
        channel = Channel("C" + name.upper(), name, **details)
        return self.space.channels.setdefault(channel.id, channel)

    def sees_in(self, channel: str) -> str:
        """What stands in a channel for everyone."""
        found = self.space.channel_named(channel)
        public = (each for each in self.space.messages if each.channel == found.id and not each.only_for)
        return "\n".join(each.read() for each in public)

    # ── Switches ─────────────────────────────────────────────────────────────────────────────────

    def listens_at(self, url: str) -> None:
        """Where the app takes Slack's requests, in HTTP mode ("http://127.0.0.1:1234/slack/events")."""
        self.app_url = url

    def fails(self, method: str, *faults: Fault) -> None:
        """The next calls of `method` ("response_url" for those) fail so, one fault a call."""
        self._faults[method] += faults

    def revoke_token(self) -> None:
        self._revoked = True

    def forget_answering(self) -> None:
        """Every response URL is 30 minutes old."""
        self.space.answering.clear()

    async def until_connected(self) -> None:
        await asyncio.wait_for(self._connected.wait(), 5)

    async def disconnects(self) -> None:
        """Slack refreshes the connection, as it does every few hours."""
        self._connected.clear()
        await self._sockets[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})
        await self.until_connected()

    # ── What the app calls ───────────────────────────────────────────────────────────────────────

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        args: dict[str, Any] = dict(request.query)
        if request.content_type == "application/json":
            args |= await request.json()
        elif request.can_read_body:
            args |= dict(await request.post())
        fault = self._faults[method].pop(0) if self._faults[method] else None
        if refusal := await self._refusal(request, fault):
            return refusal
        if error := self._unauthorised(request, method):
            return web.json_response({"ok": False, "error": error})
        self.calls.append((method, args))
        if method == "apps.connections.open":
            return web.json_response({"ok": True, "url": f"{self._url.replace('http', 'ws')}/link"})
        answer = self._api.call(method, args)
        return self._said(request, fault, web.json_response(answer))

    async def _answer(self, request: web.Request) -> web.Response:
        fault = self._faults["response_url"].pop(0) if self._faults["response_url"] else None
        if refusal := await self._refusal(request, fault):
            return refusal
        status, words = self._api.respond(request.match_info["token"], await request.json())
        return self._said(request, fault, web.Response(status=status, text=words))

    async def _refusal(self, request: web.Request, fault: Fault | None) -> web.Response | None:
        match fault:
            case RateLimited(seconds):
                limited = {"ok": False, "error": "ratelimited"}
                return web.json_response(limited, status=429, headers={"Retry-After": str(seconds)})
            case ServerError(status):
                return web.Response(status=status, text="<h1>Oops</h1>", content_type="text/html")
            case Refuses(error):
                return web.json_response({"ok": False, "error": error})
            case Drops(after_write=False):
                return self._said(request, Drops(), web.Response())
            case Slow(seconds):
                await asyncio.sleep(seconds)
        return None

    @staticmethod
    def _said(request: web.Request, fault: Fault | None, response: web.Response) -> web.Response:
        if isinstance(fault, Drops) and request.transport:
            request.transport.abort()
        return response

    def _unauthorised(self, request: web.Request, method: str) -> str:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        expected = self.app_token if method == "apps.connections.open" else self.bot_token
        if self._revoked:
            return "token_revoked"
        return "" if token == expected else "invalid_auth"

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self._sockets.append(socket)
        self._connected.set()
        async for received in socket:
            if received.type == WSMsgType.TEXT:
                said = json.loads(received.data)
                waiting = self._waiting.pop(said["envelope_id"], None)
                if waiting and not waiting.done():
                    waiting.set_result(said.get("payload"))
        self._sockets.remove(socket)
        return socket

    # ── What the app is told ─────────────────────────────────────────────────────────────────────

    def answering(self, channel: str, user: str, ts: str = "") -> str:
        """A new response URL."""
        token = f"r{self.space.number()}"
        self.space.answering[token] = Answering(channel, user, ts)
        return f"{self._url}/answers/{token}"

    async def event(self, name: str, event: dict[str, Any], **more: Any) -> None:
        """Deliver an event the app is subscribed to (`name`: "message.im"); twice, if duplicates are on."""
        if name not in SUBSCRIBED:
            return
        payload = {
            "token": "legacy",
            "team_id": self.space.team,
            "api_app_id": self.space.app,
            "type": "event_callback",
            "event_id": f"Ev{self.space.number()}",
            "event_time": 1790000000,
            "event": {"event_ts": self.space.ts(), **event},
            **more,
        }
        for attempt in range(2 if self.duplicates else 1):
            ack = await self.deliver("events_api", payload, attempt=attempt)
            if ack.body:
                self.violations.append(f"{name}: an event is acknowledged with nothing, not {ack.body!r}")

    async def deliver(self, kind: Kind, payload: dict[str, Any], *, attempt: int = 0) -> Ack:
        """Send a payload the way of this mode, and wait for its acknowledgement."""
        what = payload.get("type") or payload.get("command")
        try:
            async with asyncio.timeout(PATIENCE):
                by = self._by_socket if self.mode == "socket" else self._by_http
                ack = await by(kind, payload, attempt)
        except TimeoutError:
            ack = Ack(0)
        if ack.status != 200:
            self.violations.append(f"{what}: not acknowledged ({ack.status or 'over 3 seconds'})")
        self.acks.append(ack)
        return ack

    def take_response(self, body: dict[str, Any], channel: str, user: str) -> None:
        self._api.take_response(body, channel, user)

    def judge_new_view(self, name: str, view: Any) -> None:
        self._api.judge_new_view(name, view)

    async def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """A request to the app as anyone could send it: status and body."""
        async with self._client.post(self.app_url, data=body, headers=headers) as response:
            return response.status, await response.text()

    def signed(
        self, body: bytes, *, kind: str = "application/json", at: float | None = None
    ) -> dict[str, str]:
        """The headers with which Slack sends `body`. `at`: seconds since 1970."""
        timestamp = str(int(time.time() if at is None else at))
        digest = hmac.new(self.signing_secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256)
        return {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={digest.hexdigest()}",
        }

    async def _by_socket(self, kind: Kind, payload: dict[str, Any], attempt: int) -> Ack:
        await self.until_connected()
        envelope = f"e{self.space.number()}"
        self._waiting[envelope] = asyncio.get_running_loop().create_future()
        waiting = self._waiting[envelope]
        sent = {
            "type": kind,
            "envelope_id": envelope,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            sent |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        await self._sockets[-1].send_json(sent)
        return Ack(200, await waiting)

    async def _by_http(self, kind: Kind, payload: dict[str, Any], attempt: int) -> Ack:
        form = "application/x-www-form-urlencoded"
        if kind == "events_api":
            body, content = json.dumps(payload).encode(), "application/json"
        elif kind == "interactive":
            body, content = urlencode({"payload": json.dumps(payload)}).encode(), form
        else:
            body, content = urlencode(payload).encode(), form
        headers = self.signed(body, kind=content)
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"}
        status, words = await self.post(body, headers)
        return Ack(status, json.loads(words) if words.startswith("{") else words or None)
