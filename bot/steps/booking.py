"""What booking asks before a place is given, and passes on when one comes free."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.desk import Desk
from bot.learning import places as rules
from bot.learning.admission import Audience, Standing, admit, in_group, invited, parts_of, shown_to
from bot.learning.offers import claim_until
from bot.learning.people import Person
from bot.learning.places import PENDING, Hold, Place, Roster
from bot.learning.refusals import Refusal
from bot.learning.sessions import NOT_ON, Freed, Session, Status
from bot.steps.approving import approved_first
from bot.store import admission, places, sessions

_OTHERS = 3


def let_in(desk: Desk, session: Session, person: Person, *, giving_up: Session | None = None) -> None:
    """Refuses where they may not book it: see `learning.admission`. Reads only what the session asks for.
    `giving_up`: a date of theirs that goes in the same transaction.

    Call it with the session locked: of its other dates nobody gets one too many then.
    """
    kinds = parts_of(session.audience)
    standing = Standing()
    if session.dates_each is not None or kinds[0][0] is not Audience.EVERYONE:
        groups = {name for kind, name in kinds if kind is Audience.GROUP}
        asked = not invited(session, person) and not any(in_group(name, person) for name in groups)
        standing = Standing(
            manages=asked and Audience.MANAGERS in dict(kinds) and admission.manages(desk.db, person.email),
            groups_known=asked and admission.groups_known(desk.db, groups),
            dates=_dates(desk, session, person, giving_up=giving_up),
        )
    admit(session, person, standing, desk.now)


def _dates(
    desk: Desk, session: Session, person: Person, *, giving_up: Session | None = None, offers: bool = True
) -> int:
    """How many of its other dates they hold; 0 where that does not matter."""
    if session.dates_each is None:
        return 0
    without = None if giving_up is None else giving_up.id
    them = [person.id]
    held = admission.dates_held(desk.db, session, them, desk.now, without=without, offers=offers)
    return held.get(person.id, 0)


def dates_instead(desk: Desk, session: Session) -> Sequence[Session]:
    """What they have of its other dates, one of which has to go before they can have this; () where none has
    to, and where they could not have it at once.
    """
    if session.dates_each is None or session.approval:
        return ()
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    old = [each for each, hold in held if hold == Hold.BOOKED and _another_date(desk, each, session)]
    return old if _dates(desk, session, desk.me) == session.dates_each else ()


def one_too_many(
    desk: Desk, session: Session, *, giving_up: Session | None = None, offers: bool = True
) -> Refusal | None:
    """Why they cannot have back what they gave up, or take what is kept for them. `giving_up`: as above;
    `offers`: what is kept for them to claim counts as well. Call it with the session locked.
    """
    most = session.dates_each
    if most is None or _dates(desk, session, desk.me, giving_up=giving_up, offers=offers) < most:
        return None
    return Refusal("enough-dates", title=session.title, n=most)


def has_to_go(desk: Desk, session: Session, *, offers: bool = True) -> Sequence[Session]:
    """What they have of its other dates, one of which has to go before that; () where none has to. Refuses
    where they can give none up for it.
    """
    refusal = one_too_many(desk, session, offers=offers)
    if refusal is None:
        return ()
    if old := dates_instead(desk, session):
        return old
    raise refusal


def _another_date(desk: Desk, other: Session, session: Session) -> bool:
    same = other.title == session.title and other.id != session.id
    return same and other.starts_at > desk.now and other.status not in NOT_ON


def pass_on(desk: Desk, session_id: int) -> None:
    """Give what is free to whoever is first in line: at once, or to claim, as the session says."""
    roster = places.locked_roster(desk.db, session_id)
    if not roster.queue:
        return
    session = roster.session
    claim = _claim_until(desk, session) if freed(desk, session) is Freed.OFFER else None
    barred, asked = _with_enough(desk, roster)
    for event in rules.promote(roster, desk.now, claim, barred, asked):
        desk.record(approved_first(desk, session, event))


def _claim_until(desk: Desk, session: Session) -> datetime | None:
    if session.starts_at <= desk.now:
        return None
    hours, banks = desk.settings.booking.claim_hours, desk.settings.programme.bank_holidays
    return claim_until(desk.now, session.starts_at, hours, desk.zone, banks)


def freed(desk: Desk, session: Session) -> Freed:
    """What becomes of a place on it that comes free: as it says itself, else as the settings say."""
    return session.freed if session.freed is not Freed.DEFAULT else Freed(desk.settings.booking.freed)


def _with_enough(desk: Desk, roster: Roster) -> tuple[Collection[int], Mapping[int, datetime]]:
    """Of those who wait and hold as many dates of this session as one may: who cannot have it, and until when
    the others are asked. They had them all when they joined the list, so they wait to swap.
    """
    session = roster.session
    most, until = session.dates_each, _claim_until(desk, session)
    if most is None or until is None:
        return set(), {}
    waiting = [place.person_id for place in roster.queue]
    held = admission.dates_held(desk.db, session, waiting, desk.now)
    enough = {person_id for person_id, dates in held.items() if dates >= most}
    if not enough or session.approval:
        return enough, {}
    before = admission.dates_held_before(desk.db, session, sorted(enough), desk.now)
    asked = {person_id for person_id in enough if before.get(person_id) == held[person_id] == most}
    return enough - asked, dict.fromkeys(asked, until)


def other_dates(desk: Desk, session: Session) -> Sequence[Session]:
    """The next dates of the same session with a place for whoever asks, the first one first."""
    there = [each.id for each in desk.programme.dates_of(session) if each.id != session.id]
    return with_places(desk, there) if there else ()


def with_places(desk: Desk, session_ids: Sequence[int]) -> Sequence[Session]:
    """Those of these sessions that can be booked and have places, without what the person holds already."""
    held = places.held(desk.db, session_ids, desk.me.id)
    there = sessions.by_ids(desk.db, [number for number in session_ids if number not in held])
    return [each for each in there if not each.full and _bookable(desk, each)][:_OTHERS]


def _bookable(desk: Desk, session: Session) -> bool:
    opened = session.opens_at is None or session.opens_at <= desk.now
    closed = session.closes_at is not None and session.closes_at <= desk.now
    coming = session.status is Status.OPEN and session.starts_at > desk.now
    return coming and opened and not closed and shown_to(session, desk.me)


def mine_and_beside(desk: Desk, session: Session) -> tuple[Place | None, Sequence[Session]]:
    """The place of who asks, and what they have at the same time, where that is still to be decided about."""
    place, beside = places.of_and_beside(desk.db, session, desk.me.id)
    return place, () if _decided(place) else beside


def clashing(desk: Desk, session: Session, place: Place | None) -> Sequence[Session]:
    """What they have at the same time, likewise. `place`: theirs on that session."""
    return () if _decided(place) else sessions.clashes(desk.db, desk.me.id, session)


def _decided(place: Place | None) -> bool:
    return place is not None and place.hold in {Hold.BOOKED, Hold.LEAVING, Hold.WAITING, *PENDING}
