"""Requests to Slack's door, signed and not: nothing unsigned or replayed is served, nothing breaks it."""

import asyncio
import json
import random
import sys
import time
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from aiohttp import ClientOSError, ServerDisconnectedError

from bot.app import App
from tests.fakes.slack import FakeSlack
from tests.hostile.conftest import Lines, Times
from tests.hostile.payloads import FORM, spoiled, whole, wire
from tests.hostile.texts import chances, hostile
from tests.house import MONDAY, draft

LONGEST = 1_000_000  # bytes of a body that is read
LONGEST_FRAME = 4 * 2**20  # bytes, as aiohttp takes them
WALK = draft("Mindful walking|Cerdded ystyriol", MONDAY + timedelta(days=8), ref="12", capacity=3)


def people(slack: FakeSlack) -> None:
    slack.channel("learning")
    for name in ("nia", "olwen"):
        slack.person(name)
    slack.person("guest", guest=True)
    slack.person("botty", bot=True)
    slack.person("away", team="T2")


async def answers(slack: FakeSlack, number: int) -> None:
    """Caffi still does what it is for."""
    fields = {
        "command": "/learn",
        "text": "what's on",
        "user_id": "UNIA",
        "team_id": "T1",
        "trigger_id": f"ok{number}",
    }
    body = urlencode(fields | {"channel_id": "CLEARNING", "channel_name": "learning"}).encode()
    status, said = await slack.post(body, slack.signed(body, kind=FORM))
    assert status == 200
    assert "Mindful walking" in said or "Cerdded ystyriol" in said  # she may have been made to read Welsh


async def posted(slack: FakeSlack, body: bytes, content: str) -> tuple[int, str]:
    """A server may hang up on a connection that was idle, or before it has read all that is too long."""
    try:
        return await slack.post(body, slack.signed(body, kind=content))
    except (ClientOSError, ServerDisconnectedError):
        if len(body) > LONGEST:
            return 413, ""
        return await slack.post(body, slack.signed(body, kind=content))


async def test_signed_payloads_of_every_shape_are_taken_in_or_refused(
    slack_app, lines: Lines, seed: int, times: Times, caplog: pytest.LogCaptureFixture
):
    async with slack_app("http", WALK) as (slack, caffi):
        people(slack)
        statuses: dict[int, int] = {}
        unread = 0
        for each, chance in enumerate(chances(seed, times(20_000))):
            kind, payload = whole(slack, chance)
            sound = wire(kind, payload, random.Random(0))[0]
            body, content = wire(kind, spoiled(payload, chance), chance)
            status, said = await posted(slack, body, content)
            assert status in ((413,) if len(body) > LONGEST else (200, 400, 401)), (each, status, body[:3000])
            assert "Traceback" not in said, (each, body)
            assert 'File "' not in said, (each, body)
            assert len(said) < 250_000
            if unreadable := [line for line in lines if line["event"] == "slack.unreadable"]:
                # Only what Slack never sends: acknowledged without a word, a command with our apology.
                assert status in (200, 400), (each, body[:3000])
                assert not said or "Something went wrong" in said, (each, body[:3000])
                assert body != sound, (each, body[:3000])
                unread += len(unreadable)
            lines.clear()
            statuses[status] = statuses.get(status, 0) + 1
            if each % 100 == 99:
                await answers(slack, each)
        sys.stdout.write(f"{statuses}, {unread} unreadable\n")
        await caffi.postman.flush()
        # A button of an attacker's own making may open a form with a trigger that Slack never gave.
        await caffi.rooms["slack"]._running.drain(10)
        slack.violations[:] = [each for each in slack.violations if "the trigger is used" not in each]
    assert [record.message for record in caplog.records if record.name.startswith("uvicorn")] == []


