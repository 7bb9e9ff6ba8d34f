"""`details <reference or words>`: everything about one session."""

from dataclasses import replace

from bot.ask import Ask
from bot.card import Divider
from bot.desk import Desk
from bot.learning.places import Hold
from bot.learning.sessions import Session, Status
from bot.registry import Answer, command
from bot.steps.materials import may_see
from bot.steps.naming import choose_or_one
from bot.store import admission, places, sessions
from bot.views import sessions as view
from bot.views.for_others import others_button
from bot.views.materials import section
from bot.views.organising import panel


@command(
    "details",
    en=(
        "details",
        "details of",
        "tell me about",
        "tell me more about",
        "more about",
        "info",
        "where is",
        "when is",
    ),
    cy=(
        "manylion",
        "manylion am",
        "dywedwch wrtha i am",
        "mwy am",
        "ble mae",
        "pryd mae",
        "lle mae",
        "lle mae'r",
        "ble mae'r",
        "pryd mae'r",
        "mwy o fanylion am",
        "rhagor o wybodaeth am",
        "gwybodaeth am",
        "dywed wrtha i am",
        "dwed wrtha i am",
        "dywedwch fwy am",
        "faint o'r gloch mae",
    ),
    reads=True,
)
def details(desk: Desk, ask: Ask) -> Answer:
    mine = None
    if not ask.about.strip():  # "is there parking?": they mean where they are going
        mine = [
            each for each, hold in sessions.held_by(desk.db, desk.me.id, after=desk.now) if hold == "booked"
        ]
    session = choose_or_one(desk, ask, among=mine)
    if isinstance(session, Answer):
        return session
    (session,) = sessions.fresh(desk.db, [session])
    place = places.of(desk.db, session.id, desk.me.id)
    hold = place.hold if place and place.hold is not Hold.LEAVING else None
    over = ""
    if session.starts_at <= desk.now and session.status is not Status.POSTPONED:
        over = "over" if session.ends_at <= desk.now else "started"
    clashes = [] if hold or over else sessions.clashes(desk.db, desk.me.id, session)
    mode = session.mode_of(place.mode if place else "")
    card = view.details(session, hold, desk.say, clashes=clashes, over=over, mode=mode, now=desk.now)
    if over:
        given = section(session, may_see(desk, session), desk.say, organiser=desk.me.organises)
        card = replace(card, parts=(*card.parts, *given))
    if desk.me.organises:
        card = replace(card, parts=(*card.parts, Divider(), panel(session, desk.say)))
    elif not over and _for_others(session) and admission.manages(desk.db, desk.me.email):
        card = replace(card, parts=(*card.parts, others_button(session, desk.say)))
    return Answer(card)


def _for_others(session: Session) -> bool:
    """Whether a manager may book it for their team."""
    return session.status is Status.OPEN and not session.sensitive
