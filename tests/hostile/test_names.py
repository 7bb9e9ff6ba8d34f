"""What people, channels, sessions, topics and places are called, through every view into every room."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.ask import Ask, Where
from bot.card import Card, Form, Reader
from bot.learning.sessions import Bilingual
from bot.platforms.slack.blocks import draw, fallback
from bot.platforms.slack.modal import modal
from bot.platforms.teams import adaptive
from bot.platforms.web.html import draw_card, draw_form
from bot.room import Undeliverable
from bot.store.database import Database
from bot.words.aloud import say
from bot.words.voice import voice
from tests import forked
from tests.fakes.slack.judge import judge_blocks, judge_text, judge_view
from tests.fakes.teams.judge import judge as judge_teams
from tests.hostile.conftest import Lines
from tests.hostile.test_web import TAGS, Outline
from tests.hostile.texts import OVERRIDES
from tests.house import MONDAY, House, Someone, build_house, draft

ROOT = Path(__file__).parents[2]
NAMES = {
    "a formula": '=HYPERLINK("https://evil.example","pay")',
    "a command": "=cmd|' /C calc'!A0",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a tab": "\t=1+1",
    "a line": "\r\n=1+1\r\nX: y",
    "calls": "<!channel> <!here|x> <@UNIA> <#CLEARNING|x> @everyone",
    "links": "<https://evil.example|pay> [pay](https://evil.example) ![x](https://evil.example/x.png)",
    "scripts": "</p></title><script>alert(1)</script>\"' onmouseover=alert(1) x='",
    "templates": "{{DATE()}} ${7*7} {% raw %} {title} {0.__class__} %s",
    "markup": "*b* _i_ ~s~ `c` ```x``` > q\n# h\n- l",
    "turned round": "pay \u202e\u2067 eet",
    "a terminal": "\x1b[2J\x1b]0;x\x07\x9b31m",
    "long": "<!channel> & <b>tea</b> " * 130,
}
IN_SHORT = ("a formula", "calls", "scripts", "templates", "turned round", "a terminal")
CALLED = [
    pytest.param(name, id=what, marks=() if what in IN_SHORT else pytest.mark.long)
    for what, name in NAMES.items()
]
# Nothing of Caffi's own begins so: only somebody's words could.
FOREIGN = re.compile(r"<(?:[!@#]|https?://evil|javascript:)")


def harm(body: Card | Form, reader: Reader) -> Iterator[str]:
    """What is wrong with how each room draws it."""
    words = lambda name, language: voice(language)(name)  # noqa: E731 - as app.py has it
    plain = lambda name: say(voice("en")(name), reader)  # noqa: E731
    slack: Any
    if isinstance(body, Form):
        slack = modal(body, reader, words, Where())
        yield from judge_view(slack, "O")
        teams = adaptive.draw_form(body, reader, words)
        page = draw_form(body, reader, around="en", action="/", back="/", nonce="n", words=plain)
    else:
        slack = draw(body, reader, words)
        yield from judge_blocks(slack, "M")
        yield from judge_text(fallback(body, reader))
        yield from (f"slack fallback: {found}" for found in FOREIGN.findall(fallback(body, reader)))
        teams = adaptive.draw(body, reader, words)
        page = draw_card(body, reader, around="en", path="/", message=1, level=2)
    yield from (f"slack: {text[:200]}" for text in marked_up(slack) if FOREIGN.search(text))
    yield from judge_teams(unread(json.loads(json.dumps(teams))))
    outline = Outline(str(page))
    yield from (f"web: <{tag}>" for tag in outline.tags - TAGS)
    yield from (f"web: {risk}" for risk in outline.risky)


def unread(node: Any, *, inside: bool = False) -> Any:
    """A card without marks that turn text round in what its buttons carry, which nobody is shown."""
    if isinstance(node, dict):
        return {key: unread(value, inside=inside or key == "data") for key, value in node.items()}
    if isinstance(node, list):
        return [unread(value, inside=inside) for value in node]
    return re.sub(f"[{OVERRIDES}]", "", node) if inside and isinstance(node, str) else node


def marked_up(node: Any) -> Iterator[str]:
    """Every text in which Slack reads markup."""
    if isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield node["text"]
        for value in node.values():
            yield from marked_up(value)
    elif isinstance(node, list):
        for value in node:
            yield from marked_up(value)


async def lived(house: House, name: str) -> Iterator[tuple[Card | Form, Reader]]:
    """A fortnight in which everything is called so; everything that anybody was shown."""
    shown: list[tuple[Card | Form, Reader]] = []
    people = {key: await house.meets(key, name=name) for key in ("nia", "cerys", "owen", "sam", "olwen")}
    called = {"title": Bilingual(name, name), "summary": Bilingual(name, name), "speaker": name}
    called |= {"topic": name[:60], "place": name, "series": name, "audience": name, "link": name}
    soon = draft("x", MONDAY + timedelta(hours=2), capacity=9)
    await house.puts_on(
        *(replace(soon, **called, uid=ref, ref=ref) for ref in ("12", "13")),
        replace(soon, **called, uid="14", ref="14", capacity=1, starts_at=MONDAY + timedelta(days=8, hours=3),
                ends_at=MONDAY + timedelta(days=8, hours=4)),
    )  # fmt: skip
    channel = Where("learning", name)

    async def asks(who: Someone, text: str = "", word: str = "", where: Where = Where(), **more: Any) -> None:  # noqa: B008 - it is frozen
        await who.asks(Ask(who.address, where, word, text=text, can_open_form=True, **more))
        assert who.last is not None, (text, word)
        shown.append((who.last.body, who.last.reader))

    for who in people.values():
        for text in (
            "what's on",
            "details 12",
            "book 12",
            "book 14",
            "mine",
            f"follow {name[:60]}",
            "settings",
        ):
            await asks(who, text)
        for text in (name, f"book {name}", f"what's on {name}"):
            await asks(who, text)
    await asks(people["nia"], "cancel 14")
    await asks(people["nia"], "undo 14")
    for text in ("what's on", "digest", "digest weekly tuesday 9am", "share 12"):
        await asks(people["olwen"], text, where=channel)
    await asks(people["olwen"], word="digest_confirm", about="tuesday 9am", where=channel)
    await house.deliver()
    house.room.outcomes.append(Undeliverable("not_in_channel"))
    await house.wait_until(MONDAY + timedelta(hours=6))
    for who in people.values():
        form = {"useful": "4", "action": name, "comment": name}
        await asks(who, word="feedback_form", about="12", values=form)
    await asks(people["olwen"], word="publish", about="12")
    await asks(people["olwen"], "problems")
    await house.wait_until(MONDAY + timedelta(days=12))
    await asks(people["olwen"], "problems")
    return iter([*shown, *((parcel.card, parcel.reader) for parcel in house.room.parcels)])


@pytest.fixture
def home(tmp_path: Path, sqlite_template: Path) -> Iterator[House]:
    path = tmp_path / "caffi.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{path}")
    yield build_house(database)
    database.close()


@pytest.mark.parametrize("name", CALLED)
async def test_whatever_things_are_called_every_room_shows_it_as_letters(
    home: House, lines: Lines, name: str
):
    shown = list(await lived(home, name))
    assert len(shown) > 40
    assert [(say_what(body), found) for body, reader in shown for found in harm(body, reader)] == []


def say_what(body: Card | Form) -> str:
    return str(body)[:300]


@pytest.mark.parametrize("name", CALLED)
def test_a_terminal_is_told_nothing_by_a_file(tmp_path: Path, name: str):
    """No title moves the cursor, changes the window's name or colours anything."""
    rows = [{"ref": "12", "title": name, "date": "10/03/2031", "start": "9am", "place": name, "topic": name}]
    file = tmp_path / "p.csv"
    import csv

    with file.open("w", newline="", encoding="utf-8") as out:
        sheet = csv.DictWriter(out, rows[0])
        sheet.writeheader()
        sheet.writerows(rows)
    told = forked.environment(CAFFI_DATA=str(tmp_path / "data"))
    code, said, complaint = forked.run(("import", str(file), "--dry-run"), told, tmp_path)
    assert code in (0, 3), complaint
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said + complaint) is None


def test_nothing_writes_a_sheet_that_excel_opens():
    """No cell may begin a formula: each export has a test of its own for that, and so must another."""
    writers = {"writer", "DictWriter", "Workbook"}
    found = [
        str(path.relative_to(ROOT))
        for folder in ("bot", "handlers", "schedules")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in writers
    ]
    assert sorted(set(found)) == [
        "bot/demo/afterwards.py",  # a survey of our own words, that Caffi itself reads
        "bot/files/reach.py",
        "bot/views/organising_people.py",
        "bot/views/record.py",
        "bot/views/results.py",
        "bot/views/survey_figures.py",
    ]
