"""One event of a calendar, checked: when it is, how it repeats, and what it says."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, TypeAlias

from icalendar import Event
from icalendar.error import BrokenCalendarProperty

from bot.intake.events import Found, zone_named
from bot.intake.fitting import fitted, fitted_uid
from bot.intake.letters import line, paragraphs, unmarked
from bot.intake.report import Problem, Reason, Unclear, shown
from bot.intake.values import read_format, read_link
from bot.learning.sessions import Bilingual, Draft, Status

Moment: TypeAlias = date | datetime
"""A day (of an all-day event) or an aware moment."""

_LINKS = ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE", "CONFERENCE", "URL", "LOCATION")
_PLACEHOLDER = re.compile(r"#_[A-Z]+[\s,]*")  # WordPress Events Manager, where a place has no name


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event that can be used. `uid` is "" where the file gives none.

    `recurrence`: the date of a series that it stands for, and with `and_after` for all that follow.
    `rules` are RRULEs by the names of their parts, `extra` RDATEs, `left_out` EXDATEs.
    """

    number: int
    uid: str
    title: str
    starts: Moment
    ends: Moment
    sequence: int
    recurrence: Moment | None
    and_after: bool
    rules: tuple[Mapping[str, Sequence[object]], ...]
    extra: tuple[Moment, ...]
    left_out: tuple[Moment, ...]
    words: Draft

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.extra)

    def component(self) -> Event:
        """The event with nothing but what unrolling needs, for recurring_ical_events."""
        event = Event()
        event.add("UID", self.uid or str(self.number))
        event.add("DTSTART", self.starts)
        event.add("DTEND", self.ends)
        event.add("X-NUMBER", str(self.number))
        if self.recurrence is not None:
            event.add("RECURRENCE-ID", self.recurrence, {"RANGE": "THISANDFUTURE"} if self.and_after else {})
            return event
        for rule in self.rules:
            event.add("RRULE", rule)
        for name, moments in (("RDATE", self.extra), ("EXDATE", self.left_out)):
            for moment in moments:
                event.add(name, [moment])
        return event

    def draft(self, starts: Moment, ends: Moment, zone: tzinfo) -> Draft:
        """What it says, at this time, in the programme's zone; without a uid."""
        begin, end = (
            moment.astimezone(zone)
            if isinstance(moment, datetime)
            else datetime.combine(moment, time(), zone)
            for moment in (starts, ends)
        )
        return replace(self.words, starts_at=begin, ends_at=end, all_day=not isinstance(starts, datetime))


def stands_for(found: Found, zone: tzinfo) -> Moment | None:
    """The date of a series that an event stands for, when nothing else of it can be read."""
    try:
        return _Reader(found, zone, "").moment("RECURRENCE-ID")
    except Unclear:
        return None


def uid_of(found: Found) -> str:
    """The event's uid, short enough to be kept; "" where it has none."""
    return fitted_uid(line(_text(found.event, "UID")))


def lost_link(found: Found, occasion: Occasion) -> Problem | None:
    """What the event gives as its link, where that is no web address and nothing else is."""
    if occasion.words.link:
        return None
    said = ((name, line(text)) for name in _LINKS if name != "LOCATION" for text in _texts(found.event, name))
    return next(
        (
            Problem(found.number, name, Reason("not-a-link", {"value": shown(text)}))
            for name, text in said
            if text
        ),
        None,
    )


