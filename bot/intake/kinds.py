"""What kind of file it is: its content tells, whatever its name says."""

from collections.abc import Sequence

from bot.intake.letters import decode
from bot.intake.report import Reason, Unreadable
from bot.intake.tables import Table, read_csv

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB 2.2: Excel 97, and what encryption wraps an .xlsx in
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO 2.3.4.4
LARGEST = 50_000_000  # bytes


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


def tables(content: bytes) -> Sequence[Table]:
    """A workbook's sheets, or a CSV file's one table. Raises Unreadable: see both readers."""
    if content.startswith(_COMPOUND):
        raise Unreadable(Reason("locked-workbook" if _ENCRYPTED in content else "old-workbook"))
    if content.startswith(b"PK"):
        from bot.intake.workbook import read_workbook  # noqa: PLC0415 — loads only for a workbook

        return read_workbook(content)
    return [read_csv(content)]
