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
from io import BytesIO
from typing import Any, Literal, Self
from urllib.parse import urlencode

from aiohttp import ClientSession, ClientTimeout, web

from tests.fakes.slack.api import Api
from tests.fakes.slack.faults import Drops, Fault, RateLimited, Refuses, ServerError, Slow
from tests.fakes.slack.files import Upload
from tests.fakes.slack.happenings import SUBSCRIBED, Happenings
from tests.fakes.slack.link import Link
from tests.fakes.slack.people import Person
from tests.fakes.slack.workspace import Answering, Channel, Member, Workspace

Kind = Literal["slash_commands", "interactive", "events_api"]
_IN_FLIGHT = 0.5  # seconds: what was sent before a 429 could be read is nobody's fault
PATIENCE = 20.0  # seconds; Slack gives up after 3, but a busy build machine is not a fault of ours


@dataclass(frozen=True)
class Ack:
    """How the app acknowledged. `body` is what it answered with: a dict, words, or nothing."""

    status: int
    body: dict[str, Any] | str | None = None


class FakeSlack(Happenings):
    def __init__(self, *, mode: Literal["socket", "http"] = "socket") -> None:
        self.mode = mode
        self.space = Workspace()
        self.bot_token, self.app_token = "xoxb-fake", "xapp-fake"
        self.signing_secret = "fake-signing-secret"
        self.violations: list[str] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.duplicates = False
        """Every event arrives twice, as Slack may deliver it."""
        self.holds = False
        """What people do is kept back until `lets_go`."""
        self.acks: list[Ack] = []
        self.attempts: list[str] = []
        """Every method called, also where the call failed."""
        self.delivered: list[tuple[Kind, dict[str, Any]]] = []
        self._api = Api(self.space, self.violations.append, lambda number: f"{self._url}/upload/{number}")
        self._faults: dict[str, list[Fault]] = defaultdict(list)
        self._always: dict[str, Fault] = {}
        self._rests_until: dict[str, tuple[float, float]] = {}
        self._refuses_token = ""
        self.kept_back: list[tuple[Kind, dict[str, Any]]] = []
        self.scopes = "chat:write,commands,files:write,users:read"
        self.app_url = ""
        self.link = Link()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/answers/{token}", self._answer)
        app.router.add_post("/upload/{number}", self._upload)
        app.router.add_get("/link", self.link.open)
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
        await self.link.close()
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

    def keeps_failing(self, method: str, fault: Fault | None) -> None:
        """Every call of `method` fails so, until it is told otherwise (None)."""
        if fault is None:
            self._always.pop(method, None)
        else:
            self._always[method] = fault

    def shows_charts(self, shows: bool) -> None:
        """Whether this workspace knows charts; they came to some before others."""
        self._api.has_charts = shows

    def looks_at_pictures(self, times: int) -> None:
        """So many messages with a new picture are refused before it is ready."""
        self._api.files.looks = times

    @property
    def pictures(self) -> list[Upload]:
        """Every picture that was uploaded."""
        return list(self._api.files.all.values())

    def revoke_token(self, error: str = "token_revoked") -> None:
        self._refuses_token = error

    def restore_token(self) -> None:
        self._refuses_token = ""

    def forget_answering(self) -> None:
        """Every response URL is 30 minutes old."""
        self.space.answering.clear()

    async def delivers_again(self, *, last: int = 1) -> Ack:
        """What was delivered is delivered once more, word for word (the `last` before now)."""
        kind, payload = self.delivered[-last]
        return await self.deliver(kind, payload, attempt=1)

    async def lets_go(self, *, backwards: bool = False) -> None:
        """What was held back arrives, all at last."""
        self.holds = False
        kept, self.kept_back = self.kept_back, []
        for kind, payload in reversed(kept) if backwards else kept:
            ack = await self.deliver(kind, payload)
            if kind == "slash_commands" and isinstance(ack.body, dict):
                self.take_response(ack.body, payload["channel_id"], payload["user_id"])

    # ── What the app calls ───────────────────────────────────────────────────────────────────────

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        args: dict[str, Any] = dict(request.query)
        if request.content_type == "application/json":
            args |= await request.json()
        elif request.can_read_body:
            args |= dict(await request.post())
        self.attempts.append(method)
        fault = self._fault(method)
        if refusal := await self._refusal(request, fault):
            return refusal
        if error := self._unauthorised(request, method):
            return web.json_response({"ok": False, "error": error})
        self.calls.append((method, args))
        if method == "apps.connections.open":
            return web.json_response({"ok": True, "url": f"{self._url.replace('http', 'ws')}/link"})
        answer = self._api.call(method, args)
        match fault:
            case ServerError(status):
                return web.Response(status=status, text="<h1>Oops</h1>", content_type="text/html")
            case Refuses(error):
                answer = {"ok": False, "error": error}
        headers = {"x-oauth-scopes": self.scopes}
        return self._said(request, fault, web.json_response(answer, headers=headers))

    async def _answer(self, request: web.Request) -> web.Response:
        fault = self._fault("response_url")
        if refusal := await self._refusal(request, fault):
            return refusal
        status, words = self._api.respond(request.match_info["token"], await request.json())
        return self._said(request, fault, web.Response(status=status, text=words))

    async def _upload(self, request: web.Request) -> web.Response:
        fault = self._fault("upload")
        if refusal := await self._refusal(request, fault):
            return refusal
        if request.headers.get("Authorization"):
            self.violations.append("upload: the token is for Slack's methods alone")
        status = self._api.files.take(request.match_info["number"], await request.read())
        return self._said(request, fault, web.Response(status=status, text="OK"))

    async def _refusal(self, request: web.Request, fault: Fault | None) -> web.Response | None:
        match fault:
            case RateLimited(seconds):
                limited = {"ok": False, "error": "ratelimited"}
                return web.json_response(limited, status=429, headers={"Retry-After": str(seconds)})
            case ServerError(status, False):
                return web.Response(status=status, text="<h1>Oops</h1>", content_type="text/html")
            case Refuses(error, False):
                return web.json_response({"ok": False, "error": error})
            case Drops(after_write=False):
                return self._said(request, Drops(), web.Response())
            case Slow(seconds):
                await asyncio.sleep(seconds)
        return None

    def _fault(self, method: str) -> Fault | None:
        now = asyncio.get_running_loop().time()
        rests_until, since = self._rests_until.get(method, (0.0, 0.0))
        if since + _IN_FLIGHT < now < rests_until:
            self.violations.append(f"{method}: called {rests_until - now:.2f} seconds before its time")
        fault = self._faults[method].pop(0) if self._faults[method] else self._always.get(method)
        if isinstance(fault, RateLimited):
            self._rests_until[method] = (now + fault.retry_after, now)
        return fault

    @staticmethod
    def _said(request: web.Request, fault: Fault | None, response: web.Response) -> web.Response:
        if isinstance(fault, Drops) and request.transport:
            request.transport.abort()
        return response

    def _unauthorised(self, request: web.Request, method: str) -> str:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        expected = self.app_token if method == "apps.connections.open" else self.bot_token
        if self._refuses_token and method != "apps.connections.open":
            return self._refuses_token
        if token != expected:
            return "invalid_auth"
        needs = {"chat": "chat:write", "files": "files:write"}.get(method.partition(".")[0], "")
        return "" if needs in self.scopes else "missing_scope"

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
        if self.holds:
            self.kept_back.append((kind, payload))
            return Ack(200)
        self.delivered.append((kind, payload))
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
        async with self._client.post(self.app_url, data=BytesIO(body), headers=headers) as response:
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
        return Ack(200, await self.link.send(kind, payload, f"e{self.space.number()}", attempt))

    async def _by_http(self, kind: Kind, payload: dict[str, Any], attempt: int) -> Ack:
        form = "application/x-www-form-urlencoded"
        if kind == "events_api":
            body, content = json.dumps(payload).encode(), "application/json"
        elif kind == "interactive":
            body, content = urlencode({"payload": json.dumps(payload)}).encode(), form
        else:
            body, content = urlencode(payload).encode(), form
        headers = self.signed(body, kind=content, at=time.time() + attempt)  # what comes again is signed anew
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"}
        status, words = await self.post(body, headers)
        return Ack(status, json.loads(words) if words.startswith("{") else words or None)
