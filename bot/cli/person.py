"""`caffi person show` and `caffi person erase`: what is kept about one person, to be given or deleted."""

import json
import sys
from typing import Annotated

import typer

from bot.cli.shared import settings_or_exit, tell, used
from bot.clock import Clock
from bot.desk import Desk
from bot.registry import find
from bot.steps.erasing import erase as erasing
from bot.store import one_person, tryout
from bot.store.database import Database

person = typer.Typer(help="What is kept about one person: show it, or erase it.", no_args_is_help=True)
_Who = Annotated[str, typer.Argument(help="Their e-mail address, or their user id in Slack or Teams.")]


@person.command()
def show(who: _Who) -> None:
    """Print everything that is kept about somebody, as JSON. It holds personal data: keep it safe."""
    with used(settings_or_exit()) as database:
        number = _one(database, who)
        known = database.read_now(lambda db: one_person.known(db, number))
    typer.echo(json.dumps(known, ensure_ascii=False, indent=2))


@person.command()
def erase(
    who: _Who,
    *,
    yes: Annotated[bool, typer.Option(help="Do not ask.")] = False,
) -> None:
    """Make somebody nobody: their places to come are given up, and what tells who they were is deleted."""
    settings = settings_or_exit()
    with used(settings) as database:
        number = _one(database, who)
        typer.echo(tell("cli-person-what", who=who))
        if not yes and not (sys.stdin.isatty() and typer.confirm(tell("cli-person-sure"))):
            typer.echo(tell("cli-say-yes"), err=True)
            raise typer.Exit(1)
        clock, registry = Clock(), find("handlers.commands", "handlers.reactions")
        clock.offset = database.read_now(tryout.offset)  # the try-out's clock may have been moved
        database.write_now(lambda db: erasing(Desk(db, clock.now(), settings, registry), number))
    typer.echo(tell("cli-person-erased"))


def _one(database: Database, who: str) -> int:
    """Their number; where there is nobody, or there are several, the program says so and ends."""
    found = database.read_now(lambda db: one_person.named(db, who.strip()))
    if len(found) != 1:
        typer.echo(tell("cli-person-several" if found else "cli-person-unknown", who=who), err=True)
        raise typer.Exit(1)
    return found[0]
