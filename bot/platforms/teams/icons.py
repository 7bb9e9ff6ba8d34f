"""Caffi's cup as the two icons of a Teams app: in colour, and as a white line on nothing.

Drawn from distances, so that edges are smooth at every size. Sources: learn.microsoft.com, "Design your
app icon" (192 by 192 with the symbol in the middle 96; 32 by 32, white on transparent); PNG (W3C), 5 and 11.
"""

import struct
import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin
from operator import mul
from typing import TypeAlias

ACCENT = "#1f5a46"
_GREEN, _CREAM = (0x1F, 0x5A, 0x46), (0xFB, 0xF6, 0xEC)
_WHITE = (255, 255, 255)

_Point: TypeAlias = tuple[float, float]
_Distance: TypeAlias = Callable[[float, float], float]
"""How far a point is outside of a shape; negative inside."""

# The cup stands in a square of 32 by 32.
_BOWL_CENTRE, _BOWL_HALF, _ROUND = (14.0, 19.5), (7.0, 5.5), 5.5
_HALF_LINE = 1.0


def color() -> bytes:
    """192 by 192, a PNG: a cream cup with its steam on green."""
    cup = _nearest(lambda x, y: _bowl(x, y) - _HALF_LINE, *_handle_and_steam())
    scale = 4.8  # the cup, 20 units wide, fills the middle 96
    cover = _covered(192, scale, (15.5, 15.5), cup)
    return _png(192, [(*_mixed(_GREEN, _CREAM, share), 255) for share in cover])


def outline() -> bytes:
    """32 by 32, a PNG: the cup as a white line on nothing."""
    cup = _nearest(lambda x, y: abs(_bowl(x, y)) - _HALF_LINE, *_handle_and_steam())
    cover = _covered(32, 1.25, (15.5, 15.5), cup)
    return _png(32, [(*_WHITE, round(255 * share)) for share in cover])


def _handle_and_steam() -> tuple[_Distance, ...]:
    arc = [(22.8 + 2.7 * sin(pi * n / 12), 18.2 - 2.7 * cos(pi * n / 12)) for n in range(13)]
    handle = [(21.0, 15.5), *arc, (21.0, 20.9)]
    steam = [[_curve(x, n / 12) for n in range(13)] for x in (11.5, 16.5)]
    return tuple(_line(points) for points in (handle, *steam))


def _curve(x: float, t: float) -> _Point:
    """A wisp of steam: a cubic from its foot at `x`, leaning left, then right."""
    across, up = (x, x - 1.3, x + 1.3, x), (11.0, 9.5, 8.8, 7.0)
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return sum(map(mul, shares, across)), sum(map(mul, shares, up))


def _bowl(x: float, y: float) -> float:
    """A box whose lower corners are round."""
    (cx, cy), (wide, high) = _BOWL_CENTRE, _BOWL_HALF
    corner = _ROUND if y > cy else 0.0
    dx, dy = abs(x - cx) - wide + corner, abs(y - cy) - high + corner
    return min(max(dx, dy), 0.0) + hypot(max(dx, 0.0), max(dy, 0.0)) - corner


def _line(points: Sequence[_Point]) -> _Distance:
    """A line through the points, two units thick, with round ends."""
    left, right = min(x for x, _ in points) - 2, max(x for x, _ in points) + 2
    top, bottom = min(y for _, y in points) - 2, max(y for _, y in points) + 2
    pairs = list(pairwise(points))

    def distance(x: float, y: float) -> float:
        if not (left < x < right and top < y < bottom):
            return 1.0
        return min(_to_segment(x, y, *pair) for pair in pairs) - _HALF_LINE

    return distance


def _to_segment(x: float, y: float, start: _Point, end: _Point) -> float:
    (x1, y1), (x2, y2) = start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = min(1.0, max(0.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def _nearest(*shapes: _Distance) -> _Distance:
    return lambda x, y: min(shape(x, y) for shape in shapes)


def _covered(size: int, scale: float, middle: _Point, shape: _Distance) -> list[float]:
    """How much of each pixel the shape covers, 0 to 1, row by row; `middle` is in the icon's middle."""
    units = [(n + 0.5 - size / 2) / scale for n in range(size)]
    return [
        min(1.0, max(0.0, 0.5 - scale * shape(x + middle[0], y + middle[1]))) for y in units for x in units
    ]


def _mixed(one: Sequence[int], other: Sequence[int], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def _png(size: int, pixels: Sequence[tuple[int, ...]]) -> bytes:
    rows = b"".join(
        b"\0" + b"".join(bytes(pixel) for pixel in pixels[n * size : (n + 1) * size]) for n in range(size)
    )
    header = struct.pack(">2I5B", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
