"""Reminds people the day before and an hour before, with the place and a way out."""

from datetime import datetime, timedelta

from bot.card import Card
from bot.desk import Desk
from bot.learning.people import Remind
from bot.learning.places import Hold
from bot.learning.sessions import Session, Status
from bot.learning.wall_time import working_day_before
from bot.registry import draws, schedule
from bot.store import marks, people, places, sessions
from bot.store.letters import Letter
from bot.views import places as view

_HOUR = timedelta(hours=1)
_FARTHEST = timedelta(days=4)  # the day before a Monday after a long weekend
_LOOKED_LONG_AGO = timedelta(hours=1)  # a mark is moved when something was due, or now and then
_STILL_USEFUL = timedelta(hours=2)  # a day's notice that comes this late is left to the hour's


def due_at(session: Session, remind: Remind, desk: Desk) -> datetime:
    """When it goes: an hour before is an hour before; the day before is the last working day."""
    if remind is Remind.HOUR:
        return session.starts_at - _HOUR
    return working_day_before(session.starts_at, desk.zone)


def coming(desk: Desk, after: datetime) -> datetime | None:
    found = sessions.starting_between(desk.db, after, after + _FARTHEST + timedelta(days=7))
    moments = (due_at(session, remind, desk) for session in found for remind in Remind)
    return min((moment for moment in moments if moment > after), default=None)


@schedule("reminders", coming=coming)
def remind(desk: Desk) -> None:
    """Everything that fell due since the last look. Who booked later than that has just read it all."""
    since = marks.until(desk.db, "reminders", at_first=desk.now - _FARTHEST)
    due = [
        (session, kind)
        for session in sessions.starting_between(desk.db, desk.now, desk.now + _FARTHEST)
        for kind in Remind
        if since < due_at(session, kind, desk) <= desk.now and _useful(session, kind, desk)
    ]
    for session, kind in due:
        _remind_about(session, kind, desk)
    if due or desk.now - since > _LOOKED_LONG_AGO:
        marks.set_until(desk.db, "reminders", desk.now)


def _useful(session: Session, kind: Remind, desk: Desk) -> bool:
    if kind is Remind.HOUR:
        return not session.all_day
    return desk.now <= session.starts_at - _STILL_USEFUL


def _remind_about(session: Session, kind: Remind, desk: Desk) -> None:
    moment = due_at(session, kind, desk)
    for held in people.holding(desk.db, session.id, desk.roles):
        if held.since <= moment and kind in held.person.reminders:
            desk.write(
                "reminder",
                # The start is part of the key: a session that moves is reminded of anew.
                f"reminder {held.place_id} {kind.value} {session.starts_at.isoformat()}",
                person_id=held.person.id,
                # Who has just cancelled may change their mind; the drawing knows whether they did.
                due_at=held.until,
                session=session.id,
                before=kind.value,
                starts_at=session.starts_at.isoformat(),
            )


@draws("reminder")
def draw(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    place = places.of(desk.db, session.id, desk.me.id)
    moved = session.starts_at != datetime.fromisoformat(letter.facts["starts_at"])
    over = session.starts_at <= desk.now or session.status is Status.CANCELLED
    if moved or over or place is None or place.hold is not Hold.BOOKED:
        return None
    return view.reminder(session, letter.facts["before"], desk.say)
