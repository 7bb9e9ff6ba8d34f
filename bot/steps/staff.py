"""The people file is taken in, and what waits for a manager's approval goes to who is the manager now."""

from collections.abc import Iterable, Mapping

from bot.desk import Desk
from bot.learning import approvals as rules
from bot.learning.events import ApprovalHandedOn
from bot.steps.approving import asked_until, manager_of
from bot.store import approvals, locks, places, staff


def take_in(desk: Desk, rows: Iterable[tuple[str, Mapping[str, str]]]) -> int:
    """What the file says of each, by e-mail address; how many are new."""
    locks.sessions(desk.db)
    new = staff.load(desk.db, rows)
    follow_managers(desk)
    desk.settle()
    return new


def follow_managers(desk: Desk) -> None:
    """Where somebody else is a person's manager than the one who was asked, they are asked instead, and told
    once of all that waits for them; where there is nobody whom we can ask, organisers are.
    """
    told: dict[int, list[tuple[int, int]]] = {}
    # In the order of their sessions, as everywhere: two who lock several never wait for each other.
    for number in approvals.astray(desk.db):
        approval = approvals.get(desk.db, str(number))
        assert approval is not None
        roster = places.locked_roster(desk.db, approval.session_id)
        # Read anew: now nobody else can decide about it.
        approval = approvals.get(desk.db, str(number))
        assert approval is not None
        manager = manager_of(desk, desk.someone(approval.person_id))
        until = asked_until(desk, roster.session)
        event = rules.hand_on(roster, approval, manager.id if manager else None, until)
        if event is None:
            continue
        happening = desk.record(event).id
        if isinstance(event, ApprovalHandedOn):
            told.setdefault(event.manager_id, []).append((happening, number))
    for manager_id, handed in told.items():
        key, numbers = f"approvals-handed {handed[0][0]}", [number for _, number in handed]
        desk.write("approvals-handed", key, person_id=manager_id, approvals=numbers)
