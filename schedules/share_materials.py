"""Tells people of what was used at a session: once for all that was let go within a short time."""

from datetime import datetime, timedelta

from bot.card import Card
from bot.desk import Desk
from bot.learning.materials import OF_USE, Part
from bot.learning.quiet import Nudge
from bot.registry import draws, schedule
from bot.steps.materials import organisers_card, what_next
from bot.store import marks, materials, sessions
from bot.store.letters import Letter
from bot.views import materials as view

_AT_ONCE = 500  # people in one transaction: those who book meanwhile do not wait
_MISSED = timedelta(days=5)  # after a longer silence of ours it is under the session's details
_LOOKED_LONG_AGO = timedelta(hours=1)  # a mark is moved when something was due, or now and then


def coming(desk: Desk, after: datetime) -> datetime | None:
    return materials.next_round(desk.db, after)


@schedule("share_materials", coming=coming)
def tell(desk: Desk) -> bool:
    since = max(marks.until(desk.db, "materials", at_first=desk.now - _MISSED), desk.now - _MISSED)
    due = materials.rounds_due(desk.db, after=since, now=desk.now)
    for session_id, round_, _ in due:
        if _tell(desk, session_id, round_) == _AT_ONCE:
            return True
    if due or desk.now - since > _LOOKED_LONG_AGO:
        marks.set_until(desk.db, "materials", desk.now)
    return False


def _tell(desk: Desk, session_id: int, round_: int) -> int:
    """Write to some of those who have not been written to; to how many."""
    session = sessions.get(desk.db, session_id)
    found = [each for each in materials.of_session(desk.db, session_id) if each.round == round_]
    key = f"materials {session_id} {round_} "
    wider = any(each.wider for each in found)
    new = sorted(materials.reached(desk.db, session, wider=wider, but_written=key))[:_AT_ONCE]
    people = desk.everyone(new)
    for person_id in new:
        desk.nudge(
            "materials",
            f"{key}{person_id}",
            people[person_id],
            nudge=Nudge.NEWS,
            until=desk.now + OF_USE,
            session=session_id,
            round=round_,
        )
    return len(new)


@draws("materials")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """As it is now: what was taken back is not in it, and who was marked since reads the words that fit."""
    session = sessions.get(desk.db, letter.facts["session"])
    part = materials.part(desk.db, session, desk.me.id)
    found = materials.of_session(desk.db, session.id)
    found = [each for each in found if each.round == letter.facts["round"]]
    if part is Part.FOLLOWS:
        found = [each for each in found if each.wider]
    if part is None or not found or not desk.me.prompts:
        return None
    return view.letter(session, part, found, what_next(desk, session), desk.say)


@draws("material-added")
def draw_added(desk: Desk, letter: Letter) -> Card | None:
    """To the organiser who put a file in on the page: what is ready to go, as if they had asked for it."""
    session = sessions.get(desk.db, letter.facts["session"])
    if not desk.me.organises:
        return None
    return organisers_card(desk, session)
