"""Thanks, good mornings and the like: a kind word back, and nothing looked up."""

from bot.ask import Ask
from bot.desk import Desk
from bot.registry import Answer, command
from bot.views import settings as view


@command(
    "courtesy",
    en=(
        "thanks", "thank you", "thank you very much", "thank you so much", "thanks so much", "thanks a lot",
        "thanks very much", "many thanks", "cheers", "ta", "ok", "okay", "great",
        "lovely", "perfect", "good morning", "good afternoon", "good evening", "bye", "goodbye", "yes", "no",
        "no thanks", "no thank you", "sorry",
    ),
    cy=(
        "diolch", "diolch yn fawr", "diolch yn fawr iawn", "diolch o galon", "diolch i chi", "diolch i ti",
        "iawn", "gwych", "bore da", "prynhawn da", "p'nawn da", "noswaith dda", "hwyl", "hwyl fawr", "ie",
        "na", "dim diolch", "sori",
    ),
    reads=True,
)  # fmt: skip
def courtesy(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every command has both
    return Answer(view.courtesy(desk.say))
