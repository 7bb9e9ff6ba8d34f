"""Writes docs/reference from the code: `.venv/bin/python docs/write_reference.py` after a change."""
# ruff: noqa: INP001 - a script beside the pages that it writes, not a package

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from bot.app import HANDLERS
from bot.config import _SECRET, _SHORT, Settings
from bot.letterbox import ImapSecrets, SmtpSecrets
from bot.registry import Command, find
from bot.secrets import SlackSecrets, TeamsSecrets

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"

SECRETS = {
    "bot_token": "The bot’s own token, xoxb-…. With any of these three set, Caffi connects to Slack.",
    "app_token": "The app-level token, xapp-…. With it Caffi uses Socket Mode.",
    "signing_secret": "What Slack signs its HTTP requests with. Needed where there is no app-level token.",
    "messages_a_second": "How many messages a second Slack takes in the whole workspace; more wait.",
    "api_url": "Where Slack’s Web API is. Change it only for a server that speaks like Slack.",
}
TEAMS = {
    "client_id": "The application (client) id of your app registration. With the first three set, "
    "Caffi connects to Microsoft Teams.",
    "client_secret": "The value of a client secret of that registration.",
    "tenant_id": "The directory (tenant) id of the one tenant that Caffi serves.",
    "service_hosts": "Where Caffi may send to besides Microsoft’s known addresses: host names, with "
    "commas between; one that begins with a dot is an ending.",
    "playground": "For Microsoft’s Agents Playground: nobody shows who they are. Only on 127.0.0.1, and only "
    "without the three above.",
    "cloud": "Which of Microsoft’s clouds the tenant is in: `public` (GCC too), `usgov` (GCC High), "
    "`usgovdod` (DoD) or `china` (21Vianet).",
    "login_url": "Where Microsoft Entra gives tokens, where it is not that cloud’s own address.",
    "keys_url": "Where the keys are that Teams signs its requests with, where it is not that cloud’s own.",
    "messages_a_second": "How many messages a second Teams takes in the whole tenant; more wait.",
}
SMTP = {
    "host": "The server that takes e-mail. With it, people get invitations by e-mail.",
    "port": "Its port.",
    "user": "Who Caffi is there, where the server asks for it.",
    "password": "The password that goes with it.",
    "security": "`starttls`, `tls` from the first byte, or `none` inside a network of your own.",
}
IMAP = {
    "host": "The server of the mailbox where answers to invitations arrive. With it, who declines gives up "
    "their place.",
    "port": "Its port.",
    "user": "Who Caffi is there.",
    "password": "The password that goes with it.",
    "security": "As above.",
    "folder": "The folder with the answers, its name as people read it.",
    "seconds": "How often Caffi looks.",
}

_COMMANDS = """# Commands

_Written from the code by `docs/write_reference.py`. Change the code, not this page._

Say any of these behind `/learn`, in a direct message to Caffi, or after @Caffi in a channel.
`/book` is short for `/learn book`. Every word works in both languages, whichever language you chose,
and words that begin with no command are a question about what’s on. Capitals, accents, a polite
“please can you” and one slip in a longer word are forgiven. A reference alone, such as `12`, asks for
its details.
"""

_SETTINGS = """# Settings

_Written from the code by `docs/write_reference.py`. Change the code, not this page._

Settings stand in `config.toml` in the folder where Caffi starts, or in the file that `CAFFI_CONFIG`
names. A variable in the environment goes over the file; write a list with commas. Every mistake is told
at once when Caffi starts.
"""


def commands_page() -> str:
    """What people can say, by the file that answers, in both languages."""
    sections = []
    for purpose, commands in _by_purpose():
        rows = [_command_row(command) for command in commands if command.en or command.cy]
        buttons = [f"`{command.word}`" for command in commands if not (command.en or command.cy)]
        lines = [purpose, "", "| Word | In English | In Welsh |", "|---|---|---|", *rows]
        if not rows:
            lines = [purpose]
        if buttons:
            lines += ["", f"Reached by buttons and forms alone: {', '.join(buttons)}."]
        sections.append("\n".join(lines))
    return "\n".join([_COMMANDS, "\n\n".join(sections), ""])


