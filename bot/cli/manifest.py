"""`caffi manifest slack`: the app manifest to paste into Slack."""

import json
from typing import Annotated

import typer

from bot.card import Plain, Text
from bot.cli.shared import settings_or_exit
from bot.words.voice import voice

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
        typer.echo("Say either --socket or --url https://…", err=True)
        raise typer.Exit(2)
    if url and not url.startswith("https://"):
        typer.echo("Slack sends only to an https:// address.", err=True)
        raise typer.Exit(2)
    say = voice("en")
    commands = [
        Command("/learn", _words(say("manifest-learn")), _words(say("manifest-learn-hint"))),
        Command("/book", _words(say("manifest-book")), _words(say("manifest-book-hint"))),
    ]
    name = settings_or_exit().programme.name
    description = _words(say("manifest-description"))
    found = write(name=name, url=url or None, description=description, commands=commands)
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))


def _words(text: Text) -> str:
    return "".join(span.text for span in text.spans if isinstance(span, Plain))
