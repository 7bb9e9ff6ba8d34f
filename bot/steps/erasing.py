"""Somebody becomes nobody: places to come go to whoever waits, then goes all that tells who they were."""

from bot.desk import Desk
from bot.learning.events import PersonLeft
from bot.store import locks, one_person


def erase(desk: Desk, person_id: int) -> None:
    """It cannot be undone. What others are told of it follows at once; they themselves hear nothing more."""
    locks.people_and_theirs(desk.db, person_id)
    one_person.leave(desk.db, person_id)
    desk.record(PersonLeft(person_id))
    desk.settle()
    one_person.erase(desk.db, person_id)
