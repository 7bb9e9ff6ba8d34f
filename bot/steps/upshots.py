"""What organisers see an upshot tell of, and what of it may be shown to everybody."""

from datetime import datetime

from bot.desk import Desk
from bot.learning.admission import shown_publicly
from bot.learning.publishing import Slice
from bot.learning.sessions import Session
from bot.learning.upshots import LOOKS_BACK, Upshot
from bot.store import figures, sessions, upshots
from bot.views.upshots import Shown


def whole(desk: Desk, upshot: Upshot) -> Shown:
    """With every session that was published together: for organisers, who see all titles."""
    if upshot.session_id is None:
        return Shown(upshot)
    there = figures.companions(desk.db, upshot.session_id) or [sessions.get(desk.db, upshot.session_id)]
    return Shown(upshot, list({session.title: session for session in there}.values()))


def of_slice(desk: Desk, slice_: Slice, about: list[Session]) -> list[Shown]:
    """What was done about exactly that: a session, on whatever date, or the whole programme."""
    if slice_.kind not in ("session", "everything"):
        return []
    found = upshots.about(desk.db, about, since(desk.now))
    return [whole(desk, upshot) for upshot, there in found if bool(there) == (slice_.kind == "session")]


def for_everybody(shown: Shown) -> bool:
    """Whether a channel may see it: nothing of what is sensitive or by invitation, nor of what was put
    together with that.
    """
    return all(map(shown_publicly, shown.about))


def since(now: datetime) -> datetime:
    return now - LOOKS_BACK
