"""A Teams of our own on loopback: sign-in, keys, the connector's routes, and really signed requests.

`async with FakeTeams() as teams:` and give the app `teams.settings` (or `teams.environment`), then
`teams.listens_at(url)` once it serves. At the end, everything the app did that Teams would refuse, or
that it should never do, is an error.
"""

import asyncio
import json
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import unquote

from aiohttp import ClientSession, ClientTimeout, web

from tests.fakes.teams.faults import Accepts, Drops, Fault, RateLimited, Refuses, Slow
from tests.fakes.teams.happenings import Happenings
from tests.fakes.teams.issuer import ISSUERS, Issuer
from tests.fakes.teams.judge import judge
from tests.fakes.teams.people import Person
from tests.fakes.teams.serving import context, trusted
from tests.fakes.teams.tenant import TEAM, TENANT, Conversation, Member, Message, Tenant

PATIENCE = 20.0  # seconds; Teams gives fewer, but a busy build machine is not a fault of ours
_IN_FLIGHT = 0.5  # seconds: what was sent before a 429 could be read is nobody's fault
_LONGEST = 100_000  # bytes of UTF-16
CLIENT, SECRET = "99999999-8888-7777-6666-555555555555", "a-fake-client-secret"


@dataclass(frozen=True)
class Ack:
    """How the app answered."""

    status: int
    body: Any = None


