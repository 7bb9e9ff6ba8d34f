"""A card's file, handed over as a download; a browser never shows it as a page of ours."""

import re
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.card import Card, File

_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:; ?charset=[\w-]+)?", re.ASCII)


def hand_over(card: Card, part: int) -> Response:
    """The card's part number `part`, if it is a file (RFC 6266 and RFC 8187 name it); 404 otherwise."""
    file = card.parts[part] if part < len(card.parts) else None
    if not isinstance(file, File):
        raise HTTPException(404)
    name = quote(file.name, safe="", errors="replace")
    known = _MEDIA_TYPE.fullmatch(file.media_type)
    return Response(
        file.content,
        media_type=file.media_type if known else "application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
            "Cache-Control": "no-store",
        },
    )
