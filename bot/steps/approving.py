"""Whom we ask about a place where a session wants approval, how that stands, and what if nobody answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from bot.desk import Desk
from bot.learning import approvals as rules
from bot.learning.approvals import Approval, Asking, Taken, Unanswered
from bot.learning.events import ApprovalAsked, ApprovalReferred, Event, OfferTaken, PlaceBooked, PlacePromoted
from bot.learning.people import Person
from bot.learning.places import PENDING, Place, Roster
from bot.learning.sessions import Session
from bot.store import approvals, meeting, people, sessions
from bot.views.approvals import Standing
from bot.views.approving import Request

_Event = TypeVar("_Event", bound=Event)


def approved_first(desk: Desk, session: Session, event: _Event) -> _Event | ApprovalAsked | ApprovalReferred:
    """What is to be recorded for an event that gives somebody a place: the asking, where the session wants
    somebody to approve it first. What the person's manager or an organiser books for them is approved.
    """
    if not session.approval or not isinstance(event, PlaceBooked | PlacePromoted | OfferTaken):
        return event
    person = desk.someone(event.person_id)
    booked = isinstance(event, PlaceBooked) and desk.person is not None
    if booked and rules.may_approve(desk.me, person, session):
        return event
    return _asked(desk, session, person, event)


def _asked(desk: Desk, session: Session, person: Person, event: Taken) -> ApprovalAsked | ApprovalReferred:
    until = asked_until(desk, session)
    if session.sensitive:
        return rules.held_for(event, Asking(until, reason="sensitive"))
    manager = manager_of(desk, person)
    if manager is None:
        return rules.held_for(event, Asking(until, reason="no-manager"))
    return rules.held_for(event, Asking(until, manager.id))


def lapsed(desk: Desk, roster: Roster) -> Sequence[Event]:
    """What becomes of what nobody has approved in time."""
    if not any(place.hold in PENDING for place in roster.places):
        return ()
    until = partial(_end, desk, roster.session)
    return rules.lapse(roster, desk.now, until, Unanswered(desk.settings.booking.unanswered))


def sooner(desk: Desk, roster: Roster) -> Sequence[Event]:
    """Who has less time to answer, now that the session begins sooner."""
    return rules.nearer(roster, asked_until(desk, roster.session))


def asked_until(desk: Desk, session: Session) -> datetime:
    """Until when whoever is asked now can answer."""
    days, banks = desk.settings.booking.approval_days, desk.settings.programme.bank_holidays
    return rules.answer_until(session, desk.now, days, desk.zone, banks)


def _end(desk: Desk, session: Session, until: datetime) -> datetime:
    """Until when organisers can answer what a manager could `until`: nobody holds a place for longer."""
    days, banks = desk.settings.booking.approval_days, desk.settings.programme.bank_holidays
    told = rules.answer_until(session, until, days, desk.zone, banks)
    return rules.held_until(session, told, desk.now)


def manager_of(desk: Desk, person: Person) -> Person | None:
    """Their manager as the people file has it today; None where it names nobody whom we can ask."""
    if not person.manager_email or person.manager_email == person.email:
        return None
    manager = people.by_email(desk.db, person.manager_email, desk.roles)
    there = manager is not None and not manager.gone and meeting.reached(desk.db, manager.id)
    return manager if there else None


def standing(
    desk: Desk,
    session: Session,
    place: Place | None,
    approval: Approval | None,
    known: Mapping[int, Person] | None = None,
) -> Standing | None:
    """How an asking stands; None where none is open. `known`: the people it names, where they are read."""
    if place is None or place.hold not in PENDING or place.until is None or approval is None:
        return None
    asked = None if approval.referred else approval.asked_of
    there = known if known is not None or asked is None else desk.everyone([asked])
    last = rules.last(session, place)
    return Standing(
        who=called(there[asked]) if there is not None and asked is not None else "",
        reason=approval.referred,
        until=place.until,
        end=place.until if last else _end(desk, session, place.until),
        last=last,
        approves=Unanswered(desk.settings.booking.unanswered) is Unanswered.APPROVE,
    )


def standing_of(desk: Desk, session: Session, place: Place | None) -> Standing | None:
    """The same, looked up."""
    if place is None or place.hold not in PENDING:
        return None
    return standing(desk, session, place, approvals.newest(desk.db, session.id, place.person_id))


def request(
    desk: Desk,
    session: Session,
    place: Place | None,
    approval: Approval,
    known: Mapping[int, Person] | None = None,
) -> Request | None:
    """What the one who decides is shown; None where there is nothing to decide. `known` as above."""
    stands = standing(desk, session, place, approval, known)
    if stands is None or place is None or approval.outcome is not None:
        return None
    person = known[approval.person_id] if known is not None else desk.someone(approval.person_id)
    about = " · ".join(filter(None, (person.email, person.directorate)))
    mode = session.mode_of(place.mode)
    return Request(approval.id, called(person), about, session, mode, stands)


def requests_for(desk: Desk) -> Sequence[Request]:
    """What waits for who asks to decide, what has to be answered first in front."""
    waiting = approvals.waiting_for(desk.db, desk.me, desk.now)
    there = sessions.by_ids(desk.db, sorted({approval.session_id for approval, _ in waiting}))
    of = {session.id: session for session in there}
    known = desk.everyone(
        number for each, _ in waiting for number in (each.person_id, each.asked_of) if number is not None
    )
    found = (request(desk, of[each.session_id], place, each, known) for each, place in waiting)
    return [wanted for wanted in found if wanted is not None]


def named(desk: Desk, person_id: int) -> str:
    return called(desk.someone(person_id))


def called(person: Person) -> str:
    """By name; by e-mail address where that is all we know."""
    return person.name or person.email
