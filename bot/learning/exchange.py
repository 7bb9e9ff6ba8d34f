"""One date for another, where nobody may hold both: the new place and the end of the old, or neither."""

from datetime import datetime
from typing import TypeAlias

from bot.learning.events import OfferTaken, PlaceBooked, PlaceFreed, PlaceKept, PlaceQueued
from bot.learning.places import Hold, Roster, book, must_be_ahead
from bot.learning.refusals import Refusal
from bot.learning.sessions import Mode

Had: TypeAlias = PlaceBooked | PlaceKept | OfferTaken


def exchange(
    old: Roster, new: Roster, person_id: int, now: datetime, said: Mode = Mode.ANY
) -> tuple[Had, PlaceFreed] | None:
    """What gives them the new place and what frees the old one, to be kept together and in this order. None:
    they would have to wait for the new one, and keep what they have.

    There is no moment to undo: taken back, the old place would be one too many. Refuses as `places.book`
    does, and where what they would give up has begun or is no place of theirs.
    """
    must_be_ahead(old.session, now)
    place = old.of(person_id)
    if place is None or place.hold is not Hold.BOOKED:
        raise Refusal("not-booked", title=old.session.title)
    had = book(new, person_id, now, said)
    return None if isinstance(had, PlaceQueued) else (had, PlaceFreed(old.session.id, person_id))
