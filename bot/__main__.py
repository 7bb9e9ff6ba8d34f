"""The command line: `caffi run`, `caffi import`, `caffi doctor`, `caffi backup` and the others."""

import gc

gc.disable()  # all that is loaded stays: to look through it again and again takes an eighth of a start

import typer

from bot.cli.backup import backup, restore
from bot.cli.copy import copy
from bot.cli.doctor import doctor
from bot.cli.import_ import import_
from bot.cli.import_feedback import import_feedback
from bot.cli.manifest import manifest
from bot.cli.people import people
from bot.cli.person import person
from bot.cli.run import run
from bot.cli.understand import understand

gc.freeze()
gc.enable()

caffi = typer.Typer(
    help="Caffi, a learning café in chat: ask what's on, book, get the weekly digest, give feedback.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a stack trace with local variables could hold a token
    add_completion=False,
)
caffi.command()(run)
caffi.command("import")(import_)
caffi.command()(import_feedback)
caffi.command()(people)
caffi.command()(doctor)
caffi.command()(backup)
caffi.command()(restore)
caffi.command()(copy)
caffi.command()(understand)
caffi.add_typer(manifest, name="manifest")
caffi.add_typer(person, name="person")


def main() -> None:
    """Run one command."""
    caffi()


if __name__ == "__main__":
    main()
