"""A certificate of attendance as a PDF, drawn in a process of its own, whose memory goes when it is done.

Its letters are Open Sans, embedded: ŵ and ŷ, Greek and Cyrillic are in it. `python -m bot.files.certificate`
reads a certificate as JSON and writes the PDF.
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

from bot.card import Language

_PATIENCE = 20.0  # seconds; it takes about one
_ROOT = Path(__file__).parents[2]


# Letters that Open Sans has: Latin with the accents of Europe's languages and of Vietnamese, Greek, Cyrillic.
_DRAWN = ((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x218, 0x21B), (0x1E80, 0x1E85), (0x1EA0, 0x1EF9))
_DRAWN_TOO = (
    (0x386, 0x386),
    (0x388, 0x38A),
    (0x38E, 0x3A1),
    (0x3A3, 0x3CE),
    (0x400, 0x45F),
    (0x2013, 0x2014),
    (0x2018, 0x2019),
)


class NotDrawn(Exception):  # noqa: N818 - it says what is the case
    """The drawing process failed or took too long. Its text is that process's own last words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Its words, line by line, in one language. `issued` is an ISO 8601 moment."""

    language: Language
    heading: str
    before_name: str
    name: str
    after_name: str
    title: str
    lines: tuple[str, ...]
    small: tuple[str, ...]
    author: str
    issued: str


def without_letters(name: str) -> str:
    """The characters of a name that the certificate cannot show, each once: a name with holes is misspelt."""
    ranges = (*_DRAWN, *_DRAWN_TOO)
    known = (any(first <= ord(each) <= last for first, last in ranges) for each in name)
    return "".join(dict.fromkeys(each for each, there in zip(name, known, strict=True) if not there))


def draw(certificate: Certificate) -> bytes:
    """The PDF. Raises NotDrawn."""
    command = [sys.executable, "-m", "bot.files.certificate"]
    told = json.dumps(asdict(certificate)).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own module; nothing of the command is anybody's words
            command, input=told, capture_output=True, timeout=_PATIENCE, cwd=_ROOT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotDrawn(type(error).__name__) from error
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise NotDrawn(done.stderr.decode(errors="replace").strip().rpartition("\n")[2][:200])
    return done.stdout


def _draw_here(certificate: Certificate) -> bytes:
    from fpdf import FPDF  # noqa: PLC0415 - 40 MB, which only the process that draws should hold
    from fpdf.enums import Align, XPos, YPos  # noqa: PLC0415
    from fpdf.fonts import TTFFont  # noqa: PLC0415

    pdf = FPDF(orientation="landscape", format="A4")
    fonts = resources.files("ttf_opensans") / "ttf"
    for style, file in (("", "OpenSans-Regular.ttf"), ("B", "OpenSans-SemiBold.ttf")):
        with resources.as_file(fonts / file) as path:
            pdf.add_font("open", style, path)
    pdf.set_lang({"en": "en-GB", "cy": "cy-GB"}[certificate.language])
    pdf.set_title(certificate.heading)
    pdf.set_author(certificate.author)
    pdf.set_creation_date(datetime.fromisoformat(certificate.issued))
    pdf.set_auto_page_break(auto=False)
    pdf.set_margins(30, 30)
    pdf.add_page()
    pdf.set_draw_color(70, 90, 80)
    pdf.set_line_width(0.8)
    pdf.rect(12, 12, pdf.w - 24, pdf.h - 24)
    font = pdf.fonts["open"]
    assert isinstance(font, TTFFont)
    known = set(font.cmap)

    def line(words: str, size: float, *, bold: bool = False, gap: float = 0, most: int = 2) -> None:
        shown = "".join(letter for letter in words if ord(letter) in known)
        pdf.ln(gap)
        height = size * 0.5
        while True:
            pdf.set_font("open", "B" if bold else "", size)
            rows = pdf.multi_cell(0, height, shown, dry_run=True, output="LINES")
            assert isinstance(rows, list)
            if len(rows) <= most or size <= _SMALLEST:
                break
            size, height = size - 1, (size - 1) * 0.5
        text = "\n".join(rows[:most]) + ("…" if len(rows) > most else "")
        pdf.multi_cell(0, height, text, align=Align.C, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    line(certificate.author, 13)
    line(certificate.heading, 28, bold=True, gap=6)
    line(certificate.before_name, 13, gap=9)
    line(certificate.name, 26, bold=True, gap=3)
    line(certificate.after_name, 13, gap=3)
    line(certificate.title, 20, bold=True, gap=4, most=3)
    for number, words in enumerate(certificate.lines):
        line(words, 13, gap=5 if number == 0 else 1)
    for number, words in enumerate(certificate.small):
        line(words, 9, gap=8 if number == 0 else 1)
    return bytes(pdf.output())


_SMALLEST = 9


def _main() -> None:
    told = json.loads(sys.stdin.buffer.read())
    told |= {name: tuple(told[name]) for name in ("lines", "small")}
    sys.stdout.buffer.write(_draw_here(Certificate(**told)))


if __name__ == "__main__":
    _main()
