"""What pages have in common on which an organiser hands a file in: how they look, and how much they take."""

from base64 import b64encode
from hashlib import sha256
from html import escape

from starlette.responses import HTMLResponse, Response
from starlette.types import Message, Receive

from bot.card import Plain, Text
from bot.words.voice import Voice

AROUND = 20_000  # bytes of a form that are not the file
PATIENCE = 300.0  # seconds for a large file on a slow line
_STYLE = (
    "body{font:1.1rem/1.5 sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem}"
    "label{display:block;margin-top:1rem;font-weight:bold}input,button{font:inherit;margin:.3rem 0}"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; img-src data:; "
        f"style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


class TooLargeError(Exception):
    """More was sent than the page takes."""


def capped(receive: Receive, most: int) -> Receive:
    """What is sent, as far as so many bytes; then TooLargeError is raised."""
    left = most

    async def count() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLargeError
        return message

    return count


def page(say: Voice, title: Text, body: str, status: int = 200, back: str = "") -> Response:
    """A whole page; `body` is HTML already. `back`: the address of the conversation that led here."""
    if back:
        body += f'<p><a href="{escape(back)}">{letters(say("page-back"))}</a></p>'
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,">'  # else browsers ask for one that we have not
        f"<title>{letters(title)}</title><style>{_STYLE}</style>"
    )
    shown = f"<head>{head}</head><body><main>{body}</main></body>"
    html = f'<!doctype html><html lang="{say.language}">{shown}</html>'
    return HTMLResponse(html, status, dict(_HEADERS))


def said(tag: str, text: Text, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{letters(text)}</{tag}>"


def letters(text: Text) -> str:
    """A sentence as HTML."""
    return escape("".join(span.text for span in text.spans if isinstance(span, Plain)))
