"""The rules of invitations over dense histories: nothing is told twice, and a place is freed once."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning.invitations import Invitation, Meaning, Reply, Response, goes_in, heard, meaning, tell
from bot.learning.places import Hold
from bot.learning.sessions import Bilingual, Session, Status

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NIA = "nia@example.org"
HOLDS = st.sampled_from([None, *Hold])
STEPS = st.tuples(
    st.sampled_from(
        ["book", "leave", "free", "wait", "move", "room", "postpone", "cancel", "open", "answer"]
    ),
    st.sampled_from([Response.ACCEPTED, Response.TENTATIVE, Response.DECLINED]),
    st.integers(0, 6),
    st.integers(-2, 2),
)


def session(**facts) -> Session:
    start = facts.pop("starts_at", NOON + timedelta(days=3))
    known = {"id": 1, "uid": "u", "title": Bilingual("Walk"), "starts_at": start}
    return Session(**known | {"ends_at": start + timedelta(hours=1)} | facts)


def fresh() -> Invitation:
    return Invitation(id=1, session_id=1, person_id=1, secret="s", changed_at=NOON, email=NIA)


@settings(max_examples=400, deadline=None)
@given(st.lists(STEPS, min_size=12, max_size=40))
def test_dense_histories(steps):
    """A calendar that takes every letter in always shows what is so, and no answer counts twice."""
    known, hold, which, now = fresh(), None, session(), NOON
    shown, last = "", -1
    for number, (step, response, back, minutes) in enumerate(steps):
        now += timedelta(minutes=1)
        match step:
            case "book":
                hold = Hold.BOOKED
            case "leave":
                hold = Hold.LEAVING if hold is Hold.BOOKED else hold
            case "free":
                hold = None
            case "wait":
                hold = Hold.WAITING if hold is None else hold
            case "move":
                which = session(starts_at=which.starts_at + timedelta(hours=1), place=which.place)
            case "room":
                which = session(starts_at=which.starts_at, place=f"Room {number}")
            case "postpone" | "cancel" | "open":
                status = {"postpone": Status.POSTPONED, "cancel": Status.CANCELLED, "open": Status.OPEN}[step]
                which = session(starts_at=which.starts_at, place=which.place, status=status)
            case _:
                reply = Reply(
                    secret="s", sequence=max(0, known.sequence - back), attendee=NIA, sender=NIA,
                    stamp=now + timedelta(minutes=minutes), response=response,
                )  # fmt: skip
                what = meaning(known, reply, hold, which, now)
                if what in (Meaning.NOTED, Meaning.FREED, Meaning.TOO_LATE):
                    known = heard(known, reply, what, now)
                    again = meaning(known, reply, None if what is Meaning.FREED else hold, which, now)
                    assert again in (Meaning.KNOWN, Meaning.NO_PLACE, Meaning.NOTED)
                if what is Meaning.FREED:
                    assert response is Response.DECLINED
                    assert reply.sequence >= known.answerable
                    hold, shown = None, ""  # a calendar takes what its owner declines out by itself
        state = tell(known, goes_in(which, hold), now)
        if state is not None:
            assert state.sequence > last
            known, last, shown = state, state.sequence, state.told
        assert shown == goes_in(which, hold)
        assert tell(known, goes_in(which, hold), now) is None
        assert known.answerable <= known.sequence


@given(HOLDS, st.sampled_from([Response.ACCEPTED, Response.DECLINED]))
def test_only_the_invited_person_answers(hold, response):
    known = tell(fresh(), goes_in(session(), Hold.BOOKED), NOON)
    for attendee, sender in ((NIA, "x@y.z"), ("x@y.z", NIA), ("x@y.z", "x@y.z")):
        reply = Reply(secret="s", sequence=0, stamp=NOON, attendee=attendee, sender=sender, response=response)
        assert meaning(known, reply, hold, session(), NOON) is Meaning.NOT_THEIRS


def test_nothing_is_freed_once_it_has_begun():
    known = tell(fresh(), goes_in(session(), Hold.BOOKED), NOON)
    reply = Reply(secret="s", sequence=0, stamp=NOON, attendee=NIA, sender=NIA, response=Response.DECLINED)
    begun = NOON + timedelta(days=3)
    assert meaning(known, reply, Hold.BOOKED, session(), begun) is Meaning.BEGUN
    assert meaning(known, reply, Hold.BOOKED, session(), begun - timedelta(seconds=1)) is Meaning.FREED


def test_a_calendar_that_copies_our_stamp_may_still_change_its_mind():
    known = tell(fresh(), goes_in(session(), Hold.BOOKED), NOON)
    accept, decline = (
        Reply(secret="s", sequence=0, stamp=NOON, attendee=NIA, sender=NIA, response=response)
        for response in (Response.ACCEPTED, Response.DECLINED)
    )
    known = heard(known, accept, Meaning.NOTED, NOON + timedelta(minutes=1))
    assert meaning(known, accept, Hold.BOOKED, session(), NOON) is Meaning.KNOWN
    assert meaning(known, decline, Hold.BOOKED, session(), NOON) is Meaning.FREED


def test_an_older_answer_that_comes_later_does_not_count():
    known = tell(fresh(), goes_in(session(), Hold.BOOKED), NOON)
    late = Reply(secret="s", sequence=0, stamp=NOON, attendee=NIA, sender=NIA, response=Response.DECLINED)
    newer = Reply(
        secret="s", sequence=0, stamp=NOON + timedelta(minutes=5), attendee=NIA, sender=NIA,
        response=Response.ACCEPTED,
    )  # fmt: skip
    known = heard(known, newer, Meaning.NOTED, NOON + timedelta(minutes=6))
    assert meaning(known, late, Hold.BOOKED, session(), NOON + timedelta(minutes=7)) is Meaning.KNOWN
