"""The weekly limit of nudges: never more, nothing due is forgotten, reminders before news."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.quiet import WEEK, Held, Nudge, decide

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
hours = st.integers(-400, 400).map(lambda n: timedelta(hours=n))
nudges = st.builds(Held, st.just(0), st.sampled_from(Nudge), hours.map(lambda away: NOW + away))


def numbered(held):
    return [Held(number, each.nudge, each.until) for number, each in enumerate(held)]


def reminder(*, until=NOW + timedelta(days=1)):
    return Held(1, Nudge.REMINDER, until)


def again(*, until=NOW + timedelta(hours=1)):
    return Held(3, Nudge.AGAIN, until)


def question(*, until=NOW + timedelta(days=10)):
    return Held(2, Nudge.QUESTION, until)


def news(*, until=NOW + timedelta(days=6)):
    return Held(4, Nudge.NEWS, until)


def sent(n):
    """So many messages, one each hour until now."""
    return [NOW - timedelta(hours=hour) for hour in range(n)]


@given(held=st.lists(nudges, max_size=8).map(numbered), went=st.lists(hours), limit=st.integers(1, 20))
def test_each_goes_waits_or_is_dropped_and_never_two_of_them(held, went, limit):
    decided = decide(held, [NOW - abs(away) for away in went], limit, NOW)
    everything = [*decided.together, *decided.wait, *decided.drop]
    assert sorted(everything) == [each.id for each in held]
    late = {each.id for each in held if each.until <= NOW}
    assert late <= set(decided.drop)
    assert bool(decided.wait) == (decided.again is not None)
    assert not (decided.together and decided.wait)


@given(held=st.lists(nudges, min_size=1, max_size=8).map(numbered), limit=st.integers(1, 20), extra=hours)
def test_a_week_at_its_limit_gets_no_more(held, limit, extra):
    went = [NOW - abs(extra) % WEEK] * limit
    decided = decide(held, went, limit, NOW)
    assert decided.together == ()
    assert decided.again is None or NOW < decided.again <= NOW + WEEK


@pytest.mark.parametrize(
    ("nudge", "part"),
    [(news(), 6), (question(), 10), (again(), 14), (reminder(), 15)],
    ids=["news", "question", "again", "reminder"],
)
def test_what_matters_more_goes_further(nudge, part):
    assert decide([nudge], sent(part - 1), 15, NOW).together == (nudge.id,)
    assert decide([nudge], sent(part), 15, NOW).together == ()


def test_what_can_wait_rides_along_after_what_cannot():
    decided = decide([news(), question(), again(), reminder()], sent(9), 10, NOW)
    assert decided.together == (1, 3, 2, 4)
    assert decided.last


def test_what_waits_goes_when_the_week_has_room_again():
    went = sent(10)
    decided = decide([question()], went, 10, NOW)
    assert decided.again is not None
    still = [moment for moment in went if moment > decided.again - WEEK]
    assert decide([question()], still, 10, decided.again).together == (2,)


def test_a_reminder_that_would_come_too_late_is_let_go():
    assert decide([reminder()], sent(10), 10, NOW).drop == (1,)


def test_a_limit_of_one_still_lets_news_through():
    assert decide([question()], [], 1, NOW).together == (2,)
