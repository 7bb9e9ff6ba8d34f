"""The booking rules as properties: dense histories of few people on one session."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning import places as rules
from bot.learning.events import (
    PlaceBooked,
    PlaceFreed,
    PlaceKept,
    PlaceLeaving,
    PlacePromoted,
    PlaceQueued,
    QueueLeft,
)
from bot.learning.places import Hold, Place, Roster
from bot.learning.refusals import Refusal
from bot.learning.sessions import Bilingual, Session, Status

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
UNDO = timedelta(seconds=60)
PEOPLE = (1, 2, 3, 4)


def session(capacity: int | None = 2, **facts) -> Session:
    plain = {
        "id": 1,
        "uid": "s",
        "ref": "1",
        "title": Bilingual("Walk", "Taith gerdded"),
        "starts_at": NOW + timedelta(days=1),
        "ends_at": NOW + timedelta(days=1, hours=1),
    }
    return Session(**(plain | {"capacity": capacity} | facts))


def follow(roster: Roster, event: object, now: datetime, number: int) -> Roster:
    """What the store does with an event, told once more in plain tuples."""
    kept = roster.places
    person = event.person_id

    def held(hold: Hold, until: datetime | None = None) -> tuple[Place, ...]:
        return tuple(replace(p, hold=hold, until=until) if p.person_id == person else p for p in kept)

    match event:
        case PlaceBooked() | PlaceQueued():
            hold = Hold.BOOKED if isinstance(event, PlaceBooked) else Hold.WAITING
            new = Place(id=number, session_id=1, person_id=person, hold=hold, since=now)
            return Roster(roster.session, (*kept, new))
        case PlaceLeaving(until=until):
            return Roster(roster.session, held(Hold.LEAVING, until))
        case PlaceKept() | PlacePromoted():
            return Roster(roster.session, held(Hold.BOOKED))
        case PlaceFreed() | QueueLeft():
            return Roster(roster.session, tuple(p for p in kept if p.person_id != person))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["book", "cancel", "undo", "wait a moment", "let go", "raise", "lower"]),
        st.sampled_from(PEOPLE),
    ),
    min_size=12,
    max_size=40,
)


@given(capacity=st.integers(1, 3), steps=STEPS)
def test_no_history_oversells_or_lets_anybody_jump_the_queue(capacity, steps):
    roster, now, number = Roster(session(capacity), ()), NOW, 0
    most = capacity
    for step, person in steps:
        number += 1
        queue_before = [place.person_id for place in roster.queue]
        events = []
        try:
            match step:
                case "book":
                    events = [rules.book(roster, person, now)]
                case "cancel":
                    events = [rules.cancel(roster, person, now, UNDO)]
                case "undo":
                    events = [rules.undo(roster, person, now)]
                case "wait a moment":
                    now += timedelta(seconds=25)
                case "let go":
                    events = rules.let_go(roster, now)
                case _:
                    most = max(1, most + (1 if step == "raise" else -1))
                    roster = Roster(replace(roster.session, capacity=most), roster.places)
        except Refusal:
            continue
        for event in events:
            roster = follow(roster, event, now, number)
        promoted = rules.promote(roster, now)
        for event in promoted:
            roster = follow(roster, event, now, number)

        people = [place.person_id for place in roster.places]
        assert len(people) == len(set(people)), "never booked and waiting at once"
        if step != "lower":
            grew = len(promoted) + sum(isinstance(event, PlaceBooked) for event in events)
            assert not grew or roster.taken <= most, "never more booked than capacity"
        assert not (roster.free and roster.queue), "no free place while somebody waits"
        still = [person for person in queue_before if person in {event.person_id for event in promoted}]
        assert still == [event.person_id for event in promoted][: len(still)], "first in line, first served"
        stayed = [place.person_id for place in roster.queue if place.person_id in queue_before]
        assert stayed == [person for person in queue_before if person in stayed], "the order is kept"


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
