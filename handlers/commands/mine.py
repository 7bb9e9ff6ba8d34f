"""`mine`: my places and my waiting lists, the next one first."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.places import Hold
from bot.registry import Answer, command
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
    ),
    reads=True,
)
def mine(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every command has both
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    kept = [(session, Hold(hold)) for session, hold in held if hold != "leaving"]
    return Answer(view.mine(kept, desk.say))
