"""`wishes`: what people looked for and nothing suited, for organisers."""

from datetime import timedelta

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.refusals import Refusal
from bot.registry import Answer, command
from bot.store import unmet
from bot.views.wishes import listing

_SINCE = timedelta(days=180)
_MOST = 20


@command(
    "wishes",
    en=("wishes", "unmet wishes", "demand", "demand list", "what people wish for", "what people looked for"),
    cy=("dymuniadau", "galw", "beth mae pobl am ei gael", "am beth mae pobl yn chwilio"),
    reads=True,
)
def wishes(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every command has both
    if not desk.me.organises:
        raise Refusal("organisers-only")
    return Answer(listing(unmet.demand(desk.db, since=desk.now - _SINCE, limit=_MOST), desk.say))