def unsigned(body: bytes, slack: FakeSlack, chance: random.Random) -> dict[str, str]:
    """Headers with which no request is Slack's."""
    good = slack.signed(body, kind=FORM)
    now = time.time()
    signature, moment = "X-Slack-Signature", "X-Slack-Request-Timestamp"
    junk = "".join(
        chr(chance.choice((chance.randrange(33, 127), chance.randrange(160, 255))))
        for _ in range(chance.choice((1, 8, 64, 4000)))
    )
    match chance.randrange(9):
        case 0:
            gone = chance.choice((signature, moment))
            return {name: value for name, value in good.items() if name != gone}
        case 1:
            return good | {signature: good[signature][:-1] + ("0" if good[signature][-1] != "0" else "1")}
        case 2:
            return good | {signature: good[signature].removeprefix("v0=")}
        case 3:
            return good | {signature: chance.choice(("v1=", "v0=", "V0=", "")) + junk}
        case 4:
            return slack.signed(body, kind=FORM, at=now - chance.choice((301, 3600, 10**9)))
        case 5:
            return slack.signed(body, kind=FORM, at=now + chance.choice((400, 3600, 10**9)))
        case 6:
            return good | {
                moment: chance.choice(("", "-1", "1e9", "0x1", "9" * 300, junk, good[moment] + "0", "²"))
            }
        case 7:
            return slack.signed(body + b" ", kind=FORM)
        case _:
            return good | {moment: str(int(good[moment]) - 1)}


async def test_nothing_unsigned_is_served(slack_app, lines: Lines, seed: int, times: Times):
    async with slack_app("http", WALK) as (slack, _):
        people(slack)
        lines.clear()
        for each, chance in enumerate(chances(seed, times(20_000))):
            kind, payload = whole(slack, chance)
            body, _ = wire(kind, payload, chance)
            status, said = await slack.post(body, unsigned(body, slack, chance))
            assert (status, said) == (401, ""), (each, body)
            assert not [line for line in lines if line["event"] == "ask"], (each, body)
        await answers(slack, 0)


async def test_what_was_served_is_not_served_again_word_for_word(slack_app, lines: Lines):
    async with slack_app("http", WALK) as (slack, _):
        people(slack)
        for text in ("what's on", "mine", "book 12", "settings", "problems"):
            fields = {
                "command": "/learn",
                "text": text,
                "user_id": "UNIA",
                "team_id": "T1",
                "trigger_id": f"t {text}",
            }
            body = urlencode(fields).encode()
            headers = slack.signed(body, kind=FORM)
            first = await slack.post(body, headers)
            assert first[0] == 200
            lines.clear()
            for _ in range(3):
                assert await slack.post(body, headers) == (200, "")
            assert not [line for line in lines if line["event"] == "ask"]
        slack.violations.clear()  # no trigger of Slack's stands behind "settings"


async def test_what_could_not_be_served_may_come_again(slack_app, lines: Lines):
    async with slack_app("http", WALK) as (slack, caffi):
        people(slack)
        body = urlencode(
            {"command": "/learn", "text": "book 12", "user_id": "UNIA", "trigger_id": "t1"}
        ).encode()
        headers = slack.signed(body, kind=FORM)
        room = caffi.rooms["slack"]
        bolt, room._bolt = room._bolt, None
        assert (await slack.post(body, headers))[0] == 503
        room._bolt = bolt
        assert "booked" in (await slack.post(body, headers))[1]


def plain_request(
    slack: FakeSlack, body: bytes, *more: str, first: str = "POST /slack/events HTTP/1.1"
) -> bytes:
    host = urlsplit(slack.app_url).netloc
    signed = [f"{name}: {value}" for name, value in slack.signed(body, kind=FORM).items()]
    return "\r\n".join([first, f"Host: {host}", *signed, *more, "", ""]).encode("latin-1")


async def raw(slack: FakeSlack, *pieces: bytes) -> bytes:
    """Everything that comes back on one connection."""
    url = urlsplit(slack.app_url)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    try:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        async with asyncio.timeout(60):
            return await reader.read(100_000)
    except ConnectionError:
        return b""
    finally:
        writer.close()


