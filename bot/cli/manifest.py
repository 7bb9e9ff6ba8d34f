"""`caffi manifest slack`: the app manifest to paste into Slack."""

import json
from typing import Annotated

import typer

from bot.cli.shared import settings_or_exit, tell

manifest = typer.Typer(help="Write the file that tells a platform what Caffi is.", no_args_is_help=True)


@manifest.callback()
def _group() -> None:
    """Write the file that tells a platform what Caffi is."""


@manifest.command()
def slack(
    *,
    socket: Annotated[
        bool, typer.Option("--socket", help="For Socket Mode: no public address needed.")
    ] = False,
    url: Annotated[str, typer.Option(help="For HTTP: where Slack reaches Caffi, https://…")] = "",
) -> None:
    """Print Slack's app manifest (JSON), for Socket Mode or for an HTTPS address."""
    from bot.platforms.slack.manifest import Command  # noqa: PLC0415 - slow to load
    from bot.platforms.slack.manifest import manifest as write  # noqa: PLC0415

    if socket == bool(url):
        typer.echo(tell("cli-socket-or-url"), err=True)
        raise typer.Exit(2)
    if url and not url.startswith("https://"):
        typer.echo(tell("cli-https"), err=True)
        raise typer.Exit(2)
    commands = [
        Command("/learn", tell("manifest-learn"), tell("manifest-learn-hint")),
        Command("/book", tell("manifest-book"), tell("manifest-book-hint")),
    ]
    name = settings_or_exit().programme.name
    description = tell("manifest-description")
    found = write(name=name, url=url or None, description=description, commands=commands)
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