class FakeTeams(Happenings):
    """`cloud`: which of Microsoft's it is in."""

    def __init__(self, cloud: str = "public") -> None:
        self.cloud = cloud
        self.space = Tenant()
        self.violations: list[str] = []
        self.attempts: list[str] = []
        """Every call, also where it failed."""
        self.regions: list[str] = []
        """Where each of them was made."""
        self.sent: list[dict[str, Any]] = []
        self.acks: list[Ack] = []
        self.delivered: list[dict[str, Any]] = []
        self.twice = False
        """Everything people do arrives twice, as Teams may deliver it."""
        self.app_url = ""
        self.tokens: set[str] = set()
        self._faults: dict[str, list[Fault]] = defaultdict(list)
        self._always: dict[str, Fault] = {}
        self._rests_until: dict[str, tuple[float, float]] = {}
        self._refuses_login = ""
        self._trust = ExitStack()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/login/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_get("/keys", self._keys)
        app.router.add_route("*", "/{region:emea|amer}/{path:.*}", self._call)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=context())
        await site.start()
        self.host = f"127.0.0.1:{self._runner.addresses[0][1]}"
        self.service = f"https://{self.host}/emea"
        self.issuer = Issuer(CLIENT, self.service, ISSUERS[self.cloud])
        self._client = ClientSession(timeout=ClientTimeout(total=PATIENCE + 5))
        self._trust.enter_context(trusted())
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._trust.close()
        await self._client.close()
        await self._runner.cleanup()
        if kind is None and self.violations:
            raise AssertionError("Teams would not have taken this:\n" + "\n".join(self.violations))

    @property
    def settings(self) -> dict[str, Any]:
        """What a TeamsRoom has to be told."""
        return {
            "tenant": TENANT,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "service_hosts": [self.host],
            "cloud": self.cloud,
            "login_url": f"https://{self.host}/login",
            "keys_url": f"https://{self.host}/keys",
        }

    @property
    def environment(self) -> dict[str, str]:
        """The same as Caffi reads it."""
        return {
            "TEAMS_TENANT_ID": TENANT,
            "TEAMS_CLIENT_ID": CLIENT,
            "TEAMS_CLIENT_SECRET": SECRET,
            "TEAMS_SERVICE_HOSTS": self.host,
            "TEAMS_CLOUD": self.cloud,
            "TEAMS_LOGIN_URL": f"https://{self.host}/login",
            "TEAMS_KEYS_URL": f"https://{self.host}/keys",
        }

    # ── Who is there ─────────────────────────────────────────────────────────────────────────────

    def person(self, key: str, **details: Any) -> Person:
        """Somebody in the tenant, made when first named; `details` as in Member."""
        if key not in self.space.members:
            name = details.pop("name", key.title())
            self.space.members[key] = Member(key, name, details.pop("email", f"{key}@example.org"), **details)
        return Person(self, self.space.members[key])

    def channel(self, name: str, **details: Any) -> Conversation:
        """A channel of the team, made when first named; `details` as in Conversation."""
        made = Conversation(f"19:{name}@thread.tacv2", "channel", name, **({"team": TEAM} | details))
        return self.space.conversations.setdefault(made.id, made)

    def group_chat(self, name: str, *, meeting: bool = False) -> Conversation:
        """A group chat, or the chat of a meeting."""
        made = Conversation(f"19:{'meeting_' * meeting}{name}@thread.v2", "groupChat", name)
        return self.space.conversations.setdefault(made.id, made)

    def sees_in(self, channel: str) -> str:
        """What stands in a channel for everyone."""
        found = self.space.channel_named(channel)
        public = (each for each in self.space.messages if each.conversation == found.id)
        return "\n".join(each.read() for each in public if not each.only_for)

    def moves_to(self, region: str) -> None:
        """From now on activities name another address of the service ("amer"), as Microsoft may choose."""
        self.service = self.issuer.service = f"https://{self.host}/{region}"

    def a_day_passes(self) -> None:
        """What one person alone saw is gone from all clients, and cannot be changed any more."""
        self.space.messages = [each for each in self.space.messages if not each.only_for]
        self.space.tell()

    # ── Switches ─────────────────────────────────────────────────────────────────────────────────

    def listens_at(self, url: str) -> None:
        self.app_url = url

    def fails(self, call: str, *faults: Fault) -> None:
        """The next calls fail so, one fault a call."""
        self._faults[call] += faults

    def keeps_failing(self, call: str, fault: Fault | None) -> None:
        """Every such call fails so, until it is told otherwise (None)."""
        if fault is None:
            self._always.pop(call, None)
        else:
            self._always[call] = fault

    def revoke(self, error: str = "invalid_client") -> None:
        """The client's secret is no good any more, and neither are the tokens got with it."""
        self._refuses_login = error
        self.tokens.clear()

    def restore(self) -> None:
        self._refuses_login = ""

    async def delivers_again(self) -> Ack:
        """The last activity comes once more, word for word."""
        return await self.deliver(self.delivered[-1])

    # ── What the app asks ────────────────────────────────────────────────────────────────────────

    async def _login(self, request: web.Request) -> web.StreamResponse:
        form = dict(await request.post())
        if refusal := await self._refusal(request, self._fault("token")):
            return refusal
        wanted = {"grant_type": "client_credentials", "scope": f"{ISSUERS[self.cloud]}/.default"}
        if request.match_info["tenant"] != TENANT or not wanted.items() <= form.items():
            self.violations.append(f"sign-in: {sorted(form)} in {request.match_info['tenant']}")
        error = self._refuses_login or ("" if form.get("client_secret") == SECRET else "invalid_client")
        if error:
            return web.json_response({"error": error, "error_description": "AADSTS7000215"}, status=401)
        token = f"token-{self.space.number()}"
        self.tokens.add(token)
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": token})

    async def _keys(self, request: web.Request) -> web.StreamResponse:
        return await self._refusal(request, self._fault("keys")) or web.json_response(self.issuer.keys())

    async def _call(self, request: web.Request) -> web.StreamResponse:
        steps = [unquote(step) for step in request.match_info["path"].split("/")]
        private = request.query.get("isTargetedActivity") == "true"
        body = await request.json() if request.can_read_body else {}
        name = _name_of(request.method, steps, private=private)
        if name is None:
            self.violations.append(f"{request.method} {request.path}: no such route")
            return web.Response(status=404)
        conversation = steps[2].partition(";")[0] if len(steps) > 2 else ""
        fault = self._fault(name, conversation)
        self.attempts.append(name)
        self.regions.append(request.match_info["region"])
        if refusal := await self._refusal(request, fault):
            return refusal
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            return _refused(401, "Unauthorized")
        if isinstance(fault, Refuses) and not fault.after_write:
            return _refused(fault.status, fault.code)
        answer = self._do(name, steps, body)
        match fault:
            case Drops() if request.transport:
                request.transport.abort()
            case Refuses(status, code):
                return _refused(status, code)
            case Accepts():
                return web.Response(status=202)
        return answer

    def _do(self, name: str, steps: list[str], body: dict[str, Any]) -> web.Response:
        if name == "open":
            return self._open(body)
        if name == "channels":
            there = [each for each in self.space.conversations.values() if each.team == steps[2]]
            found = [{"id": each.id, "name": each.name, "type": "standard"} for each in there]
            return web.json_response({"conversations": found})
        place, _, thread = steps[2].partition(";messageid=")
        conversation = self.space.conversations.get(place)
        if conversation is None:
            return _refused(404, "ConversationNotFound")
        if name == "member":
            member = self.space.by_id(steps[4])
            return web.json_response(member.as_roster()) if member else _refused(404, "MemberNotFound")
        if not conversation.with_bot:
            return _refused(403, "BotNotInConversationRoster")
        person = self.space.by_id(conversation.between)
        if person is not None and not person.installed:
            return _refused(403, "MessageWritesBlocked")
        if len(json.dumps(body, ensure_ascii=False).encode("utf-16-le")) > _LONGEST:
            return _refused(413, "MessageSizeTooBig")
        self._judge(name, body)
        self.sent.append(body)
        if name in ("post", "private"):
            return self._post(name, conversation, thread, body)
        return self._update(name, conversation, steps[4], body)

    def _post(self, name: str, place: Conversation, thread: str, body: dict[str, Any]) -> web.Response:
        only_for = ""
        if name == "private":
            member = self.space.by_id((body.get("recipient") or {}).get("id", ""))
            if place.kind == "personal":
                return _refused(400, "BadArgument")
            if member is None:
                return _refused(403, "RecipientNotInRoster")
            only_for = member.aad
        message = self.space.add(place.id, _card_in(body), only_for=only_for, thread=thread)
        return web.json_response({"id": message.id}, status=201)

    def _update(self, name: str, place: Conversation, message: str, body: dict[str, Any]) -> web.Response:
        found = self.space.message(place.id, message)
        if found is None or bool(found.only_for) != (name == "update_private"):
            return _refused(404, "ActivityNotFoundInConversation")
        found.card = _card_in(body)
        found.shown.clear()
        found.lines.clear()
        self.space.tell()
        return web.json_response({"id": found.id})

    def _open(self, body: dict[str, Any]) -> web.Response:
        (wanted,) = body["members"]
        member = self.space.by_id(wanted["id"])
        if body.get("tenantId") != TENANT or body.keys() - {"members", "tenantId"}:
            self.violations.append(f"open: {body}")
        if member is None or not member.installed:
            return _refused(403, "BotNotInConversationRoster")
        return web.json_response({"id": self.space.alone(member).id}, status=201)

    def _judge(self, name: str, body: dict[str, Any]) -> None:
        wrong = []
        attachments = body.get("attachments") or []
        if body.get("type") != "message" or body.get("text") or len(attachments) != 1:
            wrong.append("a message holds one card, and no text beside it")
        if not str(body.get("summary") or "").strip():
            wrong.append("no summary, which is the notification")
        recipient = body.get("recipient")
        if (recipient is not None) != (name == "private") or (recipient and not recipient.get("isTargeted")):
            wrong.append(f"recipient {recipient!r}")
        for each in attachments:
            if each.get("contentType") != "application/vnd.microsoft.card.adaptive":
                wrong.append(f"an attachment of {each.get('contentType')}")
            wrong += judge(each.get("content"))
        self.violations += [f"{name}: {each}" for each in wrong]

    def judge_shown(self, card: Any) -> None:
        self.violations += [f"answer to a press: {each}" for each in judge(card)]

    async def _refusal(self, request: web.Request, fault: Fault | None) -> web.StreamResponse | None:
        match fault:
            case RateLimited(seconds):
                headers = {} if seconds is None else {"Retry-After": str(seconds)}
                return web.json_response({"error": {"code": "TooManyRequests"}}, status=429, headers=headers)
            case Drops(after_write=False) if request.transport:
                request.transport.abort()
                return web.Response()
            case Slow(seconds):
                await asyncio.sleep(seconds)
            case Refuses(status, code, False) if request.path.startswith(("/login", "/keys")):
                return web.json_response({"error": code}, status=status)
        return None

    def _fault(self, call: str, conversation: str = "") -> Fault | None:
        now = asyncio.get_running_loop().time()
        rests_until, since = self._rests_until.get(conversation, (0.0, 0.0))
        if conversation and call != "member" and since + _IN_FLIGHT < now < rests_until:
            self.violations.append(f"{call}: {rests_until - now:.2f} seconds before its time")
        fault = self._faults[call].pop(0) if self._faults[call] else self._always.get(call)
        if isinstance(fault, RateLimited) and fault.retry_after:
            self._rests_until[conversation] = (now + fault.retry_after, now)
        return fault

    # ── What the app is told ─────────────────────────────────────────────────────────────────────

    async def deliver(self, activity: dict[str, Any]) -> Ack:
        """Send an activity, signed, and wait for its answer; two times where everything comes twice."""
        self.delivered.append(activity)
        for _ in range(2 if self.twice else 1):
            started = asyncio.get_running_loop().time()
            ack = await self.post(json.dumps(activity).encode(), self.signed())
            late = asyncio.get_running_loop().time() - started > PATIENCE
            if ack.status != 200 or late:
                self.violations.append(f"{activity['type']}: answered with {ack.status}{', late' * late}")
            if activity["type"] == "invoke" and not (isinstance(ack.body, dict) and ack.body.get("value")):
                self.violations.append(f"a press is answered with {ack.body!r}: Teams sends it again")
            self.acks.append(ack)
        return ack

    def signed(self, **changes: Any) -> dict[str, str]:
        """The headers with which Teams sends; `changes` as in Issuer.token."""
        return {
            "Authorization": f"Bearer {self.issuer.token(**changes)}",
            "Content-Type": "application/json; charset=utf-8",
        }

    async def post(self, body: bytes, headers: dict[str, str]) -> Ack:
        """A request to the app as anyone could send it."""
        async with self._client.post(self.app_url, data=body, headers=headers) as response:
            words = await response.text()
            return Ack(response.status, json.loads(words) if words.startswith("{") else words or None)

    def activity(self, kind: str, place: Conversation, member: Member, **more: Any) -> dict[str, Any]:
        """An activity as Teams makes it, of somebody in a conversation."""
        data: dict[str, Any] = {"tenant": {"id": TENANT}}
        if place.team:
            data |= {"team": {"id": place.team, "name": "Learning team"}, "channel": {"id": place.id}}
        activity = {
            "type": kind,
            "id": f"f:{self.space.number():08}",
            "timestamp": "2026-03-02T09:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": f"{self.service}/",
            "from": {"id": member.id, "name": member.name, "aadObjectId": member.aad},
            "recipient": {"id": self.space.bot, "name": "Caffi"},
            "conversation": {
                "id": place.id,
                "conversationType": place.kind,
                "tenantId": TENANT,
                **({} if place.kind == "personal" else {"isGroup": True}),
            },
            "channelData": data,
        }
        return activity | more


def _name_of(method: str, steps: list[str], *, private: bool) -> str | None:
    match method, steps:
        case "POST", ["v3", "conversations"]:
            return "open"
        case "POST", ["v3", "conversations", _, "activities"]:
            return "private" if private else "post"
        case "PUT", ["v3", "conversations", _, "activities", _]:
            return "update_private" if private else "update"
        case "GET", ["v3", "conversations", _, "members", _]:
            return "member"
        case "GET", ["v3", "teams", _, "conversations"]:
            return "channels"
    return None


def _card_in(body: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = body["attachments"][0]["content"]
    return card


def _refused(status: int, code: str) -> web.Response:
    if not code:
        return web.Response(status=status, text="<h1>Oops</h1>", content_type="text/html")
    return web.json_response({"error": {"code": code, "message": "No."}}, status=status)


__all__ = ["Ack", "FakeTeams", "Message"]
