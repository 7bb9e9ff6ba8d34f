"""Tells those who were asked for feedback what was done because of it: of every session once."""

from datetime import datetime

from bot.card import Card
from bot.desk import Desk
from bot.learning.quiet import Nudge
from bot.learning.upshots import LOOKS_BACK, OF_USE
from bot.registry import draws, schedule
from bot.store import sessions, upshots
from bot.store.letters import Letter
from bot.views import upshots as view

_AT_ONCE = 500  # people in one transaction: those who book meanwhile do not wait
_MOST = 3  # in one letter


def coming(desk: Desk, after: datetime) -> datetime | None:
    return upshots.next_due(desk.db, after)


@schedule("tell_upshots", coming=coming)
def tell(desk: Desk) -> bool:
    upshot = upshots.due(desk.db, desk.now)
    if upshot is None:
        return False
    key = f"upshot {upshot.id} "
    some = upshots.to_tell(desk.db, upshot, but_written=key, now=desk.now, most=_AT_ONCE)
    people = desk.everyone(some)
    for person_id, session_id in some.items():
        desk.nudge(
            "upshot",
            f"{key}{person_id}",
            people[person_id],
            nudge=Nudge.NEWS,
            until=desk.now + OF_USE,
            session=session_id,
        )
    if len(some) < _AT_ONCE:
        upshots.all_told(desk.db, upshot)
    return True


@draws("upshot")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """As it stands when it goes: what was withdrawn is not in it, and what was written since is."""
    session = sessions.get(desk.db, letter.facts["session"])
    found = upshots.about(desk.db, [session], max(session.ends_at, desk.now - LOOKS_BACK))
    if not found or not desk.me.prompts:
        return None
    shown = [view.Shown(upshot, about) for upshot, about in found[:_MOST]]
    return view.letter(session, shown, desk.say)
