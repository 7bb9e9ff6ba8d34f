"""One table that is a programme: what came of its rows, and what its organiser should know of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.intake.headings import Columns
from bot.intake.letters import line
from bot.intake.repeats import Bounds
from bot.intake.report import Problem, Reason, shown
from bot.intake.tables import Row, Table
from bot.intake.when import Calendar
from bot.learning.sessions import Draft

_TELLS = {
    "title_cy": "title",
    "summary_cy": "summary",
    "asked_cy": "asked",
    "room": "place",
    "address": "place",
    **{name: name for name in ("title", "ref", "summary", "topic", "format", "place", "link", "audience")},
    **{name: name for name in ("language", "capacity", "speaker", "series", "asked", "status")},
    **{name: name for name in ("online_capacity", "freed", "opens_at", "closes_at", "dates_each", "invited")},
    **{name: name for name in ("sensitive", "approval", "cost")},
}


@dataclass(slots=True)
class Part:
    """One table that is a programme, and what has come of it so far."""

    table: Table
    columns: Columns
    calendar: Calendar
    problems: list[Problem] = field(default_factory=list)
    came: list["Read"] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    @property
    def fields(self) -> frozenset[str]:
        """The attributes of `Draft` that this table speaks of."""
        told = {_TELLS[name] for name in self.columns.where if name in _TELLS}
        always = {"title", "starts_at", "ends_at", "all_day"}
        besides = {"format"} if "place" in self.columns.where else set()
        if "online_capacity" in self.columns.where:
            besides |= {"apart"}
        return frozenset(told | always | besides)


@dataclass(frozen=True, slots=True)
class Read:
    """A row that came in: its first draft, and those that are wanted (several where it repeats)."""

    part: Part
    row: Row
    first: Draft
    drafts: tuple[Draft, ...]
    repeats: bool
    assumed: bool
    cut: bool  # a text of it was too long


def notes(part: Part) -> Iterator[Problem]:
    columns, came = part.columns, part.came
    if assumed := sum(read.assumed for read in came):
        yield Problem(None, columns.heading("end"), Reason("assumed-hour", {"rows": assumed}))
    if whole := [read for read in came if read.first.all_day]:
        yield Problem(None, columns.heading("start"), Reason("all-day-rows", {"rows": len(whole)}))
    if lost := sum(bool(line(columns.cell(read.row, "duration"))) for read in whole):
        yield Problem(None, columns.heading("duration"), Reason("lengths-unused", {"rows": lost}))
    if cut := sum(read.cut for read in came):
        yield Problem(None, "", Reason("cut-texts", {"rows": cut}))
    if part.calendar.cut:
        yield Problem(None, columns.heading("repeat"), Reason("cut-series", {"series": part.calendar.cut}))
    unused = [
        name for index, name in enumerate(columns.headings) if name and index not in columns.where.values()
    ]
    if unused:
        yield Problem(None, "", Reason("unused-columns", {"columns": shown(", ".join(unused))}))
    if part.table.encoding == "cp1252":
        yield Problem(None, "", Reason("guessed-letters"))


def notes_on_all(parts: Sequence[Part], repeated: int) -> Iterator[Problem]:
    if len(parts) > 1:
        names = ", ".join(part.table.name for part in parts)
        yield Problem(None, "", Reason("read-sheets", {"sheets": shown(names)}))
    if repeated:
        yield Problem(None, "", Reason("in-several-sheets", {"rows": repeated}))


def lost_links(part: Part, bounds: Bounds) -> Iterator[Problem]:
    """Rows that came in without their link, because what stands there is no web address."""
    columns = part.columns
    for read in part.came:
        said = line(columns.cell(read.row, "link"))
        wanted = any(bounds.hold(draft.starts_at.date()) for draft in read.drafts)
        if said and wanted and not read.first.link:
            reason = Reason("not-a-link", {"value": shown(said)})
            yield Problem(read.row.number, columns.heading("link"), reason)
