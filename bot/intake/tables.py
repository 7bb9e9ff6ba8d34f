"""A table of cells, and how a CSV file becomes one."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from bot.intake.letters import decode
from bot.intake.report import Reason, Unreadable, shown

Cell: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None

_DELIMITERS = ",;\t|"
MOST_ROWS = 100_000  # five times what a programme may hold
WIDEST = 300  # columns; nobody's programme has more, and each heading is compared with all that we know
_END = "\x04 end of file \x04"  # stands alone in the last row, unless a quotation mark was left open


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it; `number` is the one that a spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int | None) -> Cell:
        """The cell in a column (0 is the first); None where the row is shorter, or for no column."""
        return self.cells[column] if column is not None and column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]
    name: str = ""
    encoding: str = ""


def read_csv(content: bytes) -> Table:
    """A CSV file's rows, every cell as text.

    Raises Unreadable: see `decode`; an open quotation mark; more rows than any programme has.
    """
    text, encoding = decode(content)
    if max(text.count("\n"), text.count("\r")) > 2 * MOST_ROWS:
        raise Unreadable(Reason("too-many-rows", {"limit": MOST_ROWS}))
    lines = list(io.StringIO(text, newline=""))
    if text[:4].lower() == "sep=":  # Excel's own hint on the first line
        delimiter = text[4:5] if text[4:5] in set(_DELIMITERS) else ","
        lines[0] = "\n"
    else:
        delimiter = _delimiter(lines[:50])
    return Table(tuple(_rows(lines, delimiter)), encoding=encoding)


def _rows(lines: list[str], delimiter: str) -> Iterator[Row]:
    last = lines[-1]
    whole = [*lines[:-1], last if last.endswith(("\n", "\r")) else last + "\n", _END]
    reader = csv.reader(whole, delimiter=delimiter)
    number, began, read = 0, "", 0
    try:
        for number, cells in enumerate(reader, start=1):
            if cells == [_END]:
                return
            began, read = whole[read], reader.line_num
            if any(cell.strip() for cell in cells):
                yield Row(number, tuple(cells[:WIDEST]))
    except csv.Error:  # a cell of more than 131,072 characters: the mark was left open long before
        number, began = number + 1, whole[read]
    raise Unreadable(Reason("open-quote", {"row": number, "value": shown(began[:40])}))


def _delimiter(lines: list[str]) -> str:
    """The separator by which most rows have the same number of cells, and then the most; else a comma."""
    best, most = ",", (0, 1)
    for candidate in _DELIMITERS:
        try:
            widths = Counter(min(len(cells), WIDEST) for cells in csv.reader(lines, delimiter=candidate))
        except csv.Error:
            continue
        here = max(((rows, width) for width, rows in widths.items() if width > 1), default=(0, 1))
        if here > most:
            best, most = candidate, here
    return best
