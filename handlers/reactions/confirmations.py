"""A booking is confirmed in the person's own messages, where it stays; a private reply does not."""

from bot.card import Card
from bot.desk import Desk
from bot.learning.events import PlaceBooked, PlaceQueued
from bot.learning.places import Hold
from bot.registry import draws, reacts_to
from bot.store import places, sessions
from bot.store.letters import Letter
from bot.views import places as view


@reacts_to(PlaceBooked, PlaceQueued)
def confirm(desk: Desk, happening: int, event: PlaceBooked | PlaceQueued) -> None:
    mine = desk.person is not None and desk.person.id == event.person_id
    if mine and desk.answered_in_private_chat:
        return  # the answer itself is the confirmation
    desk.write(
        "confirmation",
        f"confirmation {happening}",
        person_id=event.person_id,
        session=event.session_id,
    )


@draws("confirmation")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """As things stand when it goes; nothing when the place was given up meanwhile."""
    roster = places.roster(desk.db, letter.facts["session"])
    place = roster.of(desk.me.id)
    if place is None or place.hold is Hold.LEAVING:
        return None
    if place.hold is Hold.WAITING:
        return view.queued(roster.session, roster.position(desk.me.id), desk.say)
    return view.booked(
        roster.session, desk.say, clashes=sessions.clashes(desk.db, desk.me.id, roster.session)
    )
