"""Who speaks, and who turns out to be one with somebody: by what rooms tell, or by a one-time code."""

from datetime import datetime

from sqlalchemy import Connection

from bot.ask import Address, Profile
from bot.desk import Desk
from bot.learning.events import AccountsLinked, LikenessFound, PersonLeft, PlaceFreed, QueueLeft
from bot.learning.people import Person, Roles
from bot.learning.places import Hold, Place
from bot.store import joining, locks, meeting, people, places

_BETTER = (Hold.BOOKED, Hold.ASKED, Hold.REFERRED, Hold.OFFERED, Hold.WAITING, Hold.LEAVING)


def who_speaks(db: Connection, address: Address, roles: Roles, now: datetime) -> Person:
    """Who speaks from there, met if need be; from now on their letters go there."""
    visitor = people.visitor(db, address, roles)
    if visitor is None:
        return people.get(db, meeting.meet(db, address, None, now).person_id, roles)
    if visitor.came_over:
        people.spoke(db, address, visitor, now)
    return visitor.person


def introduce(desk: Desk, address: Address, profile: Profile) -> None:
    """A room tells what it knows of a person."""
    leaver = people.at(desk.db, address, desk.roles) if profile.gone else None
    if leaver is not None:
        locks.people_and_theirs(desk.db, leaver.id)
    met = meeting.meet(desk.db, address, profile, desk.now)
    if met.same_as is not None:
        join(desk, met.person_id, met.same_as)
    if met.linked:
        link = joining.arrive(desk.db, met.person_id, address, profile.name or "", desk.now)
        desk.record(AccountsLinked(met.person_id, link))
    if met.alike:
        desk.record(LikenessFound(met.person_id))
    if met.left:
        desk.record(PersonLeft(met.person_id))


def join(desk: Desk, person_id: int, into: int) -> None:
    """Make `person_id` be `into`. A session that both hold keeps one place, and the other is passed on; both
    hear of it where they are, and can undo it.
    """
    locks.people_and_theirs(desk.db, person_id, into)
    for session_id in joining.held_by_both(desk.db, person_id, into):
        roster = places.locked_roster(desk.db, session_id)
        mine, theirs = roster.of(person_id), roster.of(into)
        if mine is not None and theirs is not None:
            worse = max(theirs, mine, key=_rank)
            happened = QueueLeft if worse.hold is Hold.WAITING else PlaceFreed
            desk.record(happened(session_id, worse.person_id))
    desk.settle()
    had_accounts = meeting.reached(desk.db, into)
    link = joining.join(desk.db, person_id, into, desk.now)
    if desk.ask is not None:
        desk.person = who_speaks(desk.db, desk.ask.who, desk.roles, desk.now)
    if had_accounts:
        desk.record(AccountsLinked(into, link))
    else:
        joining.settle(desk.db, link)


def _rank(place: Place) -> tuple[int, int]:
    """A place before a turn in the queue, an earlier turn before a later one."""
    return _BETTER.index(place.hold), place.id
