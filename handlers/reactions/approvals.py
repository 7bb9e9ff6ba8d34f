"""Who has to approve a place is asked, and reminded once; who wants it hears what became of it, and why."""

from datetime import datetime, timedelta
from typing import Any

from bot.card import Card
from bot.desk import Desk
from bot.learning.approvals import Approval, may_approve
from bot.learning.changes import told_at
from bot.learning.events import (
    AccountsLinked,
    AccountsParted,
    ApprovalAsked,
    ApprovalDropped,
    ApprovalGiven,
    ApprovalHandedOn,
    ApprovalReferred,
    ApprovalRefused,
    SessionHushed,
    SessionMoved,
)
from bot.learning.people import Person
from bot.learning.places import PENDING, Hold
from bot.learning.quiet import Nudge
from bot.learning.sessions import Session, Status
from bot.registry import draws, reacts_to
from bot.steps.approving import asked_until, named, request, requests_for, sooner, standing_of
from bot.steps.invitations import file_address
from bot.steps.staff import follow_managers
from bot.store import approvals, organisers, places, sessions
from bot.store.letters import Letter
from bot.views import approvals as view
from bot.views import approving

_WORTH_A_REMINDER = timedelta(days=1)


@reacts_to(ApprovalAsked)
def ask_manager(desk: Desk, happening: int, event: ApprovalAsked) -> None:
    """Whoever was asked is reminded once, when half of the time is over."""
    approval = _approval(desk, event)
    manager = desk.someone(event.manager_id)
    desk.write("approval-wanted", f"approval-wanted {happening}", person_id=manager.id, approval=approval.id)
    _remind(desk, approval, manager, event.until, f"approval-reminder {approval.id}")
    _tell_pending(desk, happening, event)


def _remind(desk: Desk, approval: Approval, manager: Person, until: datetime, key: str) -> None:
    left = until - desk.now
    if left >= _WORTH_A_REMINDER:
        desk.nudge(
            "approval-reminder",
            key,
            manager,
            nudge=Nudge.AGAIN,
            due_at=desk.now + left / 2,
            until=until,
            approval=approval.id,
        )


@reacts_to(ApprovalHandedOn)
def ask_the_new_one(desk: Desk, happening: int, event: ApprovalHandedOn) -> None:
    """Of all that waits for them they are told in one letter; the time to answer stays what it was. Who wants
    the place hears whom it waits for now.
    """
    place = places.of(desk.db, event.session_id, event.person_id)
    if place is None or place.hold is not Hold.ASKED or place.until is None:
        return  # the organisers are asked, and still are
    manager = desk.someone(event.manager_id)
    _remind(desk, _approval(desk, event), manager, place.until, f"approval-reminder {happening}")
    facts: dict[str, Any] = {"session": event.session_id, "manager": manager.id}
    desk.write("approval-handed-on", f"approval-handed-on {happening}", person_id=event.person_id, **facts)


@reacts_to(AccountsLinked, AccountsParted)
def ask_whoever_it_is_now(desk: Desk, happening: int, event: AccountsLinked | AccountsParted) -> None:  # noqa: ARG001 - keyed by what follows
    """Who is one now, or two again, may have another manager, or be another one's."""
    follow_managers(desk)


@reacts_to(ApprovalReferred)
def ask_organisers(desk: Desk, happening: int, event: ApprovalReferred) -> None:
    approval = _approval(desk, event)
    for person in organisers.all_of(desk.db, desk.roles):
        if person.id != event.person_id:
            key = f"approval-wanted {happening} {person.id}"
            desk.write("approval-wanted", key, person_id=person.id, approval=approval.id)
    if event.was != Hold.ASKED or event.reason == "no-manager":
        _tell_pending(desk, happening, event)
    elif approval.asked_of is not None:
        facts: dict[str, Any] = {"session": event.session_id, "manager": approval.asked_of}
        key = f"approval-passed-on {happening}"
        desk.write("approval-passed-on", key, person_id=event.person_id, **facts)


def _tell_pending(desk: Desk, happening: int, event: ApprovalAsked | ApprovalReferred) -> None:
    mine = desk.person is not None and desk.person.id == event.person_id
    if mine and desk.answered_in_private_chat:
        return  # the answer itself says it
    facts: dict[str, Any] = {"session": event.session_id, "freed": event.was == Hold.WAITING}
    desk.write("approval-pending", f"approval-pending {happening}", person_id=event.person_id, **facts)


