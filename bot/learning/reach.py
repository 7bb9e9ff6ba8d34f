"""How far learning reaches: fixed periods, what is counted in them, and what may be told of it.

A quarter is counted by directorate, site, topic, format and language, once; a month and a financial year
are counted as a whole, and a year tells its quarters side by side. So nobody can lay two periods, or two
countings of one period, on each other and see who lies between them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from bot.learning.small_groups import Crossed, Told, row, tell
from bot.learning.wall_time import at

SETTLES: Final = timedelta(days=14)
"""So long after its end a period is counted for good: who came is written down by then."""
OLDEST: Final = 1990
"""No period before this year is asked for."""
UNBOUNDED: Final = 1_000_000
"""More attendances than anybody counts: how many one group could have is not known."""


class Kind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS: Final = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.YEAR: 12}
_APRIL: Final = 4


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year of the financial year that begins in April; `first` is its first day."""

    kind: Kind
    first: date

    @property
    def after(self) -> date:
        """The day behind its last."""
        return _later(self.first, _MONTHS[self.kind])

    @property
    def last(self) -> date:
        return self.after - timedelta(days=1)

    @property
    def year(self) -> int:
        """The year in which its financial year begins."""
        return self.first.year - (self.first.month < _APRIL)

    @property
    def quarter(self) -> int:
        """1 from April to June, up to 4."""
        return (self.first.month - _APRIL) % 12 // 3 + 1

    @property
    def key(self) -> str:
        """Short and unique: "2026-M01", "2025-Q4" (January to March 2026), "2025-26"."""
        match self.kind:
            case Kind.MONTH:
                return f"{self.first:%Y-M%m}"
            case Kind.QUARTER:
                return f"{self.year}-Q{self.quarter}"
            case Kind.YEAR:
                return f"{self.year}-{(self.year + 1) % 100:02}"

    @property
    def before(self) -> "Period":
        return Period(self.kind, _later(self.first, -_MONTHS[self.kind]))

    @property
    def in_year(self) -> "Period":
        """Its financial year."""
        return Period(Kind.YEAR, date(self.year, _APRIL, 1))

    @property
    def quarters(self) -> tuple["Period", ...]:
        """Of a year its four."""
        return tuple(Period(Kind.QUARTER, _later(self.first, 3 * number)) for number in range(4))

    def moments(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """When it begins, and when the next one does."""
        return at(self.first, time(), zone), at(self.after, time(), zone)

    def settles(self, zone: tzinfo) -> datetime:
        """From when on it is counted for good."""
        return self.moments(zone)[1] + SETTLES

    def is_settled(self, now: datetime, zone: tzinfo) -> bool:
        return self.settles(zone) <= now


def around(kind: Kind, day: date) -> Period:
    """The period of that kind in which a day lies."""
    month = day.replace(day=1)
    if kind is Kind.MONTH:
        return Period(kind, month)
    size = _MONTHS[kind]
    return Period(kind, _later(month, -((month.month - _APRIL) % 12 % size)))


def of_key(key: str) -> Period | None:
    """The period of that key; None for anything else."""
    year = key.partition("-")[0]
    if not (year.isascii() and year.isdigit() and len(year) == 4 and OLDEST <= int(year) < 9000):
        return None
    whole = Period(Kind.YEAR, date(int(year), _APRIL, 1))
    months = (Period(Kind.MONTH, date(int(year), month, 1)) for month in range(1, 13))
    candidates = (whole, *whole.quarters, *months)
    return next((each for each in candidates if each.key == key), None)


def _later(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


# ── What is counted ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Everybody together, exactly: nobody can be told from it.

    `sessions` that took place, and on how many of them who came is known (`taken`). `people` who came at
    least once and `attendances`. `booked`: places on sessions where who came is not known. Of `expected`
    places where it is known, `absent` people neither came nor told us. `seats` on sessions with a limit,
    `filled` of them; `waiting`: who waited to the end. `held`: sessions by language ("cy", "bilingual",
    "en", "" for not said).
    """

    sessions: int = 0
    taken: int = 0
    people: int = 0
    attendances: int = 0
    booked: int = 0
    expected: int = 0
    absent: int = 0
    unknown: int = 0
    limited: int = 0
    seats: int = 0
    filled: int = 0
    waiting: int = 0
    held: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Often:
    """How often something was attended, and by how many people."""

    attendances: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """All of a period, before anything is hidden: for these rules, and for nobody's eyes.

    `came` and `staff` count people by (directorate, site), "" where it is not known; `by` counts what was
    attended by topic, format and language, without sessions that are nobody else's business.
    """

    whole: Whole
    came: Mapping[tuple[str, str], int] = field(default_factory=dict)
    staff: Mapping[tuple[str, str], int] = field(default_factory=dict)
    by: Mapping[str, Mapping[str, Often]] = field(default_factory=dict)
    wishes: Sequence[tuple[str, int]] = ()


PEOPLE: Final = ("directorate", "site")
"""What people are counted by, each once."""
ATTENDED: Final = ("topic", "format", "language")
"""What attendances are counted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What may be told of a period. `told` is by PEOPLE and ATTENDED, rounded, None where it is hidden; it is
    there of quarters that are counted for good. `minimum`: under so many people nothing is told. `wishes`:
    what was looked for in vain by the words, and how often.
    """

    period: Period
    whole: Whole
    minimum: int
    counted_at: datetime
    final: bool
    told: Mapping[str, Told] = field(default_factory=dict)
    wishes: Sequence[tuple[str, int]] = ()


def report(period: Period, counted: Counted, *, minimum: int, now: datetime, final: bool) -> Report:
    """What may be told of a period now. `final`: it is settled, and will be kept."""
    told: dict[str, Told] = {}
    if final and period.kind is Kind.QUARTER:
        told["directorate"], told["site"] = _people(counted, minimum)
        told |= {name: _attended(counted, name, minimum) for name in ATTENDED}
    return Report(
        period=period,
        whole=counted.whole,
        minimum=minimum,
        counted_at=now,
        final=final,
        told=told,
        wishes=[(words, times) for words, times in counted.wishes if times >= minimum],
    )


def _people(counted: Counted, minimum: int) -> tuple[Told, Told]:
    # Who has left since then came, and can come in no greater number than they did.
    cells = counted.came.keys() | counted.staff.keys()
    most = {cell: max(counted.came.get(cell, 0), counted.staff.get(cell, 0)) for cell in cells}
    return tell(Crossed(counted.came, most), minimum)


def _attended(counted: Counted, name: str, minimum: int) -> Told:
    often = counted.by.get(name, {})
    came = {(each, ""): how.attendances for each, how in often.items() if each}
    if apart := counted.whole.attendances - sum(came.values()):
        came["", ""] = apart
    few = {row(each) for each, how in often.items() if how.people < minimum}
    return tell(Crossed(came, dict.fromkeys(came, UNBOUNDED), few), minimum)[0]


# ── Shares ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people there were on a day."""

    number: int
    on: date


def fitting(headcounts: Sequence[Headcount], period: Period) -> Headcount | None:
    """Of several the newest of before the period was over; else the oldest of after it."""
    in_time = [each for each in headcounts if each.on <= period.last]
    if in_time:
        return max(in_time, key=lambda each: each.on)
    return min(headcounts, key=lambda each: each.on, default=None)


def percent(part: int, whole: int) -> int:
    """To the nearest whole one. `whole` is not 0."""
    return (200 * part + whole) // (2 * whole)


def side_by_side(quarters: Sequence[Report | None], name: str) -> dict[str, tuple[int | None, ...]]:
    """What the four quarters of a year tell by a topic, a directorate, …; None: nothing is told."""
    tables = [each.told.get(name, {}) if each else {} for each in quarters]
    names = sorted({one for table in tables for one in table}, key=str.casefold)
    return {one: tuple(table.get(one) for table in tables) for one in names}
