"""A session that moves or is called off is told to everybody who holds on to it."""

from datetime import datetime
from typing import Any

from bot.card import Card, When
from bot.desk import Desk
from bot.learning.events import SessionCancelled, SessionMoved
from bot.learning.places import Hold
from bot.learning.sessions import Status
from bot.registry import draws, reacts_to
from bot.store import letters, places, sessions
from bot.store.letters import Letter
from bot.views import places as view


@reacts_to(SessionMoved)
def tell_moved(desk: Desk, happening: int, event: SessionMoved) -> None:
    if sessions.get(desk.db, event.session_id).ends_at <= desk.now:
        return
    facts = {
        "session": event.session_id,
        "was_at": event.was_at.isoformat(),
        "was_until": event.was_until.isoformat(),
        "was_place": event.was_place,
        "timed": event.timed,
        "placed": event.placed,
    }
    _tell(desk, event.session_id, "moved", happening, facts)


@reacts_to(SessionCancelled)
def tell_called_off(desk: Desk, happening: int, event: SessionCancelled) -> None:
    if sessions.get(desk.db, event.session_id).ends_at <= desk.now:
        return
    _tell(desk, event.session_id, "called-off", happening, {"session": event.session_id})


def _tell(desk: Desk, session_id: int, kind: str, happening: int, facts: dict[str, Any]) -> None:
    """Everybody who holds on to it at once: an import may move ten thousand people."""
    concerned = places.holders(desk.db, session_id, Hold.BOOKED, Hold.WAITING)
    keys = {person_id: f"{kind} {happening} {person_id}" for person_id in concerned}
    letters.write_to_people(desk.db, keys, kind=kind, facts=facts, now=desk.now)


@draws("moved")
def draw_moved(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    place = places.of(desk.db, session.id, desk.me.id)
    if session.status is Status.CANCELLED or place is None or place.hold is Hold.LEAVING:
        return None
    facts = letter.facts
    start, end = (datetime.fromisoformat(facts[name]) for name in ("was_at", "was_until"))
    before = view.Before(
        when=When(start, end, all_day=session.all_day) if facts["timed"] else None,
        place=facts["was_place"] if facts["placed"] else None,
    )
    return view.moved(session, before, desk.say, waiting=place.hold is Hold.WAITING)


@draws("called-off")
def draw_called_off(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    return view.called_off(session, desk.say) if session.status is Status.CANCELLED else None
