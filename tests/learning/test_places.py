"""The booking rules as properties: dense histories of few people on one session (told in histories.py)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning import places as rules
from bot.learning.events import (
    ModeChanged,
    OfferPassedOn,
    OfferTaken,
    PersonSkipped,
    PlaceBooked,
    PlaceFreed,
    PlaceKept,
    PlaceOffered,
    PlacePromoted,
    PlaceQueued,
    QueueLeft,
)
from bot.learning.offers import LEAST, claim_until
from bot.learning.places import Hold, Place, Roster
from bot.learning.refusals import Refusal
from bot.learning.sessions import Mode, Status
from bot.learning.wall_time import add_working_time, next_working, working_time
from tests.learning.histories import LONDON, PLANS, UNDO, History, Plan, follow, session

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@given(plan=PLANS)
@settings(max_examples=300)
def test_no_history_oversells_or_lets_anybody_jump_the_queue(plan: Plan):
    history = History(plan)
    for act in plan.acts:
        history.step(*act)


def test_a_full_session_puts_the_next_person_on_the_waiting_list():
    roster = Roster(session(1), ())
    roster = follow(roster, rules.book(roster, 1, NOW), NOW, 1)
    event = rules.book(roster, 2, NOW)
    assert event == PlaceQueued(1, 2)
    assert follow(roster, event, NOW, 2).position(2) == 1


def test_a_newcomer_does_not_pass_those_who_wait_when_a_place_is_free():
    waiting = Place(id=1, session_id=1, person_id=9, hold=Hold.WAITING, since=NOW)
    assert rules.book(Roster(session(5), (waiting,)), 2, NOW) == PlaceQueued(1, 2)


def test_a_place_just_given_up_is_not_sold_while_it_can_be_taken_back():
    roster = Roster(session(1), ())
    roster = follow(roster, rules.book(roster, 1, NOW), NOW, 1)
    roster = follow(roster, rules.cancel(roster, 1, NOW, UNDO), NOW, 2)
    assert rules.book(roster, 2, NOW) == PlaceQueued(1, 2)
    assert rules.let_go(roster, NOW + timedelta(seconds=59)) == []
    assert rules.undo(roster, 1, NOW) == PlaceKept(1, 1)
    assert rules.let_go(roster, NOW + UNDO) == [PlaceFreed(1, 1)]


def test_who_waits_and_undoes_nothing_is_told_that_they_wait():
    full = Roster(session(1), ())
    full = follow(full, rules.book(full, 1, NOW), NOW, 1)
    full = follow(full, rules.book(full, 2, NOW), NOW, 2)
    with pytest.raises(Refusal) as refusal:
        rules.undo(full, 2, NOW)
    assert (refusal.value.name, refusal.value.facts["position"]) == ("already-waiting", 1)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"status": Status.CANCELLED}, "session-cancelled"),
        ({"status": Status.CLOSED}, "session-closed"),
        ({"starts_at": NOW - timedelta(minutes=1), "ends_at": NOW + timedelta(hours=1)}, "session-started"),
        ({"starts_at": NOW - timedelta(hours=2), "ends_at": NOW}, "session-over"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_booked_is_refused_by_its_reason(facts, name):
    with pytest.raises(Refusal) as refusal:
        rules.book(Roster(session(5, **facts), ()), 1, NOW)
    assert refusal.value.name == name


def test_a_session_without_a_limit_is_never_full():
    roster = Roster(session(None), ())
    for person in range(50):
        roster = follow(roster, rules.book(roster, person, NOW), NOW, person)
    assert (roster.taken, len(roster.queue)) == (50, 0)


def booked(*people: int, **facts) -> Roster:
    """Each of them books, one after the other."""
    roster = Roster(session(1, **facts), ())
    for number, person in enumerate(people):
        roster = follow(roster, rules.book(roster, person, NOW), NOW, number)
    return roster


def test_an_offered_place_is_counted_and_goes_to_nobody_else():
    roster = booked(1, 2, 3)
    roster = follow(roster, PlaceFreed(1, 1), NOW, 9)
    until = NOW + timedelta(hours=4)
    assert rules.promote(roster, NOW, until) == [PlaceOffered(1, 2, until)]
    roster = follow(roster, PlaceOffered(1, 2, until), NOW, 9)
    assert rules.promote(roster, NOW, until) == []
    assert rules.book(roster, 4, NOW) == PlaceQueued(1, 4)
    assert rules.take(roster, 2, NOW) == OfferTaken(1, 2)
    assert rules.book(roster, 2, NOW) == OfferTaken(1, 2)
    assert rules.let_go(roster, until) == [OfferPassedOn(1, 2, "no-answer", until)]
    assert (
        rules.decline(roster, 2, NOW) == rules.cancel(roster, 2, NOW, UNDO) == OfferPassedOn(1, 2, "declined")
    )
    with pytest.raises(Refusal, match="offer-late"):
        rules.take(roster, 2, until)


def test_who_holds_enough_dates_is_passed_over_and_the_next_is_first():
    roster = follow(booked(1, 2, 3), PlaceFreed(1, 1), NOW, 9)
    assert rules.promote(roster, NOW, None, {2}) == [PersonSkipped(1, 2, "enough-dates"), PlacePromoted(1, 3)]


def test_a_place_is_never_given_up_for_a_turn_in_a_queue():
    apart = Roster(session(1, apart=True, online_capacity=1), ())
    for number, (person, way) in enumerate([(1, Mode.IN_PERSON), (2, Mode.ONLINE), (3, Mode.IN_PERSON)]):
        apart = follow(apart, rules.book(apart, person, NOW, way), NOW, number)
    with pytest.raises(Refusal, match="full-in-person"):
        rules.change_mode(apart, 2, NOW, Mode.IN_PERSON)
    roomier = Roster(replace(apart.session, online_capacity=2), apart.places)
    assert rules.change_mode(roomier, 1, NOW, Mode.ONLINE) == (ModeChanged(1, 1, "in-person", "online"),)
    assert rules.change_mode(roomier, 3, NOW, Mode.ONLINE) == (QueueLeft(1, 3), PlaceBooked(1, 3, "online"))
    with pytest.raises(Refusal, match="already-online"):
        rules.change_mode(apart, 2, NOW, Mode.ONLINE)
    with pytest.raises(Refusal, match="one-way-only"):
        rules.change_mode(booked(1), 1, NOW, Mode.ONLINE)


@pytest.mark.parametrize(
    ("said", "starts", "until"),
    [
        ("2026-03-02 09:00", "2026-03-12 09:00", "2026-03-02 13:00"),  # four working hours
        ("2026-03-02 16:30", "2026-03-12 09:00", "2026-03-03 12:00"),  # not overnight
        ("2026-03-06 17:00", "2026-03-12 09:00", "2026-03-09 12:30"),  # nor at the weekend
        ("2026-03-02 09:00", "2026-03-02 12:00", "2026-03-02 10:30"),  # half of what is left
        ("2026-03-02 17:00", "2026-03-03 10:00", "2026-03-03 09:15"),  # half of the working time that is left
        ("2026-03-06 17:29", "2026-03-07 10:00", "2026-03-07 01:44"),  # a Saturday: half of all the time
        ("2026-03-02 11:40", "2026-03-02 12:00", "2026-03-02 12:00"),  # too little to ask twice
        ("2026-03-27 17:00", "2026-04-10 09:00", "2026-03-30 12:30"),  # across the clock change
    ],
)
def test_the_time_to_claim_counts_working_hours_and_shrinks(said, starts, until):
    moments = [datetime.fromisoformat(text).replace(tzinfo=LONDON) for text in (said, starts, until)]
    found = claim_until(moments[0], moments[1], 4, LONDON)
    assert abs(found - moments[2]) < timedelta(minutes=1)


MOMENTS = st.datetimes(datetime(2026, 3, 20), datetime(2026, 4, 10)).map(lambda m: m.replace(tzinfo=UTC))


@given(now=MOMENTS, ahead=st.integers(1, 60 * 24 * 20), hours=st.floats(0.25, 40))
def test_a_time_to_claim_is_never_past_the_start_and_never_next_to_nothing(now, ahead, hours):
    starts = now + timedelta(minutes=ahead)
    until = claim_until(now, starts, hours, LONDON)
    assert now < until <= starts
    assert until == starts or until - now >= LEAST
    sooner = claim_until(now, now + timedelta(minutes=ahead / 2), hours, LONDON)
    assert sooner <= until or sooner == now + timedelta(minutes=ahead / 2)


@given(now=MOMENTS, minutes=st.integers(1, 5000))
def test_working_time_added_is_working_time_passed(now, minutes):
    length = timedelta(minutes=minutes)
    later = add_working_time(now, length, LONDON)
    assert working_time(now, later, LONDON) == length
    assert next_working(now, LONDON) < later