@reacts_to(ApprovalGiven, ApprovalRefused)
def tell(desk: Desk, happening: int, event: ApprovalGiven | ApprovalRefused) -> None:
    facts: dict[str, Any] = {"session": event.session_id, "approval": _approval(desk, event).id}
    if isinstance(event, ApprovalGiven):
        key, facts = f"approval-given {happening}", facts | {"dropped": event.dropped}
        desk.write("approval-given", key, person_id=event.person_id, **facts)
    else:
        desk.write("approval-refused", f"approval-refused {happening}", person_id=event.person_id, **facts)


@reacts_to(SessionMoved)
def ask_again(desk: Desk, happening: int, event: SessionMoved) -> None:  # noqa: ARG001 - keyed by the new time
    """Who decides about another time than they were told reads it; and has less time, where there is less."""
    if not event.timed or not places.holders(desk.db, event.session_id, *PENDING):
        return
    roster = places.locked_roster(desk.db, event.session_id)
    for happened in sooner(desk, roster):
        desk.record(happened)
    session = roster.session
    _, due = told_at(desk.now, session.starts_at, event.was_at)
    for place in roster.places:
        approval = approvals.newest(desk.db, session.id, place.person_id) if place.hold in PENDING else None
        if approval is None:
            continue
        starts_at = session.starts_at.isoformat()
        asked = [person.id for person in organisers.all_of(desk.db, desk.roles)]
        if place.hold is Hold.ASKED and approval.asked_of is not None:
            asked = [approval.asked_of]
        for person_id in asked:
            key = f"approval-wanted {approval.id} {person_id} {starts_at}"
            facts: dict[str, Any] = {"approval": approval.id, "starts_at": starts_at}
            desk.write("approval-wanted", key, person_id=person_id, due_at=due, **facts)


@reacts_to(SessionHushed)
def leave_managers_out(desk: Desk, happening: int, event: SessionHushed) -> None:  # noqa: ARG001 - keyed by what follows
    """No manager is to know who comes: what waits for one waits for organisers from here on."""
    roster = places.locked_roster(desk.db, event.session_id)
    until = asked_until(desk, roster.session)
    for place in roster.places:
        if place.hold is Hold.ASKED:
            who = event.session_id, place.person_id
            desk.record(ApprovalReferred(*who, "sensitive", until, was=Hold.ASKED.value))


@reacts_to(ApprovalDropped)
def give_all(desk: Desk, happening: int, event: ApprovalDropped) -> None:  # noqa: ARG001 - no letter is keyed by it
    """The session asks for no approval any more: what waits for one is theirs."""
    for place in places.locked_roster(desk.db, event.session_id).places:
        if place.hold in PENDING:
            desk.record(ApprovalGiven(event.session_id, place.person_id, dropped=True))


def _approval(
    desk: Desk,
    event: ApprovalAsked | ApprovalReferred | ApprovalHandedOn | ApprovalGiven | ApprovalRefused,
) -> Approval:
    """The asking that an event is about."""
    found = approvals.newest(desk.db, event.session_id, event.person_id)
    assert found is not None
    return found


# ── What whoever decides reads ───────────────────────────────────────────────────────────────────


@draws("approval-wanted")
def draw_wanted(desk: Desk, letter: Letter) -> Card | None:
    """As long as it is theirs to decide, and still about that time."""
    again = "starts_at" in letter.facts
    return _decision(desk, letter, "wanted-again" if again else "wanted")


@draws("approval-reminder")
def draw_reminder(desk: Desk, letter: Letter) -> Card | None:
    return _decision(desk, letter, "reminder")


@draws("approvals-handed")
def draw_handed(desk: Desk, letter: Letter) -> Card | None:
    """What was handed on to them and waits still."""
    found = [each for each in requests_for(desk) if each.number in letter.facts["approvals"]]
    rest = max(0, len(found) - approving.AT_ONCE)
    return approving.handed_on(found[: approving.AT_ONCE], rest, desk.say) if found else None


