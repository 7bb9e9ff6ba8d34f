"""What arrives at the edge: forged and broken requests, real payloads, lost connections, wrong tokens."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from aiohttp import ClientSession
from slack_bolt.response import BoltResponse
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier
from structlog.testing import capture_logs

from bot.ask import Address, Ask, Target, Where
from bot.card import Reply
from bot.platforms.slack import SlackRoom
from bot.platforms.slack.gate import Gate
from bot.platforms.slack.payloads import from_command, from_mention, from_press, from_submission, readable
from bot.room import NotConnected
from tests.fakes.slack import FakeSlack, ServerError, serving
from tests.platforms.slack.conftest import Connect
from tests.platforms.slack.desk import Desk, reply, words

PAYLOADS = Path(__file__).parents[4] / "shared/data/payloads/slack"
REAL = sorted(path.name for path in PAYLOADS.glob("*"))
NO_PAYLOADS = pytest.mark.skipif(not REAL, reason="../shared/data/payloads is not beside the repository")
FORM = "application/x-www-form-urlencoded"
COMMAND = urlencode({"command": "/learn", "text": "mine", "user_id": "UNIA", "team_id": "T1"}).encode()


@pytest.mark.parametrize(
    "change",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=\xe9"},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "9" * 30},
        {"X-Slack-Request-Timestamp": "1531420618"},
    ],
)
async def test_a_forged_request_is_refused_without_noise(
    connect_http: Connect, caplog: pytest.LogCaptureFixture, change: dict[str, str]
) -> None:
    async with connect_http({"mine": reply("Secret")}) as (slack, desk):
        headers = slack.signed(COMMAND, kind=FORM) | change
        assert await slack.post(COMMAND, headers) == (401, "")
        assert desk.asks == []
    assert [record for record in caplog.records if record.name.startswith(("slack", "uvicorn", "bot"))] == []


@pytest.mark.parametrize(
    "body", [b'{"ssl_check": "1"}', b"ssl_check=1&command=/learn", b"{", b"\xff\xfe", b""]
)
async def test_no_body_opens_the_door_without_a_signature(connect_http: Connect, body: bytes) -> None:
    async with connect_http({"mine": reply("Secret")}) as (slack, desk):
        headers = slack.signed(b"another body", kind=FORM)
        assert await slack.post(body, headers) == (401, "")
        assert desk.asks == []


async def test_an_old_request_is_refused(connect_http: Connect) -> None:
    async with connect_http({"mine": reply("Secret")}) as (slack, _):
        old = slack.signed(COMMAND, kind=FORM, at=time.time() - 301)
        assert (await slack.post(COMMAND, old))[0] == 401
        assert (await slack.post(COMMAND, slack.signed(COMMAND, kind=FORM)))[0] == 200


async def test_who_hangs_up_is_served_all_the_same_and_once(connect_http: Connect) -> None:
    """The server does not take back what it has begun: so there is nothing to do again."""
    asked, go_on, answered = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slowly(_ask: Ask) -> Reply:
        asked.set()
        await go_on.wait()
        answered.set()
        return reply("Secret")

    async with connect_http({"mine": slowly}) as (slack, desk):
        headers = slack.signed(COMMAND, kind=FORM)
        posting = asyncio.ensure_future(slack.post(COMMAND, headers))
        await asked.wait()
        posting.cancel()  # the client closes its connection
        with pytest.raises(asyncio.CancelledError):
            await posting
        assert await slack.post(COMMAND, headers) == (200, "")
        go_on.set()
        await answered.wait()
        assert await slack.post(COMMAND, headers) == (200, "")
        assert len(desk.asks) == 1


async def test_what_the_server_gives_up_may_come_again() -> None:
    """As it does at its end with what takes too long."""
    asked, given_up = asyncio.Event(), True

    async def inside(_payload: dict[str, Any]) -> BoltResponse:
        asked.set()
        if given_up:
            await asyncio.Event().wait()
        return BoltResponse(status=200, body="Yours.", headers={"content-type": "text/plain"})

    slack = FakeSlack(mode="http")
    gate = Gate(signing_secret=slack.signing_secret, inside=lambda: inside)
    signed = slack.signed(COMMAND, kind=FORM) | {"Content-Length": str(len(COMMAND))}
    headers = [(name.lower().encode(), value.encode()) for name, value in signed.items()]
    scope = {"type": "http", "method": "POST", "path": "/slack/events", "headers": headers}

    async def post() -> list[Any]:
        said: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": COMMAND}

        async def send(message: Any) -> None:
            said.append(message.get("status") or message["body"])

        await gate(scope, receive, send)
        return said

    first = asyncio.ensure_future(post())
    await asked.wait()
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    given_up = False
    assert await post() == [200, b"Yours."]
    assert await post() == [200, b""], "it was served"


async def test_a_body_over_a_megabyte_is_not_read(connect_http: Connect) -> None:
    async with connect_http({}) as (slack, _):
        body = b"x" * 1_000_001
        assert (await slack.post(body, slack.signed(body)))[0] == 413


async def test_a_body_of_no_announced_length_is_not_read_to_its_end(connect_http: Connect) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    async with connect_http({}) as (slack, _), ClientSession() as client:
        headers = slack.signed(b"x")
        async with client.post(slack.app_url, data=endless(), headers=headers) as response:
            assert response.status == 413


async def test_slack_checks_the_address(connect_http: Connect) -> None:
    async with connect_http({}) as (slack, _):
        body = json.dumps({"type": "url_verification", "token": "x", "challenge": "3eZbrw1a"}).encode()
        assert await slack.post(body, slack.signed(body)) == (200, '{"challenge": "3eZbrw1a"}')


async def test_before_the_start_and_after_the_stop_slack_is_told_to_come_again() -> None:
    async with FakeSlack(mode="http") as slack:
        room = _room(slack, signing_secret=slack.signing_secret)
        async with serving(room.asgi) as url:
            slack.listens_at(f"{url}/events")
            assert (await slack.post(COMMAND, slack.signed(COMMAND, kind=FORM)))[0] == 503
            await room.start()
            assert await room.connected()
            assert (await slack.post(COMMAND, slack.signed(COMMAND, kind=FORM)))[0] == 200
            await room.stop()
            assert (await slack.post(COMMAND, slack.signed(COMMAND, kind=FORM)))[0] == 503


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "app_rate_limited", "minute_rate_limited": 1518467820},
        {"type": "event_callback", "event": {"type": "team_join"}, "team_id": "T1"},
        {"type": "event_callback", "event": {"type": "app_mention"}, "team_id": "T1"},
        {"type": "event_callback", "team_id": "T1"},
        {"type": "block_actions", "actions": [{"action_id": "press:book:0", "type": "button"}]},
        {"type": "block_actions", "actions": [{"action_id": "other", "type": "button", "value": "x"}]},
        {"type": "view_submission", "view": {"type": "modal", "callback_id": "form"}},
        {"type": "shortcut", "callback_id": "x"},
        {"type": "something_new"},
        {},
    ],
)
async def test_whatever_arrives_is_acknowledged(connect: Connect, payload: dict[str, Any]) -> None:
    async with connect({}) as (slack, desk):
        await slack.deliver("events_api", payload)
        assert desk.asks == []


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "interactive_message", "callback_id": "x", "actions": [{"name": "a", "type": "button"}]},
        {"type": "dialog_submission", "callback_id": "x", "submission": {"name": "Nia"}},
        {"type": "dialog_cancellation", "callback_id": "x"},
        {"type": "message_action", "callback_id": "x", "message": {"text": "mine"}},
        {"type": "block_suggestion", "action_id": "x", "value": "mine"},
        {"type": "view_closed", "view": {"type": "modal", "callback_id": "form"}},
        {"type": "view_submission", "view": None},
        {"type": "block_actions", "actions": None},
        {"type": ["event_callback"]},
        {"type": "event_callback", "event": {"type": ["message"]}},
    ],
)
async def test_what_we_never_asked_for_is_acknowledged_with_nothing(
    connect: Connect, payload: dict[str, Any]
) -> None:
    async with connect({}) as (slack, desk):
        ack = await slack.deliver("interactive", payload)
        assert (ack.status, ack.body or "") == (200, "")
        assert (desk.asks, desk.met) == ([], {})


async def test_what_we_do_ourselves_is_not_heard(connect: Connect) -> None:
    async with connect({"mine": reply("Your places.")}) as (slack, desk):
        ours = {"user": slack.space.bot_user, "ts": "1.1", "text": "mine"}
        direct = {"type": "message", "channel_type": "im", "channel": "D1"}
        await slack.event("message.im", ours | direct)
        await slack.event("message.im", ours | direct | {"user": "UNIA", "bot_id": slack.space.bot_id})
        await slack.event("app_mention", ours | {"type": "app_mention", "channel": "C1"})
        await slack.event("app_home_opened", ours | {"type": "app_home_opened", "tab": "home"})
        assert (desk.asks, desk.met) == ([], {})
        assert "users.info" not in [method for method, _ in slack.calls]


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "event_callback", "event": "Nia Rees"},
        {"type": "event_callback", "event": None, "team": {"Nia Rees": 1}},
        {"type": "event_callback", "authorizations": ["Nia Rees"], "event": {"type": "message"}},
        {"type": "view_submission", "team": 5, "user": "Nia Rees"},
        {"command": "/learn", "text": "Nia Rees", "authorizations": [5]},
    ],
)
async def test_what_bolt_cannot_read_is_refused_and_nothing_of_it_is_logged(
    connect_http: Connect, caplog: pytest.LogCaptureFixture, payload: dict[str, Any]
) -> None:
    with capture_logs() as lines:
        async with connect_http({}) as (slack, desk):
            body = json.dumps(payload).encode()
            headers = slack.signed(body)
            for _ in range(2):  # it was not served: the same request is looked at again
                assert await slack.post(body, headers) == (400, "")
            assert desk.asks == []
    assert [line["event"] for line in lines] == ["slack.unreadable"] * 2
    assert {name for line in lines for name in line} == {"event", "error", "log_level"}
    said = json.dumps(lines) + "".join(record.getMessage() for record in caplog.records)
    assert "Rees" not in said
    assert slack.bot_token not in said


@pytest.mark.parametrize(
    "body",
    [b"{", b'{"a": ' + b"[" * 100_000, b"payload=5", b"payload=%5B%5D", b"payload=nonsense", b'{"n": NaN}]'],
)
async def test_what_is_no_payload_is_refused(connect_http: Connect, body: bytes) -> None:
    async with connect_http({}) as (slack, desk):
        headers = slack.signed(body, kind=FORM)
        for _ in range(2):
            assert await slack.post(body, headers) == (400, "")
        assert desk.asks == []


@pytest.mark.parametrize("text", ["payload", "payload=5", "a&payload={}", "=payload=", "100% + 5"])
async def test_a_command_may_speak_of_payloads(connect: Connect, text: str) -> None:
    async with connect({text: reply("As you say.")}) as (slack, desk):
        nia = slack.person("nia")
        await nia.types_command("/learn", text)
        assert [ask.text for ask in desk.asks] == [text]
        assert nia.sees("dm") == "As you say."


async def test_slack_looks_whether_the_connection_is_safe(connect_http: Connect) -> None:
    async with connect_http({}) as (slack, desk):
        body = b"ssl_check=1&token=legacy"
        assert await slack.post(body, slack.signed(body, kind=FORM)) == (200, "")
        assert desk.asks == []


async def test_a_command_that_cannot_be_read_is_answered_with_an_apology(connect_http: Connect) -> None:
    async with connect_http({}) as (slack, _):
        body = b"command=%2Flearn"
        status, words = await slack.post(body, slack.signed(body, kind=FORM))
        assert status == 200
        assert "Something went wrong." in words


@pytest.mark.parametrize("name", REAL or [pytest.param("", marks=NO_PAYLOADS)])
async def test_real_payloads_are_acknowledged(connect: Connect, name: str) -> None:
    async with connect({"Hi there!": reply("Hello"), "hey": reply("Hello")}) as (slack, desk):
        payload = _real(name)
        payload = payload.get("payload", payload)
        known = {"event_callback": "events_api", "url_verification": "events_api"}
        kind = "slash_commands" if "command" in payload else known.get(payload["type"], "interactive")
        await slack.deliver(kind, payload)
        assert desk.asks == []  # they come from another workspace than ours


@NO_PAYLOADS
def test_the_vector_of_slacks_own_documentation_is_rightly_signed() -> None:
    class Then(SignatureClock):
        def now(self) -> float:
            return 1531420618

    vector = json.loads((PAYLOADS / "signed_request_vector.json").read_text())
    verifier = SignatureVerifier(vector["signing_secret"], Then())
    assert verifier.is_valid(vector["body"], vector["timestamp"], vector["valid_signature"])


@NO_PAYLOADS
def test_a_real_mention_is_read() -> None:
    ask = from_mention(_real("event_app_mention.json"), "T111", "W111")
    assert ask
    assert (ask.text, ask.who.user, ask.key) == ("Hi there!", "W222", "slack:Ev111")
    assert ask.answer_to == Target("slack", "T111", channel="C111", user="W222")


@NO_PAYLOADS
def test_a_real_press_is_not_ours_but_its_place_is_read() -> None:
    body = _real("socket_mode_interactive_envelope.json")["payload"]
    assert from_press(body, "T111") is None
    body["actions"][0] |= {"action_id": "press:book:0", "value": "book|12"}
    ask = from_press(body, "T111")
    assert ask
    assert (ask.word, ask.about, ask.where) == ("book", "12", Where("C111", "random"))
    via = "https://hooks.slack.com/actions/T111/111/xxx"
    assert ask.answer_to == Target("slack", "T111", channel="C111", user="U111", via=via)


@NO_PAYLOADS
def test_a_real_press_on_a_home_page_is_answered_to_the_person() -> None:
    body = _real("block_actions_real.json")
    body["actions"][0] |= {"action_id": "press:book:0", "value": "book|12", "type": "button"}
    ask = from_press(body, "T123")
    assert ask
    assert ask.answer_to == Target("slack", "T123", user="U123")


@NO_PAYLOADS
def test_a_real_form_of_an_organisation_wide_app_is_read() -> None:
    ask = from_submission(_real("view_submission_org_app.json"), "T111")
    assert ask.values == {"agenda-block": "test", "date-block": "", "time-block": ""}
    assert ask.who == Address("slack", "T111", "W111")


@NO_PAYLOADS
def test_a_real_command_is_read() -> None:
    ask = from_command(_real("slash_command.form.txt"), "T111")
    assert (ask.text, ask.where, ask.key) == ("Hi", Where("C111", "random"), "slack:111.111.xxx")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("what&amp;apos;s &lt;on&gt;", "what&apos;s <on>"),
        ("see <https://a.example|a.example> and <https://b.example>", "see a.example and https://b.example"),
        ("ask <@U1> or <@U1|nia> in <#C1|general> or <#C1|>", "ask @U1 or @U1 in #general or #C1"),
        ("<!here> <!date^1^{date}|today> <mailto:a@b.example|a@b.example>", "@here today a@b.example"),
        ("  &amp;lt;  ", "&lt;"),
    ],
)
def test_slacks_markup_is_read_as_people_typed_it(typed: str, read: str) -> None:
    assert readable(typed) == read


async def test_a_refreshed_connection_loses_no_one() -> None:
    async with FakeSlack() as slack:
        desk = Desk({"mine": reply("Your places.")})
        room = _room(slack, desk, app_token=slack.app_token)
        await room.start()
        assert await room.connected()
        await slack.link.says("refresh_requested")
        nia = slack.person("nia")
        await nia.types_command("/learn", "mine")
        assert nia.sees("dm") == "Your places."
        await room.stop()
        assert not await room.connected()


async def test_a_refused_token_is_said_at_the_start() -> None:
    async with FakeSlack() as slack:
        with pytest.raises(NotConnected, match="invalid_auth"):
            await _room(slack, bot_token="xoxb-wrong", signing_secret="s").start()
        with pytest.raises(NotConnected, match="invalid_auth"):
            await _room(slack, app_token="xapp-wrong").start()
        slack.fails("auth.test", ServerError())
        with pytest.raises(NotConnected):
            await _room(slack, signing_secret="s").start()
        slack.revoke_token()
        with pytest.raises(NotConnected, match="token_revoked"):
            await _room(slack, signing_secret="s").start()


def test_a_room_without_a_way_in_is_a_mistake() -> None:
    desk = Desk({})
    with pytest.raises(ValueError, match="app token"):
        SlackRoom(bot_token="x", serve=desk.serve, meet=desk.meet, knows=desk.knows, words=words)


def _room(slack: FakeSlack, desk: Desk | None = None, **details: Any) -> SlackRoom:
    desk = desk or Desk({})
    given = {"bot_token": slack.bot_token, "api_url": slack.api_url, "words": words} | details
    return SlackRoom(serve=desk.serve, meet=desk.meet, knows=desk.knows, **given)


def _real(name: str) -> dict[str, Any]:
    text = (PAYLOADS / name).read_text()
    if name.endswith(".txt"):
        return dict(parse_qsl(text.strip()))
    read: dict[str, Any] = json.loads(text)
    return dict(parse_qsl(read["body"], keep_blank_values=True)) if "valid_signature" in read else read


def test_the_name_of_a_form_s_delivery_lets_nobody_try_out_what_was_filled_in():
    def sent_in(view: str, rating: str) -> str:
        state = {"values": {"useful": {"useful": {"type": "plain_text_input", "value": rating}}}}
        body = {"type": "view_submission", "user": {"id": "U1"}, "view": {"id": view, "state": state}}
        return from_submission(body, "T1").key

    assert sent_in("V1", "4") == sent_in("V1", "4"), "the same form twice is one delivery"
    assert len({sent_in("V1", "4"), sent_in("V1", "5"), sent_in("V2", "4")}) == 3
    tails = {sent_in(view, "4").rpartition(":")[2] for view in ("V1", "V2")}
    assert len(tails) == 2, "no part of it comes from the values alone"
    assert "V1" not in sent_in("V1", "4")
