"""What organisers type about a session: read as it was meant, and what is wrong named at its field."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.card import LANGUAGES
from bot.understand.occasion import Occasion, Reading, Unread
from bot.understand.session_form import read_capacity, read_dates, read_session
from bot.views.organising_forms import shown
from bot.words.voice import voice
from tests.house import LONDON, MONDAY, at, draft

READING = Reading(MONDAY)
HOUR = timedelta(hours=1)
TUESDAY = at(date(2026, 3, 10), 10)
DRAFT = draft("Talk", TUESDAY)


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "starts", "ends", "start", "minutes"),
    [
        ("Tuesday 10 March", "10am", "11:30am", (10, 10, 0), 90),
        ("10/3/2026", "10:00", "90 minutes", (10, 10, 0), 90),
        ("2026-03-10", "10am to 11:30am", "", (10, 10, 0), 90),
        ("tomorrow", "half two", "1 hour 15", (3, 14, 30), 75),
        ("dydd Mawrth 10 Mawrth", "2pm", "awr", (10, 14, 0), None),
        ("Friday", "9", "1.5 hours", (6, 9, 0), 90),
        ("Friday", "2", "2h", (6, 14, 0), 120),
        ("Friday", "midday", "", (6, 12, 0), 60),
        ("Friday", "10pm", "Saturday 2am", (6, 22, 0), 240),
    ],
)
def test_days_and_times_are_read_as_people_write_them(day, starts, ends, start, minutes):
    if minutes is None:
        with pytest.raises(Unread):
            READING.occasion(day, starts, ends, length=HOUR)
        return
    found = READING.occasion(day, starts, ends, length=HOUR)
    local = found.starts_at.astimezone(LONDON)
    assert (local.day, local.hour, local.minute) == start
    assert utc(found.ends_at) - utc(found.starts_at) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("day", "starts", "ends", "field", "reason"),
    [
        ("", "10am", "", "day", "day-missing"),
        ("next week", "10am", "", "day", "day-unclear"),
        ("March", "10am", "", "day", "day-unclear"),
        ("1 March 2026", "10am", "", "day", "already-over"),
        ("Friday", "", "", "starts", "time-missing"),
        ("Friday", "after lunch", "", "starts", "time-unclear"),
        ("Friday", "morning", "", "starts", "time-unclear"),
        ("Friday", "10am", "9am", "ends", "end-before-start"),
        ("Friday", "10am", "for ever", "ends", "time-unclear"),
        ("Friday", "10am", "999 hours", "ends", "time-unclear"),
        ("today", "8am", "", "starts", "already-over"),
        ("29 March 2026", "1:30am", "", "starts", "hour-skipped"),
        ("25 October 2026", "1:30am", "", "starts", "hour-twice"),
        ("25 October 2026", "1:30am first or second", "", "starts", "hour-twice"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(day, starts, ends, field, reason):
    with pytest.raises(Unread) as unread:
        READING.occasion(day, starts, ends, length=HOUR)
    assert (unread.value.field, unread.value.reason) == (field, reason)


@pytest.mark.parametrize(
    ("said", "hour"), [("first", 0), ("cyntaf", 0), ("BST", 0), ("second", 1), ("ail", 1)]
)
def test_of_an_hour_that_comes_twice_it_is_told_which(said, hour):
    found = READING.occasion("25 October 2026", f"1:30am {said}", "30 minutes", length=HOUR)
    assert utc(found.starts_at) == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert utc(found.ends_at) - utc(found.starts_at) == timedelta(minutes=30)


def test_an_hour_lasts_an_hour_when_the_clocks_change_in_it():
    found = READING.occasion("29 March 2026", "00:30", "1 hour", length=HOUR)
    assert utc(found.ends_at) - utc(found.starts_at) == HOUR
    assert found.ends_at.astimezone(LONDON).time() == time(2, 30)


@pytest.mark.parametrize(
    ("words", "start", "minutes"),
    [
        ("Friday 13 March", (13, 10, 0), 60),
        ("2pm", (10, 14, 0), 60),
        ("Friday 13 March 2pm", (13, 14, 0), 60),
        ("dydd Gwener 13 Mawrth 2pm", (13, 14, 0), 60),
        ("tomorrow 2pm to 4pm", (3, 14, 0), 120),
    ],
)
def test_moving_keeps_what_is_not_said(words, start, minutes):
    found = READING.moved(words, Occasion(TUESDAY, TUESDAY + HOUR))
    local = found.starts_at.astimezone(LONDON)
    assert (local.day, local.hour, local.minute) == start
    assert utc(found.ends_at) - utc(found.starts_at) == timedelta(minutes=minutes)


_starts = st.datetimes(datetime(2026, 3, 3), datetime(2028, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC).astimezone(LONDON)
)


@given(start=_starts, minutes=st.integers(1, 2 * 24 * 60), language=st.sampled_from(LANGUAGES))
def test_what_the_form_shows_is_read_again_as_it_is(start, minutes, language):
    """Also across clock changes; only the hours that come twice have to be told apart by hand."""
    end = (utc(start) + timedelta(minutes=minutes)).astimezone(LONDON)
    if any(
        moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset() for moment in (start, end)
    ):
        return
    session = replace(DRAFT, starts_at=start, ends_at=end)
    values = shown(session, LONDON, voice(language))
    after, wrong = read_session(values, replace(DRAFT, place="elsewhere"), {}, READING)
    assert not wrong
    assert (utc(after.starts_at), utc(after.ends_at)) == (utc(start), utc(end))


@given(
    first=st.dates(date(2026, 3, 3), date(2028, 1, 1)),
    days=st.integers(1, 13),
    language=st.sampled_from(LANGUAGES),
)
def test_whole_days_too(first, days, language):
    start = at(first, 0)
    end = at(first + timedelta(days=days), 0)
    values = shown(replace(DRAFT, starts_at=start, ends_at=end, all_day=True), LONDON, voice(language))
    after, wrong = read_session(values, DRAFT, {}, READING)
    assert not wrong
    assert after.all_day
    assert (utc(after.starts_at), utc(after.ends_at)) == (utc(start), utc(end))


def test_what_was_not_touched_changes_nothing_even_when_it_is_over():
    begun = replace(DRAFT, starts_at=MONDAY - HOUR, ends_at=MONDAY + HOUR)
    values = shown(begun, LONDON, voice("en"))
    after, wrong = read_session(values | {"link": "https://new.example"}, begun, values, READING)
    assert not wrong
    assert after == replace(begun, link="https://new.example")


NAMES = ("title_en", "title_cy", "summary_en", "day", "starts", "ends", "place", "link", "capacity", "format")


@given(st.dictionaries(st.sampled_from((*NAMES, "language", "other")), st.text(max_size=300)))
def test_whatever_is_typed_is_read_or_named_at_a_field_that_is_there(values):
    after, wrong = read_session(values, DRAFT, shown(DRAFT, LONDON, voice("en")), READING)
    assert {each.field for each in wrong} <= set(NAMES)
    assert utc(after.ends_at) > utc(after.starts_at)
    assert after.link in {DRAFT.link, ""} or after.link.startswith(("http://", "https://"))
    assert after.title.en or after.title.cy


@given(st.text(max_size=30))
def test_a_number_of_places_is_a_number_or_nothing(words):
    with suppress(Unread):
        found = read_capacity(words.strip())
        assert found is None or 0 <= found <= 100_000


def test_dates_one_a_line_or_with_commas():
    days, wrong = read_dates("Tuesday, 10 March\n17 March, 24 March; 31 March 2026\n10 March\nsoon", READING)
    assert [day.day for day in days] == [10, 17, 24, 31]
    assert [each.facts["said"] for each in wrong] == ["soon"]
