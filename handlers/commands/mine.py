"""`mine`: my places and my waiting lists, the next one first."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.places import Hold
from bot.registry import Answer, command
from bot.steps.naming import days_in
from bot.store import sessions
from bot.views import places as view


@command(
    "mine",
    en=(
        "mine",
        "my places",
        "my bookings",
        "my sessions",
        "what have i booked",
        "what did i book",
        "what am i booked on",
        "show my bookings",
        "show me my bookings",
        "show my places",
        "what have i got on",
        "what have i got",
        "what am i doing",
        "where do i have to go",
        "my next session",
        "what's my next session",
        "when is my next session",
        "what am i going to",
        "am i booked on anything",
        "waiting list",
    ),
    cy=(
        "fy rhai i",
        "fy lleoedd",
        "fy archebion",
        "beth ydw i wedi'i archebu",
        "fy sesiynau",
        "fy llefydd",
        "fy nghyrsiau",
        "fy sesiynau i",
        "beth dw i wedi'i archebu",
        "beth rydw i wedi'i archebu",
        "be dwi wedi bwcio",
        "beth dwi wedi bwcio",
        "beth sydd gen i",
        "beth sy gen i",
        "fy sesiwn nesaf",
        "dangos fy lleoedd",
    ),
    reads=True,
)
def mine(desk: Desk, ask: Ask) -> Answer:
    """All of them, or those of the days that were named."""
    span = days_in(desk, ask.about) if ask.about else None
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    kept = [
        (session, Hold(hold))
        for session, hold in held
        if hold != "leaving" and (span is None or span.hold(session.starts_at.astimezone(desk.zone)))
    ]
    return Answer(view.mine(kept, desk.now, desk.say))
