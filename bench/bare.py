"""The yardstick: a Bolt app that only answers text, on Bolt's own adapter and with one listener."""

import os

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck

from bench.load import SECRET


def build() -> AsyncSlackRequestHandler:
    """Checks signatures, knows who it is without asking, and has one listener."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="U1", bot_token="xoxb-1")  # noqa: S106 (made up)

    app = AsyncApp(
        signing_secret=SECRET,
        authorize=authorize,
        process_before_response=True,
        attaching_conversation_kwargs_enabled=False,
        attaching_function_token_enabled=False,
    )

    @app.command("/learn")
    async def answer(ack: AsyncAck) -> None:
        await ack("Nothing but this.")

    return AsyncSlackRequestHandler(app, path="/slack/events")


def main() -> None:
    """Serve on $CAFFI_PORT."""
    uvicorn.run(
        build(),
        port=int(os.environ["CAFFI_PORT"]),
        log_config=None,
        lifespan="off",
        access_log=False,
        server_header=False,
        loop="uvloop",
        http="httptools",
    )


if __name__ == "__main__":
    main()
