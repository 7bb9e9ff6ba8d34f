"""Results to a channel: the numbers alone, looked at first, and nothing of what is not everybody's."""

from bot.ask import Ask, Target
from bot.card import Card
from bot.desk import Desk
from bot.learning.admission import shown_publicly
from bot.learning.figures import Figures
from bot.learning.publishing import Slice
from bot.learning.refusals import Refusal
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
    slice_ = exactly(ask.about)
    found = _for_everybody(desk, slice_)
    without = found.sessions < published(desk, slice_).sessions
    return Answer(view.confirm(found, slice_, about_of(desk, slice_), desk.say, without=without))


@command("results_post_now")
def post_now(desk: Desk, ask: Ask) -> Answer:
    target, slice_ = _channel(desk, ask), exactly(ask.about)
    key = f"results {target.lane} {slice_} {edition(_for_everybody(desk, slice_))}"
    if not desk.write("results", key, target=target, of=str(slice_), by=desk.me.id):
        raise Refusal("results-posted")
    return Answer(view.on_its_way(desk.say), replace=True)


@draws("results")
def draw(desk: Desk, letter: Letter) -> Card | None:
    slice_ = exactly(letter.facts["of"])
    found = figures.figures_of_slice(desk.db, slice_, desk.zone, publicly=True)
    if found is None:
        return None
    by = desk.someone(letter.facts["by"])
    return view.posted(found, slice_, about_of(desk, slice_), by.name or by.email, desk.channel_voices())


def _channel(desk: Desk, ask: Ask) -> Target:
    organisers_only(desk)
    if not ask.where.channel:
        raise Refusal("results-in-channel")
    return Target(room=ask.who.room, workspace=ask.who.workspace, channel=ask.where.channel)


def _for_everybody(desk: Desk, slice_: Slice) -> Figures:
    """What a channel may be shown. Refuses where that is nothing, and says why."""
    found = figures.figures_of_slice(desk.db, slice_, desk.zone, publicly=True)
    if found is not None:
        return found
    published(desk, slice_)
    if slice_.kind == "session":
        few = next(session for session in about_of(desk, slice_) if not shown_publicly(session))
        raise Refusal("results-not-in-channel", title=few.title)
    raise Refusal("results-none-in-channel", of=view.of(slice_, (), desk.say))
