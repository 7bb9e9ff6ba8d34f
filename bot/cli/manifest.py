"""`caffi manifest slack`: what to paste into Slack. `caffi manifest teams`: what to upload to Teams."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.card import Language, Plain
from bot.cli.shared import settings_or_exit, tell
from bot.version import VERSION
from bot.words.voice import voice

if TYPE_CHECKING:
    from bot.platforms.teams.manifest import Scope, Words

manifest = typer.Typer(help="Write the file that tells a platform what Caffi is.", no_args_is_help=True)

_MENU: dict["Scope", tuple[str, ...]] = {
    "personal": (
        "whats-on",
        "book",
        "mine",
        "cancel",
        "follow",
        "feedback",
        "settings",
        "language",
        "help",
    ),
    "team": ("whats-on", "book", "mine", "digest", "help"),
    "groupChat": ("whats-on", "book", "mine", "help"),
}


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
        _stop(tell("cli-socket-or-url"))
    if url and not url.startswith("https://"):
        _stop(tell("cli-https"))
    commands = [
        Command("/learn", tell("manifest-learn"), tell("manifest-learn-hint")),
        Command("/book", tell("manifest-book"), tell("manifest-book-hint")),
    ]
    name = settings_or_exit().programme.name
    description = tell("manifest-description")
    found = write(name=name, url=url or None, description=description, commands=commands)
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))


@manifest.command()
def teams(
    *,
    id: Annotated[str, typer.Option(help="The bot's app id, a GUID.")] = "",  # noqa: A002 - its flag is --id
    url: Annotated[str, typer.Option(help="A page that says what Caffi is, https://…")] = "",
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("caffi-teams.zip"),
    slash: Annotated[
        bool, typer.Option("--slash", help="With commands behind “/” in channels (manifest 1.29, a preview).")
    ] = False,
) -> None:
    """Write the app package (zip) to upload in the Teams admin centre."""
    from bot.platforms.teams.manifest import About, is_app_id, package  # noqa: PLC0415 - seldom needed

    if not is_app_id(id):
        _stop(tell("cli-teams-id"))
    if not url.startswith("https://"):
        _stop(tell("cli-teams-url"))
    name = settings_or_exit().programme.name
    about = About(id=id, name=name, version=VERSION, page=url, slash=slash)
    try:
        out.write_bytes(package(about, {"en": menu("en"), "cy": menu("cy")}))
    except OSError as error:
        _stop(tell("cli-teams-unwritten", file=str(out), reason=error.strerror or ""))
    typer.echo(tell("cli-teams-written", file=str(out)))


def menu(language: Language) -> "Words":
    """What Teams shows of Caffi, in one language."""
    from bot.platforms.teams.manifest import Words  # noqa: PLC0415 - seldom needed

    commands = {
        scope: tuple((_said(f"menu-{name}", language), _what(name, language)) for name in names)
        for scope, names in _MENU.items()
    }
    return Words(_said("manifest-description", language), _said("manifest-teams-full", language), commands)


def _what(name: str, language: Language) -> str:
    return _said("help-heading" if name == "help" else f"help-{name}", language)


def _said(name: str, language: Language) -> str:
    return "".join(span.text for span in voice(language)(name).spans if isinstance(span, Plain))


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
