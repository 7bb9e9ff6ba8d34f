"""Whose account is gone gives up every place to come, at once."""

from bot.desk import Desk
from bot.learning.events import PersonLeft, PlaceFreed, QueueLeft
from bot.registry import reacts_to
from bot.store import places, sessions


@reacts_to(PersonLeft)
def free_places(desk: Desk, happening: int, event: PersonLeft) -> None:  # noqa: ARG001 - no letter is keyed by it
    for session, hold in sessions.held_by(desk.db, event.person_id, after=desk.now):
        if session.starts_at <= desk.now:
            continue
        places.locked_roster(desk.db, session.id)
        if hold == "waiting":
            desk.record(QueueLeft(session.id, event.person_id))
        else:
            desk.record(PlaceFreed(session.id, event.person_id))
