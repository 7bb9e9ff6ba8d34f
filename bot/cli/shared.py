"""What several commands need: the settings, or a sentence about what is wrong with them."""

import sys

import typer

from bot.config import ConfigError, Settings, load


def settings_or_exit() -> Settings:
    """The settings; every mistake in them is printed at once, and the program ends with 2."""
    try:
        return load()
    except ConfigError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
