"""The package is one that Teams takes, and asks for no more than the room uses."""

import json
import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bot.cli.manifest import menu
from bot.platforms.teams.icons import ACCENT, color, outline
from bot.platforms.teams.manifest import About, is_app_id, manifest, package, translation
from tests import forked
from tests.house import REGISTRY

SCHEMA = Path(__file__).parents[4] / "shared/data/schemas/MicrosoftTeams.1.29.schema.json"
ID = "6F8B1D3C-2A4E-4C59-9D37-0E5A7B9C1D20"
BOTH = {"en": menu("en"), "cy": menu("cy")}


def about(**more: Any) -> About:
    facts = {"id": ID, "name": "Caffi", "version": "0.1.0", "page": "https://intranet.example/caffi"}
    return About(**(facts | more))


@pytest.mark.parametrize("slash", [False, True])
def test_microsofts_schema_takes_it(slash: bool) -> None:
    if not SCHEMA.exists():
        pytest.skip("../shared/data/schemas is not beside the repository")
    written = manifest(about(slash=slash), BOTH["en"])
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    # One file holds 1.29; what the plain one has is in it too, but for its number.
    schema["properties"]["manifestVersion"]["const"] = written["manifestVersion"]
    assert [error.message for error in Draft7Validator(schema).iter_errors(written)] == []


def test_the_plain_one_has_nothing_that_only_later_versions_know() -> None:
    written = manifest(about(), BOTH["en"])
    assert written["manifestVersion"] == "1.25"
    assert "supportsTargetedMessages" not in written["bots"][0]
    assert all("triggers" not in commands for commands in written["bots"][0]["commandLists"])


def test_commands_behind_a_slash_are_for_channels_and_group_chats() -> None:
    written = manifest(about(slash=True), BOTH["en"])
    (bot,) = written["bots"]
    assert written["manifestVersion"] == "1.29"
    assert bot["supportsTargetedMessages"] is True
    assert [(each["scopes"], each.get("triggers")) for each in bot["commandLists"]] == [
        (["personal"], None),
        (["team"], ["mention", "slash"]),
        (["groupChat"], ["mention", "slash"]),
    ]


def test_what_schemas_and_stores_ask_of_every_manifest() -> None:
    long = about(name="Caffi " + "x" * 200)
    written = manifest(long, BOTH["en"])
    required = {
        "manifestVersion",
        "version",
        "id",
        "developer",
        "name",
        "description",
        "icons",
        "accentColor",
    }
    assert required <= written.keys()
    assert len(written["name"]["short"]) == 30
    assert len(written["name"]["full"]) == 100
    assert len(written["developer"]["name"]) == 32
    assert all(len(words.short) <= 80 and len(words.full) <= 4000 for words in BOTH.values())
    assert written["bots"][0]["botId"] == written["id"] == ID.lower()
    assert len(written["bots"][0]["commandLists"]) == 3
    for commands in written["bots"][0]["commandLists"]:
        assert 1 <= len(commands["commands"]) <= 12
        assert all(len(each["title"]) <= 128 and each["description"] for each in commands["commands"])


def test_nothing_is_asked_for_that_the_room_does_not_use() -> None:
    written = manifest(about(slash=True), BOTH["en"])
    assert written["permissions"] == ["messageTeamMembers"]
    assert "authorization" not in written, "resource-specific consent would bring everybody's messages"
    assert not {"webApplicationInfo", "composeExtensions", "staticTabs", "devicePermissions"} & written.keys()
    assert written["validDomains"] == []


def test_everything_stands_in_both_languages() -> None:
    english, welsh = manifest(about(), BOTH["en"]), translation(about(), BOTH["cy"])
    required = {"name.short", "description.short", "description.full"}
    assert required <= welsh.keys()
    for n, commands in enumerate(english["bots"][0]["commandLists"]):
        for m, command in enumerate(commands["commands"]):
            for key in ("title", "description"):
                said = welsh.pop(f"bots[0].commandLists[{n}].commands[{m}].{key}")
                assert said
                assert said != command[key]
    assert not [key for key in welsh if "commandLists" in key]
    assert english["manifestVersion"] in welsh["$schema"], "both files name the same version"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_the_menu_types_is_understood(language: str) -> None:
    said = {phrase for phrases in REGISTRY.vocabulary.values() for phrase in phrases}
    for commands in BOTH[language].menu.values():
        assert [title for title, _ in commands if title not in said] == []


def test_the_package_is_complete_and_the_same_every_time() -> None:
    written = package(about(), BOTH)
    assert written == package(about(), BOTH)
    with zipfile.ZipFile(BytesIO(written)) as archive:
        assert sorted(archive.namelist()) == ["color.png", "cy.json", "manifest.json", "outline.png"]
        inside = json.loads(archive.read("manifest.json"))
        assert json.loads(archive.read("cy.json"))["name.short"] == "Caffi"
        named = {*inside["icons"].values(), inside["localizationInfo"]["additionalLanguages"][0]["file"]}
        assert named <= set(archive.namelist())
    assert len(written) < 10_000


def test_the_icons_are_as_teams_wants_them() -> None:
    wide, colored = pixels(color())
    small, lines = pixels(outline())
    assert (wide, small) == (192, 32)
    assert {alpha for *_, alpha in colored} == {255}
    assert f"#{bytes(colored[0][:3]).hex()}" == ACCENT
    symbol = [n for n, pixel in enumerate(colored) if pixel != colored[0]]
    across, down = [n % 192 for n in symbol], [n // 192 for n in symbol]
    assert min(across) >= 40 <= min(down)
    assert max(across) <= 152 >= max(down)
    assert {tuple(pixel[:3]) for pixel in lines} == {(255, 255, 255)}
    assert lines[0][3] == 0
    assert 100 < sum(alpha == 255 for *_, alpha in lines) < 500


def pixels(png: bytes) -> tuple[int, list[tuple[int, ...]]]:
    """The width of a square PNG of ours (RGBA, no filter), and its pixels."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    found, at = {}, 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + content)
        found[kind] = content
        at += 12 + length
    size = struct.unpack(">I", found[b"IHDR"][:4])[0]
    raw, line = zlib.decompress(found[b"IDAT"]), 1 + 4 * size
    assert all(raw[n * line] == 0 for n in range(size))
    flat = b"".join(raw[n * line + 1 : (n + 1) * line] for n in range(size))
    return size, [tuple(flat[n : n + 4]) for n in range(0, len(flat), 4)]


@pytest.mark.parametrize("text", ["", "caffi", ID[:-1], ID + "0", ID.replace("-", "")])
def test_an_id_is_a_guid(text: str) -> None:
    assert is_app_id(ID)
    assert not is_app_id(text)


def test_an_administrator_writes_it(tmp_path: Path) -> None:
    def caffi(*words: str) -> tuple[int, str, str]:
        return forked.run(("manifest", "teams", *words), forked.environment(), tmp_path)

    page = ("--url", "https://intranet.example/caffi")
    assert caffi(*page)[0] == 2
    assert caffi("--id", ID, "--url", "http://plain")[0] == 2
    code, out, _ = caffi("--id", ID, *page, "--out", "caffi.zip", "--slash")
    assert code == 0
    assert re.search(r"caffi\.zip", out)
    assert zipfile.is_zipfile(tmp_path / "caffi.zip")
    assert caffi("--id", ID, *page, "--out", "not/there.zip")[0] == 2
