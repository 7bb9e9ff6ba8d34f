"""The table of what everything looks like in each room is whole, and says what is really drawn."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from bot import card as cards
from bot.card import Card, Form, Paragraph, Part, Plain, Span, Text
from tests.fakes.teams.judge import walk
from tests.golden.drawing import as_html, for_slack, for_teams
from tests.house import REGISTRY

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "rooms.md"
ROOMS = ("Slack", "Teams", "Try-out room")


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    kind: str
    names: tuple[str, ...]
    rooms: dict[str, str]


def rows() -> list[Row]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    found = []
    for line in lines[2:]:
        what, kind, code, *rooms = (cell.strip() for cell in line.strip("|").split("|"))
        found.append(Row(what, kind, coded(code), dict(zip(ROOMS, rooms, strict=True))))
    return found


def coded(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


def kinds(union: Any) -> set[str]:
    return {kind.__name__ for kind in get_args(union)}


IN_THE_CODE = {
    "command": set(REGISTRY.commands),
    "letter": set(REGISTRY.drawings),
    "schedule": {schedule.name for schedule in REGISTRY.schedules},
    "part": kinds(Part),
    "field": kinds(cards.Field),
    "span": kinds(Span),
}


@pytest.mark.parametrize("kind", IN_THE_CODE)
def test_nothing_is_missing_and_nothing_stands_twice(kind):
    told = [name for row in rows() if row.kind == kind for name in row.names]
    assert sorted(told) == sorted(IN_THE_CODE[kind])


def test_every_row_says_what_it_looks_like_everywhere():
    for row in rows():
        assert row.what
        assert all(row.rooms.values()), row.what
        assert bool(row.names) == (row.kind in IN_THE_CODE), row.what


# ── What is drawn ────────────────────────────────────────────────────────────────────────────────


def t(words: str) -> Text:
    return Text((Plain(words),))


BUTTON = cards.Button(t("Book"), "book", "12")
OPTIONS = (("1", t("One")), ("2", t("Two")))
EXAMPLES: dict[str, Any] = {
    "Heading": cards.Heading(t("What’s on")),
    "Paragraph": Paragraph(t("Tea")),
    "Note": cards.Note(t("Free")),
    "Item": cards.Item(t("Tea"), (t("Monday"),), (BUTTON,)),
    "Facts": cards.Facts(((t("Where"), t("Here")),)),
    "Buttons": cards.Buttons((BUTTON,)),
    "Bars": cards.Bars(t("How was it?"), ((t("Good"), 3),)),
    "Picture": cards.Picture(b"\x89PNG\r\n\x1a\n", t("A cup of tea")),
    "File": cards.File("tea.ics", "text/calendar", b"", t("For your calendar")),
    "Divider": cards.Divider(),
    "Line": cards.Line("name", t("Name")),
    "Words": cards.Words("name", t("Name")),
    "Choice": cards.Choice("name", t("Name"), OPTIONS),
    "Ticks": cards.Ticks("name", t("Name"), OPTIONS),
    "Plain": Plain("Tea"),
    "Bold": cards.Bold("Tea"),
    "Link": cards.Link("Join", "https://meet.example/1"),
    "Someone": cards.Someone("Elen"),
    "When": cards.When(datetime(2026, 3, 3, 10, tzinfo=UTC)),
}


def body(kind: str, name: str) -> Card | Form:
    found = EXAMPLES[name]
    if kind == "field":
        return Form(t("Form"), "word", "", (found,), t("Send"))
    part = Paragraph(Text((found,))) if kind == "span" else found
    return Card(t("Card"), (part,))


def drawn(room: str, shown: Card | Form) -> set[str]:
    """The kinds of block, element or tag in it."""
    if room == "Try-out room":
        return {f"<{tag}>" for tag in re.findall(r"<(\w+)", as_html(shown, "en"))}
    nodes = for_slack(shown) if room == "Slack" else for_teams(shown)
    return {node["type"] for node in walk(nodes) if "type" in node}


@pytest.mark.parametrize("room", ROOMS)
def test_the_blocks_elements_and_tags_are_those_that_are_drawn(room):
    for row in rows():
        if row.kind in ("part", "field", "span"):
            for name in row.names:
                there = drawn(room, body(row.kind, name))
                assert set(coded(row.rooms[room])) <= there, (name, there)


@pytest.mark.parametrize("room", ROOMS)
def test_each_part_and_field_names_what_it_is_drawn_with(room):
    silent = {("Divider", "Teams")}  # a line belongs to what follows
    for row in rows():
        if row.kind in ("part", "field", "span"):
            for name in row.names:
                assert coded(row.rooms[room]) or (name, room) in silent, name
