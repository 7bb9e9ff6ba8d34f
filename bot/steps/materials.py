"""What of a session's slides, handouts and links somebody may see, and what they could come to next."""

from typing import Final

from bot.card import Card
from bot.desk import Desk
from bot.learning.admission import shown_publicly, shown_to
from bot.learning.materials import Material, Part
from bot.learning.sessions import Session
from bot.store import materials
from bot.views import materials as view

UPLOAD: Final = "material-upload"
"""The kind of promise (see `bot.steps.downloads`) behind the page where an organiser puts a file in."""
_NEXT: Final = 3


def may_see(desk: Desk, session: Session) -> list[Material]:
    """What has been let go. Who had to do with the session sees all of it, also who came to it later; others
    see what went to followers too, and nothing of what is sensitive or by invitation.
    """
    found = [each for each in materials.of_session(desk.db, session.id) if each.round is not None]
    if not found or desk.me.organises:
        return found
    part = materials.part(desk.db, session, desk.me.id)
    if part not in (None, Part.FOLLOWS):
        return found
    return [each for each in found if each.wider] if shown_publicly(session) else []


def organisers_card(desk: Desk, session: Session) -> Card:
    """What has been shared, what is ready to go, and whom it will reach."""
    return view.desk_of(
        session,
        materials.of_session(desk.db, session.id),
        materials.counts(desk.db, session),
        desk.say,
        minutes=desk.settings.materials.gather_minutes,
        over=session.ends_at <= desk.now,
        files=bool(desk.settings.public_address),
    )


def what_next(desk: Desk, session: Session) -> list[Session]:
    """Dates to come that they may see: of the same session, its series or its topic."""
    found = materials.next_dates(desk.db, session, desk.me.id, now=desk.now, most=_NEXT * 2)
    return [each for each in found if shown_to(each, desk.me)][:_NEXT]
