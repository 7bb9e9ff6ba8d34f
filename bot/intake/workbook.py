"""An Excel workbook (.xlsx, .xlsm) as tables, one for each sheet that people can see."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from bot.intake.report import Reason, Unreadable
from bot.intake.tables import Cell, Row, Table

_LARGEST = 80_000_000  # bytes of XML once unpacked: some 100,000 filled rows; a "zip bomb" is far beyond
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}


def read_workbook(content: bytes) -> list[Table]:
    """Sheets in their order, with the values that Excel last worked out for formulas.

    What a merged cell says is said by each of its rows (one date above several sessions of a day).
    Raises Unreadable for a broken, an encrypted and a far too large file.
    """
    # Loading takes 0.3 seconds, and most of the time nobody imports a workbook.
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        _check(content)
        book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except (
        # All that openpyxl raises for damaged parts; it does not wrap them.
        *(zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError),
        *(AttributeError, IndexError, SyntaxError, OSError, NotImplementedError),
    ):
        raise Unreadable(Reason("broken-workbook")) from None
    tables = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        above: dict[tuple[int, int], Cell] = {}
        for area in sheet.merged_cells.ranges:
            value = _cell(sheet.cell(area.min_row, area.min_col).value)
            # Down, not across: a heading merged over five columns names none of them.
            for row in range(area.min_row + 1, min(area.max_row, sheet.max_row) + 1):
                above[row, area.min_col] = value
        tables.append(Table(tuple(_rows(sheet.iter_rows(values_only=True), above)), name=sheet.title))
    return tables


def _rows(rows: Iterable[tuple[object, ...]], above: dict[tuple[int, int], Cell]) -> Iterator[Row]:
    for number, values in enumerate(rows, start=1):
        if all(value is None for value in values):
            continue
        cells = [
            above.get((number, column)) if value is None else _cell(value)
            for column, value in enumerate(values, start=1)
        ]
        yield Row(number, tuple(cells))


def _cell(value: object) -> Cell:
    if value is None or value in _ERRORS:
        return None
    return value if isinstance(value, (str, int, float, datetime, date, time, timedelta)) else str(value)


def _check(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = {part.filename for part in parts.infolist()}
        if "content.xml" in names:
            raise Unreadable(Reason("open-document"))
        if not any(name.startswith("xl/") for name in names):
            raise Unreadable(Reason("other-kind", {"kind": "zip"}))
        size = sum(part.file_size for part in parts.infolist() if part.filename.endswith(".xml"))
        if size > _LARGEST:
            raise Unreadable(Reason("too-large", {"megabytes": size // 1_000_000}))
