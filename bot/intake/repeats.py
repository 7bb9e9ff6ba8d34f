"""How far a series goes: whole where it has an end, a year ahead where it has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from math import prod

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from bot.intake.report import Reason, Unclear, Unreadable

LARGEST = 20_000  # occurrences in one file
_FOR_EVER = relativedelta(years=50)  # Outlook writes "no end" as an UNTIL far away
_LONGEST_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which days are wanted; None: no bound. `today` is where the programme is."""

    today: date
    start: date | None = None
    until: date | None = None

    def hold(self, day: date) -> bool:
        return (self.start is None or day >= self.start) and (self.until is None or day <= self.until)

    def cap(self, first: date) -> date:
        """The last day of a series without an end: as told, or 12 months from its start or from today."""
        return self.until or max(self.today, first, self.start or first) + relativedelta(months=12)


def too_many(count: int, bounds: Bounds) -> None:
    """Raises Unreadable when a file unrolls to more sessions than any programme has.

    The reason brings today's date (ISO 8601): whoever exports years of a calendar mostly wants what is ahead.
    """
    if count > LARGEST:
        raise Unreadable(Reason("too-many", {"limit": LARGEST, "today": bounds.today.isoformat()}))


def last_day(rule: Mapping[str, Sequence[object]], first: datetime, bounds: Bounds) -> tuple[date, bool]:
    """The day until which a rule (RFC 5545, 3.3.10; its parts by name) is unrolled, and whether we cut it.

    `first` is the series' start in its own wall time, without a zone. Raises Unclear for a rule within
    a day, one that never happens, and one that is no rule.
    """
    text = check_rule(rule)
    until, count = rule.get("UNTIL"), rule.get("COUNT")
    end = until[0] if until else None
    if isinstance(end, datetime):
        end = end.date()
    if isinstance(end, date) and end <= first.date() + _FOR_EVER:
        end += timedelta(days=1)  # it may be in UTC; a day more covers every zone
        return min(end, bounds.until or end), False
    if not count:
        return bounds.cap(first.date()), bounds.until is None
    starts = islice(rrulestr(text, dtstart=first), min(_number(count[0], text), LARGEST + 1))
    last = max(starts, default=first).date()
    return min(last, bounds.until or last), False


def check_rule(rule: Mapping[str, Sequence[object]]) -> str:
    """The rule without its end, as text for dateutil. Raises Unclear (see `last_day`)."""
    text = ";".join(
        f"{name}={','.join(map(str, values))}"
        for name, values in rule.items()
        if name not in ("UNTIL", "COUNT", "RSCALE", "SKIP")
    )
    every = str(next(iter(rule.get("FREQ", [""])))).upper()
    times = prod(len(rule.get(name, [1])) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    if every in ("SECONDLY", "MINUTELY", "HOURLY") or times > 4:
        raise Unclear("within-a-day", text)
    days = [_number(day, text) for day in rule.get("BYMONTHDAY", [])]
    months = [_number(month, text) for month in rule.get("BYMONTH", [])]
    never = (
        days and months and all(abs(day) > _LONGEST_MONTHS.get(month, 31) for day in days for month in months)
    )
    if never or any(_number(interval, text) < 1 for interval in rule.get("INTERVAL", [])):
        raise Unclear("never-happens", text)  # dateutil would look for it until the year 9999
    try:
        rrulestr(text, dtstart=datetime(2000, 1, 1))  # noqa: DTZ001 — a rule is about wall time
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise Unclear("no-rule", text) from None  # dateutil raises all of them for what is no rule
    return text


def _number(value: object, text: str) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise Unclear("no-rule", text) from None