def read_occasion(found: Found, zone: tzinfo) -> Occasion:
    """The event, with every time aware: one without a zone is in `zone`.

    Raises Unclear, with its property as the field, for an event that breaks off, has no title or no
    start, says one thing twice, names a day or a zone that does not exist, or ends before it starts.
    """
    words = _words(found)
    event = _Reader(found, zone, words.title.en or words.title.cy)
    if not found.whole:
        raise event.wrong("breaks-off", "END")
    if not found.readable:
        raise event.wrong("unreadable-event", "")
    if not event.title:
        raise event.wrong("no-title", "SUMMARY")
    starts = event.starts()
    recurrence = event.moment("RECURRENCE-ID")
    params = getattr(found.event.get("RECURRENCE-ID"), "params", {})
    return Occasion(
        number=found.number,
        uid=uid_of(found),
        title=event.title,
        starts=starts,
        ends=event.ends(starts),
        sequence=_sequence(found.event),
        recurrence=recurrence,
        and_after=str(params.get("RANGE", "")).upper() == "THISANDFUTURE",
        rules=tuple(event.rules()) if recurrence is None else (),
        extra=tuple(event.moments("RDATE")),
        left_out=tuple(event.moments("EXDATE")),
        words=words,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the times of one event; what cannot be read is raised with the event's title."""

    found: Found
    zone: tzinfo
    title: str

    def wrong(self, name: str, field: str, value: object = "") -> Unclear:
        unclear = Unclear(name, value, title=shown(self.title))
        unclear.field = field
        return unclear

    def moment(self, name: str) -> Moment | None:
        value = self.found.event.get(name)
        if isinstance(value, list):
            raise self.wrong("said-twice", name)
        return None if value is None else self._aware(name, value, value)

    def moments(self, name: str) -> Iterable[Moment]:
        values = self.found.event.get(name, [])
        for value in values if isinstance(values, list) else [values]:
            try:
                each = value.dts
            except (BrokenCalendarProperty, AttributeError):
                raise self.wrong("no-such-moment", name, self.found.lines[name]) from None
            for one in each:
                yield self._aware(name, one, value)

    def _aware(self, name: str, value: Any, said: Any) -> Moment:
        """The value's day or moment; `said` is the property, which names the zone."""
        try:
            moment = value.dt
        except (BrokenCalendarProperty, AttributeError):  # no date at all, or of another kind (VALUE=URI)
            moment = None
        if isinstance(moment, tuple):  # a period (RDATE); it lasts as long as the series does
            moment = moment[0]
        if not isinstance(moment, date) or not 1900 <= moment.year <= 2200:
            raise self.wrong("no-such-moment", name, self.found.lines[name])
        if isinstance(moment, datetime) and moment.tzinfo is None:
            if named := getattr(said, "params", {}).get("TZID"):
                raise self.wrong("unknown-zone", name, named)
            return moment.replace(tzinfo=self.zone)
        return moment

    def starts(self) -> Moment:
        starts = self.moment("DTSTART")
        if starts is None:
            raise self.wrong("no-start", "DTSTART")
        lines, home = self.found.lines, zone_named(self.found.zone)
        if home and isinstance(starts, datetime) and "RRULE" in lines and lines["DTSTART"].endswith("Z"):
            # Google writes a series in UTC, and its own zone beside it: the wall time is what stays.
            return starts.astimezone(home)
        return starts

    def ends(self, starts: Moment) -> Moment:
        """DTEND, or DTSTART and DURATION; else the end of the day, or at once (RFC 5545, 3.6.1)."""
        ends = self.moment("DTEND")
        if ends is None and "DURATION" in self.found.event:
            ends = self._after(starts)
        if not isinstance(starts, datetime):
            day = ends.date() if isinstance(ends, datetime) else ends or starts
            if day < starts:
                raise self._backwards()
            return max(day, starts + timedelta(days=1))
        if ends is None:
            return starts
        if not isinstance(ends, datetime):
            ends = datetime.combine(ends, time(), starts.tzinfo)
        if ends.astimezone(UTC) < starts.astimezone(UTC):
            raise self._backwards()
        return ends.astimezone(starts.tzinfo)

    def _backwards(self) -> Unclear:
        field = "DTEND" if "DTEND" in self.found.lines else "DURATION"
        return self.wrong("ends-before", field, self.found.lines.get(field, ""))

    def _after(self, starts: Moment) -> Moment:
        length: Any = self.found.event["DURATION"]
        try:
            ends = starts + (length.dt if isinstance(starts, datetime) else timedelta(length.dt.days))
        except (BrokenCalendarProperty, AttributeError, TypeError, OverflowError):
            ends = None
        if ends is None or ends.year > 2200:
            raise self.wrong("no-such-moment", "DURATION", self.found.lines["DURATION"])
        return ends

    def rules(self) -> Iterable[Mapping[str, Sequence[object]]]:
        values = self.found.event.get("RRULE", [])
        for value in values if isinstance(values, list) else [values]:
            try:
                rule = {name: list(value[name]) for name in value}
            except (BrokenCalendarProperty, TypeError, AttributeError):
                rule = {}
            if "FREQ" not in rule:
                raise self.wrong("no-rule", "RRULE", self.found.lines["RRULE"])
            yield rule


def _sequence(event: Event) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (BrokenCalendarProperty, TypeError, ValueError):
        return 0


def _words(found: Found) -> Draft:
    event = found.event
    place = _PLACEHOLDER.sub("", line(unmarked(_text(event, "LOCATION")))).strip()
    # A meeting may have several ways in (CONFERENCE, RFC 7986, 5.11), the telephone first.
    links = (read_link(text) for name in _LINKS for text in _texts(event, name))
    cancelled = found.cancelled or _text(event, "STATUS").upper() == "CANCELLED"
    nowhen = datetime.min.replace(tzinfo=UTC)
    draft = Draft(
        uid="",
        title=_bilingual(event, "SUMMARY", line),
        summary=_bilingual(event, "DESCRIPTION", paragraphs),
        starts_at=nowhen,
        ends_at=nowhen,
        topic=_topic(event),
        format=read_format(None, place),
        place=place,
        link=next(filter(None, links), ""),
        status=Status.CANCELLED if cancelled else Status.OPEN,
    )
    return fitted(draft)


def _bilingual(event: Event, name: str, clean: Callable[[object], str]) -> Bilingual:
    """The words in each language; a property may stand once for each (LANGUAGE, RFC 5545, 3.2.10)."""
    values = event.get(name, [])
    said = {"en": "", "cy": ""}
    for value in values if isinstance(values, list) else [values]:
        tongue = str(getattr(value, "params", {}).get("LANGUAGE", "")).casefold()
        key = "cy" if tongue.startswith("cy") else "en"
        said[key] = said[key] or clean(unmarked(str(value)))
    return Bilingual(said["en"], said["cy"])


def _text(event: Event, name: str) -> str:
    return next(iter(_texts(event, name)), "")


def _texts(event: Event, name: str) -> Iterable[str]:
    value = event.get(name, [])
    return map(str, value if isinstance(value, list) else [value])


def _topic(event: Event) -> str:
    value = event.get("CATEGORIES")
    first = value[0] if isinstance(value, list) else value
    return line(next(iter(getattr(first, "cats", [])), ""))
