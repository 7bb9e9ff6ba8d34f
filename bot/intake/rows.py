"""A table with headings to drafts of sessions, row by row: whole or not at all, and nothing invented."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from itertools import islice

from bot.intake.fitting import fitted, fitted_uid
from bot.intake.headings import PROGRAMME, Columns, find, mapped, match
from bot.intake.letters import line, paragraphs
from bot.intake.moments import names_a_day
from bot.intake.parts import Part, Read, lost_links, notes, notes_on_all
from bot.intake.places import read_places
from bot.intake.repeats import Bounds, too_many
from bot.intake.report import Problem, Reason, Sheet, Unclear, Unreadable, shown
from bot.intake.tables import Row, Table
from bot.intake.values import (
    read_audience,
    read_format,
    read_language,
    read_link,
    read_status,
)
from bot.intake.when import Calendar
from bot.learning.programme import MADE_UP, PART
from bot.learning.sessions import Bilingual, Draft

_LOOKED_AT = 1_000  # rows, to find out whether there is any date
_NEEDED = (("title", "title_cy"), ("date", "start"))


def read_rows(tables: Sequence[Table], told: Mapping[str, int], zone: tzinfo, bounds: Bounds) -> Sheet:
    """The programme in all tables that hold one; `told` names columns by number (the first is 1).

    Raises Unreadable where no table is a programme: no dates at all, no headings, no title, no rows.
    """
    parts = [
        Part(table, columns, Calendar(columns, zone, bounds)) for table, columns in _choose(tables, told)
    ]
    if not any(part.columns.rows for part in parts):
        raise Unreadable(Reason("no-sessions"))
    count = 0
    for part in parts:
        for row in part.columns.rows:
            wrong = list(_draft(row, part))
            headed = ((part.columns.heading(name), reason) for name, reason in wrong)
            part.problems += (Problem(row.number, heading, reason) for heading, reason in headed)
            if wrong:
                part.held.add(line(part.columns.cell(row, "ref")))
            else:
                drafts = part.came[-1].drafts
                count += sum(bounds.hold(draft.starts_at.date()) for draft in drafts)
                too_many(count, bounds)
    repeated = _leave_out_repeated(parts)
    named = [(part, draft) for part, draft in _named(parts) if bounds.hold(draft.starts_at.date())]
    fields = frozenset[str]().union(*(part.fields for part in parts))
    several = len(parts) > 1
    return Sheet(
        drafts=tuple(draft for _, draft in named),
        problems=tuple(
            replace(problem, sheet=part.table.name if several else "")
            for part in parts
            for problem in sorted(part.problems, key=lambda problem: problem.row or 0)
        ),
        notes=tuple(
            replace(note, sheet=part.table.name if several else "")
            for part in parts
            for note in (*notes(part), *lost_links(part, bounds))
        )
        + tuple(notes_on_all(parts, repeated)),
        fields=fields,
        held=frozenset().union(*(part.held for part in parts)) - {""},
        unsaid={draft.uid: fields - part.fields for part, draft in named if fields != part.fields},
    )


def _choose(tables: Sequence[Table], told: Mapping[str, int]) -> Sequence[tuple[Table, Columns]]:
    filled = [table for table in tables if table.rows]
    if not filled:
        raise Unreadable(Reason("empty-file"))
    if told:
        dated = (table for table in filled if _has_days(table, told.values()))
        table = next(dated, filled[0])
        return [(table, _as_told(table, told))]
    known = [(table, columns) for table in filled if (columns := find(table, PROGRAMME, _NEEDED))]
    # A list of topics and weekdays has such headings too; it is no programme beside one with days.
    dated_ones = [pair for pair in known if _names_days(pair[1])]
    if known:
        return dated_ones or [next((pair for pair in known if pair[1].rows), known[0])]
    rows = [row for table in filled for row in table.rows[:_LOOKED_AT]]
    if not any(names_a_day(cell) for row in rows for cell in row.cells):
        raise Unreadable(Reason("no-dates"))
    best = max(rows[:30], key=lambda row: len(match(row.cells)))
    where = match(best.cells)
    shorts = (f"{number}={shown(cell)[:20]}" for number, cell in enumerate(best.cells, 1) if cell)
    listing = ", ".join(islice(shorts, 30))
    if len(where) < 2:
        raise Unreadable(Reason("no-headings", {"columns": listing}))
    missing = "no-title-column" if _NEEDED[0][0] not in where else "no-date-column"
    raise Unreadable(Reason(missing, {"columns": listing}))


def _names_days(columns: Columns) -> bool:
    days = (columns.cell(row, name) for row in columns.rows[:_LOOKED_AT] for name in ("date", "start"))
    return any(names_a_day(cell) for cell in days)


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


def _draft(row: Row, part: Part) -> Iterator[tuple[str, Reason]]:
    """Adds the row to those that came in, or yields what is wrong with it: (field, reason)."""
    columns = part.columns

    def text(field: str) -> str:
        return line(columns.cell(row, field))

    wrong: list[tuple[str, Reason]] = []
    if not (text("title") or text("title_cy")):
        wrong.append(("title" if "title" in columns.where else "title_cy", Reason("no-title")))
    once, unrolled = None, None
    try:
        once, unrolled = part.calendar.spans(row)
    except Unclear as unclear:
        wrong.append((unclear.field, unclear.reason))
    places, unreadable = read_places(row, part)
    wrong.extend(unreadable)
    if wrong or once is None:
        yield from wrong
        return
    wheres = (text("room"), text("place"), text("address"))
    parts: list[str] = []
    for where in wheres:
        if where and not any(where.casefold() in known.casefold() for known in parts):
            parts.append(where)
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
        **places,
        speaker=text("speaker"),
        series=text("series") or (text("title") or text("title_cy") if unrolled is not None else ""),
        asked=" ".join(filter(None, (text("asked"), text("asked_cy")))),
        status=read_status(columns.cell(row, "status")),
    )
    whole = fitted(draft)
    first, *drafts = (
        replace(whole, starts_at=span.starts, ends_at=span.ends, all_day=span.all_day)
        for span in (once, *([once] if unrolled is None else unrolled))
    )
    cut = whole is not draft
    part.came.append(Read(part, row, first, tuple(drafts), unrolled is not None, once.assumed, cut))


def _leave_out_repeated(parts: Sequence[Part]) -> int:
    """Takes out what an earlier sheet says already (“All” beside one for each month); how many rows."""
    seen: set[tuple[str, str]] = set()
    count = 0
    for part in parts if len(parts) > 1 else ():
        keys = [(read.first.ref.casefold(), fingerprint(read.first)) for read in part.came]
        count += sum(key in seen for key in keys)
        part.came = [read for read, key in zip(part.came, keys, strict=True) if key not in seen]
        seen.update(keys)
    return count


def _named(parts: Sequence[Part]) -> Iterator[tuple[Part, Draft]]:
    """The drafts with their uids; a row that says what an earlier one says becomes a problem.

    A reference names its session. One that several rows share names performances of one thing, and the
    start tells them apart. Without a reference it is title, start and place that name a session.
    """
    came = [read for part in parts for read in part.came]
    shared = Counter(read.first.ref.casefold() for read in came)
    plain: dict[str, list[tuple[Read, Draft]]] = defaultdict(list)
    for read in came:
        for draft in read.drafts:
            whole = draft.ref or fingerprint(read.first)
            alone = not read.repeats and (not draft.ref or shared[draft.ref.casefold()] == 1)
            plain[whole if alone else f"{whole}{PART}{stamp(draft.starts_at)}"].append((read, draft))
    seen: dict[str, Row] = {}
    for uid, those in plain.items():
        for read, draft in those:
            own = fitted_uid(uid if len(those) == 1 else f"{uid}{PART}{fingerprint(draft)}")
            if own in seen:
                reason = Reason("same-as-row", {"row": seen[own].number, "value": shown(draft.title.en)})
                heading = read.part.columns.heading("title")
                read.part.problems.append(Problem(read.row.number, heading, reason))
            else:
                seen[own] = read.row
                yield read.part, replace(draft, uid=own)


def fingerprint(draft: Draft) -> str:
    """A name for a session that has none: from its title, start and place; the same in every import."""
    said = (draft.title.en, draft.title.cy, stamp(draft.starts_at), draft.place)
    return MADE_UP + hashlib.sha256("\x1f".join(said).casefold().encode()).hexdigest()[:24]


def stamp(moment: datetime) -> str:
    """A moment in UTC, as iCalendar writes it (RFC 5545, 3.3.5)."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
