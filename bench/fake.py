"""A Slack that takes what it is sent, after a while: `python -m bench.fake <port> <milliseconds>`.

It keeps when each message came to which channel; GET /tally gives that back.
"""

import asyncio
import json
import sys
import time
from typing import cast
from urllib.parse import parse_qs

import uvloop

_ME = {"ok": True, "team_id": "T1", "user_id": "UBOT", "bot_id": "B1", "team": "Bench", "user": "caffi"}


class Web(asyncio.Protocol):
    """One connection of a client; answers come in the order of the requests."""

    messages: list[tuple[str, float]]
    delay: float

    def __init__(self, messages: list[tuple[str, float]], delay: float) -> None:
        self.messages = messages
        self.delay = delay
        self._got = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._got += data
        end = self._got.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._got[:end]).decode("latin-1").lower()
        where = head.find("content-length:")
        long = int(head[where + 15 :].split("\r\n", 1)[0]) if where >= 0 else 0
        if len(self._got) < end + 4 + long:
            return
        body = bytes(self._got[end + 4 : end + 4 + long])
        del self._got[: end + 4 + long]
        path = head.split(" ", 2)[1].partition("?")[0]
        if path == "/tally":
            self._say({"messages": self.messages})
            return
        answer = self.answer(path, head, body)
        asyncio.get_running_loop().call_later(self.delay, self._say, answer)

    def answer(self, path: str, head: str, body: bytes) -> dict[str, object]:
        """What Slack answers; `head` is in small letters."""
        now, method = time.monotonic(), path.rpartition("/")[2]
        if method == "auth.test":
            return _ME
        if method == "chat.postmessage":
            as_json = "application/json" in head
            told = json.loads(body) if as_json else {k: v[0] for k, v in parse_qs(body.decode()).items()}
            self.messages.append((told["channel"], now))
            return {"ok": True, "channel": told["channel"], "ts": f"{len(self.messages)}.0001"}
        return {"ok": True}

    def _say(self, answer: dict[str, object]) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        body = json.dumps(answer).encode()
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body
        )


async def _serve(port: int, delay: float) -> None:
    messages: list[tuple[str, float]] = []
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Web(messages, delay), "127.0.0.1", port)
    await server.serve_forever()


def main() -> None:
    uvloop.run(_serve(int(sys.argv[1]), float(sys.argv[2]) / 1000))


if __name__ == "__main__":
    main()
