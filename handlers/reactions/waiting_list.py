"""A place that comes free goes to the first in line, in the same transaction, however it came free."""

from bot.card import Card
from bot.desk import Desk
from bot.learning import places as rules
from bot.learning.events import CapacityRaised, PlaceFreed, PlacePromoted, SessionMoved
from bot.learning.places import Hold
from bot.registry import draws, reacts_to
from bot.store import places
from bot.store.letters import Letter
from bot.views import places as view


@reacts_to(PlaceFreed, CapacityRaised, SessionMoved)
def promote(desk: Desk, happening: int, event: PlaceFreed | CapacityRaised | SessionMoved) -> None:  # noqa: ARG001
    for promoted in rules.promote(places.locked_roster(desk.db, event.session_id), desk.now):
        desk.record(promoted)


@reacts_to(PlacePromoted)
def tell(desk: Desk, happening: int, event: PlacePromoted) -> None:
    desk.write("promoted", f"promoted {happening}", person_id=event.person_id, session=event.session_id)


@draws("promoted")
def draw(desk: Desk, letter: Letter) -> Card | None:
    roster = places.roster(desk.db, letter.facts["session"])
    place = roster.of(desk.me.id)
    if place is None or place.hold is not Hold.BOOKED:
        return None
    return view.promoted(roster.session, desk.say)
