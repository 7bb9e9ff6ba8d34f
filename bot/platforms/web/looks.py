"""The room's style, script and drawing: three files of ours, kept by browsers until they change."""

from functools import cache
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.platforms.web.html import TEMPLATES

_KINDS = {"room.css": "text/css", "room.js": "text/javascript", "cup.svg": "image/svg+xml"}
_LONG = "public, max-age=31536000, immutable"


@cache
def _content(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


@cache
def look(name: str) -> str:
    """The address of a file; it changes with what is in it."""
    return f"/look/{name}?{sha256(_content(name)).hexdigest()[:12]}"


async def show_look(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _KINDS:
        raise HTTPException(404)
    return Response(_content(name), media_type=_KINDS[name], headers={"Cache-Control": _LONG})
