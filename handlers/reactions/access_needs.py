"""What follows from what people need: organisers hear of it, a seat that is given back is passed on."""

from bot.card import Card
from bot.desk import Desk
from bot.learning.events import (
    AccessNeedsTold,
    ApprovalRefused,
    OfferPassedOn,
    PersonSkipped,
    PlaceFreed,
    QueueLeft,
    SeatsChanged,
    SessionCancelled,
)
from bot.registry import draws, reacts_to
from bot.steps.booking import pass_on
from bot.store import access, organisers, sessions
from bot.store.letters import Letter
from bot.views import access as view


@reacts_to(AccessNeedsTold)
def tell(desk: Desk, happening: int, event: AccessNeedsTold) -> None:  # noqa: ARG001 - keyed by the day
    """Once a day for one session, and neither who nor what."""
    if not access.of_session(desk.db, event.session_id):
        return
    day = desk.now.astimezone(desk.zone).date()
    for person in organisers.all_of(desk.db, desk.roles):
        key = f"access {event.session_id} {person.id} {day}"
        desk.write("access-told", key, person_id=person.id, session=event.session_id)


@reacts_to(SeatsChanged)
def give_back(desk: Desk, happening: int, event: SeatsChanged) -> None:  # noqa: ARG001 - no letter is keyed by it
    if event.seats < event.was:
        pass_on(desk, event.session_id)


@reacts_to(PlaceFreed, QueueLeft, ApprovalRefused, OfferPassedOn, PersonSkipped)
def forget(
    desk: Desk,
    happening: int,  # noqa: ARG001 - as above
    event: PlaceFreed | QueueLeft | ApprovalRefused | OfferPassedOn | PersonSkipped,
) -> None:
    """Who had a place and waits for another way to come may lose that, too."""
    access.forget(desk.db, event.session_id, event.person_id)


@reacts_to(SessionCancelled)
def forget_all(desk: Desk, happening: int, event: SessionCancelled) -> None:  # noqa: ARG001 - as above
    access.forget_over(desk.db, desk.now)


@draws("access-told")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """To who still organises, as long as there is something to see."""
    session = sessions.get(desk.db, letter.facts["session"])
    if not desk.me.organises or not access.of_session(desk.db, session.id):
        return None
    return view.told(session, desk.say)
