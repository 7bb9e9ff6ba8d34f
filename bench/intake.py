"""How long an import of 10,000 rows takes, how long its transaction, and how long a booking waits meanwhile.

`python -m bench.intake [--rows 10000] [--database URL]` prints a table. Times are seconds of the wall. The
baseline is the least that such a file can cost: `csv.reader` over the same rows and one bare `executemany`
of the same values into a table of the same kind, committed, on the same database.
"""

import argparse
import csv
import io
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from sqlalchemy import Connection, text

from bot.ask import Address, Profile
from bot.config import load
from bot.desk import Desk
from bot.intake import Sheet, read_programme
from bot.learning import places as rules
from bot.registry import find
from bot.steps.programme import Import, Looked
from bot.store import meeting, places
from bot.store.database import Database
from bot.store.tables import sessions
from bot.store.upgrade import upgrade

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
_BETWEEN = 0.02  # seconds between two bookings: fifty a second, far more than ever come
HEADINGS = ("Ref", "Title", "Teitl", "Date", "Start", "Minutes", "Place", "Topic", "Places", "Summary")


def rows(count: int) -> list[tuple[str, ...]]:
    """A made-up programme: thirty sessions a day."""
    first = date(2027, 1, 4)
    return [
        (
            *(f"LC-{n}", f"Talk number {n}", f"Sgwrs rhif {n}", f"{first + timedelta(n // 30):%d/%m/%Y}"),
            *(f"{9 + n % 8:02}:00", "60", f"Room {n % 40}", ("wellbeing", "digital", "data")[n % 3]),
            *("20", f"What talk {n} is about, in a few words.\nAnd a second line."),
        )
        for n in range(count)
    ]


