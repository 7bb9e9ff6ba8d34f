"""Whose account is gone gives up every place to come, at once."""

from bot.desk import Desk
from bot.learning.events import PersonLeft, PlaceFreed, QueueLeft
from bot.learning.places import Hold
from bot.learning.sessions import Status
from bot.registry import reacts_to
from bot.store import places, sessions


@reacts_to(PersonLeft)
def free_places(desk: Desk, happening: int, event: PersonLeft) -> None:  # noqa: ARG001 - no letter is keyed by it
    held = sessions.held_by(desk.db, event.person_id, after=desk.now)
    # In the order of their ids, as everywhere: two who lock several sessions never wait for each other.
    to_come = [
        session.id
        for session, _ in held
        if session.starts_at > desk.now or session.status is Status.POSTPONED
    ]
    for session_id in sorted(to_come):
        place = places.locked_roster(desk.db, session_id).of(event.person_id)
        if place is not None:
            happened = QueueLeft if place.hold is Hold.WAITING else PlaceFreed
            desk.record(happened(session_id, event.person_id))
