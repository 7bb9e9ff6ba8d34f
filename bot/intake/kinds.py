"""What kind of file it is: its content tells, whatever its name says."""

from collections.abc import Collection, Sequence

from bot.intake.letters import decode
from bot.intake.report import Reason, Unreadable, shown
from bot.intake.tables import Table, read_csv

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB 2.2: Excel 97, and what encryption wraps an .xlsx in
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO 2.3.4.4
LARGEST = 25_000_000  # bytes; reading takes some ten times as much memory


def weigh(content: bytes) -> None:
    """Raises Unreadable for a file that is empty or far too large."""
    if not content:
        raise Unreadable(Reason("empty-file"))
    if len(content) > LARGEST:
        raise Unreadable(Reason("too-large", {"megabytes": len(content) // 1_000_000}))


def calendar_text(name: str, content: bytes) -> str | None:
    """An iCalendar file's text; None for another kind of file. Raises Unreadable for a mere .ics in name."""
    if content.startswith((b"PK", _COMPOUND)):
        return None
    text, _ = decode(content)
    if "BEGIN:VCALENDAR" in text[:10_000].upper() or "BEGIN:VEVENT" in text[:10_000].upper():
        return text
    if name.casefold().endswith((".ics", ".ical", ".ifb")):
        raise Unreadable(Reason("no-calendar"))
    return None


def tables(content: bytes, sheets: Collection[str] = ()) -> Sequence[Table]:
    """A workbook's sheets (only those of these names, where some are named), or a CSV file's one table.

    Raises Unreadable: see both readers; also where there is no sheet of such a name.
    """
    if content.startswith(_COMPOUND):
        raise Unreadable(Reason("locked-workbook" if _ENCRYPTED in content else "old-workbook"))
    if content.startswith(b"PK"):
        from bot.intake.workbook import read_workbook  # noqa: PLC0415 — loads only for a workbook

        return _named(read_workbook(content), sheets)
    return _named([read_csv(content)], sheets)


def _named(found: Sequence[Table], sheets: Collection[str]) -> Sequence[Table]:
    by_name = {table.name.strip().casefold(): table for table in found}
    for name in sheets:
        if name.strip().casefold() not in by_name:
            there = shown(", ".join(table.name for table in found if table.name) or "-")
            raise Unreadable(Reason("no-such-sheet", {"sheet": shown(name), "sheets": there}))
    return [by_name[name.strip().casefold()] for name in sheets] or found
