"""A place that comes free goes to the first in line, in the same transaction, however it came free."""

from datetime import datetime
from typing import Any

from bot.card import Card
from bot.desk import Desk
from bot.learning.events import (
    ApprovalRefused,
    CapacityRaised,
    ModeChanged,
    OfferPassedOn,
    PersonSkipped,
    PlaceFreed,
    PlaceOffered,
    PlacePromoted,
    SessionMoved,
)
from bot.learning.places import Hold
from bot.learning.sessions import NOT_ON
from bot.registry import draws, reacts_to
from bot.steps.booking import pass_on
from bot.steps.giving_up import kept_for_them
from bot.steps.invitations import file_address
from bot.store import places, sessions
from bot.store.letters import Letter
from bot.views import offers
from bot.views import places as view

_Freed = PlaceFreed | OfferPassedOn | ApprovalRefused | ModeChanged | CapacityRaised | SessionMoved


@reacts_to(PlaceFreed, OfferPassedOn, ApprovalRefused, ModeChanged, CapacityRaised, SessionMoved)
def promote(desk: Desk, happening: int, event: _Freed) -> None:  # noqa: ARG001 - no letter is keyed by it
    pass_on(desk, event.session_id)


@reacts_to(PlacePromoted)
def tell(desk: Desk, happening: int, event: PlacePromoted) -> None:
    desk.write("promoted", f"promoted {happening}", person_id=event.person_id, session=event.session_id)


@reacts_to(PlaceOffered)
def offer(desk: Desk, happening: int, event: PlaceOffered) -> None:
    facts: dict[str, Any] = {"session": event.session_id, "until": event.until.isoformat()}
    desk.write("offered", f"offered {happening}", person_id=event.person_id, **facts)


@reacts_to(OfferPassedOn)
def tell_passed_on(desk: Desk, happening: int, event: OfferPassedOn) -> None:
    """Who said no knows it; who did not answer is told why they wait no more."""
    if event.reason != "no-answer" or sessions.get(desk.db, event.session_id).starts_at <= desk.now:
        return
    facts: dict[str, Any] = {"session": event.session_id, "until": (event.until or desk.now).isoformat()}
    desk.write("offer-lapsed", f"offer-lapsed {happening}", person_id=event.person_id, **facts)


@reacts_to(PersonSkipped)
def tell_skipped(desk: Desk, happening: int, event: PersonSkipped) -> None:
    facts: dict[str, Any] = {"session": event.session_id, "reason": event.reason}
    desk.write("skipped", f"skipped {happening}", person_id=event.person_id, **facts)


@draws("promoted")
def draw(desk: Desk, letter: Letter) -> Card | None:
    roster = places.roster(desk.db, letter.facts["session"])
    place, session = roster.of(desk.me.id), roster.session
    if place is None or place.hold is not Hold.BOOKED:
        return None
    clashes = sessions.clashes(desk.db, desk.me.id, session)
    mode, file = session.mode_of(place.mode), file_address(desk, session, desk.me.id)
    return view.promoted(session, desk.say, clashes=clashes, mode=mode, calendar=file)


@draws("offered")
def draw_offered(desk: Desk, letter: Letter) -> Card | None:
    """As long as it is theirs to take."""
    roster = places.roster(desk.db, letter.facts["session"])
    place, session = roster.of(desk.me.id), roster.session
    until = datetime.fromisoformat(letter.facts["until"])
    offered = place is not None and place.hold is Hold.OFFERED and place.until == until
    if place is None or not offered or until <= desk.now or session.status in NOT_ON:
        return None
    return kept_for_them(desk, session, place)


@draws("offer-lapsed")
def draw_lapsed(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    if session.status in NOT_ON or session.starts_at <= desk.now:
        return None
    return offers.lapsed(session, datetime.fromisoformat(letter.facts["until"]), desk.say)


@draws("skipped")
def draw_skipped(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    return None if session.status in NOT_ON else offers.skipped(session, letter.facts["reason"], desk.say)
