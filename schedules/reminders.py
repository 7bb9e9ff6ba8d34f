"""Reminds people when they chose to be (a week, a day, an hour before), with the place and a way out."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.card import Card
from bot.desk import Desk
from bot.learning.people import Person, Remind
from bot.learning.places import Hold
from bot.learning.quiet import Nudge
from bot.learning.sessions import NOT_ON, Session
from bot.learning.wall_time import week_before, working_day_before
from bot.registry import draws, schedule
from bot.store import marks, people, places, sessions
from bot.store.letters import Letter
from bot.store.sessions import Times
from bot.views import places as view

_HOUR = timedelta(hours=1)
_FARTHEST = timedelta(days=14)  # a week before Easter Monday is a Friday; and a house may be shut for longer
_LOOKED_LONG_AGO = timedelta(hours=1)  # a mark is moved when something was due, or now and then
_AT_ONCE = 500  # people in one transaction: those who book meanwhile do not wait
# Notice that comes this late is left to the next that is nearer.
_STILL_USEFUL = {Remind.WEEK: timedelta(days=4), Remind.DAY: timedelta(hours=2)}
_KINDS = {Remind.WEEK: "week-ahead", Remind.DAY: "day-ahead", Remind.HOUR: "hour-ahead"}


def due_at(session: Session | Times, remind: Remind, desk: Desk) -> datetime:
    """When it goes: an hour before is an hour before, whatever the clocks do; the week and the day before
    are working days.
    """
    banks = desk.settings.programme.bank_holidays
    match remind:
        case Remind.HOUR:
            return session.starts_at - _HOUR
        case Remind.DAY:
            return working_day_before(session.starts_at, desk.zone, banks)
        case Remind.WEEK:
            return week_before(session.starts_at, desk.zone, banks)


def coming(desk: Desk, after: datetime) -> datetime | None:
    found = sessions.times_of_starting(desk.db, after, after + _FARTHEST + timedelta(days=7))
    moments = (due_at(session, remind, desk) for session in found for remind in Remind)
    return min((moment for moment in moments if moment > after), default=None)


@schedule("reminders", coming=coming)
def remind(desk: Desk) -> bool:
    """Everything that fell due since the last look. Who booked later than that has just read it all."""
    since = marks.until(desk.db, "reminders", at_first=desk.now - _FARTHEST)
    due = [
        (session, kind)
        for session in sessions.times_of_starting(desk.db, desk.now, desk.now + _FARTHEST)
        for kind in Remind
        if since < due_at(session, kind, desk) <= desk.now and _useful(session, kind, desk)
    ]
    written = 0
    for session, kind in due:
        what = f"{kind.value} {session.id}"
        if marks.done(desk.db, what, session.starts_at):
            continue
        if written > _AT_ONCE:
            return True
        written += _remind_about(sessions.get(desk.db, session.id), kind, desk)
        marks.finish(desk.db, what, session.starts_at)
    if due or desk.now - since > _LOOKED_LONG_AGO:
        marks.set_until(desk.db, "reminders", desk.now)
    return False


def _useful(session: Times, kind: Remind, desk: Desk) -> bool:
    if kind is Remind.HOUR:
        return not session.all_day
    return desk.now <= session.starts_at - _STILL_USEFUL[kind]


def _remind_about(session: Session, kind: Remind, desk: Desk) -> int:
    """How many people that were."""
    moment = due_at(session, kind, desk)
    day = session.starts_at.astimezone(desk.zone).date().isoformat()
    holding = people.holding(desk.db, session.id, desk.roles)
    for held in holding:
        if held.since > moment or kind not in held.person.reminders:
            continue
        if kind is Remind.HOUR:
            facts: dict[str, str | int] = {"session": session.id, "starts_at": session.starts_at.isoformat()}
            # The start is part of the key: a session that moves is reminded of anew.
            key = f"reminder {held.place_id} hour {session.starts_at.isoformat()}"
        else:
            # One for the whole day, however many sessions: it is drawn from what they hold when it goes.
            facts = {"day": day}
            key = f"{_KINDS[kind]} {held.person.id} {day}"
        desk.nudge(
            _KINDS[kind],
            key,
            held.person,
            nudge=_weight(kind, held.person),
            # Who has just cancelled may change their mind; the drawing knows whether they did.
            due_at=held.until,
            until=session.starts_at,
            # They chose to be somewhere at that hour, so the hour before it is theirs to be reminded in.
            at_any_hour=kind is Remind.HOUR,
            **facts,
        )
    return len(holding)


def _weight(kind: Remind, person: Person) -> Nudge:
    """What matters most is the day before; where they did not choose it, the nearest that they chose."""
    nearest_first = (Remind.DAY, Remind.HOUR, Remind.WEEK)
    first = next(each for each in nearest_first if each in person.reminders)
    return Nudge.REMINDER if kind is first else Nudge.AGAIN


@draws("hour-ahead")
def draw_hour(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    place = places.of(desk.db, session.id, desk.me.id)
    moved = session.starts_at != datetime.fromisoformat(letter.facts["starts_at"])
    over = session.starts_at <= desk.now or session.status in NOT_ON
    if moved or over or place is None or place.hold is not Hold.BOOKED:
        return None
    return view.reminder(session, "hour", desk.say)


@draws("day-ahead")
@draws("week-ahead")
def draw_day(desk: Desk, letter: Letter) -> Card | None:
    """All that they have booked on that day, in the programme's zone."""
    day = date.fromisoformat(letter.facts["day"])
    going = [
        session
        for session, hold in sessions.held_by(desk.db, desk.me.id, after=desk.now)
        if hold == Hold.BOOKED
        and session.status not in NOT_ON
        and session.starts_at > desk.now
        and session.starts_at.astimezone(desk.zone).date() == day
    ]
    if not going:
        return None
    if len(going) > 1:
        return view.day_ahead(going, desk.say)
    return view.reminder(going[0], "day", desk.say)


@draws("reminder")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """As version 0.1 wrote them: one that waited through the upgrade still goes."""
    if letter.facts["before"] == Remind.HOUR:
        return draw_hour(desk, letter)
    day = datetime.fromisoformat(letter.facts["starts_at"]).astimezone(desk.zone).date()
    return draw_day(desk, replace(letter, facts={"day": day.isoformat()}))
