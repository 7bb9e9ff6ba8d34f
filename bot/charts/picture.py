"""A distribution as a picture: bars with their words and numbers written beside them, as a PNG.

Nothing is told by colour alone: what was before is hatched and named. Its letters are Open Sans, as those
of a certificate; the pairs of colours have a contrast of at least 4.5 for words and 3 for bars (WCAG 2.2,
1.4.3 and 1.4.11), on a ground of their own that is the same in a light room and in a dark one.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

GROUND, INK, QUIET, NOW, BEFORE = "#ffffff", "#1d1c1d", "#4a4a4a", "#1f5c4a", "#5f6b66"
WIDTH = 720
_EDGE, _GAP, _BAR, _HATCH = 28, 14, 26, 7
_TITLE, _LABEL, _NOTE = 28, 24, 20  # sizes of letters in pixels; a room shows the picture at about half
_LINES = 3  # of a title or a label, at most
_NUMBERS = 190  # pixels for the words behind the longest bar
_LEAST = 4  # pixels of a bar that stands for somebody at all
_COLOURS = 32


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, in the reader's own words. `moments` and each row's `before` where there are two."""

    title: str
    note: str
    rows: tuple[tuple[str, int], ...]
    before: tuple[int, ...] = ()
    moments: tuple[str, ...] = ()


def sheet(charts: Sequence[Chart]) -> bytes:
    """Several of them below each other, as one picture to be shown to others."""
    from PIL import Image  # noqa: PLC0415 - as below

    drawn = [Image.open(BytesIO(png(chart))).convert("RGB") for chart in charts]
    whole = Image.new("RGB", (WIDTH, sum(image.height for image in drawn)), GROUND)
    top = 0
    for image in drawn:
        whole.paste(image, (0, top))
        top += image.height
    return _packed(whole)


@lru_cache(maxsize=64)  # what is published stays as it is, and many look at it
def png(chart: Chart) -> bytes:
    """The picture, `WIDTH` wide; the same chart gives the same bytes."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - 10 MB, which only who draws should hold

    paper = ImageDraw.Draw(Image.new("L", (1, 1)))
    height = max((bottom for _, bottom in _laid_out(chart, paper, dry=True)), default=0) + _EDGE
    image = Image.new("RGB", (WIDTH, height), GROUND)
    for _ in _laid_out(chart, ImageDraw.Draw(image), dry=False):
        pass
    return _packed(image)


def _packed(image: "Picture") -> bytes:
    from PIL import Image  # noqa: PLC0415 - as above

    out = BytesIO()
    few = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _laid_out(chart: Chart, paper: "ImageDraw", *, dry: bool) -> Iterator[tuple[str, int]]:
    """Draws it (or, `dry`, only looks how high it gets): each thing's name and its lower edge, in pixels."""
    top = _EDGE
    for words, size, bold, ink in ((chart.title, _TITLE, True, INK), (chart.note, _NOTE, False, QUIET)):
        for line in _lines(words, _font(size, bold=bold), WIDTH - 2 * _EDGE):
            if not dry:
                paper.text((_EDGE, top), line, ink, _font(size, bold=bold))
            top += size * 4 // 3
            yield line, top
    most = max([*(count for _, count in chart.rows), *chart.before, 1])
    for number, (label, count) in enumerate(chart.rows):
        top += _GAP
        for line in _lines(label, _font(_LABEL), WIDTH - 2 * _EDGE):
            if not dry:
                paper.text((_EDGE, top), line, INK, _font(_LABEL))
            top += _LABEL * 4 // 3
        bars = [("", count, True)]
        if chart.before:
            bars = [(chart.moments[0], chart.before[number], False), (chart.moments[1], count, True)]
        for name, of, now in bars:
            if not dry:
                _bar(paper, top, f"{name} {of:,}".strip(), of / most, now=now)
            top += _BAR + 6
        yield label, top


def _bar(paper: "ImageDraw", top: int, words: str, share: float, *, now: bool) -> None:
    """A bar from a line at the left, its number behind it; of nothing there is the line alone."""
    room = WIDTH - 2 * _EDGE - _NUMBERS
    right = _EDGE + (max(round(room * share), _LEAST) if share > 0 else 0)
    box = (_EDGE, top + 2, right, top + _BAR)
    if now and share > 0:
        paper.rectangle(box, fill=NOW)
    elif share > 0:
        paper.rectangle(box, fill=GROUND, outline=BEFORE, width=2)
        for start in range(_EDGE - _BAR, right, _HATCH):
            _stroke(paper, start, box)
    paper.line(((_EDGE - 2, top), (_EDGE - 2, top + _BAR + 2)), fill=QUIET, width=2)
    paper.text((right + 10, top - 3), words, INK, _font(_LABEL, bold=now))


def _stroke(paper: "ImageDraw", start: int, box: tuple[int, int, int, int]) -> None:
    """One slanting line of a hatch, kept inside its bar."""
    left, top, right, bottom = box
    high = bottom - top
    first, last = max(start, left), min(start + high, right)
    if first < last:
        line = ((first, bottom - (first - start)), (last, bottom - (last - start)))
        paper.line(line, fill=BEFORE, width=1)


def _lines(words: str, font: "FreeTypeFont", width: int) -> list[str]:
    """The words in as many lines as there are for them; what is too long ends in "…"."""
    lines: list[str] = []
    left = words.split()
    while left:
        if len(lines) == _LINES:
            lines[-1] = _cut(f"{lines[-1]}…", font, width)
            break
        taken = 1
        while taken < len(left) and font.getlength(" ".join(left[: taken + 1])) <= width:
            taken += 1
        lines.append(_cut(" ".join(left[:taken]), font, width))
        left = left[taken:]
    return lines


def _cut(words: str, font: "FreeTypeFont", width: int) -> str:
    if font.getlength(words) <= width:
        return words
    fits = bisect_right(range(len(words)), width, key=lambda kept: round(font.getlength(f"{words[:kept]}…")))
    return f"{words[: max(fits - 1, 0)].rstrip('…')}…"


@cache
def _font(size: int, *, bold: bool = False) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415 - as above

    file = resources.files("ttf_opensans") / "ttf" / f"OpenSans-{'SemiBold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(BytesIO(file.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)
