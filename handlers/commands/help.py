"""`help`, and what to say when it is not clear what was meant."""

from bot.ask import Ask
from bot.desk import Desk
from bot.registry import Answer, command
from bot.store import admission
from bot.views import settings as view

_LONGEST = 80


@command(
    "help",
    en=("help", "hello", "hi", "what can you do", "how do i", "menu"),
    cy=(
        "help",
        "cymorth",
        "helo",
        "shwmae",
        "beth allwch chi ei wneud",
        "sut mae",
        "helpwch fi",
        "helpa fi",
        "beth alli di ei wneud",
        "beth alli di wneud",
        "beth gall caffi ei wneud",
        "s'mae",
        "haia",
    ),
    reads=True,
)
def help_(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every command has both
    manages = not desk.me.organises and admission.manages(desk.db, desk.me.email)
    return Answer(view.help_(desk.say, organises=desk.me.organises, manages=manages))


@command("unsure", reads=True)
def unsure(desk: Desk, ask: Ask) -> Answer:
    return Answer(view.unsure(ask.about[:_LONGEST], desk.say))
