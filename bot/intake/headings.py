"""Which column holds what: headings in English and Welsh, matched forgivingly."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from bot.intake.letters import line
from bot.intake.report import Reason, Unreadable
from bot.intake.tables import Cell, Row, Table

# The first name of a field that is found wins; those after the bar are taken only for want of a better.
# A "start" may hold a day, a time or both; a "start_time" never a day.
PROGRAMME: Mapping[str, str] = {
    "title": "title, teitl, name, enw, session, sesiwn, event, digwyddiad, course, cwrs, workshop,"
    " gweithdy, activity, gweithgaredd, training, hyfforddiant, what, beth"
    " | subject, summary, topic, pwnc, slug, stop",
    "ref": "ref, reference, cyfeirnod, cyf, id, code, cod, uid, ref no, reference number",
    "date": "date, dyddiad, start date, dyddiad dechrau, date from, starts on, when, pryd"
    " | day, diwrnod, dydd",
    "start": "start, starts, starts at, dechrau, begins, from, o, date time, date and time, dyddiad ac amser,"
    " start date time, start date and time, time, amser, times, amseroedd",
    "start_time": "start time, amser dechrau, time from | arrival, arrive",
    "end_date": "end date, dyddiad gorffen, finish date, ends on, date to",
    "end": "end, ends, ends at, gorffen, diwedd, finish, finishes, to, until, tan, end date time,"
    " end date and time",
    "end_time": "end time, amser gorffen, finish time, time to | departure, depart",
    "duration": "duration, length, hyd, parhad, minutes, munudau, mins, hours, oriau, duration minutes,"
    " duration mins, duration in minutes, duration hours, duration in hours, length minutes, length mins,"
    " length hours, hyd munudau, hyd oriau",
    "room": "room, ystafell",
    "place": "location, lleoliad, place, lle, venue, man cyfarfod, where, ble"
    " | building, adeilad, site, safle",
    "address": "address, cyfeiriad",
    "summary": "summary, crynodeb, description, disgrifiad, details, manylion, abstract, about, overview,"
    " trosolwg",
    "topic": "topic, pwnc, theme, thema, category, categori, track, strand",
    "capacity": "capacity, capasiti, places, lleoedd, spaces, seats, max, maximum, max places,"
    " maximum places, max capacity, maximum capacity, nifer y lleoedd, limit, max participants,"
    " maximum participants",
    "speaker": "speaker, siaradwr, speakers, siaradwyr, presenter, cyflwynydd, presenters, presenter 1,"
    " trainer, hyfforddwr, facilitator, hwylusydd, tutor, tiwtor, led by, dan arweiniad | host, lead",
    "series": "series, cyfres, programme, rhaglen",
    "asked": "people might ask for, people might ask, might ask for, people ask for, search words, keywords,"
    " gallai pobl ofyn am, efallai y bydd pobl yn gofyn am, geiriau chwilio, allweddeiriau",
    "format": "format, fformat, delivery, delivery method, mode, dull, dull cyflwyno",
    "language": "language, iaith, language of delivery, iaith cyflwyno",
    "audience": "audience, cynulleidfa, target audience, who for, who is it for, ar gyfer, for",
    "link": "link, dolen, join link, joining link, teams link, meeting link, url, website, gwefan, web link,"
    " website url, booking link",
    "status": "status, statws",
    "online_capacity": "online places, online capacity, places online, capacity online, max online,"
    " lleoedd ar lein, capasiti ar lein",
    "freed": "waiting list, waitlist, waiting list rule, freed places, rhestr aros, rheol rhestr aros",
    "opens_at": "booking opens, bookings open, booking from, bookings from, registration opens,"
    " archebu yn agor, archebu o, cofrestru yn agor",
    "closes_at": "booking closes, bookings close, booking until, booking deadline, registration closes,"
    " archebu yn cau, archebu tan, cofrestru yn cau",
    "dates_each": "dates each, dates per person, max dates each, dyddiadau yr un, dyddiadau y person",
    "invited": "invited, invitees, invited people, gwahoddwyd, gwahoddedigion",
    "sensitive": "sensitive, sensitive session, confidential, sensitif, cyfrinachol",
    "approval": "approval needed, approval required, needs approval, requires approval, manager approval,"
    " managers approval, approval, angen cymeradwyaeth, cymeradwyaeth, cymeradwyaeth rheolwr",
    "cost": "cost, cost per person, cost per place, price, fee, cost y pen, cost y lle, pris, ffi",
    "repeat": "rrule, repeat, repeats, recurrence, ailadrodd, frequency, freq",
}
_SPOKEN = ("title", "summary", "asked")  # have a column of their own in each language
_NOISE = {
    "session",
    "event",
    "course",
    "workshop",
    "sesiwn",
    "digwyddiad",
    "cwrs",
    "the",
    "of",
    "y",
    "yr",
    "r",
}
_ENGLISH = {"en", "eng", "english", "saesneg"}
_WELSH = {"cy", "cym", "welsh", "cymraeg", "gymraeg"}
_WELSH_HEADINGS = {
    "teitl",
    "enw",
    "sesiwn",
    "digwyddiad",
    "cwrs",
    "gweithdy",
    "beth",
    "crynodeb",
    "disgrifiad",
    "gallai pobl ofyn am",
    "efallai y bydd pobl yn gofyn am",
    "geiriau chwilio",
    "allweddeiriau",
}
_HEADINGS_WITHIN = 30  # rows: above them stand a title, a logo, a word to the reader


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands (0 is the first column), under which heading, and the rows below it."""

    where: Mapping[str, int]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def heading(self, field: str) -> str:
        """The heading as the file spells it; the column's number (the first is 1) where it has none."""
        column = self.where.get(field)
        if column is None:
            return ""
        return (self.headings[column] if column < len(self.headings) else "") or str(column + 1)

    def cell(self, row: Row, field: str) -> Cell:
        return row.cell(self.where.get(field))


