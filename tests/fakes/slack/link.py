"""Socket Mode as Slack does it: each payload goes to one of the connections, which come and go."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web


class Link:
    def __init__(self) -> None:
        self.sockets: list[web.WebSocketResponse] = []
        self.deaf = False
        """Nothing comes back from us any more, not even an answer to a ping; nothing is closed."""
        self.turn = 0
        """Which of the connections gets the next payload."""
        self._waiting: dict[str, asyncio.Future[dict[str, Any] | None]] = {}
        self._connected = asyncio.Event()
        self.opened = 0

    async def open(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self.deaf = False
        self.opened += 1
        self.sockets.append(socket)
        self._connected.set()
        async for received in socket:
            if received.type == WSMsgType.TEXT:
                said = json.loads(received.data)
                waiting = self._waiting.pop(said["envelope_id"], None)
                if waiting and not waiting.done():
                    waiting.set_result(said.get("payload"))
            elif received.type == WSMsgType.PING and not self.deaf:
                await socket.pong(received.data)
        self.sockets.remove(socket)
        return socket

    async def close(self) -> None:
        for socket in list(self.sockets):
            await socket.close()

    async def until_connected(self) -> None:
        await asyncio.wait_for(self._connected.wait(), 60)

    async def send(
        self, kind: str, payload: dict[str, Any], envelope: str, attempt: int
    ) -> dict[str, Any] | None:
        """One envelope to one connection; what it was acknowledged with."""
        await self.until_connected()
        self._waiting[envelope] = waiting = asyncio.get_running_loop().create_future()
        sent = {
            "type": kind,
            "envelope_id": envelope,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            sent |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        await self.sockets[-1 - self.turn % len(self.sockets)].send_json(sent)
        return await waiting

    async def says(self, reason: str) -> None:
        """The newest connection is to be replaced ("warning", "refresh_requested"), as every few hours."""
        self._connected.clear()
        await self.sockets[-1].send_json({"type": "disconnect", "reason": reason})
        await self.until_connected()

    async def hangs_up(self) -> None:
        """Slack closes the newest connection without a word."""
        self._connected.clear()
        await self.sockets[-1].close()
        await self.until_connected()

    async def says_too_much(self, text: str) -> None:
        """More than a client takes at once ends the newest connection, and it opens another."""
        self._connected.clear()
        with suppress(ConnectionError):
            await self.sockets[-1].send_str(text)
        await self.until_connected()

    async def dies(self) -> None:
        """The newest connection is dead, and nobody closed it."""
        self._connected.clear()
        self.deaf = True
        await self.until_connected()