def _decision(desk: Desk, letter: Letter, name: str) -> Card | None:
    wanted, starts_at = _theirs(desk, letter.facts["approval"]), letter.facts.get("starts_at")
    if wanted is None:
        return None
    if starts_at is not None and datetime.fromisoformat(starts_at) != wanted.session.starts_at:
        return None  # another letter tells of the time that it has now
    return approving.decision(wanted, desk.say, name=name)


def _theirs(desk: Desk, number: int) -> approving.Request | None:
    """What waits for who reads the letter to decide."""
    approval = approvals.get(desk.db, str(number))
    if approval is None:
        return None
    session = sessions.get(desk.db, approval.session_id)
    if not _ahead(desk, session) or not may_approve(desk.me, desk.someone(approval.person_id), session):
        return None
    return request(desk, session, places.of(desk.db, session.id, approval.person_id), approval)


def _ahead(desk: Desk, session: Session) -> bool:
    on = session.status is not Status.CANCELLED
    return on and (session.starts_at > desk.now or session.status is Status.POSTPONED)


# ── What whoever asked for the place reads ───────────────────────────────────────────────────────


@draws("approval-pending")
def draw_pending(desk: Desk, letter: Letter) -> Card | None:
    roster = places.roster(desk.db, letter.facts["session"])
    place, session = roster.of(desk.me.id), roster.session
    stands = standing_of(desk, session, place)
    if place is None or stands is None or not _ahead(desk, session):
        return None
    clashes, mode = sessions.clashes(desk.db, desk.me.id, session), session.mode_of(place.mode)
    freed = bool(letter.facts["freed"])
    return view.pending(session, stands, desk.say, mode=mode, clashes=clashes, freed=freed)


@draws("approval-passed-on")
def draw_passed_on(desk: Desk, letter: Letter) -> Card | None:
    roster = places.roster(desk.db, letter.facts["session"])
    place, session = roster.of(desk.me.id), roster.session
    stands = standing_of(desk, session, place)
    if place is None or stands is None or stands.who or not _ahead(desk, session):
        return None
    manager = named(desk, letter.facts["manager"])
    return view.passed_on(session, manager, stands, desk.say, mode=session.mode_of(place.mode))


@draws("approval-handed-on")
def draw_handed_on(desk: Desk, letter: Letter) -> Card | None:
    """As long as that manager is the one who is asked: another letter tells of the next, or of organisers."""
    roster = places.roster(desk.db, letter.facts["session"])
    place, session = roster.of(desk.me.id), roster.session
    stands = standing_of(desk, session, place)
    approval = approvals.newest(desk.db, session.id, desk.me.id)
    if place is None or stands is None or approval is None or not stands.who or not _ahead(desk, session):
        return None
    if approval.asked_of != desk.someone(letter.facts["manager"]).id:
        return None
    return view.handed_on(session, stands, desk.say, mode=session.mode_of(place.mode))


@draws("approval-given")
def draw_given(desk: Desk, letter: Letter) -> Card | None:
    """Nothing where the place was given up meanwhile."""
    roster = places.roster(desk.db, letter.facts["session"])
    place, session = roster.of(desk.me.id), roster.session
    approval = approvals.get(desk.db, str(letter.facts["approval"]))
    if place is None or place.hold is not Hold.BOOKED or approval is None:
        return None
    who = named(desk, approval.by_id) if approval.by_id is not None else ""
    how = "" if who else "dropped" if letter.facts["dropped"] else "rule"
    return view.given(
        session,
        who,
        how,
        desk.say,
        mode=session.mode_of(place.mode),
        calendar=file_address(desk, session, desk.me.id),
        clashes=sessions.clashes(desk.db, desk.me.id, session),
    )


@draws("approval-refused")
def draw_refused(desk: Desk, letter: Letter) -> Card | None:
    """Nothing to who has asked anew meanwhile, and of what is called off."""
    session = sessions.get(desk.db, letter.facts["session"])
    approval = approvals.get(desk.db, str(letter.facts["approval"]))
    held = places.of(desk.db, session.id, desk.me.id) is not None
    if approval is None or held or session.status is Status.CANCELLED:
        return None
    who = named(desk, approval.by_id) if approval.by_id is not None else ""
    return view.refused(session, who, approval.words, desk.say)
