"""`contact`: a person to speak to, where a machine will not do."""

from bot.ask import Ask
from bot.desk import Desk
from bot.registry import Answer, command
from bot.store import organisers
from bot.views import contact as view

_NAMED = 5


@command(
    "contact",
    en=("contact", "speak to a person", "speak to a human", "talk to a person", "talk to a human", "a human"),
    cy=(
        "cysylltu â threfnydd",
        "siarad â pherson",
        "siarad â rhywun",
        "siarad gyda rhywun",
        "siarad efo rhywun",
    ),
    reads=True,
)
def contact(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every handler has both
    """The organisers whom we know, by name; of whoever asks, nothing is passed on."""
    found = organisers.all_of(desk.db, desk.roles)
    return Answer(view.whom_to_ask([each for each in found if each.id != desk.me.id][:_NAMED], desk.say))
