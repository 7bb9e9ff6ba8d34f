"""A booking is confirmed in the person's own messages, where it stays; a private reply does not."""

from typing import Any

from bot.card import Card
from bot.desk import Desk
from bot.learning.events import OfferTaken, PlaceBooked, PlaceQueued
from bot.learning.places import PENDING, Hold
from bot.learning.sessions import Freed
from bot.registry import draws, reacts_to
from bot.steps.booking import freed, other_dates, with_places
from bot.steps.invitations import file_address
from bot.store import places, sessions
from bot.store.letters import Letter
from bot.views import places as view


@reacts_to(PlaceBooked, PlaceQueued, OfferTaken)
def confirm(desk: Desk, happening: int, event: PlaceBooked | PlaceQueued | OfferTaken) -> None:
    mine = desk.person is not None and desk.person.id == event.person_id
    if mine and desk.answered_in_private_chat:
        return  # the answer itself is the confirmation
    if isinstance(event, PlaceBooked) and event.by_id is not None:
        return  # another letter tells who booked it
    facts: dict[str, Any] = {"session": event.session_id}
    if mine and isinstance(event, PlaceQueued):
        # Looked for here, where the programme is at hand; whether they still have places is for the drawing.
        others = other_dates(desk, sessions.get(desk.db, event.session_id))
        facts["others"] = [session.id for session in others]
    desk.write("confirmation", f"confirmation {happening}", person_id=event.person_id, **facts)


@draws("confirmation")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """As things stand when it goes; nothing when the place was given up meanwhile."""
    session = sessions.get(desk.db, letter.facts["session"])
    place = places.of(desk.db, session.id, desk.me.id)
    if place is None or place.hold in {Hold.LEAVING, Hold.OFFERED, *PENDING}:
        return None  # given up, or another letter tells it
    mode = session.mode_of(place.mode)
    if place.hold is Hold.WAITING:
        others = letter.facts.get("others")
        return view.queued(
            session,
            places.roster(desk.db, session.id).position(desk.me.id),
            desk.say,
            mode=mode,
            asks=freed(desk, session) is Freed.OFFER,
            others=with_places(desk, others) if others else (),
        )
    clashes, file = sessions.clashes(desk.db, desk.me.id, session), file_address(desk, session, desk.me.id)
    return view.booked(session, desk.say, clashes=clashes, mode=mode, calendar=file)
