"""Signed requests as Slack and Teams send them: `python -m bench.load` reads a plan, prints a tally.

Closed: each connection sends its next request when the last one was answered. Open: requests are due at a
rate whether or not earlier ones were answered, and time counts from when each was due, so a server that
stands still is not hidden. The signature is Slack's (docs.slack.dev, "Verifying requests from Slack").
"""

import asyncio
import hmac
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import cycle
from typing import cast
from uuid import uuid4

import uvloop

SECRET = "a-secret-of-the-bench"  # noqa: S105 (signs requests between two processes of one run)
_TIMEOUT = 10.0  # seconds
_WAY_OFF = 0.02


@dataclass(frozen=True)
class Plan:
    """What to send to `port`: bodies in turn, over and over with `again`. `warmup` seconds are not counted.

    `rate` 0: closed, by `connections`; else open, so many requests a second. An answer that does not
    hold `expect` is an error, as is any status but 200. With a `token` they go to Teams' door, as JSON in
    which `#` stands for the name of the delivery.
    """

    port: int
    bodies: list[str]
    seconds: float
    connections: int = 16
    rate: float = 0.0
    warmup: float = 0.0
    again: bool = True
    expect: str = ""
    token: str = ""


@dataclass
class Tally:
    """`latencies` are in milliseconds, in the order of the answers."""

    seconds: float = 0.0
    sent: int = 0
    latencies: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    odd: str = ""


class _Line(asyncio.Protocol):
    """One kept-alive connection, with one request under way."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._got = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._got += data
        end = self._got.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._got[:end]).lower()
        where = head.find(b"content-length:")
        long = int(head[where + 15 :].split(b"\r\n", 1)[0]) if where >= 0 else -1
        body = self._got[end + 4 :]
        whole = len(body) >= long if long >= 0 else body.endswith(b"0\r\n\r\n")
        if whole and self.answer is not None and not self.answer.done():
            self.answer.set_result((int(head[9:12]), bytes(body)))
            self._got.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        if self.answer is not None and not self.answer.done():
            self.answer.set_exception(exc or ConnectionResetError("closed"))


class Load:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._bodies: Iterator[str] = cycle(plan.bodies) if plan.again else iter(plan.bodies)
        self._salt = uuid4().hex[:12]
        self._number = 0
        self._expect = plan.expect.encode()
        self._counted_from = 0.0
        self._errors: Counter[str] = Counter()
        self.tally = Tally()

    async def run(self) -> Tally:
        start = time.perf_counter()
        self._counted_from = start + self._plan.warmup
        end = self._counted_from + self._plan.seconds
        if self._plan.rate:
            await self._open(start, end)
        else:
            await asyncio.gather(*(self._closed(end) for _ in range(self._plan.connections)))
        self.tally.seconds = min(time.perf_counter(), end + _TIMEOUT) - self._counted_from
        self.tally.errors = dict(self._errors)
        return self.tally

    def _request(self) -> bytes | None:
        body = next(self._bodies, None)
        if body is None:
            return None
        self._number += 1
        if self._plan.token:
            return self._from_teams(body)
        whole = f"{body}&trigger_id={self._salt}.{self._number}".encode()
        at = str(int(time.time()))
        signed = hmac.digest(SECRET.encode(), b"v0:" + at.encode() + b":" + whole, "sha256").hex()
        head = (
            f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1:{self._plan.port}\r\n"
            "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept: application/json,*/*\r\n"
            "Accept-Encoding: gzip,deflate\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(whole)}\r\nX-Slack-Request-Timestamp: {at}\r\n"
            f"X-Slack-Signature: v0={signed}\r\n\r\n"
        )
        return head.encode() + whole

    def _from_teams(self, body: str) -> bytes:
        whole = body.replace("#", f"{self._salt}{self._number}", 1).encode()
        head = (
            f"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1:{self._plan.port}\r\n"
            "User-Agent: Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)\r\nAccept: */*\r\n"
            f"Content-Type: application/json; charset=utf-8\r\nContent-Length: {len(whole)}\r\n"
            f"Authorization: Bearer {self._plan.token}\r\n\r\n"
        )
        return head.encode() + whole

    async def _closed(self, end: float) -> None:
        line: _Line | None = None
        while (now := time.perf_counter()) < end:
            request = self._request()
            if request is None:
                return
            line = await self._ask(line, request, now)

    async def _open(self, start: float, end: float) -> None:
        free: list[_Line] = []
        under_way: set[asyncio.Task[None]] = set()

        async def fire(request: bytes, due: float) -> None:
            line = await self._ask(free.pop() if free else None, request, due)
            if line is not None:
                free.append(line)

        for number in range(int((end - start) * self._plan.rate)):
            due = start + number / self._plan.rate
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            request = self._request()
            if request is None:
                break
            task = asyncio.create_task(fire(request, due))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        if under_way:
            await asyncio.wait(under_way, timeout=_TIMEOUT)

    async def _ask(self, line: _Line | None, request: bytes, due: float) -> _Line | None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(_TIMEOUT):
                if line is None or line.transport is None:
                    _, line = await loop.create_connection(_Line, "127.0.0.1", self._plan.port)
                assert line.transport is not None
                line.answer = loop.create_future()
                line.transport.write(request)
                status, body = await line.answer
        except (OSError, TimeoutError) as error:
            self._errors[type(error).__name__] += 1
            await asyncio.sleep(_WAY_OFF)
            return None
        if due >= self._counted_from:
            self.tally.sent += 1
            self.tally.latencies.append((time.perf_counter() - due) * 1000)
        if status != 200:
            self._errors[str(status)] += 1
        elif self._expect and self._expect not in body:
            self._errors["unexpected answer"] += 1
            self.tally.odd = self.tally.odd or body[:400].decode(errors="replace")
        return line


def main() -> None:
    plan = Plan(**json.load(sys.stdin))
    json.dump(asdict(uvloop.run(Load(plan).run())), sys.stdout)


if __name__ == "__main__":
    main()
