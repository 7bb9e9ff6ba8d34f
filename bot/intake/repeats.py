"""How far a series goes: whole where it has an end, a year ahead where it has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile
from math import prod

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from bot.intake.report import Reason, Unclear, Unreadable

LARGEST = 20_000  # occurrences in one file
_LONGEST_SEARCH = 10_000_000  # days that the rules of one file make dateutil look at: some 13 seconds
_LAST_DAY = datetime(9999, 12, 31)  # noqa: DTZ001 — wall time, as rules are
_A_WHILE = relativedelta(months=1)
_IN_VAIN = timedelta(days=1_000_000)  # what one rule that never comes true counts for: ten are enough
_CYCLE = 400  # years, after which weekdays and leap years come again
_FOR_EVER = relativedelta(years=50)  # Outlook writes "no end" as an UNTIL far away
_LONGEST_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which days are wanted; None: no bound. `today` is where the programme is, in its `zone`."""

    today: date
    zone: tzinfo
    start: date | None = None
    until: date | None = None

    def hold(self, day: date) -> bool:
        return (self.start is None or day >= self.start) and (self.until is None or day <= self.until)

    def cap(self, first: date) -> date:
        """The last day of a series without an end: as told, or 12 months from its start or from today."""
        return self.until or max(self.today, first, self.start or first) + relativedelta(months=12)


def too_many(count: int, bounds: Bounds) -> None:
    """Raises Unreadable when a file unrolls to more sessions than any programme has.

    The reason brings two dates (ISO 8601) to ask for instead: whoever exports years of a calendar mostly
    wants what is ahead.
    """
    if count > LARGEST:
        ahead = {"today": bounds.today.isoformat(), "until": (bounds.today + _A_WHILE).isoformat()}
        raise Unreadable(Reason("too-many", {"limit": LARGEST, **ahead}))


class Search:
    """What the rules of one file have cost so far: dateutil tries day after day until the year 9999."""

    def __init__(self) -> None:
        self._days = 0

    def last_day(
        self, rule: Mapping[str, Sequence[object]], first: datetime, bounds: Bounds
    ) -> tuple[date, bool]:
        """The day until which a rule (RFC 5545, 3.3.10; its parts by name) is unrolled; whether we cut it.

        `first` is the series' start in its own wall time, without a zone. Raises Unclear for a rule within
        a day, one that never happens, and one that is no rule; Unreadable where all the rules of the file
        together take too long to look through.
        """
        text = check_rule(rule)
        until, count = rule.get("UNTIL"), rule.get("COUNT")
        end = until[0] if until else None
        if isinstance(end, datetime):
            end = end.date()
        cut = False
        if isinstance(end, date) and end <= first.date() + _FOR_EVER:
            end += timedelta(days=1)  # it may be in UTC; a day more covers every zone
            last = min(end, bounds.until or end)
        elif count:
            most = min(_number(count[0], text), LARGEST + 1)
            latest = min(first.date() + _FOR_EVER, bounds.until or date.max)
            self._look(rule, text, first, latest)
            starts = takewhile(
                lambda start: start.date() <= latest, islice(rrulestr(text, dtstart=first), most)
            )
            return max(starts, default=first).date(), False
        else:
            last, cut = bounds.cap(first.date()), bounds.until is None
        self._look(rule, text, first, last)
        return last, cut

    def _look(self, rule: Mapping[str, Sequence[object]], text: str, first: datetime, last: date) -> None:
        """Counts the days until the first date after `last`. Raises: see `last_day`."""
        every = str(rule["FREQ"][0]).upper()
        far = timedelta(days=0)
        if not rule.keys() <= {"FREQ", "INTERVAL", "UNTIL", "COUNT", "WKST"}:
            # Shortly before dateutil's last year a search in vain is soon over. Nothing that did not
            # happen in 400 years ever will.
            turns = (9999 - first.year) // _CYCLE * _CYCLE
            late = rrulestr(text, dtstart=first.replace(year=first.year + turns))
            try:
                happens = next(iter(late), None) is not None
            except (ValueError, TypeError, IndexError, OverflowError):
                raise Unclear("no-rule", text) from None  # a rule that contradicts itself, found out late
            if not happens:
                self._spend(_IN_VAIN, rule, text, every)
                raise Unclear("never-happens", text)
            stop = datetime.combine(last, time.max)
            beyond = late.after(stop.replace(year=stop.year + turns)) if stop.year + turns <= 9999 else None
            far = (beyond or _LAST_DAY) - first.replace(year=first.year + turns)
        self._spend(max(far, last - first.date()), rule, text, every)

    def _spend(self, span: timedelta, rule: Mapping[str, Sequence[object]], text: str, every: str) -> None:
        step = _number(next(iter(rule.get("INTERVAL", [1]))), text) if every == "DAILY" else 1
        self._days += span.days // step
        if self._days > _LONGEST_SEARCH:
            raise Unreadable(Reason("too-many-rules"))


def check_rule(rule: Mapping[str, Sequence[object]]) -> str:
    """The rule without its end, as text for dateutil. Raises Unclear (see `last_day`)."""
    text = ";".join(
        f"{name}={','.join(map(str, values))}"
        for name, values in rule.items()
        if name not in ("UNTIL", "COUNT", "RSCALE", "SKIP")
    )
    every = str(next(iter(rule.get("FREQ", [""])))).upper()
    if every not in ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise Unclear("no-rule", text)
    times = prod(len(rule.get(name, [1])) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    if every in ("SECONDLY", "MINUTELY", "HOURLY") or times > 4:
        raise Unclear("within-a-day", text)
    days = [_number(day, text) for day in rule.get("BYMONTHDAY", [])]
    months = [_number(month, text) for month in rule.get("BYMONTH", [])]
    never = (
        days and months and all(abs(day) > _LONGEST_MONTHS.get(month, 31) for day in days for month in months)
    )
    least = (*rule.get("INTERVAL", ()), *rule.get("COUNT", ()))  # numbers that begin with 1: RFC 5545, 3.3.10
    if never or any(_number(number, text) < 1 for number in least):
        raise Unclear("never-happens", text)  # dateutil would look for it until the year 9999
    try:
        rrulestr(text, dtstart=datetime(2000, 1, 1))  # noqa: DTZ001 — a rule is about wall time
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError):
        raise Unclear("no-rule", text) from None  # dateutil raises all of them for what is no rule
    return text


def _number(value: object, text: str) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise Unclear("no-rule", text) from None
