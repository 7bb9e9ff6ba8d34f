"""An iCalendar file cut into its events, each repaired where well-known programs break the rules (RFC 5545).

One event that cannot be read must not cost the others, so each is parsed by itself.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from typing import Any

from icalendar import Event, Timezone
from icalendar.timezone import tzp

from bot.intake.repeats import LARGEST, Bounds, too_many
from bot.intake.report import Reason, Unreadable

_KEPT = frozenset(
    (
        *(
            "UID",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
        ),
        *("RECURRENCE-ID", "STATUS", "SEQUENCE", "CATEGORIES", "URL", "CONFERENCE"),
        *("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE"),
    )
)
_DATES = frozenset(("RDATE", "EXDATE"))
_NAME = re.compile(r"[A-Za-z0-9-]+")
_TZID = re.compile(r";TZID=(?:\"([^\"]*)\"|([^\";:,]*))(?=[;:])", re.IGNORECASE)
_DEEPEST = 50  # components within one another; four are what the format knows
_MOST_ZONES = 200
_LONGEST_HEAD = 5_000  # letters of a property's name and parameters
_MOST_LINES = 2_000_000
# A zone's clocks change once a year; a rule for every second since 1601 would be counted through.
_ZONE_RULE = re.compile(
    r"RRULE:(?=.*FREQ=YEARLY)(?:(?:FREQ|INTERVAL|BYMONTH|BYMONTHDAY|BYDAY|UNTIL|WKST)=[A-Z0-9+,-]+;?)+",
    re.IGNORECASE,
)
_RULE_PART = re.compile(r"(?:FREQ|UNTIL|COUNT|INTERVAL|WKST|BY[A-Z]+)=[^;=]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """One event of the file. `number` counts the file's VEVENTs from 1."""

    number: int
    event: Event
    lines: Mapping[str, str]  # the value of each property as it is written
    cancelled: bool  # its calendar takes back what it names (METHOD:CANCEL, RFC 5546, 3.2.5)
    zone: str  # X-WR-TIMEZONE: where its calendar is at home, as Google writes it
    whole: bool = True  # it has an end; the file may break off within it
    readable: bool = True  # else `event` holds no more than what it is called


@dataclass(slots=True)
class _Calendar:
    """One VCALENDAR, line by line: its method, its zones, and the lines of each event."""

    method: str = ""
    zone: str = ""
    zones: dict[str, str] = field(default_factory=dict)  # TZID → a name that no other file has
    events: list[tuple[list[str], bool]] = field(default_factory=list)  # lines, and whether it is whole
    inside: list[str] = field(default_factory=list)  # the components that are open
    lines: list[str] = field(default_factory=list)  # of the event or the zone that is open

    def begin(self, kind: str) -> None:
        if kind == "VEVENT":
            self.break_off()
        if kind in ("VEVENT", "VTIMEZONE"):
            self.lines = []
        if len(self.inside) >= _DEEPEST:
            raise Unreadable(Reason("broken-calendar"))
        self.inside.append(kind)

    def take(self, name: str, value: str, line: str) -> None:
        if "VTIMEZONE" in self.inside or (self.inside[-1:] == ["VEVENT"] and name not in ("BEGIN", "END")):
            self.lines.append(line)
        elif name == "METHOD":
            self.method = value.upper()
        elif name == "X-WR-TIMEZONE" and _known(value):
            self.zone = value

    def end(self, kind: str) -> None:
        if kind not in self.inside:
            return
        del self.inside[self.inside.index(kind) :]
        if kind == "VEVENT":
            self.events.append((self.lines, True))
        elif kind == "VTIMEZONE" and len(self.zones) < _MOST_ZONES:
            self.zones |= _described(self.lines)

    def break_off(self) -> None:
        """The file ends, or something else begins, within an event."""
        if "VEVENT" in self.inside:
            self.events.append((self.lines, False))
        self.inside.clear()


def find_events(text: str, bounds: Bounds) -> Iterator[Found]:
    """The file's events in its order, whatever calendars they stand in, or in none.

    Of a vast file, single events outside of the bounds are left out (each takes half a millisecond to
    parse). Raises Unreadable for more events than a programme has sessions, and for a broken calendar.
    """
    number, wanted = 0, 0
    vast = text.count("BEGIN:VEVENT") > LARGEST
    if max(text.count("\n"), text.count("\r")) > _MOST_LINES:
        raise Unreadable(Reason("too-many-rows", {"limit": _MOST_LINES}))
    if vast and bounds.start is None and bounds.until is None:
        too_many(LARGEST + 1, bounds)
    for calendar in _calendars(_unfold(text)):
        for lines, whole in calendar.events:
            number += 1
            if vast and whole and _outside(lines, bounds):
                continue
            wanted += 1
            too_many(wanted, bounds)
            kept = [_repair(line, calendar.zones) for line in lines if _name(line) in _KEPT]
            too_many(sum(line.count(",") + 1 for line in kept if _name(line) in _DATES), bounds)
            event = _parsed(kept)
            written = {_name(line): line.split(":", 1)[-1] for line in reversed(lines)}
            cancelled = calendar.method == "CANCEL"
            if event is None:
                yield Found(number, _named(kept), written, cancelled, calendar.zone, whole, readable=False)
            else:
                yield Found(number, event, written, cancelled, calendar.zone, whole)


