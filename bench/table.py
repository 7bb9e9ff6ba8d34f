"""What was measured, as one Markdown table; and the page in docs that holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "speed.md"
_BEGIN, _END = "<!-- the table: written by `make bench` -->", "<!-- the end of the table -->"


@dataclass(frozen=True, slots=True)
class Row:
    """`met` None: it is told, and nothing is asked of it."""

    what: str
    measured: str
    aim: str = ""
    met: bool | None = None


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The median, and the least and the most."""
    low, middle, high = min(values), median(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def markdown(rows: Sequence[Row], about: str) -> str:
    """`about` says when and on what it was measured."""
    marks = {None: "", True: "yes", False: "**no**"}
    lines = [about, "", "| What | Measured | Aim | Met |", "|---|---|---|---|"]
    lines += [f"| {row.what} | {row.measured} | {row.aim} | {marks[row.met]} |" for row in rows]
    return "\n".join(lines)


def write(table: str, page: Path = PAGE) -> None:
    """Put the table in its place on the page. Raises ValueError where the page has no such place."""
    before, begin, rest = page.read_text().partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not (begin and end):
        raise ValueError(f"{page} does not say where the table stands")
    page.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{after}")
