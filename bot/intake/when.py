"""When the session of one row is: its day, times and length put together from up to seven cells."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile
from typing import TypeVar

from bot.intake.headings import Columns
from bot.intake.letters import line
from bot.intake.moments import Moment, month_first, read_minutes, read_moment
from bot.intake.repeats import LARGEST, Bounds, Search, check_rule
from bot.intake.report import Unclear
from bot.intake.tables import Row

_T = TypeVar("_T")
_DAYS = ("date", "start", "end_date", "end")
_NOT_SAID = Moment()
_ONCE = {"", "no", "none", "once", "one-off", "na", "nage", "unwaith", "dim", "-"}


@dataclass(frozen=True, slots=True)
class Span:
    """One occurrence, in the programme's zone. `assumed`: nothing said how long, so it lasts an hour."""

    starts: datetime
    ends: datetime
    all_day: bool = False
    assumed: bool = False


class Calendar:
    """Reads the day and the times of rows that stand under these headings.

    A row without any time is an all-day session; a start without an end or a length lasts 60 minutes.
    Every method raises Unclear with its field set.
    """

    def __init__(self, columns: Columns, zone: tzinfo, bounds: Bounds) -> None:
        self._columns = columns
        self._zone = zone
        self._bounds = bounds
        dates = [columns.cell(row, field) for row in columns.rows for field in _DAYS]
        self._both_ways = month_first(dates)
        self._hours = self._counts_hours()
        self._search = Search()
        self.cut = 0  # series without an end, so far

    def spans(self, row: Row) -> tuple[Span, tuple[Span, ...] | None]:
        """The row's own occurrence, and those within the bounds if it has a rule to repeat by."""
        once = self._span(row)
        if not self._repeats(row):
            return once, None
        rule = line(self._columns.cell(row, "repeat"))
        return once, self._at("repeat", lambda: tuple(self._repeated(once, rule, row)))

    def moment(self, row: Row, field: str, *, through: bool = False) -> datetime | None:
        """The day and the time in one cell; None where it is blank. A day alone is its first moment, or the
        moment after it where it counts `through`.
        """
        said = self._moment(row, field, a_day=True)
        if said == _NOT_SAID:
            return None
        if said.day is None:
            raise self._missing("no-date", field)
        clock = self._clock(said)
        if clock is not None:
            return self._local(said.day, clock, said.offset)
        return self._local(said.day + timedelta(days=int(through)), time(0))

    def _span(self, row: Row) -> Span:
        date_, start, end_date, end = (self._moment(row, field, a_day="date" in field) for field in _DAYS)
        start_time, end_time = (self._moment(row, field) for field in ("start_time", "end_time"))
        day = date_.day or start.day
        if day is None and date_.weekday is not None:
            raise self._wrong("weekday-only", "date", value=line(self._columns.cell(row, "date")))
        if day is None:
            raise self._missing("no-date", "date", "start")
        if date_.weekday not in (None, day.weekday()):
            weekday = line(self._columns.cell(row, "date"))
            raise self._wrong("wrong-weekday", "date", value=weekday, date=day.isoformat())
        if start.day and date_.day and start.day != date_.day:
            raise self._wrong("two-dates", "start", first=date_.day.isoformat(), second=start.day.isoformat())
        clock = start_time.clock or self._clock(start) or self._clock(date_)
        until = end_time.clock or start_time.until or end.clock or start.until or date_.until
        last = end_date.day or end.day or day
        if self._repeats(row):
            last = day
        if last < day:
            raise self._wrong("ends-before", "end_date", "end", value=last.isoformat())
        if clock is None:
            # An end at midnight is how programs write a day alone.
            if until not in (None, time(0)):
                raise self._missing("no-start-time", "start_time", "start", "date")
            return Span(
                self._local(day, time(0)), self._local(last + timedelta(days=1), time(0)), all_day=True
            )
        starts = self._local(day, clock, start.offset or date_.offset)
        return self._lasting(row, starts, last, until, end.offset or start.offset or date_.offset)

    def _lasting(
        self, row: Row, starts: datetime, last: date, until: time | None, offset: tzinfo | None
    ) -> Span:
        if until is not None:
            ends = self._local(last, until, offset)
            early = until == time(0) or (starts.hour >= 18 and until.hour < 6)
            if ends <= starts and ends != starts and last == starts.date() and early:
                ends = self._local(last + timedelta(days=1), until, offset)  # past midnight
            if ends.astimezone(UTC) < starts.astimezone(UTC):
                raise self._wrong("ends-before", "end_time", "end", "start", value=f"{until:%H:%M}")
            return Span(starts, ends)
        if last != starts.date():
            raise self._missing("no-end-time", "end_time", "end", "end_date")
        cell = self._columns.cell(row, "duration")
        minutes = self._at("duration", lambda: read_minutes(cell, hours=self._hours))
        ends = starts.astimezone(UTC) + timedelta(minutes=60 if minutes is None else minutes)
        return Span(starts, ends.astimezone(self._zone), assumed=minutes is None)

    def _repeated(self, once: Span, written: str, row: Row) -> Iterator[Span]:
        parts = dict(
            part.split("=", 1) for part in written.upper().removeprefix("RRULE:").split(";") if "=" in part
        )
        if "FREQ" not in parts:
            raise Unclear("unreadable-repeat", written)
        rule: dict[str, list[object]] = {name: list(value.split(",")) for name, value in parts.items()}
        end = self._moment(row, "end_date").day or self._moment(row, "end").day
        if until := parts.get("UNTIL"):
            end = self._at("repeat", lambda: read_moment(until[:8], a_day=True)).day
        rule.pop("UNTIL", None)
        if end:
            rule["UNTIL"] = [end]
        first = once.starts.replace(tzinfo=None)
        text = check_rule(rule)
        last, cut = self._search.last_day(rule, first, self._bounds)
        self.cut += cut
        last = min(last, end or last)
        # Loaded with the rules already, and only for a file that has one.
        from dateutil.rrule import rrulestr  # noqa: PLC0415

        starts = takewhile(lambda start: start.date() <= last, rrulestr(text, dtstart=first))
        length = once.ends.replace(tzinfo=None) - first
        wanted = (start for start in starts if self._bounds.hold(start.date()))
        for start in islice(wanted, LARGEST + 1):
            ends = start + length
            yield replace(
                once,
                starts=self._local(start.date(), start.time()),
                ends=self._local(ends.date(), ends.time()),
            )

    def _repeats(self, row: Row) -> bool:
        return line(self._columns.cell(row, "repeat")).casefold() not in _ONCE

    def _moment(self, row: Row, field: str, *, a_day: bool = False) -> Moment:
        cell = self._columns.cell(row, field)
        if cell is None or cell == "":
            return _NOT_SAID
        return self._at(field, lambda: read_moment(cell, both_ways=self._both_ways, a_day=a_day))

    @staticmethod
    def _clock(moment: Moment) -> time | None:
        """Its time; midnight beside a day is how Excel and others write a day alone."""
        return None if moment.day and moment.clock == time(0) and not moment.until else moment.clock

    def _local(self, day: date, clock: time, offset: tzinfo | None = None) -> datetime:
        """That wall time in the programme's zone; a time that the clocks skip is moved past the gap."""
        return datetime.combine(day, clock, offset or self._zone).astimezone(UTC).astimezone(self._zone)

    def _counts_hours(self) -> bool:
        """Whether mere numbers in the column of lengths are hours: its heading says so, or all are small."""
        heading = self._columns.heading("duration").casefold()
        if re.search(r"hour|hrs|awr|oriau", heading):
            return True
        if re.search(r"min|mun", heading):
            return False
        cells = (line(self._columns.cell(row, "duration")) for row in self._columns.rows)
        numbers = [float(cell) for cell in cells if re.fullmatch(r"\d{1,6}(\.\d+)?", cell)]
        return bool(numbers) and max(numbers) <= 10

    def _missing(self, name: str, *fields: str) -> Unclear:
        return self._wrong(name, *fields)

    def _wrong(self, name: str, *fields: str, **facts: str) -> Unclear:
        unclear = Unclear(name, facts.pop("value", ""), **facts)
        unclear.field = next((field for field in fields if field in self._columns.where), fields[0])
        return unclear

    @staticmethod
    def _at(field: str, read: Callable[[], _T]) -> _T:
        try:
            return read()
        except Unclear as unclear:
            unclear.field = unclear.field or field
            raise
