"""Who may import whom: arrows point down only. A new arrow is a decision, and is made here."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# A folder or file → what it may import of ours, by prefix. The longest prefix that fits decides.
ALLOWED = {
    "bot.card": set(),
    "bot.ask": set(),
    "bot.clock": set(),
    "bot.log": set(),
    "bot.learning": {"bot.card", "bot.learning"},
    "bot.words": {"bot.card", "bot.learning", "bot.words"},
    "bot.understand": {"bot.card", "bot.learning", "bot.understand"},
    "bot.intake": {"bot.card", "bot.learning", "bot.intake"},
    "bot.demo": {"bot.card", "bot.learning", "bot.demo"},
    "bot.room": {"bot.card", "bot.ask"},
    "bot.config": {"bot.learning", "bot.letterbox", "bot.secrets"},
    "bot.letterbox": {"bot.learning"},
    "bot.calendar": {"bot.card", "bot.calendar", "bot.learning"},
    "bot.answering": {
        "bot.clock", "bot.config", "bot.desk", "bot.learning", "bot.registry", "bot.steps.invitations",
        "bot.store",
    },
    "bot.secrets": set(),
    "bot.store": {"bot.card", "bot.ask", "bot.learning", "bot.store"},
    "bot.views": {
        "bot.calendar.entries", "bot.card", "bot.files.certificate", "bot.learning", "bot.words", "bot.views",
        "bot.understand.most_used", "bot.understand.wishes",
    },
    "bot.registry": {"bot.card", "bot.ask", "bot.learning", "bot.store.letters", "bot.desk"},
    "bot.shelf": {"bot.learning", "bot.store", "bot.understand.names", "bot.understand.search"},
    "bot.desk": {
        "bot.card", "bot.ask", "bot.config", "bot.learning", "bot.registry", "bot.shelf", "bot.store",
        "bot.words",
    },
    "bot.front_desk": {
        "bot.card", "bot.ask", "bot.clock", "bot.config", "bot.desk", "bot.learning", "bot.steps.linking",
        "bot.registry", "bot.shelf", "bot.store", "bot.views",
    },
    "bot.postman": {
        "bot.allowance", "bot.card", "bot.ask", "bot.clock", "bot.config", "bot.desk", "bot.learning",
        "bot.registry", "bot.room", "bot.store",
    },
    "bot.ways": {"bot.ask", "bot.room", "bot.store"},
    "bot.attempt": {"bot.store.database"},
    "bot.timekeeper": {"bot.attempt", "bot.clock", "bot.config", "bot.desk", "bot.registry", "bot.store"},
    "bot.hearing": {"bot.card", "bot.front_desk", "bot.registry", "bot.shelf", "bot.understand"},
    "bot.charts": {"bot.card", "bot.files.certificate", "bot.charts", "bot.words"},
    "bot.allowance": set(),
    "bot.checkup": {"bot.config", "bot.desk", "bot.steps.booking", "bot.store"},
    "bot.restoring": {"bot.config", "bot.desk", "bot.registry", "bot.store"},
    "bot.tally": set(),
    "bot.version": set(),
    # Each step and each address has a rule of its own: without one it imports nothing of ours.
    "bot.steps": set(),
    "bot.steps.approving": {
        "bot.desk", "bot.learning", "bot.store", "bot.views.approvals", "bot.views.approving",
    },
    "bot.steps.booking": {"bot.desk", "bot.learning", "bot.steps.approving", "bot.store"},
    "bot.steps.for_whom": {"bot.desk", "bot.learning", "bot.steps.naming", "bot.store", "bot.understand"},
    "bot.steps.giving_up": {
        "bot.card", "bot.desk", "bot.learning", "bot.steps.booking", "bot.store", "bot.views",
    },
    "bot.steps.erasing": {"bot.desk", "bot.learning", "bot.store"},
    "bot.steps.downloads": {"bot.desk", "bot.store"},
    "bot.steps.invitations": {"bot.ask", "bot.desk", "bot.learning", "bot.store"},
    "bot.steps.linking": {"bot.ask", "bot.desk", "bot.learning", "bot.store"},
    "bot.steps.looking": {"bot.learning", "bot.shelf", "bot.understand"},
    "bot.steps.materials": {"bot.card", "bot.desk", "bot.learning", "bot.store", "bot.views"},
    "bot.steps.naming": {
        "bot.ask", "bot.desk", "bot.learning", "bot.registry", "bot.steps.standing", "bot.store",
        "bot.understand", "bot.views",
    },
    "bot.steps.standing": {"bot.desk", "bot.learning", "bot.store"},
    "bot.steps.organising": {
        "bot.ask", "bot.desk", "bot.learning", "bot.registry", "bot.steps.naming", "bot.store",
        "bot.understand", "bot.views",
    },
    "bot.steps.programme": {"bot.desk", "bot.intake", "bot.learning", "bot.store"},
    "bot.steps.reach_report": {"bot.desk", "bot.learning", "bot.store"},
    "bot.steps.results": {"bot.desk", "bot.learning", "bot.steps.organising", "bot.store", "bot.views"},
    "bot.steps.staff": {"bot.desk", "bot.learning", "bot.steps.approving", "bot.store"},
    "bot.steps.survey_reading": {"bot.intake", "bot.learning", "bot.store.paper"},
    "bot.steps.surveys": {"bot.config", "bot.store"},
    "bot.steps.swapping": {"bot.card", "bot.learning", "bot.registry"},
    "bot.steps.upshots": {"bot.desk", "bot.learning", "bot.store", "bot.views.upshots"},
    "bot.doors": set(),
    "bot.doors.downloads": {
        "bot.card", "bot.clock", "bot.config", "bot.desk", "bot.files.certificate", "bot.registry",
        "bot.store", "bot.words",
    },
    "bot.doors.feeds": {
        "bot.calendar", "bot.clock", "bot.config", "bot.desk", "bot.learning", "bot.registry",
        "bot.steps.invitations", "bot.store", "bot.views",
    },
    "bot.doors.health": {"bot.postman", "bot.room", "bot.store", "bot.timekeeper"},
    "bot.doors.metrics": {"bot.clock", "bot.doors.health", "bot.store", "bot.tally", "bot.version"},
    "bot.doors.surveys": {
        "bot.clock", "bot.config", "bot.desk", "bot.doors.upload_page", "bot.doors.way_back", "bot.intake",
        "bot.learning", "bot.registry", "bot.steps.survey_reading", "bot.steps.surveys", "bot.store",
        "bot.words",
    },
    "bot.doors.upload_page": {"bot.card", "bot.words"},
    "bot.doors.way_back": {"bot.config", "bot.store"},
    "bot.doors.uploads": {
        "bot.clock", "bot.config", "bot.desk", "bot.doors.upload_page", "bot.doors.way_back",
        "bot.learning", "bot.registry", "bot.steps.materials", "bot.store", "bot.words",
    },
    "bot.doors.watching": {"bot.clock", "bot.doors.health", "bot.doors.metrics", "bot.tally"},
    "bot.files": set(),
    "bot.files.certificate": {"bot.card"},
    "bot.files.reach": {"bot.card", "bot.views", "bot.words"},
    # What two rooms have in common, each by itself.
    "bot.platforms": set(),
    "bot.platforms.slack": {
        "bot.ask", "bot.card", "bot.charts", "bot.platforms.asgi", "bot.platforms.reading",
        "bot.platforms.running", "bot.platforms.trouble", "bot.platforms.turned_away",
        "bot.platforms.slack", "bot.room", "bot.words",
    },
    "bot.platforms.teams": {
        "bot.ask", "bot.card", "bot.charts", "bot.platforms.asgi", "bot.platforms.reading",
        "bot.platforms.running", "bot.platforms.trouble", "bot.platforms.turned_away",
        "bot.platforms.teams", "bot.room", "bot.words",
    },
    "bot.platforms.mail": {
        "bot.ask", "bot.calendar", "bot.card", "bot.learning.invitations", "bot.letterbox", "bot.room",
        "bot.words", "bot.platforms.mail",
    },
    "bot.platforms.web": {"bot.card", "bot.ask", "bot.room", "bot.words", "bot.platforms.web"},
    "handlers": {
        "bot.ask", "bot.calendar", "bot.card", "bot.charts", "bot.desk", "bot.files.certificate",
        "bot.files.reach", "bot.files.wall_code", "bot.learning", "bot.registry", "bot.steps.approving",
        "bot.steps.booking", "bot.steps.downloads", "bot.steps.for_whom", "bot.steps.giving_up",
        "bot.steps.invitations",
        "bot.steps.linking", "bot.steps.standing", "bot.steps.swapping",
        "bot.steps.looking", "bot.steps.materials", "bot.steps.naming", "bot.steps.organising",
        "bot.steps.reach_report", "bot.steps.results", "bot.steps.staff", "bot.steps.upshots", "bot.store",
        "bot.understand", "bot.views", "bot.words",
    },
    "schedules": {
        "bot.ask", "bot.attempt", "bot.card", "bot.desk", "bot.learning", "bot.registry",
        "bot.steps.approving", "bot.steps.booking", "bot.steps.materials",
        "bot.steps.reach_report", "bot.store", "bot.views",
    },
}  # fmt: skip

# Libraries that stay in their own place.
ONLY_IN = {
    # Outside the store only the connection is handed on, and no SQL is written.
    "sqlalchemy": ("bot.store", "bot.desk", "bot.front_desk", "bot.postman", "bot.timekeeper", "bot.config",
                   "bot.cli", "bot.tryout", "bot.tryout_afterwards", "bot.shelf", "bot.checkup",
                   "bot.restoring", "bot.ways", "bot.answering", "bot.steps.linking", "bot.steps.programme",
                   "bot.steps.surveys", "bot.attempt",
                   "bot.doors.downloads", "bot.doors.feeds", "bot.doors.surveys", "bot.doors.uploads",
                   "bot.doors.way_back"),
    "slack_bolt": ("bot.platforms.slack",),
    "slack_sdk": ("bot.platforms.slack",),
    "aiohttp": ("bot.platforms.slack",),
    "apscheduler": ("bot.timekeeper",),
    "microsoft_teams": ("bot.platforms.teams",),
    "httpx": ("bot.platforms.teams",),
    "jwt": ("bot.platforms.teams",),
    "starlette": ("bot.platforms.web", "bot.platforms.slack", "bot.app", "bot.doors.downloads",
                  "bot.doors.entrance", "bot.doors.feeds", "bot.doors.surveys", "bot.doors.upload_page",
                  "bot.doors.uploads", "bot.doors.watching"),
    "prometheus_client": ("bot.doors.metrics", "bot.doors.watching"),
    "jinja2": ("bot.platforms.web",),
    "openpyxl": ("bot.intake", "bot.files.reach"),
    "numpy": ("bot.understand.meaning",),
    "safetensors": ("bot.understand.meaning",),
    "tokenizers": ("bot.understand.meaning",),
    "icalendar": ("bot.intake", "bot.calendar"),
    "fpdf": ("bot.files.certificate",),
    "PIL": ("bot.charts",),
    "segno": ("bot.files.wall_code",),
    "recurring_ical_events": ("bot.intake",),
    "typer": ("bot.cli", "bot.__main__"),
    "rich": ("bot.cli",),
}  # fmt: skip


def modules() -> list[tuple[str, Path]]:
    found = []
    for top in ("bot", "handlers", "schedules"):
        for path in sorted((ROOT / top).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found.append((name, path))
    return found


@cache
def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(read(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            # "from bot.store import places" may name a module or a thing in one.
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def within(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(f"{prefix}.")


@pytest.mark.parametrize(
    ("name", "path"), modules(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_arrows_point_down(name, path):
    ours = {found for found in imported(path) if found.split(".")[0] in {"bot", "handlers", "schedules"}}
    rules = [prefix for prefix in ALLOWED if within(name, prefix)]
    if rules:
        allowed = ALLOWED[max(rules, key=len)]
        wrong = {found for found in ours if not any(within(found, prefix) for prefix in allowed)}
        assert not wrong
    for library, homes in ONLY_IN.items():
        if any(within(found, library) for found in imported(path)):
            assert any(within(name, home) for home in homes), f"{library} is not for {name}"


def test_every_rule_is_about_something_that_is_there():
    """A rule whose module has moved away would hold nothing, and nobody would see."""
    there = {name for name, _ in modules()} | {"handlers", "schedules"}
    named = {*ALLOWED, *(prefix for rules in ALLOWED.values() for prefix in rules)}
    named |= {home for homes in ONLY_IN.values() for home in homes}
    assert named <= there


def test_only_the_clock_knows_what_time_it_is():
    calls = {"now", "utcnow", "today"}
    for name, path in modules():
        for node in ast.walk(read(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if (
                    isinstance(owner, ast.Name)
                    and owner.id in {"datetime", "date"}
                    and node.func.attr in calls
                ):
                    assert name == "bot.clock", f"{name} asks the time by itself"


@pytest.mark.parametrize(
    ("name", "path"), modules(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_first_line_of_a_module_says_what_it_is_for(name, path):
    if read(path).body:
        assert ast.get_docstring(read(path)), f"{name} does not say what it is for"
