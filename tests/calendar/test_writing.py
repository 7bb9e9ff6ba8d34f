"""What is written is read again by another iCalendar library, whatever people wrote into it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from bot.calendar import write
from bot.calendar.entries import Entry, Party
from bot.calendar.replies import NotAReply, read_reply
from bot.learning.sessions import Bilingual, Format, Mode, Session, Status
from bot.views.calendars import entry as entry_of
from bot.words.voice import voice
from tests.hostile.texts import PIECES

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CAFFI, NIA = Party("Caffi", "learning@example.org"), Party("Nia Rees", "nia@example.org")
PLAIN = Entry(
    uid="caffi-1", sequence=2, stamp=NOON, title="Walk", starts=NOON, ends=NOON + timedelta(hours=1)
)
TEXTS = st.one_of(st.sampled_from([each for each in PIECES if each.isprintable()]), st.text(max_size=300))


def read(text: str) -> Event:
    (event,) = IcsCalendarStream.calendar_from_ics(text).events
    return event


def lines(text: str) -> list[bytes]:
    assert text.endswith("\r\n")
    return text.encode().split(b"\r\n")


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_hostile_words_never_become_properties(title, place, words, name):
    facts = {"title": title, "place": place, "words": words, "link": f"https://x/{title}"}
    entry = Entry(uid="caffi-1", sequence=0, stamp=NOON, starts=NOON, ends=NOON + timedelta(hours=1), **facts)
    text = write.invitation(entry, CAFFI, Party(name, "nia@example.org"))
    assert all(len(line) <= 75 for line in lines(text))  # RFC 5545, 3.1
    names = {line.partition(b":")[0].partition(b";")[0] for line in lines(text) if line[:1].isalpha()}
    assert names <= {
        *(b"BEGIN", b"END", b"VERSION", b"PRODID", b"CALSCALE", b"METHOD", b"SUMMARY", b"DTSTART", b"DTEND"),
        *(b"DTSTAMP", b"UID", b"SEQUENCE", b"ATTENDEE", b"CLASS", b"CONFERENCE", b"DESCRIPTION", b"LOCATION"),
        *(b"LAST-MODIFIED", b"ORGANIZER", b"STATUS", b"TRANSP", b"URL", b"X-MICROSOFT-DISALLOW-COUNTER"),
    }
    assert text.count("BEGIN:VEVENT") - title.count("BEGIN:VEVENT") < 2


@pytest.mark.parametrize(
    "words",
    [
        "Dawnsio gwerin: ŵ, ŷ; «a\\nb»",
        "two\nlines, and; more \\ of it",
        "👩🏽\u200d🍳" * 40,
        "שלום \u2067עולם\u2069",
        "x" * 3200,
        "BEGIN:VEVENT\r\nEND:VCALENDAR",
    ],
)
def test_words_come_back_as_they_were(words):
    entry = Entry(
        uid="caffi-1", sequence=0, stamp=NOON, title=words, words=words, place=words, starts=NOON,
        ends=NOON + timedelta(hours=1),
    )  # fmt: skip
    found = read(write.invitation(entry, CAFFI, NIA))
    assert found.summary == found.description == found.location == words.replace("\r\n", "\n")


def test_an_invitation_has_what_outlook_google_and_apple_need():
    text = write.invitation(PLAIN, CAFFI, NIA)
    calendar = IcsCalendarStream.calendar_from_ics(text)
    found = read(text)
    assert (calendar.method, found.uid, found.sequence, found.status) == (
        "REQUEST",
        "caffi-1",
        2,
        "CONFIRMED",
    )
    (invited,) = found.attendees
    assert (invited.uri, invited.rsvp, invited.status) == ("mailto:nia@example.org", True, "NEEDS-ACTION")
    assert found.organizer.uri == "mailto:learning@example.org"
    assert "DTSTART:20260302T120000Z" in text


def test_a_withdrawal_names_the_same_entry_and_takes_it_out():
    calendar = IcsCalendarStream.calendar_from_ics(text := write.withdrawal(PLAIN, CAFFI, NIA))
    found = read(text)
    assert (calendar.method, found.uid, found.status) == ("CANCEL", "caffi-1", "CANCELLED")
    assert found.organizer.uri == "mailto:learning@example.org"


def session(**facts) -> Session:
    start = facts.pop("starts_at", NOON)
    known = {
        "id": 1, "uid": "u", "ref": "12", "title": Bilingual("Walk", "Cerdded"), "starts_at": start,
        "ends_at": start + timedelta(hours=1), "format": Format.HYBRID, "place": "Room 1",
        "link": "https://teams.example.org/x",
    }  # fmt: skip
    return Session(**known | facts)


def drawn(which: Session, mode: Mode = Mode.ANY, language: str = "en", **facts) -> Entry:
    told = {"uid": "caffi-1", "sequence": 0, "stamp": NOON, "off": False} | facts
    return entry_of(which, mode, voice(language), LONDON, **told)


@pytest.mark.parametrize(
    "day", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25)]
)
@pytest.mark.parametrize("hour", [0, 1, 10, 23])
def test_a_clock_time_stays_that_clock_time_around_both_clock_changes(day, hour):
    """Complaint 4: an hour out after the clocks change."""
    starts = datetime(day.year, day.month, day.day, hour, tzinfo=LONDON).astimezone(UTC)
    found = read(write.invitation(drawn(session(starts_at=starts)), CAFFI, NIA))
    assert found.dtstart == starts
    skipped = starts.astimezone(LONDON).hour != hour  # there is no 1am on 29 March
    assert skipped == ((day, hour) == (date(2026, 3, 29), 1))
    assert found.dtend - found.dtstart == timedelta(hours=1)


def test_what_has_no_length_has_no_end():
    found = session()
    text = write.file(drawn(session(ends_at=found.starts_at)))
    assert "DTEND" not in text
    assert read(text).dtstart == found.starts_at


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1)])
def test_an_all_day_session_is_that_day_and_no_other(day):
    midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    after = day + timedelta(days=1)
    ends = datetime(after.year, after.month, after.day, tzinfo=LONDON)
    whole = session(starts_at=midnight.astimezone(UTC), ends_at=ends.astimezone(UTC), all_day=True)
    found = read(write.invitation(drawn(whole), CAFFI, NIA))
    assert (found.dtstart, found.dtend) == (day, after)


def test_how_they_come_decides_what_stands_in_it():
    room = read(write.file(drawn(session(), Mode.IN_PERSON)))
    online = read(write.file(drawn(session(), Mode.ONLINE)))
    both = read(write.file(drawn(session())))
    assert (room.location, room.url, "teams" in room.description) == ("Room 1", None, False)
    assert (online.location, online.url) == ("https://teams.example.org/x",) * 2
    assert (both.location, both.url) == ("Room 1", "https://teams.example.org/x")


def test_a_sensitive_session_has_a_neutral_title_and_no_more_words():
    grief = session(
        title=Bilingual("Living with grief"),
        summary=Bilingual("Of grief"),
        speaker="Dr Grief",
        sensitive=True,
    )
    for language, title in (("en", "Learning session"), ("cy", "Sesiwn ddysgu")):
        text = write.invitation(drawn(grief, language=language), CAFFI, NIA)
        assert "rief" not in text
        assert (read(text).summary, read(text).classification) == (title, "PRIVATE")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "https://x\r\nATTENDEE:mailto:x@y.z", "ftp://x", "x y"]
)
def test_what_is_no_address_is_not_written_as_one(link):
    text = write.file(drawn(session(link=link)))
    assert "\r\nURL" not in text
    assert "\r\nCONFERENCE" not in text
    assert "\r\nATTENDEE" not in text


def test_a_feed_asks_to_be_read_every_hour():
    """Complaint 23: subscribed calendars lag a day or never change."""
    off = drawn(session(status=Status.CANCELLED), off=True, says_so=True, uid="caffi-2")
    text = write.feed("Caffi", [PLAIN, off])
    calendar = IcsCalendarStream.calendar_from_ics(text)
    assert calendar.method is None
    assert calendar.refresh_interval == timedelta(hours=1)
    assert "X-PUBLISHED-TTL:PT1H" in text
    assert [(each.summary, each.status) for each in calendar.events] == [
        ("Walk", "CONFIRMED"),
        ("Cancelled: Walk", "CANCELLED"),
    ]


def test_an_empty_feed_is_a_calendar():
    assert IcsCalendarStream.calendar_from_ics(write.feed("Caffi", [])).events == []


def test_what_we_write_is_no_answer_to_ourselves():
    with pytest.raises(NotAReply):
        read_reply(
            b"From: nia@example.org\r\nContent-Type: text/calendar\r\n\r\n"
            + write.invitation(PLAIN, CAFFI, NIA).encode()
        )
