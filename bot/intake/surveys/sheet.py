"""Where a survey stands in a file: which table, which row of headings, and the answers column by column."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from bot.intake.letters import line
from bot.intake.report import Reason, Unreadable
from bot.intake.surveys.mending import clean
from bot.intake.surveys.numbers import number
from bot.intake.tables import MOST_ROWS, WIDEST, Cell, Row, Table

_WITHIN = 10  # rows: above the headings stand a title and a word to the reader
_FILLED = 0.3  # of the widest row: a question with many boxes names only the first of them
_BELOW = {"response", "open-ended response", "ymateb", "ymateb penagored"}
_IMPORT_ID = '{"ImportId"'


@dataclass(frozen=True, slots=True)
class Answers:
    """A survey's table: `columns` stand beside `headings` (each is there once), `rows` are their numbers in
    the file. `cut`: there are more columns than we read.
    """

    headings: tuple[str, ...]
    columns: tuple[tuple[Cell, ...], ...]
    rows: tuple[int, ...]
    name: str = ""
    cut: bool = False


def find_answers(tables: Sequence[Table]) -> Answers:
    """The largest table's. Raises Unreadable where there are no headings, or no answers below them."""
    table = max(tables, key=lambda table: len(table.rows), default=Table(()))
    if not table.rows:
        raise Unreadable(Reason("empty-file"))
    widest = max(_filled(row) for row in islice(table.rows, 4 * _WITHIN))
    enough = max(min(2, widest), widest * _FILLED)
    at = next(at for at, row in enumerate(table.rows) if _filled(row) >= enough)
    if at >= _WITHIN:
        at = 0
    head, below = table.rows[at], table.rows[at + 1 :]
    names = [clean(cell) for cell in head.cells]
    given = [name for name in names if name]
    if sum(number(name) is not None for name in given) * 2 > len(given):
        raise Unreadable(Reason("survey-no-headings", {"row": head.number}))
    names, below = _without_second_heads(names, below)
    if not below:
        raise Unreadable(Reason("survey-no-answers"))
    if len(below) > MOST_ROWS:
        raise Unreadable(Reason("too-many-rows", {"limit": MOST_ROWS}))
    width = max(len(names), *(len(row.cells) for row in below))
    names += [""] * (width - len(names))
    columns = [*zip_longest(*(row.cells for row in below))]
    columns += [(None,) * len(below)] * (width - len(columns))
    return Answers(
        tuple(_once(names)),
        tuple(columns),
        tuple(row.number for row in below),
        table.name,
        cut=width >= WIDEST,
    )


def _filled(row: Row) -> int:
    return sum(bool(line(cell)) for cell in row.cells)


def _without_second_heads(names: list[str], below: tuple[Row, ...]) -> tuple[list[str], tuple[Row, ...]]:
    """SurveyMonkey says "Response" below each question; Qualtrics the question below its number, and then a
    mark for programs.
    """
    for at, row in enumerate(below[:2]):
        if any(isinstance(cell, str) and cell.startswith(_IMPORT_ID) for cell in row.cells):
            told = [clean(cell) for cell in below[0].cells] if at else names
            return [new or old for new, old in zip(told, names, strict=False)], below[at + 1 :]
    if below and any(isinstance(cell, str) and cell.strip().casefold() in _BELOW for cell in below[0].cells):
        return names, below[1:]
    return names, below


def _once(names: Sequence[str]) -> list[str]:
    """Each heading once: a second "Comments" is "Comments (2)"."""
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        seen[name] += 1
        told.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return told
