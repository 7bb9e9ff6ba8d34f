"""Booking for several is all or nothing, whoever is on the session already."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.events import PlaceBooked
from bot.learning.for_others import book_all, may_book_for
from bot.learning.people import Person, Role
from bot.learning.places import Hold, Place, Roster
from bot.learning.refusals import Refusal
from bot.learning.sessions import Bilingual, Session
from tests.house import MONDAY

BOOKER = 99


def a_roster(capacity, holds):
    session = Session(
        id=1,
        uid="1",
        title=Bilingual("Walking"),
        starts_at=MONDAY + timedelta(days=2),
        ends_at=MONDAY + timedelta(days=2, hours=1),
        capacity=capacity,
    )
    until = MONDAY + timedelta(hours=1)
    return Roster(
        session,
        tuple(
            Place(
                id=person,
                session_id=1,
                person_id=person,
                hold=hold,
                since=MONDAY,
                until=until if hold in {Hold.LEAVING, Hold.OFFERED} else None,
            )
            for person, hold in holds.items()
        ),
    )


@given(
    capacity=st.none() | st.integers(0, 6),
    holds=st.dictionaries(st.integers(1, 5), st.sampled_from([*Hold, Hold.BOOKED, Hold.BOOKED]), max_size=3),
    wanted=st.lists(st.integers(4, 12), min_size=1, max_size=6, unique=True),
)
def test_all_or_nothing(capacity, holds, wanted):
    roster = a_roster(capacity, holds)
    known = set(wanted) & set(holds)
    if not known and (roster.queue or (capacity is not None and capacity - roster.taken < len(wanted))):
        with pytest.raises(Refusal, match="others-no-room"):
            book_all(roster, wanted, BOOKER, MONDAY)
        return
    group = book_all(roster, wanted, BOOKER, MONDAY)
    if group.hindered:
        assert set(group.hindered) == known
        assert not group.events
        return
    assert not known
    assert [event.person_id for event in group.events] == wanted
    assert all(isinstance(event, PlaceBooked) and event.by_id == BOOKER for event in group.events)
    assert capacity is None or roster.taken + len(wanted) <= capacity
    assert not roster.queue


def test_a_group_is_never_split():
    """Complaint 13: two places for three people are none."""
    with pytest.raises(Refusal) as refused:
        book_all(a_roster(2, {}), [1, 2, 3], BOOKER, MONDAY)
    assert (refused.value.name, refused.value.facts["n"]) == ("others-no-room", 2)


def test_what_is_wrong_with_the_session_is_no_ones_fault():
    with pytest.raises(Refusal) as refused:
        book_all(a_roster(5, {}), [1, 2], BOOKER, MONDAY + timedelta(days=3))
    assert refused.value.name == "session-over"


def test_who_may_book_for_whom():
    mari = Person(id=1, email="mari@example.org")
    nia = Person(id=2, email="nia@example.org", manager_email="mari@example.org")
    olwen = Person(id=3, role=Role.ORGANISER)
    nobody, without = Person(id=4), Person(id=5)
    assert may_book_for(mari, nia)
    assert not may_book_for(nia, mari)
    assert may_book_for(nia, nia)
    assert may_book_for(olwen, mari)
    assert not may_book_for(nobody, without)  # no address is not the same address
