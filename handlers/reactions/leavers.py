"""Whose account is gone gives up every place to come, at once; and approves nothing any more."""

from bot.desk import Desk
from bot.learning.events import PersonLeft, PlaceFreed, QueueLeft
from bot.learning.places import Hold
from bot.learning.sessions import Status
from bot.registry import reacts_to
from bot.steps.staff import follow_managers
from bot.store import places, sessions


@reacts_to(PersonLeft)
def free_places(desk: Desk, happening: int, event: PersonLeft) -> None:  # noqa: ARG001 - no letter is keyed by it
    # Whoever says that they left has locked all of these: see `store.locks`.
    for session, _ in sessions.held_by(desk.db, event.person_id, after=desk.now):
        if session.starts_at <= desk.now and session.status is not Status.POSTPONED:
            continue
        place = places.locked_roster(desk.db, session.id).of(event.person_id)
        if place is not None:
            happened = QueueLeft if place.hold is Hold.WAITING else PlaceFreed
            desk.record(happened(session.id, event.person_id))
    follow_managers(desk)
