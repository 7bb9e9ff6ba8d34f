"""Results to a channel: the numbers alone, looked at first, and nothing of what is not everybody's."""

from collections.abc import Sequence

from bot.ask import Ask, Target
from bot.card import Card
from bot.desk import Desk
from bot.learning.admission import shown_publicly
from bot.learning.publishing import Slice
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, command, draws
from bot.steps.organising import organisers_only
from bot.steps.results import about_of, edition, exactly, published
from bot.store import figures
from bot.store.letters import Letter
from bot.views import publishing as view


@command("results_post", reads=True)
def post(desk: Desk, ask: Ask) -> Answer:
    """What everybody there would see, to be looked at first."""
    _channel(desk, ask)
    slice_ = _for_everybody(desk, ask.about)
    return Answer(view.confirm(published(desk, slice_), slice_, about_of(desk, slice_), desk.say))


@command("results_post_now")
def post_now(desk: Desk, ask: Ask) -> Answer:
    target, slice_ = _channel(desk, ask), _for_everybody(desk, ask.about)
    key = f"results {target.lane} {slice_} {edition(published(desk, slice_))}"
    if not desk.write("results", key, target=target, of=str(slice_), by=desk.me.id):
        raise Refusal("results-posted")
    return Answer(view.on_its_way(desk.say), replace=True)


@draws("results")
def draw(desk: Desk, letter: Letter) -> Card | None:
    slice_ = exactly(letter.facts["of"])
    found = figures.figures_of_slice(desk.db, slice_, desk.zone)
    if found is None or _for_few(desk, slice_):
        return None
    by = desk.someone(letter.facts["by"])
    return view.posted(found, slice_, about_of(desk, slice_), by.name or by.email, desk.channel_voices())


def _channel(desk: Desk, ask: Ask) -> Target:
    organisers_only(desk)
    if not ask.where.channel:
        raise Refusal("results-in-channel")
    return Target(room=ask.who.room, workspace=ask.who.workspace, channel=ask.where.channel)


def _for_everybody(desk: Desk, about: str) -> Slice:
    """What a button names. Refuses what would tell a channel of a session that is not everybody's."""
    slice_ = exactly(about)
    few = _for_few(desk, slice_)
    if few and slice_.kind == "session":
        raise Refusal("results-not-in-channel", title=few[0].title)
    if few:
        raise Refusal("results-none-in-channel", of=view.of(slice_, (), desk.say))
    return slice_


def _for_few(desk: Desk, slice_: Slice) -> Sequence[Session]:
    """The sensitive sessions and those by invitation that a post would name, or be about alone: a sum tells
    nothing of one among others, and all of it where there are no others.
    """
    there = figures.sessions_of_slice(desk.db, slice_, desk.zone)
    few = [session for session in there if not shown_publicly(session)]
    return few if slice_.kind == "session" or len(few) == len(there) else ()
