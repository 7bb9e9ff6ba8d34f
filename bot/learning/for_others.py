"""Booking for others: places for all of them, or for none, with every reason why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.learning.events import OfferTaken, PlaceBooked, PlaceKept
from bot.learning.people import Person
from bot.learning.places import Roster, book
from bot.learning.refusals import Refusal
from bot.learning.sessions import Mode

_THERE = {
    "already-booked": "booked",
    "already-waiting": "waiting",
    "already-asked": "asked",
    "offer-late": "waiting",
}
_PERSONAL = {"enough-dates": "dates"}


@dataclass(frozen=True, slots=True)
class Group:
    """Either `events`, one for each, or `hindered`: why not, by person."""

    events: Sequence[PlaceBooked] = ()
    hindered: Mapping[int, str] = field(default_factory=dict)


def may_book_for(booker: Person, person: Person) -> bool:
    """Organisers book for anybody; everybody for themselves, and for those whose manager they are."""
    if booker.organises or booker.id == person.id:
        return True
    return bool(booker.email) and person.manager_email == booker.email


def personal(refusal: Refusal) -> str:
    """What a refusal says of one person: "audience" or "dates"; empty: it is about the session."""
    if refusal.name.startswith("for-"):
        return "audience"
    return _PERSONAL.get(refusal.name, "")


def book_all(
    roster: Roster, person_ids: Sequence[int], by_id: int, now: datetime, said: Mode = Mode.ANY
) -> Group:
    """A place for each of these, who are different people.

    Who has just given a place up is not booked again over their head, and who is offered one answers for
    themselves. Refuses whatever `places.book` refuses about the session, and where there is no room for all.
    """
    session = roster.session
    hindered: dict[int, str] = {}
    for person_id in person_ids:
        try:
            match book(roster, person_id, now, said):
                case PlaceKept():
                    hindered[person_id] = "gave-up"
                case OfferTaken():
                    hindered[person_id] = "waiting"
        except Refusal as refusal:
            if refusal.name not in _THERE:
                raise
            hindered[person_id] = _THERE[refusal.name]
    if hindered:
        return Group(hindered=hindered)
    mode = session.mode_of(said)
    if not roster.open_in(mode, len(person_ids)):
        free = 0 if roster.queue_in(mode) else roster.free_in(mode)
        raise Refusal("others-no-room", n=free, title=session.title)
    by = {person_id: by_id if person_id != by_id else None for person_id in person_ids}
    return Group([PlaceBooked(session.id, each, mode, by[each]) for each in person_ids])
