"""One page with every HTML card in the try-out room's own look: `python -m tests.golden.sheet FILE`."""

import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

from bot.platforms.web.html import TEMPLATES
from tests.golden.drawing import as_html
from tests.golden.gallery import GALLERY, around

_GRID = """
.wall { display: grid; grid-template-columns: repeat(auto-fill, minmax(30rem, 1fr)); gap: 1.5rem; }
.wall { padding: 1.5rem; align-items: start; }
.wall > section > p { font: 600 .8rem var(--sans); color: var(--quiet); }
"""


def sheet(names: Iterable[str]) -> str:
    style = (TEMPLATES / "room.css").read_text(encoding="utf-8")
    shown = "\n".join(_framed(name) for name in names)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Golden cards</title>\n'
        f"<style>{style}{_GRID}</style></head>\n"
        f'<body><form id="press"></form><main class="wall">{shown}</main></body></html>\n'
    )


def _framed(name: str) -> str:
    drawn = as_html(GALLERY[name](), around(name))
    return f'<section lang="{around(name)}"><p>{escape(name)}</p>\n{drawn}</section>'


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(sheet(GALLERY), encoding="utf-8")
