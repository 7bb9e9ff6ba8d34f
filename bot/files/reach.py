"""The figures of reach as files, one row a figure. What is not told is in no file either."""

import csv
import io
from collections.abc import Sequence
from typing import TypeAlias

from bot.card import Text
from bot.views.organising_people import harmless
from bot.views.reach_lines import Line, Number, Section, Shown, period_name, sections
from bot.words.voice import Voice

Cell: TypeAlias = str | int | None
_WIDTHS = (40, 22, 32, 14, 10, 12, 14, 80, 44, 12)
_COLUMNS = ("period", "section", "name", "number", "percent", "headcount", "on", "what", "figure", "tier")


def rows(shown: Shown, say: Voice) -> list[list[Cell]]:
    """The names of the columns, and one row for each number: of a year one for each quarter."""
    found: list[list[Cell]] = [[_plain(say(f"reach-column-{name}")) for name in _COLUMNS]]
    for section in sections(shown, say):
        for line in section.lines:
            found.extend(_row(section, line, number, say) for number in line.numbers)
    return found


def _row(section: Section, line: Line, number: Number, say: Voice) -> list[Cell]:
    headcount, what = number.headcount, line.what or section.what
    return [
        _plain(period_name(number.period, say)),
        _plain(section.title),
        harmless(_plain(line.label)),
        number.number,
        number.share,
        headcount.number if headcount else None,
        headcount.on.isoformat() if headcount else None,
        _plain(what) if what else "",
        _figure(line, number, say),
        line.tier,
    ]


def _figure(line: Line, number: Number, say: Voice) -> str:
    if number.number is None:
        return _plain(say("reach-hidden"))
    return _plain(line.value) if len(line.numbers) == 1 else ""


def as_csv(table: Sequence[Sequence[Cell]]) -> bytes:
    """In UTF-8 with the mark that Excel needs. Source: OWASP, "CSV Injection"."""
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Sequence[Sequence[Cell]], title: str) -> bytes:
    """Numbers are numbers, and words are never carried out, whatever they begin with."""
    from openpyxl import Workbook  # noqa: PLC0415 - 20 MB, where a workbook is drawn
    from openpyxl.cell import Cell as Square  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title[:31]  # as many letters as Excel allows
    for number, row in enumerate(table, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            assert isinstance(cell, Square)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=column in {3, 8, 9})
            if number == 1:
                cell.font = Font(bold=True)
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(text: Text) -> str:
    return "".join(getattr(span, "text", "") for span in text.spans)