def plain(heading: Cell) -> str:
    """A heading without capitals, accents, camelCase, underscores and marks: "StartTime" → "start time"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", line(heading)[:80])
    bare = unicodedata.normalize("NFKD", spaced.casefold()).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def _readings(heading: Cell) -> Iterable[tuple[str, str]]:
    """Every way to read a heading: (plain words, language that it names or "")."""
    text = line(heading)[:80]
    for part in (text, re.sub(r"\(.*?\)", " ", text), *re.split(r"[/|]", text)):
        words = plain(part).split()
        tongue = "cy" if _WELSH & set(words) else "en" if _ENGLISH & set(words) else ""
        bare = [word for word in words if word not in _WELSH | _ENGLISH] or words
        yield " ".join(bare), tongue
        yield " ".join(word for word in bare if word not in _NOISE), tongue


def match(cells: Iterable[Cell], names: Mapping[str, str] = PROGRAMME) -> dict[str, int]:
    """The column of each field that these headings name; `title_cy` and its like come of themselves."""
    readings = [(column, list(_readings(cell))) for column, cell in enumerate(cells) if isinstance(cell, str)]
    found: dict[str, int] = {}
    for field, spelled in names.items():
        for group in spelled.split("|"):
            for wanted in (name.strip() for name in group.split(",")):
                for column, ways in readings:
                    tongue = next((tongue for words, tongue in ways if words == wanted), None)
                    if tongue is not None and column not in found.values():
                        welsh = tongue == "cy" or (not tongue and wanted in _WELSH_HEADINGS)
                        found.setdefault(f"{field}_cy" if welsh and field in _SPOKEN else field, column)
            if field in found or f"{field}_cy" in found:
                break
    return found


def find(table: Table, names: Mapping[str, str], needed: tuple[tuple[str, ...], ...]) -> Columns | None:
    """The first row of headings that names, for each tuple in `needed`, one of its fields."""
    for index, row in enumerate(islice(table.rows, _HEADINGS_WITHIN)):
        where = match(row.cells, names)
        if all(any(field in where for field in one_of) for one_of in needed):
            return Columns(where, tuple(line(cell) for cell in row.cells), table.rows[index + 1 :])
    return None


def mapped(table: Table, told: Mapping[str, int], names: Mapping[str, str] = PROGRAMME) -> dict[str, int]:
    """Columns as someone told them (the first is 1) by a field's name or any heading that we know.

    Raises Unreadable for a field that we do not know, and for a column that the table has not.
    """
    width = max((len(row.cells) for row in table.rows), default=0)
    where = {}
    for name, column in told.items():
        known = (
            name
            if name in names or name.removesuffix("_cy") in _SPOKEN
            else next(iter(match([name], names)), "")
        )
        if not known:
            raise Unreadable(Reason("no-such-field", {"field": name, "fields": ", ".join(names)}))
        if not 1 <= column <= width:
            raise Unreadable(Reason("no-such-column", {"field": name, "column": column, "columns": width}))
        where[known] = column - 1
    return where
