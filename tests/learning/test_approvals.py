"""Who approves a place, how long they have, and what holds when nobody answers."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.approvals import (
    Approval,
    Asking,
    Outcome,
    Unanswered,
    answer_until,
    authorise,
    decide,
    hand_on,
    held_for,
    lapse,
    last,
    may_approve,
    nearer,
)
from bot.learning.events import (
    ApprovalAsked,
    ApprovalDue,
    ApprovalGiven,
    ApprovalHandedOn,
    ApprovalReferred,
    ApprovalRefused,
    OfferTaken,
    PlaceBooked,
    PlaceFreed,
    PlacePromoted,
)
from bot.learning.offers import LEAST
from bot.learning.people import Person, Role
from bot.learning.places import Hold, Place, Roster, book, cancel, change_mode, decline, undo
from bot.learning.refusals import Refusal
from bot.learning.sessions import Mode, Status
from bot.learning.wall_time import working_time
from tests.learning.histories import FRIDAY, LONDON, UNDO, session

UNTIL = FRIDAY + timedelta(days=3)
NIA = Person(id=1, email="nia@example.org", manager_email="megan@example.org")
MEGAN = Person(id=2, email="megan@example.org")
OLWEN = Person(id=3, email="olwen@example.org", role=Role.ORGANISER)


def asked(hold: Hold = Hold.ASKED, **facts) -> Roster:
    place = Place(id=1, session_id=1, person_id=1, hold=hold, since=FRIDAY, until=UNTIL)
    return Roster(session(1, approval=True, **facts), (place,))


@pytest.mark.parametrize(
    ("said", "starts", "until"),
    [
        ("2026-03-02 10:00", "2026-03-30 09:00", "2026-03-05 10:00"),  # three working days
        ("2026-03-06 18:00", "2026-03-30 09:00", "2026-03-11 17:30"),  # not at the weekend
        ("2026-03-27 10:00", "2026-04-20 09:00", "2026-04-01 10:00"),  # across the clock change
        ("2026-03-02 09:00", "2026-03-03 09:00", "2026-03-02 13:15"),  # half of the working time that is left
        ("2026-03-02 09:00", "2026-03-02 12:00", "2026-03-02 10:30"),
        ("2026-03-01 20:00", "2026-03-02 11:00", "2026-03-02 10:00"),
        ("2026-03-02 11:40", "2026-03-02 12:00", "2026-03-02 12:00"),  # too little to ask twice
        ("2026-03-06 18:00", "2026-03-07 10:00", "2026-03-07 10:00"),  # nobody is at work before it
    ],
)
def test_the_time_to_answer_counts_working_days_and_shrinks(said, starts, until):
    moments = [datetime.fromisoformat(text).replace(tzinfo=LONDON) for text in (said, starts, until)]
    about = session(1, starts_at=moments[1], ends_at=moments[1] + timedelta(hours=1))
    assert answer_until(about, moments[0], 3, LONDON) == moments[2]


@given(ahead=st.integers(1, 60 * 24 * 30), days=st.floats(0.25, 20))
def test_the_time_to_answer_is_never_past_the_start_and_never_next_to_nothing(ahead, days):
    about = session(1, starts_at=FRIDAY + timedelta(minutes=ahead), ends_at=FRIDAY + timedelta(days=99))
    until = answer_until(about, FRIDAY, days, LONDON)
    assert FRIDAY < until <= about.starts_at
    slack = timedelta(seconds=2)
    assert until == about.starts_at or working_time(FRIDAY, until, LONDON) >= LEAST - slack


def test_what_is_postponed_has_the_whole_time_though_its_start_be_past():
    about = session(1, status=Status.POSTPONED, starts_at=FRIDAY - timedelta(days=9))
    assert answer_until(about, FRIDAY, 1, LONDON) > FRIDAY


@pytest.mark.parametrize(
    ("event", "was", "mode"),
    [
        (PlaceBooked(1, 1, "online"), "", "online"),
        (PlacePromoted(1, 1), "waiting", ""),
        (OfferTaken(1, 1), "offered", ""),
    ],
)
def test_whatever_gives_a_place_is_asked_for_first(event, was, mode):
    assert held_for(event, Asking(UNTIL, 2)) == ApprovalAsked(1, 1, 2, UNTIL, mode, was)
    nobody = Asking(UNTIL, reason="no-manager")
    assert held_for(event, nobody) == ApprovalReferred(1, 1, "no-manager", UNTIL, mode, was)


def test_a_manager_or_an_organiser_approves_and_nobody_for_themselves():
    about = session(1)
    assert may_approve(MEGAN, NIA, about)
    assert may_approve(OLWEN, NIA, about)
    assert not may_approve(replace(OLWEN, id=1), NIA, about)
    assert not may_approve(Person(id=4, email=""), replace(NIA, manager_email=""), about), (
        "no address is none"
    )
    assert not may_approve(MEGAN, NIA, replace(about, sensitive=True)), "no manager is to know"
    assert may_approve(OLWEN, NIA, replace(about, sensitive=True))


def test_of_what_is_sensitive_nothing_is_handed_on():
    approval = Approval(id=1, session_id=1, person_id=1, asked_at=FRIDAY, asked_of=2)
    handed = hand_on(asked(), approval, 4, UNTIL)
    assert handed == ApprovalHandedOn(1, 1, 4, 2)
    assert hand_on(asked(sensitive=True), approval, 4, UNTIL) is None
    assert hand_on(asked(sensitive=True), approval, None, UNTIL) is None


@pytest.mark.parametrize(
    ("decider", "name"),
    [
        (Person(id=1, email="megan@example.org"), "approval-own"),
        (Person(id=4, email="gwen@example.org"), "approval-not-yours"),
        (Person(id=5, email="once@example.org"), "approval-not-manager-now"),
    ],
)
def test_whoever_may_not_decide_is_told_why(decider, name):
    approval = Approval(id=1, session_id=1, person_id=1, asked_at=FRIDAY, asked_of=5)
    with pytest.raises(Refusal) as refusal:
        authorise(approval, decider, NIA, session(1))
    assert refusal.value.name == name


def test_an_answer_makes_the_place_theirs_or_frees_it():
    approval = Approval(id=1, session_id=1, person_id=1, asked_at=FRIDAY)
    assert decide(asked(), approval, MEGAN, FRIDAY, agreed=True) == ApprovalGiven(1, 1, 2)
    assert decide(asked(Hold.REFERRED), approval, MEGAN, FRIDAY, agreed=False) == ApprovalRefused(1, 1, 2)


@pytest.mark.parametrize("hold", [Hold.BOOKED, Hold.WAITING, Hold.OFFERED, Hold.LEAVING])
def test_what_nobody_asks_for_any_more_is_not_decided(hold):
    approval = Approval(id=1, session_id=1, person_id=1, asked_at=FRIDAY)
    with pytest.raises(Refusal, match="approval-gone"):
        decide(asked(hold), approval, MEGAN, FRIDAY, agreed=True)
    with pytest.raises(Refusal, match="approval-gone"):
        decide(asked(), replace(approval, outcome=Outcome.WITHDRAWN), MEGAN, FRIDAY, agreed=True)


def test_what_a_manager_does_not_answer_goes_to_organisers_and_then_the_rule_holds():
    again = UNTIL + timedelta(days=1)
    assert lapse(asked(), UNTIL - timedelta(seconds=1), lambda _: again, Unanswered.REFUSE) == []
    referred = ApprovalReferred(1, 1, "no-answer", again, was="asked")
    assert lapse(asked(), UNTIL, lambda _: again, Unanswered.APPROVE) == [referred]
    theirs = asked(Hold.REFERRED)
    assert lapse(theirs, UNTIL, lambda _: again, Unanswered.REFUSE) == [ApprovalRefused(1, 1)]
    assert lapse(theirs, UNTIL, lambda _: again, Unanswered.APPROVE) == [ApprovalGiven(1, 1)]
    begun = asked(starts_at=UNTIL)
    assert lapse(begun, UNTIL, lambda _: again, Unanswered.REFUSE) == [ApprovalRefused(1, 1)], (
        "nobody is left to ask"
    )
    over = asked(starts_at=FRIDAY, ends_at=UNTIL)
    assert lapse(over, UNTIL, lambda _: again, Unanswered.APPROVE) == [PlaceFreed(1, 1)], (
        "nobody books the past"
    )
    off = asked(status=Status.CANCELLED)
    assert lapse(off, UNTIL, lambda _: again, Unanswered.APPROVE) == [PlaceFreed(1, 1)]


def test_the_rule_is_last_when_nobody_else_is_asked():
    def is_last(roster: Roster) -> bool:
        return last(roster.session, roster.places[0])

    assert [is_last(asked()), is_last(asked(Hold.REFERRED)), is_last(asked(starts_at=UNTIL))] == [
        False,
        True,
        True,
    ]
    assert not is_last(asked(starts_at=FRIDAY, status=Status.POSTPONED))


def test_a_start_that_comes_nearer_leaves_less_time_and_never_more():
    sooner = UNTIL - timedelta(days=1)
    assert nearer(asked(), sooner) == [ApprovalDue(1, 1, sooner)]
    assert nearer(asked(), UNTIL + timedelta(days=1)) == []
    assert nearer(asked(Hold.BOOKED), sooner) == []


def test_a_place_that_is_asked_for_is_held_and_ends_at_once():
    roster = asked()
    assert (roster.taken, roster.free) == (1, 0)
    assert cancel(roster, 1, FRIDAY, UNDO) == PlaceFreed(1, 1)
    for act in (book, decline, undo):
        with pytest.raises(Refusal, match="already-asked"):
            act(roster, 1, FRIDAY)
    apart = asked(apart=True, online_capacity=1)
    (changed,) = change_mode(apart, 1, FRIDAY, Mode.ONLINE)
    assert changed.mode == "online"
