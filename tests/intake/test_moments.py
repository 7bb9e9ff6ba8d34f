"""Days and times as people write them."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.moments import Moment, month_first, read_minutes, read_moment
from bot.intake.report import Unclear

THIRD = date(2026, 3, 3)


@pytest.mark.parametrize(
    "written",
    [
        *("03/03/2026", "3/3/26", "3.3.2026", "03-03-2026", "2026-03-03", "2026/03/03", "20260303"),
        *("3 March 2026", "3rd March 2026", "Tue 3 Mar 2026", "Tuesday, 3rd of March 2026", "March 3, 2026"),
        *("3-Mar-26", "3 Mar 26", "3 Mawrth 2026", "Dydd Mawrth 3 Mawrth 2026", "3ydd o Fawrth 2026"),
        *(" 3  MARCH  2026 ", "2026-03-03 00:00:00", "2026-03-03T00:00"),
    ],
)
def test_a_day_in_many_spellings(written):
    assert read_moment(written, a_day=True).day == THIRD


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        *(("10am", time(10)), ("10:30", time(10, 30)), ("14.00", time(14)), ("midday", time(12))),
        *(("2.15 pm", time(14, 15)), ("12am", time(0)), ("12pm", time(12)), ("0930", time(9, 30))),
        *(("9 a.m.", time(9)), ("10yb", time(10)), ("2yh", time(14)), ("hanner dydd", time(12))),
        *(("10 o'r gloch y bore", time(10)), ("14:00:00", time(14)), ("10h30", time(10, 30))),
    ],
)
def test_a_time_in_many_spellings(written, clock):
    assert read_moment(written).clock == clock


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("10:00-11:30", time(10), time(11, 30)),
        ("10am to 11.30am", time(10), time(11, 30)),
        ("2 – 4pm", time(14), time(16)),
        ("10.30 to 4pm", time(10, 30), time(16)),
        ("11-1pm", time(11), time(13)),
        ("9-11am", time(9), time(11)),
        ("10yb tan 11yb", time(10), time(11)),
    ],
)
def test_a_stretch_of_time(written, start, end):
    moment = read_moment(written)
    assert (moment.clock, moment.until) == (start, end)


def test_day_and_times_in_one_cell():
    moment = read_moment("Tuesday 3 March 2026, 10am to 11:30am")
    assert moment == Moment(THIRD, clock=time(10), until=time(11, 30))
    assert read_moment("03/03/2026 10:00-11:30") == moment
    assert read_moment("2026-03-03T10:00:00+01:00").offset.utcoffset(None) == timedelta(hours=1)
    assert read_moment("2026-03-03 10:00:00.123456+00:00").clock == time(10)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(("31/02/2026", "no-such-day"), ("03/25/2026", "no-such-day"), ("November 2014", "no-day")),
        *(("3 March", "no-year"), ("Wednesday 3 March 2026", "wrong-weekday"), ("TBC", "not-a-date")),
        *(("2026-03", "no-day"), ("03/2026", "no-day"), ("Dydd Mercher 3 Mawrth 2026", "wrong-weekday")),
        *(("0/0/0000", "no-such-day"), ("01/01/0001", "no-such-day"), ("=cmd|' /C calc'!A0", "not-a-date")),
    ],
)
def test_what_is_no_day_is_told_and_not_guessed(written, name):
    with pytest.raises(Unclear) as raised:
        read_moment(written, a_day=True)
    assert raised.value.reason.name == name
    assert raised.value.reason.facts["value"] == written


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(("25:00", "no-such-time"), ("13pm", "no-such-time"), ("10:75", "no-such-time")),
        *(("10", "unclear-time"), ("9-5", "unclear-time"), ("after lunch", "unreadable-time")),
    ],
)
def test_what_is_no_time_is_told_and_not_guessed(written, name):
    with pytest.raises(Unclear) as raised:
        read_moment(written)
    assert raised.value.reason.name == name


def test_a_weekday_alone_is_kept_for_the_date_beside_it():
    assert read_moment("Tuesday", a_day=True) == Moment(weekday=1)
    assert read_moment("Dydd Mawrth", a_day=True) == Moment(weekday=1)


def test_cells_of_excel():
    assert read_moment(datetime(2026, 3, 3, 10, 30)) == Moment(THIRD, clock=time(10, 30))
    assert read_moment(time(9, 15)) == Moment(clock=time(9, 15))
    assert read_moment(0.4375).clock == time(10, 30)
    assert read_moment(timedelta(hours=10)).clock == time(10)
    assert read_moment(None) == read_moment("  ") == Moment()


def test_month_first_is_known_by_dates_that_make_no_sense_otherwise():
    assert month_first(["03/04/2026", "03/25/2026"])
    assert not month_first(["03/04/2026", "25/03/2026", "03/25/2026"])
    assert not month_first(["03/04/2026", None, 5])
    with pytest.raises(Unclear) as raised:
        read_moment("03/04/2026", both_ways=True)
    assert raised.value.reason.name == "which-way-round"
    assert read_moment("03/03/2026", both_ways=True).day == THIRD


@pytest.mark.parametrize(
    ("cell", "hours", "minutes"),
    [
        *(("90", False, 90), ("1.5", True, 90), (90, False, 90), ("1h 30m", False, 90), ("1:30", False, 90)),
        *(("90 mins", True, 90), ("1 hour 30 minutes", False, 90), ("1 awr 30 munud", False, 90)),
        *((time(1, 30), True, 90), (timedelta(minutes=90), True, 90), ("", True, None), (None, False, None)),
        *(("2 hours", False, 120), ("0", True, 0)),
    ],
)
def test_lengths(cell, hours, minutes):
    assert read_minutes(cell, hours=hours) == minutes


@pytest.mark.parametrize("cell", ["-5", "long", "5 weeks", "99999999", datetime(2026, 1, 1)])
def test_no_lengths(cell):
    with pytest.raises(Unclear):
        read_minutes(cell, hours=False)


@given(
    st.dates(date(1901, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%A %d %b %Y"]),
)
def test_every_day_that_is_written_is_read(day, spelling):
    assert read_moment(day.strftime(spelling), a_day=True).day == day


@given(st.times(), st.sampled_from(["%H:%M", "%I.%M%p", "%I:%M %p", "%H%M"]))
def test_every_time_that_is_written_is_read(clock, spelling):
    assert read_moment(clock.strftime(spelling)).clock == clock.replace(second=0, microsecond=0)


@given(
    st.text(max_size=40) | st.from_regex(r"[0-9]{1,4}[/.: -][0-9]{1,4}([/.: -][0-9]{1,4})?.{0,8}"),
    st.booleans(),
)
def test_any_text_is_read_or_told(text, a_day):
    with suppress(Unclear):
        moment = read_moment(text, a_day=a_day)
        assert moment.day is None or 1900 <= moment.day.year <= 2200
