"""`caffi import FILE`: a programme from a spreadsheet or a calendar, seen before it is done."""

import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot.cli.reports import show_problems, tell_reason
from bot.cli.shared import content_or_exit, settings_or_exit, tell, used
from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.intake import Problem, Sheet, Unreadable, read_programme
from bot.learning.programme import Plan
from bot.learning.sessions import Draft
from bot.registry import find
from bot.steps.programme import Import, Looked
from bot.store import tryout
from bot.store.database import Database

_NAMED = 20  # sessions that an organiser changed here and the file did not


def import_(
    file: Annotated[Path, typer.Argument(help="CSV, Excel (.xlsx) or iCalendar (.ics).")],
    *,
    source: Annotated[str, typer.Option(help="Which part of the programme this file is.")] = "programme",
    start: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"])] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    columns: Annotated[str, typer.Option("--map", help="Where fields stand: title=3,date=5.")] = "",
    sheet_names: Annotated[
        list[str] | None,
        typer.Option("--sheet", help="Read only this sheet of a workbook (repeatable)."),
    ] = None,
    cancel_gone: Annotated[bool, typer.Option(help="Cancel what the file has no longer.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Show what would happen, and stop.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before doing it.")] = False,
) -> None:
    """Take a programme in from a file: first what would change and what cannot be read, then do it."""
    settings = settings_or_exit()
    clock = Clock()
    first, last = start.date() if start else None, until.date() if until else None
    zone = settings.programme.tz
    try:
        sheet = read_programme(
            file.name,
            content_or_exit(file),
            zone=zone,
            today=clock.now().astimezone(zone).date(),
            start=first,
            until=last,
            columns=_columns(columns),
            sheets=sheet_names or (),
        )
    except Unreadable as error:
        if as_json:
            _print(Plan(), Sheet(drafts=(), problems=(Problem(None, "", error.reason),)))
        else:
            typer.echo(tell_reason(error.reason), err=True)
        raise typer.Exit(3) from None
    if cancel_gone and sheet.problems:
        # A row that we cannot read may be the very session that seems to be gone.
        if as_json:
            _print(Plan(), sheet)
        else:
            show_problems(Console(), sheet.problems, sheet.notes)
        typer.echo(tell("cli-not-cancelled"), err=True)
        raise typer.Exit(3)
    taken = Import(sheet=sheet, source=source, start=first, until=last, cancel_gone=cancel_gone)
    with used(settings) as database:
        clock.offset = database.read_now(tryout.offset)  # the try-out's clock may have been moved
        looked = database.read_now(lambda db: taken.look(db, clock.now()))
        sheet = replace(sheet, notes=(*sheet.notes, *looked.notes))
        if as_json:
            _print(looked.plan, sheet)
        else:
            _show(looked.plan, sheet, cancel_gone=cancel_gone)
        if not dry_run and _wanted(looked.plan, taken, yes=yes, quiet=as_json):
            _carry_out(database, taken, looked, settings, clock, quiet=as_json)
    if sheet.problems:
        raise typer.Exit(3)  # something did not come in: a program that calls this should know


def _columns(words: str) -> dict[str, int]:
    """The fields and their columns from "title=3,date=5"."""
    found = {}
    for pair in filter(None, words.replace(" ", "").split(",")):
        name, _, column = pair.partition("=")
        if not (column.isascii() and column.isdigit()):
            typer.echo(tell("cli-map", pair=pair), err=True)
            raise typer.Exit(2)
        found[name] = int(column)
    return found


def _print(plan: Plan, sheet: Sheet) -> None:
    """For programs: `problems` did not come in, `notes` came in and are worth knowing."""
    told = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
        "gone": len(plan.gone),
        "edited": [{"ref": kept.session.ref, "fields": list(kept.fields)} for kept in plan.kept],
        "sessions": [_session(draft) for draft in sheet.drafts],
        "problems": [_problem(problem) for problem in sheet.problems],
        "notes": [_problem(note) for note in sheet.notes],
    }
    typer.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _problem(problem: Problem) -> dict[str, object]:
    reason = tell_reason(problem.reason)
    told: dict[str, object] = {"row": problem.row, "column": problem.column, "reason": reason}
    return told | ({"sheet": problem.sheet} if problem.sheet else {})


def _session(draft: Draft) -> dict[str, object]:
    return {
        "uid": draft.uid,
        "ref": draft.ref,
        "title": draft.title.in_("en")[0],
        "starts_at": draft.starts_at.isoformat(),
        "ends_at": draft.ends_at.isoformat(),
        "all_day": draft.all_day,
        "place": draft.place,
        "series": draft.series,
    }


def _show(plan: Plan, sheet: Sheet, *, cancel_gone: bool) -> None:
    console = Console()
    _count(console, plan, cancel_gone=cancel_gone)
    show_problems(console, sheet.problems, sheet.notes)


def _count(console: Console, plan: Plan, *, cancel_gone: bool) -> None:
    groups = (
        ("cli-new", len(plan.new)),
        ("cli-changed", len(plan.changed)),
        ("cli-unchanged", len(plan.unchanged)),
        ("cli-gone-cancelled" if cancel_gone else "cli-gone", len(plan.gone)),
        *((("cli-edited", len(plan.kept)),) if plan.kept else ()),
    )
    for name, count in groups:
        console.print(f"{count:>6}  {tell(name)}", highlight=False, markup=False)
    for kept in plan.kept[:_NAMED]:
        title = kept.session.title.in_("en")[0]
        fields = ", ".join(tell(f"field-{name}") for name in kept.fields if name != "all_day")
        console.print(f"        {kept.session.ref}  {title}: {fields}", highlight=False, markup=False)


def _wanted(plan: Plan, taken: Import, *, yes: bool, quiet: bool) -> bool:
    """Whether to do it: nothing to do is no; without --yes a person is asked, and a program is not."""
    if not (plan.new or plan.changed or (plan.gone and taken.cancel_gone)):
        if not quiet:
            typer.echo(tell("cli-nothing-to-do"))
        return yes and bool(plan.adopted)
    if yes:
        return True
    if quiet or not sys.stdin.isatty():
        typer.echo(tell("cli-say-yes"), err=True)
        return False
    return typer.confirm(tell("cli-import-now"))


def _carry_out(
    database: Database, taken: Import, looked: Looked, settings: Settings, clock: Clock, *, quiet: bool
) -> None:
    registry = find("handlers.reactions")
    with Progress(console=Console(stderr=True), disable=quiet, transient=True) as progress:
        progress.add_task(tell("cli-importing"), total=None)
        done = database.write_now(
            lambda db: taken.carry_out(Desk(db, clock.now(), settings, registry), looked)
        )
    if quiet:
        return
    if done is not looked.plan:
        typer.echo(tell("cli-changed-meanwhile"))
        _count(Console(), done, cancel_gone=taken.cancel_gone)
    if done.new or done.changed or (done.gone and taken.cancel_gone):
        typer.echo(tell("cli-imported"))
