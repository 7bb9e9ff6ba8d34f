"""How the sessions of a list stand now, for whoever asks."""

from collections.abc import Mapping, Sequence

from bot.desk import Desk
from bot.learning.places import Hold
from bot.learning.sessions import Session
from bot.store import sessions


def as_they_stand(
    desk: Desk, found: Sequence[Session], *, mine: bool = True
) -> tuple[Sequence[Session], Mapping[int, Hold]]:
    """A few sessions with their places counted afresh, and what the asker has of them (`mine`), by id."""
    if not found:
        return (), {}
    now = sessions.standing(desk.db, [each.id for each in found], desk.me.id if mine else None)
    held = {number: Hold(each.hold) for number, each in now.items() if each.hold}
    return [now[each.id].of(each) for each in found], held