def settings_page() -> str:
    """Every setting with its default, its variable and the comment that config.toml gives it."""
    said = comments((ROOT / "config.toml").read_text(encoding="utf-8"))
    pages = [_SETTINGS]
    for section, field in Settings.model_fields.items():
        if section in _SECRET:
            continue
        pages += [f"## [{section}]", ""]
        if intro := said.get((section, "")):
            pages += [intro, ""]
        pages += ["| Setting | Default | Variable | What it is |", "|---|---|---|---|"]
        part: Any = field.annotation
        for name, told in part.model_fields.items():
            what = f"{_sentence(said[section, name])} {_range(told)}".strip()
            pages.append(f"| `{name}` | {_default(told)} | {_variable(section, name)} | {what} |")
        pages.append("")
    pages += ["## Secrets", "", "These come from the environment alone.", ""]
    pages += ["| Variable | Default | What it is |", "|---|---|---|"]
    for name, told in SlackSecrets.model_fields.items():
        pages.append(f"| `SLACK_{name.upper()}` | {_default(told)} | {SECRETS[name]} |")
    for name, told in TeamsSecrets.model_fields.items():
        pages.append(f"| `TEAMS_{name.upper()}` | {_default(told)} | {TEAMS[name]} |")
    for name, told in SmtpSecrets.model_fields.items():
        pages.append(f"| `SMTP_{name.upper()}` | {_default(told)} | {SMTP[name]} |")
    for name, told in ImapSecrets.model_fields.items():
        pages.append(f"| `IMAP_{name.upper()}` | {_default(told)} | {IMAP[name]} |")
    return "\n".join([*pages, ""])


def comments(toml: str) -> dict[tuple[str, str], str]:
    """(section, setting) → its comment in config.toml; (section, "") → the lines under the heading."""
    section, found = "", {}
    for line in toml.splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            section = heading[1]
        elif section and line.startswith("#"):
            found[section, ""] = " ".join(filter(None, (found.get((section, "")), line[1:].strip())))
        elif setting := re.fullmatch(r"(\w+) = .*?(?:\s+# (.*))?", line):
            found[section, setting[1]] = setting[2] or ""
    return found


def _by_purpose() -> Iterator[tuple[str, list[Command]]]:
    commands = find(*HANDLERS).commands.values()
    modules = dict.fromkeys(inspect.getmodule(command.handle) for command in commands)
    for module in modules:
        purpose = inspect.cleandoc(module.__doc__ or "") if module else ""
        yield _heading(purpose), [c for c in commands if inspect.getmodule(c.handle) is module]


def _heading(purpose: str) -> str:
    """A module's first line, "`book <words>`: a place.", as a heading and a sentence."""
    first = purpose.splitlines()[0]
    words, colon, rest = first.partition(": ")
    if not colon:
        words, rest = first.partition(",")[0], first.replace("`", "")
    return f"## {words}\n\n{_sentence(rest)}"


def _command_row(command: Command) -> str:
    return f"| `{command.word}` | {_phrases(command.en)} | {_phrases(command.cy)} |"


def _phrases(phrases: tuple[str, ...]) -> str:
    return ", ".join(phrases)


def _sentence(words: str) -> str:
    words = re.sub(r"^CAFFI_\w+; |^CAFFI_\w+$", "", words.strip())  # the variable has a column of its own
    return words and words[0].upper() + words[1:].rstrip(".") + "."


def _variable(section: str, name: str) -> str:
    long = f"`CAFFI_{section}__{name}`".upper()
    short = next((f"`{key}`" for key, steps in _SHORT.items() if steps == (section, name)), "")
    return f"{short} or {long}" if short else long


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None or value in ("", []):
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`"


def _range(field: FieldInfo) -> str:
    low = next((rule.ge for rule in field.metadata if isinstance(rule, Ge)), None)
    high = next((rule.le for rule in field.metadata if isinstance(rule, Le)), None)
    return "" if low is None or high is None else f"From {low} to {high}."


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, page in (("commands.md", commands_page()), ("settings.md", settings_page())):
        (FOLDER / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
