"""An Excel workbook (.xlsx, .xlsm) as tables, one for each sheet that people can see."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from bot.intake.report import Reason, Unreadable
from bot.intake.tables import MOST_ROWS, WIDEST, Cell, Row, Table

_LARGEST = 40_000_000  # bytes once unpacked: some 50,000 filled rows; a "zip bomb" is far beyond
_MOST_PARTS = 5_000
_MOST_TAGS = 300_000  # in a part that openpyxl makes an object of for each tag
_MOST_STRINGS = 1_500_000  # tags of texts: four for each
_MOST_MERGED = 20_000
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})")
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
_XL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

_Cells = dict[int, Cell]
"""A row's filled cells by column (0 is the first)."""


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
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [Table(tuple(_rows(sheet)), name=sheet.title) for sheet in seen]
    except (
        # All that zipfile, expat and openpyxl raise for damaged parts; openpyxl does not wrap them.
        *(zipfile.BadZipFile, zlib.error, struct.error, InvalidFileException, LookupError, ValueError),
        *(TypeError, AttributeError, SyntaxError, OSError, RuntimeError, EOFError, ArithmeticError),
    ):
        raise Unreadable(Reason("broken-workbook")) from None


def _rows(sheet: Any) -> Iterator[Row]:
    """The filled rows. openpyxl's own would fill every gap, and a gap may be a million rows wide."""
    filled: dict[int, _Cells] = {}
    merged: list[str] = []
    with sheet._get_source() as source:  # noqa: SLF001 — the sheet's own XML has no public way in
        for number, cells in _parse(sheet, source, merged):
            known: _Cells = {
                cell["column"] - 1: value
                for cell in cells
                if cell["column"] <= WIDEST and (value := _cell(cell["value"])) is not None
            }
            if known:
                filled[number] = known
            if len(filled) > MOST_ROWS:
                raise Unreadable(Reason("too-many-rows", {"limit": MOST_ROWS}))
    _spread(filled, merged)
    for number, known in sorted(filled.items()):
        yield Row(number, tuple(known.get(column) for column in range(max(known) + 1)))


def _parse(
    sheet: Any, source: IO[bytes], merged: list[str]
) -> Iterator[tuple[int, Iterable[Mapping[str, Any]]]]:
    """Rows by number with the cells that stand in them; `merged` takes the areas that are merged."""
    from openpyxl.worksheet._reader import WorkSheetParser  # noqa: PLC0415
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415

    book = sheet.parent
    parser = WorkSheetParser(
        source,
        sheet._shared_strings,  # noqa: SLF001 — as openpyxl's read-only sheet hands them on itself
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,  # noqa: SLF001 — the same
        timedelta_formats=book._timedelta_formats,  # noqa: SLF001 — the same
    )
    for _, element in iterparse(source):
        if element.tag == f"{_XL}row":
            yield parser.parse_row(element)
            element.clear()
        elif element.tag == f"{_XL}mergeCell" and len(merged) < _MOST_MERGED:
            merged.append(element.get("ref", ""))


def _spread(filled: dict[int, _Cells], merged: Iterable[str]) -> None:
    """Down, not across: a heading merged over five columns names none of them."""
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415

    areas = [found for ref in merged if (found := _AREA.fullmatch(ref))]
    below: dict[int, int] = {}  # column → the row down to which it is merged already
    for column, first, last in sorted(
        (column_index_from_string(area[1]) - 1, int(area[2]), int(area[3])) for area in areas
    ):
        value = filled.get(first, {}).get(column)
        # Excel lets no two areas overlap; a file that says so would have us go over its rows again and again.
        if value is None or first <= below.get(column, 0) or first == last:
            continue
        below[column] = last
        rows = range(first + 1, last + 1) if last - first < len(filled) else sorted(filled)
        for number in rows:
            if first < number <= last and number in filled:
                filled[number].setdefault(column, value)


def _cell(value: object) -> Cell:
    if value is None or value in _ERRORS:
        return None
    return value if isinstance(value, (str, int, float, datetime, date, time, timedelta)) else str(value)


def _check(content: bytes) -> None:
    """Raises Unreadable for what is no workbook, and for one that would take too much time or memory."""
    if content.count(b"PK\x01\x02") > _MOST_PARTS:
        raise Unreadable(Reason("broken-workbook"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = {part.filename for part in parts.infolist()}
        if "content.xml" in names:
            raise Unreadable(Reason("open-document"))
        if not any(name.startswith("xl/") for name in names):
            raise Unreadable(Reason("other-kind", {"kind": "zip"}))
        read = [part for part in parts.infolist() if part.filename.endswith((".xml", ".rels"))]
        size = sum(part.file_size for part in read)
        if size > _LARGEST:
            raise Unreadable(Reason("too-large", {"megabytes": size // 1_000_000}))
        for part in read:
            if part.filename.startswith(("xl/worksheets/", "docProps/", "xl/charts/", "xl/drawings/")):
                continue
            text = parts.read(part)
            strings = part.filename.casefold().endswith("sharedstrings.xml")
            if text.count(b"<") > (_MOST_STRINGS if strings else _MOST_TAGS) or b"\x00" in text[:200]:
                raise Unreadable(Reason("too-large", {"megabytes": size // 1_000_000}))
