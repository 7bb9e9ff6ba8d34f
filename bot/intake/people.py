"""The people file: who there is, their manager, directorate, site, profession, language and zone."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.intake.headings import Columns, find
from bot.intake.letters import line
from bot.intake.report import PeopleSheet, Problem, Reason, Unclear, Unreadable, shown
from bot.intake.tables import Row, Table
from bot.intake.values import read_language
from bot.learning.staff import PersonRow

PEOPLE: Mapping[str, str] = {
    "manager_email": "manager email, managers email, manager e mail, managers e mail, manager s e mail,"
    " manager s email, manager s email address, manager email address, line manager email,"
    " line manager e mail, line manager s email, line manager s e mail, e bost rheolwr, ebost rheolwr,"
    " e bost y rheolwr, e bost rheolwr llinell | line manager, manager, rheolwr llinell, rheolwr, reports to",
    "email": "email, e mail, e bost, ebost, email address, e mail address, cyfeiriad e bost, work email,"
    " work e mail, e bost gwaith, user principal name, upn, mail",
    "name": "name, enw, full name, enw llawn, display name, employee name, staff name",
    "first": "first name, forename, given name, enw cyntaf",
    "last": "last name, surname, family name, cyfenw",
    "directorate": "directorate, cyfarwyddiaeth, cyfadran, department, adran, division, is adran, service,"
    " gwasanaeth, business area",
    "site": "site, safle, office, swyddfa, location, lleoliad, workplace, gweithle, base",
    "profession": "profession, proffesiwn, job family, job title, teitl swydd, role, rol, swydd, job",
    "language": "language, iaith, preferred language, dewis iaith, language preference",
    "zone": "zone, time zone, timezone, cylchfa amser, parth amser",
}
# An empty cell may just be a gap in the file: that nobody is somebody's manager has to be said.
_NOBODY = frozenset(["none", "nobody", "no manager", "neb", "dim", "dim rheolwr", "-", "–", "—"])
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]]{1,64}@[^\s@<>,;:\"()\[\]]{1,190}\.[^\s@<>,;:.\"()\[\]]{2,63}")


def read_table(tables: Sequence[Table]) -> PeopleSheet:
    """The people in the first table that has a column of e-mail addresses; a row comes in whole or not.

    Of a row that does not come in, everything that is wrong is told.
    Raises Unreadable where there is no such table, or nobody in it.
    """
    known = [found for table in tables if (found := find(table, PEOPLE, (("email",),)))]
    columns = next((found for found in known if found.rows), known[0] if known else None)
    if columns is None:
        rows = [row for table in tables for row in table.rows]
        if not rows:
            raise Unreadable(Reason("empty-file"))
        listing = ", ".join(shown(cell)[:20] for cell in rows[0].cells[:30] if cell)
        raise Unreadable(Reason("no-email-column", {"columns": shown(listing)}))
    if not columns.rows:
        raise Unreadable(Reason("no-people-rows"))
    people: dict[str, PersonRow] = {}
    rows_of: dict[str, int] = {}
    problems: list[Problem] = []
    for row in columns.rows:
        person, wrong = _person(row, columns)
        if first := rows_of.get(person.email):
            wrong.insert(0, ("email", Reason("same-person", {"row": first, "value": shown(person.email)})))
        problems += (Problem(row.number, columns.heading(field), reason) for field, reason in wrong)
        if not wrong:
            people[person.email] = person
            rows_of[person.email] = row.number
    return PeopleSheet(tuple(people.values()), tuple(problems), tuple(_notes(columns)))


def _person(row: Row, columns: Columns) -> tuple[PersonRow, list[tuple[str, Reason]]]:
    """The person, and what is wrong with the row: (field, reason). A value that is wrong is left empty."""
    wrong: list[tuple[str, Reason]] = []

    def text(field: str) -> str:
        return line(columns.cell(row, field))

    def checked(field: str, read: Callable[[str], str]) -> str:
        try:
            return read(text(field))
        except Unclear as unclear:
            wrong.append((field, unclear.reason))
            return ""

    unmanaged = text("manager_email").casefold() in _NOBODY
    person = PersonRow(
        email=checked("email", _address),
        name=text("name") or f"{text('first')} {text('last')}".strip(),
        manager_email=checked("manager_email", _address) if text("manager_email") and not unmanaged else "",
        unmanaged=unmanaged,
        directorate=text("directorate"),
        site=text("site"),
        profession=text("profession"),
        language=checked("language", _language),
        zone=checked("zone", _zone),
    )
    return person, wrong


def _address(written: str) -> str:
    address = written.casefold().removeprefix("mailto:")
    if not address:
        raise Unclear("no-email")
    if not _ADDRESS.fullmatch(address):
        raise Unclear("no-address", written)
    return address


def _language(written: str) -> str:
    code = read_language(written)
    if written and code not in ("en", "cy"):
        raise Unclear("unknown-language", written)
    return code


def _zone(written: str) -> str:
    if not written:
        return ""
    try:
        return ZoneInfo(written).key
    except (KeyError, ValueError, OSError):  # an unknown name, a path out of the database, a folder of it
        raise Unclear("unknown-zone-name", written) from None


def _notes(columns: Columns) -> Iterator[Problem]:
    used = set(columns.where.values())
    if unused := [name for index, name in enumerate(columns.headings) if name and index not in used]:
        yield Problem(None, "", Reason("unused-columns", {"columns": shown(", ".join(unused))}))
