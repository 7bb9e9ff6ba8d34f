"""Dense histories of few people on one session, told by the rules alone; and what must hold at every step."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.learning import approvals
from bot.learning import places as rules
from bot.learning.approvals import Approval, Asking, Unanswered, answer_until, held_for
from bot.learning.events import (
    ApprovalAsked,
    ApprovalGiven,
    ApprovalReferred,
    ApprovalRefused,
    ModeChanged,
    OfferPassedOn,
    OfferTaken,
    PersonSkipped,
    PlaceBooked,
    PlaceFreed,
    PlaceKept,
    PlaceLeaving,
    PlaceOffered,
    PlacePromoted,
    PlaceQueued,
    QueueLeft,
)
from bot.learning.offers import claim_until
from bot.learning.people import Person
from bot.learning.places import PENDING, Hold, Place, Roster
from bot.learning.refusals import Refusal
from bot.learning.sessions import Bilingual, Mode, Session

LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime(2026, 3, 27, 15, tzinfo=LONDON)  # the clocks change on Sunday
UNDO = timedelta(seconds=60)
PEOPLE = (1, 2, 3, 4)
WAYS = (Mode.IN_PERSON, Mode.ONLINE)
_ORGANISER = Person(id=99)

ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *(
                    "book",
                    "book",
                    "cancel",
                    "undo",
                    "take",
                    "decline",
                    "change",
                    "wait a moment",
                    "let time pass",
                ),
                *("let go", "pass on", "raise", "lower", "approve", "refuse"),
            ]
        ),
        st.sampled_from(PEOPLE),
        st.sampled_from(WAYS),
    ),
    min_size=12,
    max_size=40,
)


@dataclass(frozen=True)
class Plan:
    """`early`: what comes free is passed on at once, else when somebody gets round to it. `approval`:
    somebody has to approve each place; `unmanaged`: those for whom organisers do it, as nobody else can.
    """

    capacity: int
    apart: bool
    offers: bool
    early: bool
    barred: frozenset[int]
    approval: bool
    unmanaged: frozenset[int]
    unanswered: Unanswered
    acts: tuple[tuple[str, int, Mode], ...]


PLANS = st.builds(
    Plan,
    capacity=st.integers(1, 3),
    apart=st.booleans(),
    offers=st.booleans(),
    early=st.booleans(),
    barred=st.frozensets(st.sampled_from(PEOPLE), max_size=1),
    approval=st.booleans(),
    unmanaged=st.frozensets(st.sampled_from(PEOPLE), max_size=1),
    unanswered=st.sampled_from(Unanswered),
    acts=ACTS.map(tuple),
)


def session(capacity: int | None = 2, **facts) -> Session:
    plain = {
        "id": 1,
        "uid": "s",
        "ref": "1",
        "title": Bilingual("Walk", "Taith gerdded"),
        "starts_at": FRIDAY + timedelta(days=5),
        "ends_at": FRIDAY + timedelta(days=5, hours=1),
    }
    return Session(**(plain | {"capacity": capacity} | facts))


def follow(roster: Roster, event: object, now: datetime, number: int) -> Roster:
    """What the store does with an event, told once more in plain tuples."""
    kept = roster.places
    person = event.person_id

    def changed(**what) -> Roster:
        places = tuple(replace(p, **what) if p.person_id == person else p for p in kept)
        return Roster(roster.session, places)

    match event:
        case PlaceBooked(mode=mode) | PlaceQueued(mode=mode):
            hold = Hold.BOOKED if isinstance(event, PlaceBooked) else Hold.WAITING
            new = Place(
                id=number,
                session_id=roster.session.id,
                person_id=person,
                hold=hold,
                since=now,
                mode=Mode(mode),
            )
            return Roster(roster.session, (*kept, new))
        case PlaceLeaving(until=until):
            return changed(hold=Hold.LEAVING, until=until)
        case PlaceOffered(until=until):
            return changed(hold=Hold.OFFERED, until=until, since=now)
        case ApprovalAsked(until=until, was=was) | ApprovalReferred(until=until, was=was):
            hold = Hold.ASKED if isinstance(event, ApprovalAsked) else Hold.REFERRED
            if was:
                since = {} if was == Hold.ASKED else {"since": now}
                return changed(hold=hold, until=until, **since)
            place = Place(
                id=number,
                session_id=roster.session.id,
                person_id=person,
                hold=hold,
                since=now,
                until=until,
                mode=Mode(event.mode),
            )
            return Roster(roster.session, (*kept, place))
        case PlaceKept():
            return changed(hold=Hold.BOOKED, until=None)
        case PlacePromoted() | OfferTaken() | ApprovalGiven():
            return changed(hold=Hold.BOOKED, until=None, since=now)
        case ModeChanged(mode=mode):
            return changed(mode=Mode(mode))
        case PlaceFreed() | QueueLeft() | OfferPassedOn() | PersonSkipped() | ApprovalRefused():
            return Roster(roster.session, tuple(p for p in kept if p.person_id != person))
    raise AssertionError(event)


def holding(roster: Roster, mode: Mode) -> int:
    """Places in this way to come that are held, offered or just being given up."""
    held = [place for place in roster.places if roster.session.mode_of(place.mode) is mode]
    return sum(place.hold is not Hold.WAITING for place in held)


def line(roster: Roster, mode: Mode) -> list[int]:
    return [place.person_id for place in roster.queue_in(mode)]


def _promotes(event: object) -> bool:
    asked = isinstance(event, ApprovalAsked | ApprovalReferred) and event.was == Hold.WAITING
    return asked or isinstance(event, PlacePromoted | PlaceOffered)


def _books(event: object) -> bool:
    asked = isinstance(event, ApprovalAsked | ApprovalReferred) and not event.was
    return asked or isinstance(event, PlaceBooked)


@dataclass
class History:
    """One plan as it unfolds: `step` gives the events of an act, and holds what must be so after them."""

    plan: Plan
    roster: Roster = field(init=False)
    now: datetime = FRIDAY
    number: int = 0
    approved: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        online = self.plan.capacity if self.plan.apart else None
        self.roster = Roster(
            session(
                self.plan.capacity,
                apart=self.plan.apart,
                online_capacity=online,
                dates_each=1,
                approval=self.plan.approval,
            ),
            (),
        )

    def step(self, act: str, person: int, way: Mode) -> list[object]:
        before = self.roster
        try:
            events = list(self._events(act, person, way))
        except Refusal:
            return []
        happened = [*self._all(self._held(events))]
        if self.plan.early or act == "pass on":
            while passed := self._passed_on():
                happened += self._all(self._held(passed))
        self._hold(before, happened, act)
        return happened

    def _events(self, act: str, person: int, way: Mode):
        roster, now = self.roster, self.now
        match act:
            case "book":
                return [rules.book(roster, person, now, way)]
            case "cancel":
                return [rules.cancel(roster, person, now, UNDO)]
            case "undo":
                return [rules.undo(roster, person, now)]
            case "take":
                place = roster.of(person)
                event = rules.take(roster, person, now)
                assert place is not None
                assert place.hold is not Hold.OFFERED or place.until > now, "an offer ends when it says"
                return [event]
            case "decline":
                return [rules.decline(roster, person, now)]
            case "change":
                return rules.change_mode(roster, person, now, way)
            case "wait a moment":
                self.now += timedelta(seconds=25)
            case "let time pass":
                self.now += timedelta(hours=5)
            case "let go":
                until = answer_until(roster.session, now, 1, LONDON)
                lapsed = approvals.lapse(roster, now, lambda _: until, self.plan.unanswered)
                return [*rules.let_go(roster, now), *lapsed]
            case "approve" | "refuse":
                asked = Approval(id=1, session_id=1, person_id=person, asked_at=now)
                return [approvals.decide(roster, asked, _ORGANISER, now, agreed=act == "approve")]
            case "raise" | "lower":
                self._resize(way, 1 if act == "raise" else -1)
        return []

    def _held(self, events):
        """What gives somebody a place is asked for first, where somebody has to approve it."""
        until = answer_until(self.roster.session, self.now, 1, LONDON)
        for event in events:
            if not self.plan.approval or not isinstance(event, PlaceBooked | PlacePromoted | OfferTaken):
                yield event
            elif event.person_id in self.plan.unmanaged:
                yield held_for(event, Asking(until, reason="no-manager"))
            else:
                yield held_for(event, Asking(until, 9))

    def _resize(self, way: Mode, by: int) -> None:
        old = self.roster.session
        name = "online_capacity" if old.mode_of(way) is Mode.ONLINE else "capacity"
        self.roster = Roster(replace(old, **{name: max(1, getattr(old, name) + by)}), self.roster.places)

    def _passed_on(self) -> list[object]:
        claim = None
        starts_at = self.roster.session.starts_at
        if self.plan.offers and self.now < starts_at:
            claim = claim_until(self.now, starts_at, 4, LONDON)
            assert self.now < claim <= starts_at
        return rules.promote(self.roster, self.now, claim, self.plan.barred)

    def _all(self, events):
        for event in events:
            self.number += 1
            self.roster = follow(self.roster, event, self.now, self.number)
            if isinstance(event, ApprovalGiven):
                self.approved.add(event.person_id)
            elif self.roster.of(event.person_id) is None:
                self.approved.discard(event.person_id)
            yield event

    def _hold(self, before: Roster, happened: list[object], act: str) -> None:
        roster = self.roster
        people = [place.person_id for place in roster.places]
        assert len(people) == len(set(people)), "never booked and waiting at once"
        if self.plan.approval:
            has = {p.person_id for p in roster.places if p.hold in (Hold.BOOKED, Hold.LEAVING)}
            assert has <= self.approved, "nobody has a place that nobody approved"
        for place in roster.places:
            assert place.hold not in PENDING or place.until is not None, "no asking without an end"
        for mode in roster.session.modes:
            taken, capacity = holding(roster, mode), roster.session.capacity_in(mode)
            assert taken <= max(capacity, holding(before, mode)), "never more than there are"
            queue = line(before, mode)
            got = [e.person_id for e in happened if _promotes(e)]
            skipped = [e.person_id for e in happened if isinstance(e, PersonSkipped | QueueLeft)]
            still = [person for person in queue if person not in skipped]
            first = [person for person in got if person in queue]
            assert first == still[: len(first)], "first in line, first served"
            for event in happened:
                if _books(event) and event.mode in ("", mode):
                    assert not set(queue) - {event.person_id}, "nobody jumps the queue"
                if isinstance(event, ModeChanged) and event.mode == mode:
                    assert not queue, "nor past it from the other side"
            stayed = [person for person in line(roster, mode) if person in queue and person not in skipped]
            assert stayed == [person for person in queue if person in stayed], "the order is kept"
            open_still = self.now < roster.session.starts_at
            if self.plan.early and open_still and act not in ("wait a moment", "let time pass"):
                assert not (roster.free_in(mode) and line(roster, mode)), "no place is free while one waits"
