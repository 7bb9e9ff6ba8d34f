"""`caffi people FILE`: who works here, from a spreadsheet; only what it says is changed."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.reports import show_problems, tell_reason
from bot.cli.shared import content_or_exit, settings_or_exit, tell, used
from bot.clock import Clock
from bot.desk import Desk
from bot.intake import Unreadable, read_people
from bot.registry import find
from bot.steps.staff import take_in
from bot.store import tryout


def people(
    file: Annotated[Path, typer.Argument(help="CSV or Excel (.xlsx), with a column of e-mail addresses.")],
    *,
    dry_run: Annotated[bool, typer.Option(help="Read the file, show its problems, and stop.")] = False,
) -> None:
    """Load names, managers, directorates, sites, professions, languages and zones of the staff."""
    settings = settings_or_exit()
    try:
        sheet = read_people(file.name, content_or_exit(file))
    except Unreadable as error:
        typer.echo(tell_reason(error.reason), err=True)
        raise typer.Exit(3) from None
    console = Console()
    show_problems(console, sheet.problems, sheet.notes)
    if not dry_run:
        rows = [(row.email, row.said) for row in sheet.people]
        clock, registry = Clock(), find("handlers.reactions")
        with used(settings) as database:
            clock.offset = database.read_now(tryout.offset)  # the try-out's clock may have been moved
            new = database.write_now(lambda db: take_in(Desk(db, clock.now(), settings, registry), rows))
        typer.echo(tell("cli-people", new=new, known=len(sheet.people) - new))
    if sheet.problems:
        raise typer.Exit(3)
