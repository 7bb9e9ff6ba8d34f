"""What a file said that could not be used, as a table on the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.shared import tell
from bot.intake import Problem, Reason
from bot.words.voice import Fact

_SHOWN = 30  # rows of a table on the screen; --json has all


def tell_reason(reason: Reason) -> str:
    """Why something cannot be used, and what to do about it."""
    facts: dict[str, Fact] = dict(reason.facts)
    return tell(f"intake-{reason.name}", None, **facts)


def show_problems(console: Console, problems: Sequence[Problem], notes: Sequence[Problem]) -> None:
    """What did not come in, then what came in but is worth knowing."""
    for title, found in (("cli-problems", problems), ("cli-notes", notes)):
        if found:
            _table(console, tell(title, n=len(found)), found)


def _table(console: Console, title: str, problems: Sequence[Problem]) -> None:
    table = Table(title=title, title_justify="left")
    sheets = any(problem.sheet for problem in problems)
    for name in (*(("cli-sheet",) if sheets else ()), "cli-row", "cli-column", "cli-reason"):
        table.add_column(tell(name))
    for problem in problems[:_SHOWN]:
        row = "" if problem.row is None else str(problem.row)
        # Text, not markup: a cell of a file may hold anything.
        where = [Text(problem.sheet)] if sheets else []
        table.add_row(*where, row, Text(problem.column), Text(tell_reason(problem.reason)))
    console.print(table)
    if len(problems) > _SHOWN:
        console.print(tell("cli-more", n=len(problems) - _SHOWN), markup=False)