def _parsed(lines: Iterable[str]) -> Event | None:
    """The event; None where icalendar stumbles over a line as a whole, not over a value (it keeps those)."""
    lines = list(lines)
    if any(line[:_LONGEST_HEAD].find(":") < 0 <= line.find(":") for line in lines):
        return None  # icalendar looks at all parameters again for each of them
    try:
        event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, OSError):
        return None  # OSError: a zone whose name is too long for a file's
    return event if isinstance(event, Event) else None


def _named(lines: Iterable[str]) -> Event:
    """Of an event that cannot be read, what tells which it is, as far as that can be read."""
    telling = [line for line in lines if _name(line) in ("UID", "SUMMARY", "RECURRENCE-ID")]
    return _parsed([line for line in telling if _parsed([line])]) or Event()


def _outside(lines: list[str], bounds: Bounds) -> bool:
    """Whether a single event is on a day that nobody asked for, in any zone."""
    written = {_name(line): line for line in lines}
    digits = re.search(r":(\d{4})(\d{2})(\d{2})(?!\d)", written.get("DTSTART", ""))
    if not digits or not written.keys().isdisjoint(("RRULE", "RDATE", "RECURRENCE-ID")):
        return False
    try:
        day = date(*map(int, digits.groups()))
        return not any(bounds.hold(day + timedelta(days=away)) for away in (-1, 0, 1))
    except (ValueError, OverflowError):
        return False


def _unfold(text: str) -> Iterable[str]:
    """Content lines, put together again where they were folded (RFC 5545, 3.1)."""
    whole = re.sub(r"(?:\r\n|\r|\n)[ \t]", "", text.lstrip("\ufeff"))
    return re.split(r"\r\n|\r|\n", whole)  # str.splitlines knows nine more ends of a line


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found[0].upper() if found else ""


def _calendars(lines: Iterable[str]) -> Iterator[_Calendar]:
    """Each VCALENDAR with its events; what stands outside of one counts to the one before."""
    calendar = _Calendar()
    for line in lines:
        name, value = _name(line), line.split(":", 1)[-1].strip()
        if name == "BEGIN" and value.upper() == "VCALENDAR":
            calendar.break_off()
            yield calendar
            calendar = _Calendar()
            continue
        if name == "BEGIN":
            calendar.begin(value.upper())
        calendar.take(name, value, line)
        if name == "END":
            calendar.end(value.upper())
    calendar.break_off()
    yield calendar


def _described(lines: list[str]) -> dict[str, str]:
    """A zone that the file describes itself, known from now on under a name made from its description.

    icalendar keeps the zones that it has read under their TZID, for good; two files may well mean
    different things by "Customized Time Zone".
    """
    rules = [line for line in lines if _name(line) == "RRULE"]
    if len(lines) > _MOST_ZONES * 10 or not all(_ZONE_RULE.fullmatch(rule.strip()) for rule in rules):
        return {}
    told = next((line.split(":", 1)[-1].strip() for line in lines if _name(line) == "TZID"), "")
    own = "file-" + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:24]
    renamed = [f"TZID:{own}" if _name(line) == "TZID" else line for line in lines]
    try:
        Timezone.from_ical("\r\n".join([*renamed, ""]))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        return {}  # what icalendar raises for a description that makes no sense
    return {told: own}


def _repair(line: str, zones: Mapping[str, str]) -> str:
    head, _, value = line.partition(":")
    if _name(line) == "RRULE":
        # "RRULE:RRULE:FREQ=…" and made-up parts (Google): only parts of a rule are kept.
        return "RRULE:" + ";".join(_RULE_PART.findall(line))
    if "T" in value and re.search(r";VALUE=DATE(?=[;:]|$)", head, re.IGNORECASE):
        # Says a date, holds a time (conference tools).
        line = re.sub(r";VALUE=DATE(?=[;:])", "", line, count=1, flags=re.IGNORECASE)
    return _TZID.sub(lambda found: _tzid(found, zones), line, count=1)


def _tzid(found: re.Match[str], zones: Mapping[str, str]) -> str:
    """An IANA name or a Windows one (the library knows both) stays; else what the file itself describes."""
    name = (found[1] or found[2] or "").strip()
    parts = name.strip("/").split("/")
    # "/freeassociation.sourceforge.net/Europe/London" ends in a name that is known.
    for known in dict.fromkeys(("/".join(parts), "/".join(parts[-2:]), "/".join(parts[-3:]))):
        if _known(known):
            return f';TZID="{known}"'
    return f';TZID="{zones.get(name, name)}"'


def _known(name: str) -> bool:
    return zone_named(name) is not None


def zone_named(name: str) -> tzinfo | None:
    """The zone of an IANA or a Windows name; None for a name that is neither."""
    try:
        found: Any = tzp.timezone(name) if name else None
    except (ValueError, OSError):  # a path out of the zone database, a folder of it
        return None
    return found if isinstance(found, tzinfo) else None
