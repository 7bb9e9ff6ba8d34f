"""What goes for a place where somebody would hold one date too many, and what goes along to the new date."""

from bot.card import Card
from bot.desk import Desk
from bot.learning.events import AccessNeedsTold, OfferTaken, PlaceKept
from bot.learning.places import Place, Roster, change_seats
from bot.learning.sessions import Mode, Session
from bot.steps.booking import dates_instead, has_to_go
from bot.store import access, places, sessions
from bot.views import exchanging, offers


def kept_for_them(desk: Desk, session: Session, place: Place) -> Card:
    """The place that is offered to them; where they hold as many dates as one may, one goes for it."""
    assert place.until is not None
    clashes = sessions.clashes(desk.db, desk.me.id, session)
    old = dates_instead(desk, session)
    given_up = {each.id for each in old}
    beside = [each for each in clashes if each.id not in given_up]
    mode = session.mode_of(place.mode)
    card = offers.offered(session, place.until, desk.say, mode=mode, clashes=beside)
    return exchanging.offered(card, session, old, desk.say) if old else card


def asked_before(desk: Desk, session: Session, place: Place, event: PlaceKept | OfferTaken) -> Card | None:
    """Which date goes, where this would give them one too many; None where it does not. Refuses where none
    can. `place`: what they have there until now; the session is locked.
    """
    if isinstance(event, OfferTaken):
        return kept_for_them(desk, session, place) if has_to_go(desk, session) else None
    # An offer elsewhere is no place yet: it does not keep them from what was theirs.
    old = has_to_go(desk, session, offers=False)
    return exchanging.back(session, old, desk.say) if old else None


def needs_follow(desk: Desk, old: Session, new: Session) -> bool | None:
    """What they told of one date goes with them to another, where they have a place by now, and so does the
    seat of who comes along to help them. None: there is nothing to follow; False: that seat is not free.
    """
    needs = access.of(desk.db, old.id, desk.me.id)
    if not needs or access.of(desk.db, new.id, desk.me.id):
        return None
    access.keep(desk.db, new.id, desk.me.id, needs)
    desk.record(AccessNeedsTold(new.id, desk.me.id))
    roster = places.locked_roster(desk.db, new.id)
    if not seats_left(roster, desk.me.id, needs.seats):
        return False
    if seats := change_seats(roster, desk.me.id, needs.seats):
        desk.record(seats)
    return True


def seats_left(roster: Roster, person_id: int, seats: int, said: Mode = Mode.ANY) -> bool:
    """Whether they can have so many there, with those they have. `said`: how they mean to come."""
    place = roster.of(person_id)
    more = seats - (place.seats if place else 0)
    return more <= 0 or roster.open_in(roster.session.mode_of(place.mode if place else said), more)