BODY = urlencode({"command": "/learn", "text": "mine", "user_id": "UNIA", "trigger_id": "raw"}).encode()
LENGTH = f"Content-Length: {len(BODY)}"
CLOSE = "Connection: close"


@pytest.mark.parametrize(
    ("more", "body", "statuses"),
    [
        # Two lengths, or a length and a chunked body: one of two servers in a row would read it otherwise.
        ([LENGTH, "Content-Length: 0", CLOSE], BODY, (400,)),
        (["Transfer-Encoding: chunked", LENGTH, CLOSE], b"0\r\n\r\nGET /health HTTP/1.1\r\n\r\n", (400, 401)),
        (["Transfer-Encoding: xchunked", CLOSE], b"0\r\n\r\n", (400, 401, 501)),
        (["Transfer-Encoding : chunked", CLOSE], b"0\r\n\r\n", (400, 401)),
        (["Content-Length: -1", CLOSE], BODY, (400, 413)),
        (["Content-Length: +5", CLOSE], BODY, (400, 401, 413)),
        (["Content-Length: 99999999999999999999999", CLOSE], BODY, (400, 413)),
        (["Content-Length: 2000000", CLOSE], BODY, (413,)),
        (["Transfer-Encoding: chunked", CLOSE], b"FFFFFFFFFFFFFFFFF\r\n", (400,)),
        (["Transfer-Encoding: chunked", CLOSE], b"zz\r\n", (400,)),
        ([LENGTH, CLOSE, "X: a\r\n b"], BODY, (200, 400)),
        ([LENGTH, CLOSE, "X: a\x00b"], BODY, (400,)),
        ([LENGTH, CLOSE, *(f"X-{n}: {'y' * 500}" for n in range(400))], BODY, (200, 400, 431)),
        ([LENGTH, CLOSE, "X: " + "y" * 900_000], BODY, (200, 400, 431)),
    ],
)
async def test_requests_that_two_servers_might_read_differently(
    slack_app, lines: Lines, more, body, statuses
):
    async with slack_app("http", WALK) as (slack, _):
        people(slack)
        said = await raw(slack, plain_request(slack, BODY, *more), body)
        if said:  # a server may also hang up
            assert int(said.split(b" ", 2)[1]) in statuses, said[:300]
        assert said.count(b"HTTP/1.1") <= 1 + (b" 100 " in said)
        assert b"Traceback" not in said
        await answers(slack, 1)


@pytest.mark.parametrize(
    "first",
    [
        "GET /slack/events HTTP/1.1",
        "PUT /slack/events HTTP/1.1",
        "DELETE /slack/events HTTP/1.1",
        "OPTIONS /slack/events HTTP/1.1",
        "HEAD /slack/events HTTP/1.1",
        "POST /slack/ HTTP/1.1",
        "POST /slack/../health HTTP/1.1",
        "POST /slack/%2e%2e/events/x HTTP/1.1",
        "POST / HTTP/1.1",
        "POST /as/nia/caffi HTTP/1.1",
        "GET /metrics HTTP/1.1",
        "POST * HTTP/1.1",
        "POST http://evil.example/slack HTTP/1.1",
        "CONNECT evil.example:443 HTTP/1.1",
        "\x16\x03\x01 /slack/events HTTP/1.1",
        "POST /slack/events HTTP/9.9",
        "POST  /" + "a" * 100_000 + " HTTP/1.1",
    ],
)
async def test_other_methods_and_addresses(slack_app, lines: Lines, first: str):
    async with slack_app("http", WALK) as (slack, _):
        people(slack)
        said = await raw(slack, plain_request(slack, BODY, LENGTH, CLOSE, first=first), BODY)
        if said:
            assert int(said.split(b" ", 2)[1]) in (307, 400, 404, 405, 414, 431, 505), said[:300]
        assert not [line for line in lines if line["event"] == "ask"]
        await answers(slack, 1)


