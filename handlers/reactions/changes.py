"""A session that changes, is postponed or called off is told to everybody who holds on to it, once.

Changes that come close together are one letter: it is owed with what people had been told before the
first of them, goes some minutes later, and says old and new as they are then.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.card import Card, When
from bot.desk import Desk
from bot.learning.changes import SETTLING, told_at
from bot.learning.events import SessionCancelled, SessionMoved, SessionPostponed
from bot.learning.places import Hold, Place
from bot.learning.sessions import Session, Status
from bot.registry import draws, reacts_to
from bot.steps.booking import with_places
from bot.store import letters, places, rounds, sessions
from bot.store.letters import Letter
from bot.views import changes as view
from bot.views.sessions import when

_LOOKED_AT = 20  # other dates of a session that is called off


@reacts_to(SessionMoved)
def tell_moved(desk: Desk, happening: int, event: SessionMoved) -> None:
    session = sessions.get(desk.db, event.session_id)
    if session.ends_at <= desk.now:
        return
    facts = {
        "session": event.session_id,
        "was_at": event.was_at.isoformat(),
        "was_until": event.was_until.isoformat(),
        "was_all_day": event.was_all_day,
        "was_place": event.was_place,
        "was_link": event.was_link,
        "was_speaker": event.was_speaker,
        "was_postponed": event.was_postponed,
    }
    until, due = told_at(desk.now, session.starts_at, event.was_at)
    before = rounds.last_move(desk.db, session.id)
    first = rounds.join(desk.db, session.id, happening, now=desk.now, until=until)
    if first != happening and (closes := rounds.closes(desk.db, session.id)):
        due = closes + SETTLING
    elif before is not None and not event.was_postponed:
        facts["earlier"] = _earlier(before)
    _tell(desk, "moved", first, facts, due)


def _earlier(move: rounds.Move) -> dict[str, Any]:
    """What the session was before the change before this one, which not everybody has read of."""
    was = move.was
    times = {"at": move.at.isoformat(), "place": was.was_place}
    if was.was_postponed:
        return times
    day = {"was_at": was.was_at.isoformat(), "was_until": was.was_until.isoformat()}
    return times | day | {"was_all_day": was.was_all_day}


@reacts_to(SessionPostponed)
def tell_postponed(desk: Desk, happening: int, event: SessionPostponed) -> None:
    _tell(desk, "postponed", happening, {"session": event.session_id}, desk.now)


@reacts_to(SessionCancelled)
def tell_called_off(desk: Desk, happening: int, event: SessionCancelled) -> None:
    session = sessions.get(desk.db, event.session_id)
    if session.ends_at <= desk.now and not event.was_postponed:
        return
    _tell(desk, "called-off", happening, {"session": event.session_id}, desk.now)


def _tell(desk: Desk, kind: str, happening: int, facts: dict[str, Any], due: datetime) -> None:
    """Everybody who holds on to it at once: an import may move ten thousand people.

    Who is just giving it up may still change their mind: the drawing knows whether they did.
    """
    concerned = places.holders(desk.db, facts["session"], *Hold)
    keys = {person_id: f"{kind} {happening} {person_id}" for person_id in concerned}
    letters.write_to_people(desk.db, keys, kind=kind, facts=facts, now=desk.now, due_at=due)


@draws("moved")
def draw_moved(desk: Desk, letter: Letter) -> Card | None:
    """What is different now from what they had been told; nothing where it was changed back."""
    session = sessions.get(desk.db, letter.facts["session"])
    place = _held(desk, session)
    if session.status in {Status.CANCELLED, Status.POSTPONED} or place is None:
        return None
    if session.ends_at <= desk.now:
        return None
    before = _before(session, letter.facts, place)
    if place.hold is not Hold.BOOKED:  # where to join is for those who have a place
        session, before = replace(session, link=""), replace(before, link=None)
    return None if before.nothing else view.moved(session, before, desk.say, waiting=_waits(place))


def _before(session: Session, facts: dict[str, Any], place: Place) -> view.Before:
    """Letters of earlier versions knew less: what they do not tell has not changed."""
    earlier = facts.get("earlier", {})
    if earlier and place.since >= datetime.fromisoformat(earlier["at"]):
        earlier = {}  # they came to it later
    was_when = _when(earlier) if "was_at" in earlier else None
    start, end = (datetime.fromisoformat(facts[name]) for name in ("was_at", "was_until"))
    all_day = facts.get("was_all_day", session.all_day)
    timed = (start, end, all_day) != (session.starts_at, session.ends_at, session.all_day)

    def was(name: str, now: str) -> str | None:
        return None if facts.get(f"was_{name}", now) == now else str(facts[f"was_{name}"])

    postponed = facts.get("was_postponed", False)
    return view.Before(
        when=When(start, end, all_day=all_day) if timed and not postponed else None,
        place=was("place", session.place),
        link=was("link", session.link),
        speaker=was("speaker", session.speaker),
        postponed=postponed,
        earlier=None if was_when == when(session) else was_when,
        earlier_place=None if earlier.get("place") == session.place else earlier.get("place"),
    )


def _when(facts: dict[str, Any]) -> When:
    start, end = (datetime.fromisoformat(facts[name]) for name in ("was_at", "was_until"))
    return When(start, end, all_day=facts["was_all_day"])


@draws("postponed")
def draw_postponed(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    place = _held(desk, session)
    if session.status is not Status.POSTPONED or place is None:
        return None
    return view.postponed(session, desk.say, waiting=_waits(place))


@draws("called-off")
def draw_called_off(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    if session.status is not Status.CANCELLED or _held(desk, session) is None:
        return None
    dates = rounds.other_dates(desk.db, session, now=desk.now, most=_LOOKED_AT)
    others = with_places(desk, [each.id for each in dates]) if dates else ()
    return view.called_off(session, others, desk.say)


def _held(desk: Desk, session: Session) -> Place | None:
    place = places.of(desk.db, session.id, desk.me.id)
    return None if place is None or place.hold is Hold.LEAVING else place


def _waits(place: Place) -> bool:
    return place.hold is Hold.WAITING
