"""What the documentation says is so: pages written from the code, links, commands, settings, code."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from bot.__main__ import caffi
from bot.config import Settings

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
CONFIG = ROOT / "config.toml"


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def prose(page: Path) -> str:
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def reference():
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "docs" / "write_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "write"), [("commands", "commands_page"), ("settings", "settings_page")])
def test_the_reference_is_what_the_code_says(name, write):
    page = (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")
    assert page == getattr(reference(), write)(), "run .venv/bin/python docs/write_reference.py"


# ── config.toml ──────────────────────────────────────────────────────────────────────────────────


def test_config_toml_shows_every_setting_with_its_default():
    shown = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert shown == Settings().model_dump(mode="json", exclude={"slack", "teams", "smtp", "imap"})


def test_config_toml_names_no_secret():
    assert not {"slack", "teams", "smtp", "imap"} & tomllib.loads(CONFIG.read_text(encoding="utf-8")).keys()


# ── Links ────────────────────────────────────────────────────────────────────────────────────────


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives to a page's headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)) if "://" not in link]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page):
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_reached_from_the_readme():
    seen, ahead = set(), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        seen.add(page)
        for link in links(page):
            target = (page.parent / link.partition("#")[0]).resolve()
            target = target / "README.md" if target.is_dir() else target
            if target in PAGES and target not in seen:
                ahead.append(target)
    assert [name_of(page) for page in PAGES if page not in seen] == []


def test_pictures_are_small_and_described():
    found = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert found
    for words, path in found:
        assert len(words) > 20
        assert (ROOT / path).stat().st_size < 400_000


# ── Commands of the shell ────────────────────────────────────────────────────────────────────────


def shell_lines() -> list[tuple[str, str]]:
    """Every line of every shell block, and every command in a sentence, with its page."""
    found = []
    for page in PAGES:
        spoken = re.findall(r"`([^`\n]+)`", prose(page))
        lines = [line for block in blocks(page, "sh") for line in block.splitlines() if line.strip()]
        lines += [words for words in spoken if re.match(r"make |caffi |\.venv/bin/\w+ ", words)]
        found += [(name_of(page), line) for line in lines]
    return found


def check_caffi(words: list[str]) -> None:
    """Each word in turn is a command of `caffi`, and every option is one that the command has."""
    command = typer.main.get_command(caffi)
    while words and hasattr(command, "commands") and not words[0].startswith("-"):
        assert words[0] in command.commands, words
        command = command.commands[words.pop(0)]
    options = {option for param in command.params for option in [*param.opts, *param.secondary_opts]}
    for word in words:
        assert not word.startswith("-") or word in options, word


@pytest.mark.parametrize(("page", "line"), shell_lines())
def test_every_command_exists(page, line):
    words = line.partition(" > ")[0].partition("…")[0].split()
    if words[0] == "export":
        words.pop(0)
    if re.match(r"(SLACK|TEAMS|SMTP|IMAP)_[A-Z_]+=", words[0]) or line.startswith("export"):
        assert all(re.match(r"(CAFFI|SLACK|TEAMS|SMTP|IMAP)_[A-Z_]+=", word) for word in words)
        return
    while re.match(r"CAFFI_[A-Z_]+=", words[0]):
        words.pop(0)
    program, rest = words[0], words[1:]
    match program:
        case "make":
            targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
            assert rest[0] in targets
        case "caffi" | ".venv/bin/caffi":
            check_caffi(rest)
        case ".venv/bin/python" | ".venv/bin/pytest":
            paths = [ROOT / word for word in rest if "/" in word]
            assert paths
            assert all(path.exists() or path.name == "test_next.py" for path in paths)  # which the page makes
        case ".venv/bin/pip":
            assert (ROOT / rest[-1]).exists()
        case "sudo":
            assert rest[0] == "apt-get"
        case _:
            pytest.fail(f"{program} is none of ours")


# ── Code and words ───────────────────────────────────────────────────────────────────────────────


def examples() -> list[tuple[str, str]]:
    return [(name_of(page), block) for page in PAGES for block in blocks(page, "python")]


@pytest.mark.parametrize(("page", "code"), examples(), ids=lambda value: value.split("\n")[0])
def test_examples_import_what_is_there(page, code):
    exec(compile(code, page, "exec"), {})  # noqa: S102 - our own examples


def test_the_table_of_a_person_s_data_names_every_table_that_knows_a_person():
    from bot.store.tables import metadata

    page = (ROOT / "docs" / "how-to" / "keep-data-safe.md").read_text(encoding="utf-8")
    for table in metadata.tables.values():
        knows = table.name == "people" or any(key.column.table.name == "people" for key in table.foreign_keys)
        if knows or table.name.startswith(("feedback_answers", "feedback_cells", "answers")):
            assert f"`{table.name}`" in page, table.name


def test_scopes_and_events_in_the_how_to_are_those_of_the_manifest():
    from bot.platforms.slack.manifest import EVENTS, SCOPES

    page = (ROOT / "docs" / "how-to" / "connect-to-slack.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`[\w.:]+`(?:, )?)+) \|", page, re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert told == {*SCOPES, *EVENTS}
