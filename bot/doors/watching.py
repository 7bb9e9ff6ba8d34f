"""What those who watch over Caffi read: /health at both doors, /metrics only at the inner one."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from bot.clock import Clock
from bot.doors.health import Health
from bot.tally import Tally


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

    from bot.doors.metrics import Metrics  # noqa: PLC0415

    metrics = Metrics(tally, health, clock)

    async def page(_: Request) -> Response:
        return Response(await metrics.page(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    return Starlette(routes=[*health_routes(health), Route("/metrics", page)])
