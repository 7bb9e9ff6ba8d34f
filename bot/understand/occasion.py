"""When a session is, as an organiser types it: a day, a start, an end or a length; each mistake by name.

The clocks decide too: an hour that they skip is no time, and of one that comes twice it is asked which.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.learning.holidays import NO_HOLIDAYS, Holidays
from bot.understand.dates import Span, find_dates
from bot.understand.letters import fold

_LONGEST = timedelta(days=14)
_DAY = timedelta(days=1)
_MINUTES = "m|min|mins|minute|minutes|munud|munudau"
_HOURS = "h|hr|hrs|hour|hours|awr|oriau"
_LENGTH = re.compile(
    rf"(?:(?P<hours>\d{{1,2}}(?:[.,]\d)?)\s*(?:{_HOURS})\b\s*(?:and|a|ac)?\s*)?"
    rf"(?:(?P<minutes>\d{{1,3}})\s*(?P<unit>{_MINUTES})?)?"
)
_MIDNIGHT = re.compile(r"\b(?:midnight|hanner nos)\b", re.IGNORECASE)
_BARE = re.compile(r"\d{1,2}(?:[.:]\d{2})?")
# Which of the two, in the night in which the clocks go back: as it is said, and as the clock's name says.
_FIRST = re.compile(r"\b(?:first|cyntaf|gyntaf|bst)\b", re.IGNORECASE)
_SECOND = re.compile(r"\b(?:second|ail|gmt)\b", re.IGNORECASE)


class Unread(Exception):  # noqa: N818 - it is an answer to who typed it
    """`field` ("day", "starts" or "ends") cannot be what was typed there; `reason` names the sentence."""

    def __init__(self, field: str, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Occasion:
    """Aware moments in the programme's zone. `ends_at` is later than `starts_at`."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: `now` is aware, in the programme's zone, which is the zone of everything typed."""

    now: datetime
    holidays: Holidays = NO_HOLIDAYS

    @property
    def zone(self) -> tzinfo:
        assert self.now.tzinfo is not None
        return self.now.tzinfo

    def occasion(self, day: str, starts: str, ends: str, *, length: timedelta) -> Occasion:
        """What the three fields say together. Nothing in `ends`: as long as `length`.

        "10am to 11:30am" in `starts` says both. Raises Unread at the field that is wrong.
        """
        on = self.day(day)
        begun, until = self._hours(starts, "starts")
        start = self.moment(on, begun, starts)
        if ends.strip():
            return Occasion(start, self._end(start, ends))
        if until is not None:
            return Occasion(start, self._later(start, until, starts, "starts"))
        return Occasion(start, _after(start, length))

    def moved(self, words: str, before: Occasion) -> Occasion:
        """The occasion that "Friday 6 March 2pm" makes of one before; what is not said stays as it was."""
        span = self._span(words)
        if span is None:
            raise Unread("day", "when-unclear", said=words)
        on = self._one_day(span, words) if span.start else before.starts_at.astimezone(self.zone).date()
        begun, until = before.starts_at.astimezone(self.zone).time(), None
        if span.hours is not None or span.part is not None:
            begun, until = self._hours_of(span, words, "starts")
        start = self.moment(on, begun, words)
        if until is not None:
            return Occasion(start, self._later(start, until, words, "starts"))
        return Occasion(start, _after(start, before.ends_at - before.starts_at))

    def day(self, words: str) -> date:
        """One day that is not over. Raises Unread."""
        span = self._span(words)
        if span is None or span.start is None:
            raise Unread("day", "day-unclear" if words.strip() else "day-missing", said=words)
        return self._one_day(span, words)

    def has_time(self, words: str) -> bool:
        """Whether they say a time of day."""
        span = self._span(words)
        return span is not None and span.hours is not None

    def moment(self, day: date, clock: time, words: str) -> datetime:
        """That wall time; refuses one that the clocks skip or say twice without which, and what is over."""
        moment = datetime.combine(day, clock.replace(microsecond=0), self.zone)
        if moment.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
            raise Unread("starts", "hour-skipped", said=words)
        if moment.utcoffset() != moment.replace(fold=1).utcoffset():
            first, second = _FIRST.search(words), _SECOND.search(words)
            if bool(first) == bool(second):
                raise Unread("starts", "hour-twice", said=words)
            moment = moment.replace(fold=int(bool(second)))
        if moment.astimezone(UTC) <= self.now.astimezone(UTC):
            raise Unread("day" if day < self.now.date() else "starts", "already-over", said=words)
        return moment

    def _span(self, words: str) -> Span | None:
        return find_dates(_MIDNIGHT.sub("00:00", words), now=self.now, holidays=self.holidays)[0]

    def _one_day(self, span: Span, words: str) -> date:
        start = span.start
        if start is None or span.end is None or span.end.date() - start.date() != _DAY or span.weekdays:
            raise Unread("day", "day-unclear", said=words)
        if start.date() < self.now.date():
            raise Unread("day", "already-over", said=words)
        return start.date()

    def _hours(self, words: str, field: str) -> tuple[time, time | None]:
        if not words.strip():
            raise Unread(field, "time-missing")
        plain = _SECOND.sub(" ", _FIRST.sub(" ", words)).strip(" ()[],")
        span = self._span(f"at {plain}" if _BARE.fullmatch(plain) else plain)
        if span is None or span.start is not None:
            raise Unread(field, "time-unclear", said=words)
        return self._hours_of(span, words, field)

    @staticmethod
    def _hours_of(span: Span, words: str, field: str) -> tuple[time, time | None]:
        hours = span.hours
        if hours is None or hours.earliest == time.min != hours.latest or hours.latest == time(23, 59):
            raise Unread(field, "time-unclear", said=words)
        return hours.earliest, None if hours.latest == hours.earliest else hours.latest

    def _end(self, start: datetime, words: str) -> datetime:
        found = _LENGTH.fullmatch(fold(words.strip()))
        if found and (found["hours"] or found["unit"]):
            hours = float((found["hours"] or "0").replace(",", "."))
            length = timedelta(hours=hours, minutes=int(found["minutes"] or 0))
            if not timedelta(0) < length <= _LONGEST:
                raise Unread("ends", "length-unclear", said=words)
            return _after(start, length)
        span = self._span(words)
        if span is not None and span.start is not None:
            day = self._one_day(span, words)
            if span.hours is None:
                raise Unread("ends", "time-unclear", said=words)
            clock, _ = self._hours_of(span, words, "ends")
            return self._until(start, datetime.combine(day, clock, self.zone), words, "ends")
        clock, _ = self._hours(words, "ends")
        return self._later(start, clock, words, "ends")

    def _later(self, start: datetime, clock: time, words: str, field: str) -> datetime:
        day = start.date() + _DAY if clock == time.min else start.date()  # midnight ends the day
        return self._until(start, datetime.combine(day, clock, self.zone), words, field)

    def _until(self, start: datetime, end: datetime, words: str, field: str) -> datetime:
        if end.astimezone(UTC) <= start.astimezone(UTC):
            end = end.replace(fold=1)  # the hour that comes twice may end in its second half
        if not timedelta(0) < end.astimezone(UTC) - start.astimezone(UTC) <= _LONGEST:
            raise Unread(field, "end-before-start", said=words)
        return end


def _after(start: datetime, length: timedelta) -> datetime:
    """So long after, as time passes: an hour's session is an hour also when the clocks change in it."""
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)


def weekly_dates(first: datetime, times: int, zone: tzinfo) -> list[date]:
    """The same weekday in each of the `times` weeks after `first`."""
    day = first.astimezone(zone).date()
    return [day + timedelta(weeks=week) for week in range(1, times + 1)]