async def test_garbage_on_the_wire(slack_app, lines: Lines, seed: int, times: Times):
    async with slack_app("http", WALK) as (slack, _):
        for each, chance in enumerate(chances(seed, times(2_000))):
            good = bytearray(plain_request(slack, BODY, LENGTH, CLOSE) + BODY)
            for _ in range(chance.choice((1, 3, 30))):
                good[chance.randrange(len(good))] = chance.randrange(256)
            said = await raw(slack, bytes(good[:180]), bytes(good[180:]) + b"\r\n\r\n" * 2, b"")
            assert b" 500 " not in said[:20], (each, bytes(good))
            assert b"Traceback" not in said
        people(slack)
        await answers(slack, 1)


async def test_a_body_that_never_ends_is_not_waited_for(slack_app, lines: Lines):
    async with slack_app("http", WALK) as (slack, _):
        said = await raw(slack, plain_request(slack, BODY, LENGTH, CLOSE), BODY[:10])
        assert said.startswith(b"HTTP/1.1 408")
        people(slack)
        await answers(slack, 1)


@pytest.mark.parametrize("mode", ["socket"])
async def test_socket_mode_takes_in_whatever_comes(
    slack_app, lines: Lines, seed: int, times: Times, mode: str
):
    async with slack_app(mode, WALK) as (slack, caffi):
        people(slack)
        await slack.link.until_connected()
        for each, chance in enumerate(chances(seed, times(20_000))):
            kind, payload = whole(slack, chance)
            kinds = {"form": "slash_commands", "payload": "interactive", "json": "events_api"}
            envelope = {
                "type": kinds[kind],
                "envelope_id": f"x{each}",
                "payload": spoiled(payload, chance),
                "accepts_response_payload": kind != "json",
            }
            text = json.dumps(hashable(spoiled(envelope, chance)))
            if chance.random() < 0.1:
                text = chance.choice(
                    ("", "{", "null", "[]", '"x"', "5", "[" * 100_000, text[:-1], hostile(chance)[:500])
                )
                text = text.encode("utf-8", "ignore").decode()
            if len(text) > LONGEST_FRAME:
                await slack.link.says_too_much(text)
            elif '"disconnect"' not in text:
                await slack.link.sockets[-1].send_str(text)
            if each % 100 == 99:
                await heard(slack, caffi, lines)
        await heard(slack, caffi, lines)
        await caffi.rooms["slack"]._running.drain(10)
        slack.violations[:] = [each for each in slack.violations if "the trigger is used" not in each]


@pytest.mark.long
async def test_what_is_too_long_for_a_frame_costs_one_connection(slack_app, lines: Lines):
    async with slack_app("socket", WALK) as (slack, caffi):
        people(slack)
        await slack.link.until_connected()
        opened = slack.link.opened
        await slack.link.says_too_much(json.dumps({"type": "events_api", "payload": "x" * LONGEST_FRAME}))
        await heard(slack, caffi, lines)
        assert slack.link.opened == opened + 1


def hashable(envelope: dict[str, object]) -> dict[str, object]:
    """The fake Slack keeps count of envelopes by their id."""
    found = envelope.get("envelope_id")
    return envelope | {"envelope_id": str(found)} if isinstance(found, list | dict) else envelope


async def heard(slack: FakeSlack, caffi: App, lines: Lines) -> None:
    nia = slack.person("nia")
    # Behind all that was sent before, however long a busy machine takes over it: only then she asks.
    async with asyncio.timeout(60):
        await slack.link.send("events_api", {"type": "event_callback"}, f"last {slack.space.number()}", 0)
        await caffi.rooms["slack"]._running.drain(60)
    for message in list(slack.space.messages):
        slack.space.messages.remove(message)
    await nia.types_command("/learn", "what's on", channel="learning")
    seen = nia.sees("learning")
    assert "Mindful walking" in seen or "Cerdded ystyriol" in seen
    assert [line for line in lines if line.get("outcome") == "bug"] == []
    lines.clear()
