"""The app package that an administrator uploads: what Caffi is, its commands in two languages, two icons.

It asks for no resource-specific consent: Caffi is told what is said to it, never what people write to
each other. Sources: learn.microsoft.com, "App manifest schema" 1.25 and 1.29, "Localization schema",
"Bot command menu", "Agent slash commands" (1.29; they were in preview in July 2026).
"""

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal, TypeAlias

from bot.card import Language
from bot.platforms.teams.icons import ACCENT, color, outline

Scope: TypeAlias = Literal["personal", "team", "groupChat"]
SCOPES: tuple[Scope, ...] = ("personal", "team", "groupChat")
PLAIN, SLASH = "1.25", "1.29"

_GUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_SCHEMAS = "https://developer.microsoft.com/json-schemas/teams"
_WELSH = "cy.json"
_MOST_COMMANDS = 12
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same package twice is the same file


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the package in one language. `menu`: by scope, (what is said, what it does)."""

    short: str
    full: str
    menu: Mapping[Scope, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class About:
    """`id`: the bot's Microsoft app id. `page`: where people read what Caffi is and what it keeps.

    `slash`: commands also behind "/", in channels and group chats (manifest 1.29, a preview in places).
    """

    id: str
    name: str
    version: str
    page: str
    slash: bool = False


def is_app_id(text: str) -> bool:
    """Whether it looks like an app's id: a GUID."""
    return bool(_GUID.fullmatch(text))


def package(about: About, words: Mapping[Language, Words]) -> bytes:
    """The zip file, with everything at its root as Teams wants it."""
    files = {
        "manifest.json": _json(manifest(about, words["en"])),
        _WELSH: _json(translation(about, words["cy"])),
        "color.png": color(),
        "outline.png": outline(),
    }
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def manifest(about: About, words: Words) -> dict[str, Any]:
    """manifest.json, in English."""
    version = _schema(about)
    targeted = {"supportsTargetedMessages": True} if about.slash else {}
    return {
        "$schema": f"{_SCHEMAS}/v{version}/MicrosoftTeams.schema.json",
        "manifestVersion": version,
        "version": about.version,
        "id": about.id.lower(),
        "developer": {
            "name": about.name[:32],
            "websiteUrl": about.page,
            "privacyUrl": about.page,
            "termsOfUseUrl": about.page,
        },
        "name": {"short": about.name[:30], "full": about.name[:100]},
        "description": {"short": words.short[:80], "full": words.full[:4000]},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": ACCENT,
        "localizationInfo": {
            "defaultLanguageTag": "en",
            "additionalLanguages": [{"languageTag": "cy", "file": _WELSH}],
        },
        "bots": [
            {
                "botId": about.id.lower(),
                "scopes": list(SCOPES),
                "isNotificationOnly": False,
                "supportsFiles": False,
                **targeted,
                "commandLists": [_commands(scope, words, about.slash) for scope in SCOPES],
            }
        ],
        "permissions": ["messageTeamMembers"],  # a private answer to somebody met in a team
        "validDomains": [],
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
    }


def translation(about: About, words: Words) -> dict[str, str]:
    """What stands in the place of the English words where Teams is in Welsh."""
    menu = {
        f"bots[0].commandLists[{n}].commands[{m}].{key}": text
        for n, scope in enumerate(SCOPES)
        for m, command in enumerate(words.menu[scope][:_MOST_COMMANDS])
        for key, text in zip(("title", "description"), command, strict=True)
    }
    return {
        "$schema": f"{_SCHEMAS}/v{_schema(about)}/MicrosoftTeams.Localization.schema.json",
        "name.short": about.name[:30],
        "name.full": about.name[:100],
        "description.short": words.short[:80],
        "description.full": words.full[:4000],
        **menu,
    }


def _schema(about: About) -> str:
    return SLASH if about.slash else PLAIN


def _commands(scope: Scope, words: Words, slash: bool) -> dict[str, Any]:
    # A person's own chat with Caffi has no commands behind "/": whatever is typed there is for Caffi.
    triggers = {"triggers": ["mention", "slash"]} if slash and scope != "personal" else {}
    commands = [{"title": title, "description": what} for title, what in words.menu[scope][:_MOST_COMMANDS]]
    return {**triggers, "scopes": [scope], "commands": commands}


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, indent=2, ensure_ascii=False).encode()
