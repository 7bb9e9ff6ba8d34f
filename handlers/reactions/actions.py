"""Who has gone leaves nothing behind of what they said they will do."""

from bot.desk import Desk
from bot.learning.events import PersonLeft
from bot.registry import reacts_to
from bot.store import actions


@reacts_to(PersonLeft)
def forget(desk: Desk, happening: int, event: PersonLeft) -> None:  # noqa: ARG001 - no letter is keyed by it
    actions.forget_person(desk.db, event.person_id)
