"""How far the clock is asked to move."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.web.steps import FARTHEST, read_moment, step

CARDIFF = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 3, 3, 9, 41, tzinfo=UTC)


def test_each_button_says_where_it_leads() -> None:
    assert step("hour", TUESDAY, CARDIFF) == datetime(2026, 3, 3, 10, 41, tzinfo=UTC)
    assert step("tomorrow", TUESDAY, CARDIFF) == datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert step("monday", TUESDAY, CARDIFF) == datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert step("moment", TUESDAY, CARDIFF) is None


def test_nine_is_nine_after_the_clocks_change() -> None:
    friday = datetime(2026, 3, 27, 12, tzinfo=UTC)  # summer time begins on Sunday 29 March
    assert step("monday", friday, CARDIFF) == datetime(2026, 3, 30, 8, tzinfo=UTC)


def test_next_monday_said_on_a_monday_is_a_week_away() -> None:
    monday = datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert step("monday", monday, CARDIFF) == datetime(2026, 3, 9, 9, tzinfo=UTC)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_a_button_always_moves_forward_by_at_most_a_week_and_an_hour(now: datetime) -> None:
    for name in ("hour", "tomorrow", "monday"):
        to = step(name, now, CARDIFF)
        assert to is not None
        assert timedelta() < to - now <= timedelta(days=7, hours=10)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-03-09T09:00", datetime(2026, 3, 9, 9, tzinfo=UTC)),
        ("2026-07-01T09:00", datetime(2026, 7, 1, 8, tzinfo=UTC)),
        ("2026-03-03T09:41", "back"),
        ("2025-01-01T09:00", "back"),
        ("2027-06-01T09:00", "far"),
        ("9999-12-31T23:59", "far"),
        ("0001-01-01T00:00", "back"),
        ("", "unread"),
        ("next week", "unread"),
        ("\u0662\u0660\u0662\u0666", "unread"),
    ],
)
def test_a_typed_moment_is_local_and_lies_ahead(text: str, read: object) -> None:
    assert read_moment(text, TUESDAY, CARDIFF) == read


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    read = read_moment(text, TUESDAY, CARDIFF)
    assert isinstance(read, str) or TUESDAY < read <= TUESDAY + FARTHEST
