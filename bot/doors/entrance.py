"""The entrance: by which door somebody came in, and who goes straight through.

Each door is a port: the inner one is for those who watch over Caffi. By which of them somebody came in is
known from the connection itself, never from what a request says about it.
"""

from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send


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
