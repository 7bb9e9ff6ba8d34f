"""The yardstick in Teams: an app on Microsoft's SDK that only answers, on the same server as ours."""

import json
import os
from dataclasses import replace
from typing import Any

import jwt
import uvicorn
import uvloop
from microsoft_teams.api.auth.cloud_environment import PUBLIC
from microsoft_teams.api.models.adaptive_card import AdaptiveCardActionMessageResponse
from microsoft_teams.apps import App
from microsoft_teams.apps.http.adapter import HttpMethod, HttpRouteHandler, HttpServerAdapter

from bot.platforms.asgi import Message, Receive, Send, headers_of, read_in_time, say


class _Door(HttpServerAdapter):
    """Microsoft's handler behind the reading of requests that Caffi has."""

    def __init__(self) -> None:
        self._handler: HttpRouteHandler | None = None

    def register_route(self, method: HttpMethod, path: str, handler: HttpRouteHandler) -> None:  # noqa: ARG002
        self._handler = handler

    def serve_static(self, path: str, directory: str) -> None:
        """There is nothing to serve."""

    async def start(self, port: int) -> None:
        """We start the server."""

    async def stop(self) -> None:
        """We stop it, too."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST" or self._handler is None:
            await say(send, 404, b"", b"application/json")
            return
        headers = headers_of(scope)
        body = await read_in_time(receive, headers)
        assert isinstance(body, bytes)
        told = {name: value.decode("latin-1") for name, value in headers.items()}
        answer = await self._handler({"body": json.loads(body), "headers": told})
        written = b"" if answer["body"] is None else json.dumps(answer["body"]).encode()
        await say(send, answer["status"], written, b"application/json")


async def build() -> _Door:
    """Checks tokens, answers words with a message, and a press with a line."""
    adapter = _Door()
    keys = os.environ["TEAMS_KEYS_URL"].removesuffix("/keys")

    ours = jwt.encode({"aud": "https://api.botframework.com"}, "one that nobody has to believe, made up here")

    async def token(scope: str | list[str], tenant: str | None = None) -> str:  # noqa: ARG001 - as it is called
        return ours

    app = App(
        http_server_adapter=adapter,
        client_id=os.environ["TEAMS_CLIENT_ID"],
        tenant_id=os.environ["TEAMS_TENANT_ID"],
        token=token,
        cloud=replace(PUBLIC, openid_metadata_url=f"{keys}/openidconfiguration"),
        telemetry={"agent365": False},
    )

    @app.on_message
    async def answer(ctx: Any) -> None:
        await ctx.send("Nothing but this.")

    @app.on_card_action_execute
    async def line(ctx: Any) -> AdaptiveCardActionMessageResponse:  # noqa: ARG001 - as above
        return AdaptiveCardActionMessageResponse(value="Nothing but this.")

    await app.initialize()
    return adapter


async def _serve() -> None:
    config = uvicorn.Config(
        await build(),
        port=int(os.environ["CAFFI_PORT"]),
        log_config=None,
        lifespan="off",
        access_log=False,
        server_header=False,
        http="httptools",
    )
    await uvicorn.Server(config).serve()


def main() -> None:
    """Serve on $CAFFI_PORT."""
    uvloop.run(_serve())


if __name__ == "__main__":
    main()