def as_csv(found: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows((HEADINGS, *found))
    return out.getvalue().encode()


def as_xlsx(found: Sequence[Sequence[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Programme")
    sheet.append(HEADINGS)
    for row in found:
        day, clock = datetime.strptime(row[3], "%d/%m/%Y").date(), datetime.strptime(row[4], "%H:%M").time()  # noqa: DTZ007 — wall time
        sheet.append([*row[:3], day, clock, int(row[5]), *row[6:]])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ics(found: Sequence[Sequence[str]]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for row in found:
        starts = datetime.strptime(f"{row[3]} {row[4]}", "%d/%m/%Y %H:%M")  # noqa: DTZ007 — wall time
        lines += (
            *("BEGIN:VEVENT", f"UID:{row[0]}", f"SUMMARY:{row[1]}", "DURATION:PT1H"),
            *(f"DTSTART;TZID=Europe/London:{starts:%Y%m%dT%H%M%S}", f"LOCATION:{row[6]}"),
            *(f"CATEGORIES:{row[7]}", "DESCRIPTION:" + row[9].replace("\n", "\\n"), "END:VEVENT"),
        )
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


@contextmanager
def fresh(url: str) -> Iterator[Database]:
    """An empty database with all tables: a new file, or whatever stands at `url`, emptied first."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(url or f"sqlite:///{folder}/bench.db")
        try:
            database.write_now(upgrade)
            if url:
                emptied = "truncate sessions, events, people, addresses, places, letters, lanes, revisions"
                database.write_now(lambda db: db.execute(text(f"{emptied} cascade")))
            yield database
        finally:
            database.close()


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class Bench:
    """One database and what is needed to import into it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._settings = load(environment={})
        self._registry = find("handlers.reactions")

    def look(self, sheet: Sheet) -> tuple[Import, Looked]:
        taken = Import(sheet=sheet)
        return taken, self.database.read_now(lambda db: taken.look(db, NOW))

    def write(self, taken: Import, looked: Looked) -> float:
        """Carry it out; how long its transaction was open, which is how long others may wait."""
        began = 0.0

        def work(db: Connection) -> None:
            nonlocal began
            began = time.perf_counter()
            taken.carry_out(Desk(db, NOW, self._settings, self._registry), looked)

        self.database.write_now(work)
        return time.perf_counter() - began

    def baseline(self, content: bytes, sheet: Sheet) -> float:
        """`csv.reader` and a bare `executemany` of the same values; what it wrote is taken out again."""
        plain = sessions.insert()
        drafts = [
            {"title": each.title.en, "title_cy": each.title.cy, "summary": each.summary.en, "summary_cy": ""}
            | {"ref": each.uid, "ref_key": each.uid.casefold(), "uid": each.uid, "source": "bare"}
            | {"topic": each.topic, "format": "", "place": each.place, "link": "", "audience": ""}
            | {"language": "", "starts_at": each.starts_at, "ends_at": each.ends_at, "all_day": False}
            | {"capacity": each.capacity, "speaker": "", "series": "", "status": "open", "added_at": NOW}
            for each in sheet.drafts
        ]

        def work() -> None:
            list(csv.reader(io.StringIO(content.decode())))
            self.database.write_now(lambda db: db.execute(plain, drafts))

        spent = timed(work)
        self.database.write_now(lambda db: db.execute(sessions.delete()))
        return spent

    def people(self, count: int) -> list[int]:
        def add(db: Connection) -> list[int]:
            met = (
                meeting.meet(db, Address("paper", "w", f"u{number}"), Profile(name=f"Person {number}"), NOW)
                for number in range(count)
            )
            return [each.person_id for each in met]

        return self.database.write_now(add)

    def book(self, session_id: int, person_id: int) -> None:
        """A booking, as the desk does it, without the words."""

        def work(db: Connection) -> None:
            desk = Desk(db, NOW, self._settings, self._registry)
            desk.record(rules.book(places.locked_roster(desk.db, session_id), person_id, NOW))
            desk.settle()

        self.database.write_now(work)


def waits_while(bench: Bench, work: Callable[[], object], session_id: int, who: Sequence[int]) -> float:
    """The longest that a booking took while `work` was done."""
    longest, done = 0.0, threading.Event()

    def keep_booking() -> None:
        nonlocal longest
        for person_id in who:
            longest = max(longest, timed(lambda: bench.book(session_id, person_id)))  # noqa: B023 — called at once
            if done.wait(_BETWEEN):
                return

    booking = threading.Thread(target=keep_booking)
    booking.start()
    work()
    done.set()
    booking.join()
    return longest


def measure(url: str, count: int) -> Iterator[tuple[str, float, float, float, float]]:
    """For each kind of file: reading, comparing, writing, and the baseline; seconds."""
    found = rows(count)
    contents = {"csv": as_csv(found), "xlsx": as_xlsx(found), "ics": as_ics(found)}
    for kind, content in contents.items():
        with fresh(url) as database:
            yield kind, *_of(Bench(database), kind, content, contents["csv"])


def _of(bench: Bench, kind: str, content: bytes, table: bytes) -> tuple[float, float, float, float]:
    began = time.perf_counter()
    sheet = read_programme(f"p.{kind}", content, zone=ZONE, today=NOW.date())
    read = time.perf_counter() - began
    base = bench.baseline(table, sheet)
    began = time.perf_counter()
    taken, looked = bench.look(sheet)
    compared = time.perf_counter() - began
    return read, compared, bench.write(taken, looked), base


def again(url: str, count: int) -> Iterator[tuple[str, float, float]]:
    """For versions after the first: the transaction, and the longest wait of a booking meanwhile; seconds."""
    sheet = read_programme("p.csv", as_csv(rows(count)), zone=ZONE, today=NOW.date())
    late = timedelta(hours=1)
    moved = [
        replace(each, starts_at=each.starts_at + late, ends_at=each.ends_at + late) for each in sheet.drafts
    ]
    other = (replace(each, uid=f"n{each.uid}", ref="", place="Hafod") for each in moved)
    versions = {
        "unchanged": sheet.drafts,
        "one in ten moved": (*moved[: count // 10], *sheet.drafts[count // 10 :]),
        "all moved": tuple(moved),
        "as many again": (*sheet.drafts, *other),
    }
    for name, drafts in versions.items():
        with fresh(url) as database:
            yield name, *_again(Bench(database), sheet, replace(sheet, drafts=drafts))


def _again(bench: Bench, sheet: Sheet, version: Sheet) -> tuple[float, float]:
    """One session in twenty has two people; one session is booked by person after person meanwhile."""
    bench.write(*bench.look(sheet))
    who = bench.people(600)
    with bench.database.engine.connect() as db:
        ids = [row.id for row in db.execute(text("select id from sessions order by id"))]
    for index, session_id in enumerate(ids[1::20]):
        for person_id in (who[index % 50], who[50 + index % 50]):
            bench.book(session_id, person_id)
    taken, looked = bench.look(version)
    spent: list[float] = []
    # Of its own, as Caffi's is while `caffi import` runs beside it.
    theirs = Bench(Database(str(bench.database.url.render_as_string(hide_password=False))))
    try:
        waited = waits_while(theirs, lambda: spent.append(bench.write(taken, looked)), ids[0], who[100:])
    finally:
        theirs.database.close()
    return spent[0], waited


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=10_000)
    arguments.add_argument("--database", default="", help="a PostgreSQL address; its tables are emptied")
    told = arguments.parse_args()
    kind = "PostgreSQL" if told.database else "SQLite"
    lines = [
        f"Import of {told.rows:,} rows on {kind}, in seconds.",
        "Baseline: csv.reader and a bare executemany of the same rows.",
        f"{'file':<20}{'read':>8}{'compare':>9}{'write':>8}{'all':>8}{'baseline':>10}{'times':>7}",
    ]
    for name, read, compared, wrote, base in measure(told.database, told.rows):
        whole = read + compared + wrote
        lines.append(
            f"{name:<20}{read:>8.2f}{compared:>9.2f}{wrote:>8.2f}"
            f"{whole:>8.2f}{base:>10.2f}{whole / base:>7.1f}"
        )
    lines.append(f"\n{'next version':<20}{'write':>8}   longest wait of a booking meanwhile")
    lines += [
        f"{name:<20}{wrote:>8.2f}{waited:>9.2f}" for name, wrote, waited in again(told.database, told.rows)
    ]
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
