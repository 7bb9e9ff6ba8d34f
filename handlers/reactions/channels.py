"""A channel is told at once that it will get a digest; whoever set it up is told if we cannot post there."""

from bot.card import Card
from bot.desk import Desk
from bot.learning.digests import read_plan
from bot.learning.events import LetterReturned
from bot.registry import draws, reacts_to
from bot.store.letters import Letter
from bot.views import digests as view
from bot.views.digest_plan import plan_text


@draws("digest-announced")
def draw(desk: Desk, letter: Letter) -> Card | None:
    plan = read_plan(letter.facts["plan"])
    voices = desk.channel_voices()
    return view.announcement([say("digest-announced", plan=plan_text(plan, say)) for say in voices], voices)


@reacts_to(LetterReturned)
def tell(desk: Desk, happening: int, event: LetterReturned) -> None:
    desk.write(
        "returned",
        f"returned {happening}",
        person_id=event.person_id,
        channel=event.channel,
        unsure=event.unsure,
    )


@draws("returned")
def draw_returned(desk: Desk, letter: Letter) -> Card | None:
    name = "is-it-there" if letter.facts["unsure"] else "cannot-post"
    return view.done(desk.say(name, channel=letter.facts["channel"]), desk.say)
