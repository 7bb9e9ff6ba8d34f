"""A table with headings to drafts of sessions, row by row: whole or not at all, and nothing invented."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from bot.intake.headings import PROGRAMME, Columns, find, mapped, match
from bot.intake.letters import line, paragraphs
from bot.intake.moments import names_a_day
from bot.intake.repeats import Bounds, too_many
from bot.intake.report import Problem, Reason, Sheet, Unclear, Unreadable, shown
from bot.intake.tables import Row, Table
from bot.intake.values import (
    read_audience,
    read_capacity,
    read_format,
    read_language,
    read_link,
    read_status,
)
from bot.intake.when import Calendar
from bot.learning.programme import PART
from bot.learning.sessions import Bilingual, Draft

_NEEDED = (("title", "title_cy"), ("date", "start"))
_TELLS = {
    "title_cy": "title",
    "summary_cy": "summary",
    "room": "place",
    "address": "place",
    **{name: name for name in ("title", "ref", "summary", "topic", "format", "place", "link", "audience")},
    **{name: name for name in ("language", "capacity", "speaker", "series", "status")},
}


@dataclass(frozen=True, slots=True)
class _Read:
    """A row that came in: its first draft, and those that are wanted (several where it repeats)."""

    row: Row
    first: Draft
    drafts: tuple[Draft, ...]
    repeats: bool
    assumed: bool


def read_rows(tables: Sequence[Table], told: Mapping[str, int], zone: tzinfo, bounds: Bounds) -> Sheet:
    """The programme in the first table that has one; `told` names columns by number (the first is 1).

    Raises Unreadable where no table is a programme: no dates at all, no headings, no title, no rows.
    """
    table, columns = _choose(tables, told)
    if not columns.rows:
        raise Unreadable(Reason("no-sessions"))
    calendar = Calendar(columns, zone, bounds)
    problems: list[Problem] = []
    held: set[str] = set()
    came: list[_Read] = []
    count = 0
    for row in columns.rows:
        wrong = list(_draft(row, columns, calendar, came))
        problems += (Problem(row.number, columns.heading(field), reason) for field, reason in wrong)
        if wrong:
            held.add(line(columns.cell(row, "ref")))
        else:
            count += len(came[-1].drafts)
            too_many(count, bounds)
    drafts = tuple(_named(came, columns, problems))
    return Sheet(
        drafts=tuple(draft for draft in drafts if bounds.hold(draft.starts_at.date())),
        problems=tuple(sorted(problems, key=lambda problem: problem.row or 0)),
        notes=(*_notes(table, tables, columns, calendar, came), *_lost_links(came, columns, bounds)),
        fields=frozenset({"title", "starts_at", "ends_at", "all_day"})
        | {_TELLS[field] for field in columns.where if field in _TELLS}
        | ({"format"} if "place" in columns.where else frozenset()),
        held=frozenset(held - {""}),
    )


def _choose(tables: Sequence[Table], told: Mapping[str, int]) -> tuple[Table, Columns]:
    filled = [table for table in tables if table.rows]
    if not filled:
        raise Unreadable(Reason("empty-file"))
    if told:
        dated = (table for table in filled if _has_days(table, told.values()))
        table = next(dated, filled[0])
        return table, _as_told(table, told)
    known = [(table, columns) for table in filled if (columns := find(table, PROGRAMME, _NEEDED))]
    if known:
        return next((pair for pair in known if pair[1].rows), known[0])
    rows = [row for table in filled for row in table.rows]
    if not any(names_a_day(cell) for row in rows for cell in row.cells):
        raise Unreadable(Reason("no-dates"))
    best = max(rows[:30], key=lambda row: len(match(row.cells)))
    where = match(best.cells)
    listing = ", ".join(f"{number}={shown(cell)[:20]}" for number, cell in enumerate(best.cells, 1) if cell)
    if len(where) < 2:
        raise Unreadable(Reason("no-headings", {"columns": listing}))
    missing = "no-title-column" if _NEEDED[0][0] not in where else "no-date-column"
    raise Unreadable(Reason(missing, {"columns": listing}))


def _has_days(table: Table, columns: Collection[int]) -> bool:
    return any(names_a_day(row.cell(column - 1)) for row in table.rows for column in columns if column > 0)


def _as_told(table: Table, told: Mapping[str, int]) -> Columns:
    """Columns by number. A first row whose date names a day is a session already, not headings."""
    where = mapped(table, told)
    known = find(table, PROGRAMME, _NEEDED)
    day = where.get(
        "date", where.get("start", known.where.get("date", known.where.get("start")) if known else None)
    )
    dated = [index for index, row in enumerate(table.rows) if names_a_day(row.cell(day), loosely=True)]
    above = dated[0] if dated else 1
    headings = table.rows[above - 1].cells if above else ()
    found = {field: column for field, column in match(headings).items() if column not in where.values()}
    where = {**found, **where}
    if missing := [one_of[0] for one_of in _NEEDED if not any(field in where for field in one_of)]:
        raise Unreadable(Reason("map-lacks", {"fields": ", ".join(missing)}))
    return Columns(where, tuple(line(cell) for cell in headings), table.rows[above:])


def _draft(row: Row, columns: Columns, calendar: Calendar, came: list[_Read]) -> Iterator[tuple[str, Reason]]:
    """Adds the row to those that came in, or yields what is wrong with it: (field, reason)."""

    def text(field: str) -> str:
        return line(columns.cell(row, field))

    wrong: list[tuple[str, Reason]] = []
    if not (text("title") or text("title_cy")):
        wrong.append(("title" if "title" in columns.where else "title_cy", Reason("no-title")))
    once, unrolled = None, None
    try:
        once, unrolled = calendar.spans(row)
    except Unclear as unclear:
        wrong.append((unclear.field, unclear.reason))
    capacity = None
    try:
        capacity = read_capacity(columns.cell(row, "capacity"))
    except Unclear as unclear:
        wrong.append(("capacity", unclear.reason))
    if wrong or once is None:
        yield from wrong
        return
    wheres = (text("room"), text("place"), text("address"))
    parts: list[str] = []
    for part in wheres:
        if part and not any(part.casefold() in known.casefold() for known in parts):
            parts.append(part)
    draft = Draft(
        uid="",
        ref=text("ref"),
        title=Bilingual(text("title"), text("title_cy")),
        summary=Bilingual(
            paragraphs(columns.cell(row, "summary")), paragraphs(columns.cell(row, "summary_cy"))
        ),
        starts_at=datetime.min.replace(tzinfo=UTC),
        ends_at=datetime.min.replace(tzinfo=UTC),
        topic=text("topic"),
        format=read_format(columns.cell(row, "format"), *wheres),
        place=", ".join(parts),
        link=read_link(columns.cell(row, "link")),
        audience=read_audience(columns.cell(row, "audience")),
        language=read_language(columns.cell(row, "language")),
        capacity=capacity,
        speaker=text("speaker"),
        series=text("series") or (text("title") or text("title_cy") if unrolled is not None else ""),
        status=read_status(columns.cell(row, "status")),
    )
    first, *drafts = (
        replace(draft, starts_at=span.starts, ends_at=span.ends, all_day=span.all_day)
        for span in (once, *([once] if unrolled is None else unrolled))
    )
    came.append(_Read(row, first, tuple(drafts), unrolled is not None, once.assumed))


def _named(came: Sequence[_Read], columns: Columns, problems: list[Problem]) -> Iterator[Draft]:
    """The drafts with their uids; a row that says what an earlier one says becomes a problem.

    A reference names its session. One that several rows share names performances of one thing, and the
    start tells them apart. Without a reference it is title, start and place that name a session.
    """
    shared = Counter(read.first.ref.casefold() for read in came)
    plain: dict[str, list[tuple[_Read, Draft]]] = defaultdict(list)
    for read in came:
        for draft in read.drafts:
            whole = draft.ref or fingerprint(read.first)
            alone = not read.repeats and (not draft.ref or shared[draft.ref.casefold()] == 1)
            plain[whole if alone else f"{whole}{PART}{stamp(draft.starts_at)}"].append((read, draft))
    seen: dict[str, Row] = {}
    for uid, those in plain.items():
        for read, draft in those:
            own = uid if len(those) == 1 else f"{uid}{PART}{fingerprint(draft)}"
            if own in seen:
                reason = Reason("same-as-row", {"row": seen[own].number, "value": shown(draft.title.en)})
                problems.append(Problem(read.row.number, columns.heading("title"), reason))
            else:
                seen[own] = read.row
                yield replace(draft, uid=own)


def fingerprint(draft: Draft) -> str:
    """A name for a session that has none: from its title, start and place; the same in every import."""
    said = (draft.title.en, draft.title.cy, stamp(draft.starts_at), draft.place)
    return "x-" + hashlib.sha256("\x1f".join(said).casefold().encode()).hexdigest()[:24]


def stamp(moment: datetime) -> str:
    """A moment in UTC, as iCalendar writes it (RFC 5545, 3.3.5)."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _notes(
    table: Table,
    tables: Sequence[Table],
    columns: Columns,
    calendar: Calendar,
    came: Sequence[_Read],
) -> Iterator[Problem]:
    if assumed := sum(read.assumed for read in came):
        yield Problem(None, columns.heading("end"), Reason("assumed-hour", {"rows": assumed}))
    if whole := sum(any(draft.all_day for draft in read.drafts) for read in came):
        yield Problem(None, columns.heading("start"), Reason("all-day-rows", {"rows": whole}))
    if calendar.cut:
        yield Problem(None, columns.heading("repeat"), Reason("cut-series", {"series": calendar.cut}))
    unused = [
        name for index, name in enumerate(columns.headings) if name and index not in columns.where.values()
    ]
    if unused:
        yield Problem(None, "", Reason("unused-columns", {"columns": shown(", ".join(unused))}))
    if table.encoding == "cp1252":
        yield Problem(None, "", Reason("guessed-letters"))
    others = [
        other.name
        for other in tables
        if other is not table and (found := find(other, PROGRAMME, _NEEDED)) and found.rows
    ]
    if others:
        facts = {"sheet": shown(table.name), "others": shown(", ".join(others))}
        yield Problem(None, "", Reason("other-sheets", facts))


def _lost_links(came: Sequence[_Read], columns: Columns, bounds: Bounds) -> Iterator[Problem]:
    """Rows that came in without their link, because what stands there is no web address."""
    for read in came:
        said = line(columns.cell(read.row, "link"))
        wanted = any(bounds.hold(draft.starts_at.date()) for draft in read.drafts)
        if said and wanted and not read.first.link:
            reason = Reason("not-a-link", {"value": shown(said)})
            yield Problem(read.row.number, columns.heading("link"), reason)
