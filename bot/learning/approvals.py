"""Who approves a place where a session asks for that, how long they have, and what if nobody answers.

The place is kept meanwhile. A manager is asked first, then the organisers; then the rule of the house holds.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final, TypeAlias

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
from bot.learning.people import Person
from bot.learning.places import PENDING, Hold, Place, Roster, must_be_ahead
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session, Status
from bot.learning.wall_time import add_working_time, working_time

_DAY: Final = 8.5  # hours from 9am to 5:30pm


class Unanswered(StrEnum):
    """What becomes of a place about which nobody says anything."""

    REFUSE = "refuse"
    APPROVE = "approve"


class Outcome(StrEnum):
    """How an asking ended."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # the place was given up, or taken from them


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked about a place, and until when. `manager_id` None: the organisers, for that `reason`."""

    until: datetime
    manager_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One asking, as it was kept. `asked_of`: the manager; None: there was none to ask. `asked_before`:
    their manager before. `referred`: why the organisers were asked; empty: they were not. `outcome` None:
    nobody has decided. `by_id` None with an outcome: the rule did. `words`: what the one who declined wrote.
    """

    id: int
    session_id: int
    person_id: int
    asked_at: datetime
    asked_of: int | None = None
    asked_before: int | None = None
    referred: str = ""
    outcome: Outcome | None = None
    by_id: int | None = None
    words: str = ""


Taken: TypeAlias = PlaceBooked | PlacePromoted | OfferTaken
"""A place has become somebody's."""


def answer_until(
    session: Session, now: datetime, days: float, zone: tzinfo, banks: Collection[date] = ()
) -> datetime:
    """Until when whoever is asked at `now` can answer: so many working days (Monday to Friday but for
    bank holidays, 9am to 5:30pm in `zone`), and at most half of the working time that is left until the
    start, so that somebody else can be asked too. Where that would be less than 15 minutes: until the start.
    What is postponed has none.
    """
    whole = add_working_time(now, timedelta(hours=days * _DAY), zone, banks).replace(microsecond=0)
    if session.status is Status.POSTPONED:
        return whole
    left = working_time(now, session.starts_at, zone, banks)
    half = add_working_time(now, left / 2, zone, banks).replace(microsecond=0)
    return session.starts_at if left / 2 < LEAST else min(whole, half)


def held_until(session: Session, told: datetime, now: datetime) -> datetime:
    """Until when organisers can answer what a manager did not: as people were `told`, however late we come to
    ask them; but never less than 15 minutes, as long as it has not begun.
    """
    end = max(told, now + LEAST)
    return end if session.status is Status.POSTPONED else min(end, session.starts_at)


def last(session: Session, place: Place) -> bool:
    """Whether nobody else is asked when the time to answer is over: the rule decides then."""
    if place.hold is Hold.REFERRED or session.status is Status.POSTPONED:
        return place.hold is Hold.REFERRED
    return place.until is not None and place.until >= session.starts_at


def held_for(event: Taken, asking: Asking) -> ApprovalAsked | ApprovalReferred:
    """What becomes of a place that would be theirs, where somebody has to approve it first."""
    mode, was = "", ""
    match event:
        case PlaceBooked():
            mode = event.mode
        case PlacePromoted():
            was = Hold.WAITING.value
        case OfferTaken():
            was = Hold.OFFERED.value
    session_id, person_id = event.session_id, event.person_id
    if asking.manager_id is None:
        return ApprovalReferred(session_id, person_id, asking.reason, asking.until, mode, was)
    return ApprovalAsked(session_id, person_id, asking.manager_id, asking.until, mode, was)


def may_approve(decider: Person, person: Person, session: Session) -> bool:
    """Organisers, and whoever is their manager now; nobody for themselves. Of what is sensitive a manager is
    to know nothing.
    """
    if decider.id == person.id:
        return False
    manages = bool(decider.email) and person.manager_email == decider.email
    return decider.organises or (manages and not session.sensitive)


def authorise(approval: Approval, decider: Person, person: Person, session: Session) -> None:
    """Refuses whoever may not decide, whatever they once could."""
    if decider.id == person.id:
        raise Refusal("approval-own", title=session.title)
    if not may_approve(decider, person, session):
        changed = decider.id in (approval.asked_of, approval.asked_before)
        if changed and session.sensitive:
            raise Refusal("approval-sensitive-now", title=session.title)
        raise Refusal("approval-not-manager-now" if changed else "approval-not-yours")


def decide(
    roster: Roster, approval: Approval, decider: Person, now: datetime, *, agreed: bool
) -> ApprovalGiven | ApprovalRefused:
    """What an authorised answer makes of the place.

    Refuses: the session cancelled, over, started; and where the place is kept no more.
    """
    must_be_ahead(roster.session, now)
    place = roster.of(approval.person_id)
    if approval.outcome is not None or place is None or place.hold not in PENDING:
        raise Refusal("approval-gone", title=roster.session.title)
    happened = ApprovalGiven if agreed else ApprovalRefused
    return happened(roster.session.id, approval.person_id, decider.id)


def hand_on(
    roster: Roster, approval: Approval, manager_id: int | None, until: datetime
) -> ApprovalHandedOn | ApprovalReferred | None:
    """What becomes of an open asking now that `manager_id` is the person's manager; None: nobody whom we can
    ask, then organisers are asked `until`. None comes back where nothing changes.
    """
    place, session = roster.of(approval.person_id), roster.session
    waits = approval.outcome is None and place is not None and place.hold in PENDING
    if place is None or not waits or session.sensitive or manager_id == approval.asked_of:
        return None
    who = session.id, approval.person_id
    if manager_id is not None:
        return ApprovalHandedOn(*who, manager_id, approval.asked_of)
    if place.hold is Hold.ASKED:
        return ApprovalReferred(*who, "no-manager", until, was=Hold.ASKED.value)
    return None


def lapse(
    roster: Roster, now: datetime, until: Callable[[datetime], datetime], unanswered: Unanswered
) -> list[ApprovalReferred | ApprovalGiven | ApprovalRefused | PlaceFreed]:
    """What becomes of the places about which nobody has answered in time. `until`: how long organisers have
    for what a manager could answer until then. What is over or called off just ends.
    """
    session = roster.session
    dateless = session.status is Status.POSTPONED
    found: list[ApprovalReferred | ApprovalGiven | ApprovalRefused | PlaceFreed] = []
    for place in roster.places:
        if place.hold not in PENDING or place.until is None or place.until > now:
            continue
        who = session.id, place.person_id
        if session.status is Status.CANCELLED or (session.ends_at <= now and not dateless):
            found.append(PlaceFreed(*who))
        elif place.hold is Hold.ASKED and (dateless or now < session.starts_at):
            found.append(ApprovalReferred(*who, "no-answer", until(place.until), was=Hold.ASKED.value))
        elif unanswered is Unanswered.APPROVE:
            found.append(ApprovalGiven(*who))
        else:
            found.append(ApprovalRefused(*who))
    return found


def nearer(roster: Roster, until: datetime) -> list[ApprovalDue]:
    """Who has less time to answer, now that the session begins sooner: `until` is what they would have."""
    pending = (place for place in roster.places if place.hold in PENDING)
    return [
        ApprovalDue(roster.session.id, place.person_id, until)
        for place in pending
        if place.until is not None and place.until > until
    ]
