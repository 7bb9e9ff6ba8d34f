"""Facts of a place to iCalendar text: an invitation, its withdrawal, a file to open, a calendar to subscribe.

Times are in UTC and all-day sessions are dates: docs/decisions/0028. Sources: RFC 5545 (the format), 5546
(REQUEST and CANCEL), 7986 (REFRESH-INTERVAL, CONFERENCE, NAME).
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vUri

from bot.calendar.entries import Entry, Party

_PRODUCT = "-//Caffi//Caffi//EN"
_REFRESH = timedelta(hours=1)
# What the vCard and iCalendar grammars leave out (RFC 5545, 3.1: CONTROL), but for the line break.
_CONTROLS = dict.fromkeys([*range(10), *range(11, 32), 127, 0x2028, 0x2029], " ")


def invitation(entry: Entry, organiser: Party, attendee: Party) -> str:
    """A REQUEST to one person; to each their own, so that nobody learns who else comes."""
    event = _event(entry, confirmed=True)
    _add_parties(event, organiser, attendee)
    # Another time cannot be proposed: a session is many people's.
    event.add("x-microsoft-disallow-counter", "TRUE")
    return _text(_calendar("REQUEST", [event]))


def withdrawal(entry: Entry, organiser: Party, attendee: Party) -> str:
    """A CANCEL: the entry is to go."""
    event = _event(entry, confirmed=False)
    _add_parties(event, organiser, attendee)
    return _text(_calendar("CANCEL", [event]))


def file(entry: Entry) -> str:
    """For a calendar that opens files. Opened again after a change, it changes the entry or takes it out."""
    event = _event(entry, confirmed=not entry.off)
    return _text(_calendar("CANCEL" if entry.off else "PUBLISH", [event]))


def feed(name: str, entries: Sequence[Entry]) -> str:
    """A calendar to subscribe to. It has no METHOD (that is for letters), and asks to be read hourly."""
    calendar = _calendar("", [_event(entry, confirmed=not entry.off) for entry in entries])
    calendar.add("name", _clean(name))
    calendar.add("x-wr-calname", _clean(name))
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")  # Outlook's name for the same: MS-OXCICAL, 2.1.3.1.1.6
    return _text(calendar)


def _calendar(method: str, events: Sequence[Event]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    return calendar


def _event(entry: Entry, *, confirmed: bool) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("last-modified", entry.stamp.astimezone(UTC))
    event.add("dtstart", _moment(entry.starts))
    if _later(entry.starts, entry.ends):
        event.add("dtend", _moment(entry.ends))
    event.add("summary", _clean(entry.title), parameters={"LANGUAGE": entry.language})
    if entry.words:
        event.add("description", _clean(entry.words), parameters={"LANGUAGE": entry.language})
    if entry.place or entry.link:
        event.add("location", _clean(entry.place or entry.link))
    if _is_web(entry.link):
        event.add("url", entry.link)
        conference = vUri(entry.link)
        conference.params.update({"VALUE": "URI", "FEATURE": "VIDEO"})
        event.add("conference", conference)
    event.add("status", "CONFIRMED" if confirmed else "CANCELLED")
    event.add("transp", "OPAQUE" if confirmed else "TRANSPARENT")
    event.add("class", "PRIVATE" if entry.private else "PUBLIC")
    return event


def _add_parties(event: Event, organiser: Party, attendee: Party) -> None:
    inviting = vCalAddress(f"mailto:{organiser.email}")
    inviting.params["CN"] = _name(organiser)
    invited = vCalAddress(f"mailto:{attendee.email}")
    invited.params.update(
        {
            "CN": _name(attendee),
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": "NEEDS-ACTION",
            "RSVP": "TRUE",
        }
    )
    event.add("organizer", inviting)
    event.add("attendee", invited)


def _moment(moment: datetime | date) -> datetime | date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _later(starts: datetime | date, ends: datetime | date) -> bool:
    """Without an end it is over when it begins, or when the day is (RFC 5545, 3.6.1); never before."""
    return bool(_moment(ends) > _moment(starts))


def _name(party: Party) -> str:
    """Quotes would be written as RFC 6868 says, which Outlook shows as it stands."""
    return " ".join(_clean(party.name).replace('"', "").split()) or party.email


def _clean(words: str) -> str:
    return words.replace("\r\n", "\n").translate(_CONTROLS)


def _is_web(link: str) -> bool:
    return link.startswith(("https://", "http://")) and link.isprintable() and " " not in link


def _text(calendar: Calendar) -> str:
    return str(calendar.to_ical(), "utf-8")
