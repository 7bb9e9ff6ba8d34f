"""The doors: who watches over Caffi, and who goes straight through. /health is on both, /metrics only on
the inner one.

Each door is a port. By which of them somebody came in is known from the connection itself, never from what
a request says about it.
"""

from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.clock import Clock
from bot.health import Health
from bot.tally import Tally


@dataclass(frozen=True)
class Doors:
    """Requests that came in by `inner_port` are for `inner` alone, all others for `outer` alone."""

    outer: ASGIApp
    inner: ASGIApp
    inner_port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        came_by = (scope.get("server") or ("", None))[1]
        await (self.inner if came_by == self.inner_port else self.outer)(scope, receive, send)


@dataclass(frozen=True)
class Straight:
    """Requests to exactly `path` go to `there`, all others to `others`: what comes at every ask is not
    looked for among all routes.
    """

    path: str
    there: ASGIApp
    others: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ours = scope["type"] == "http" and scope["path"] == self.path
        await (self.there if ours else self.others)(scope, receive, send)


def health_routes(health: Health) -> list[BaseRoute]:
    """/health/alive: the process answers. /health/ready and /health: it can serve people; 503 where not,
    with the parts that are not ready.
    """

    async def alive(_: Request) -> JSONResponse:
        return JSONResponse({"alive": True})

    async def ready(_: Request) -> JSONResponse:
        missing = await health.not_ready()
        if not missing:
            return JSONResponse({"ready": True})
        return JSONResponse({"ready": False, "not_ready": list(missing)}, 503)

    return [Route("/health", ready), Route("/health/ready", ready), Route("/health/alive", alive)]


def metrics_door(tally: Tally, health: Health, clock: Clock) -> ASGIApp:
    """What is served at the address for /metrics."""
    from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4  # noqa: PLC0415 - 12 MB, where nobody watches

    from bot.metrics import Metrics  # noqa: PLC0415

    metrics = Metrics(tally, health, clock)

    async def page(_: Request) -> Response:
        return Response(await metrics.page(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    return Starlette(routes=[*health_routes(health), Route("/metrics", page)])
