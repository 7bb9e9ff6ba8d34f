"""`swap … for …`: the new place first, then the offer to give up the old one; see `bot.understand.swaps`."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ask import Ask
from bot.card import Card
from bot.desk import Desk
from bot.learning.places import Hold
from bot.learning.sessions import Session
from bot.registry import Answer, command
from bot.steps.booking import dates_instead, other_dates
from bot.steps.giving_up import needs_follow
from bot.steps.naming import all_named, days_and_rest, those_named
from bot.steps.standing import as_they_stand
from bot.steps.swapping import carried_on, read_about
from bot.store import places, sessions
from bot.understand.letters import spoken
from bot.understand.named import named
from bot.understand.stop_words import STOP_WORDS
from bot.understand.swaps import Swap, read_swap
from bot.views import asking as view
from bot.views import exchanging

_MOST = 4
# "The later one": another date of what they have.
_ANOTHER = frozenset(
    ["other", "another", "later", "earlier", "next", "same", "arall", "nesaf", "hwyrach", "cynharach"]
)


@command("swap", reads=True)
def swap(desk: Desk, ask: Ask) -> Answer:
    """What they want, and what they keep meanwhile; what gives up no place of theirs was a question."""
    said = read_swap(ask.about)
    mine = _held(desk)
    old = those_named(desk, said.old, mine) if said else []
    if said is None or not old:
        return _not_mine(desk, ask, said)
    wanted = _wanted(desk, said, old)
    fresh, held = as_they_stand(desk, wanted[:_MOST])
    if not fresh:
        return Answer(view.swap_nothing(named(said.new), old[:_MOST], desk.say))
    instead = dates_instead(desk, fresh[0])
    if instead and all(each.title == fresh[0].title and each.id not in held for each in fresh):
        # One of their dates has to go, and it goes with the press.
        meant = [each for each in instead if each in old] or instead
        others = other_dates(desk, fresh[0]) if all(each.full for each in fresh) else ()
        return Answer(exchanging.exchange([*fresh, *others], meant, desk.say))
    return Answer(view.swap(fresh, held, old[:_MOST], desk.say))


@command("swap_to")
def swap_to(desk: Desk, ask: Ask) -> Answer:
    """The new place, and what becomes of the old one: about = "<reference> <what they would give up> …",
    perhaps with how they come between them.
    """
    wanted = read_about(ask.about)
    old = [each for each in _held(desk) if each.ref in wanted.old and each.ref != wanted.ref]
    new = sessions.by_ref(desk.db, wanted.ref)
    clashes = {each.id for each in sessions.clashes(desk.db, desk.me.id, new)} if new else set()
    # That it is at the same time as what they want to give up need not be asked.
    anyway = wanted.sure or bool(clashes and clashes <= {each.id for each in old})
    word, about = "book_anyway" if anyway else "book", f"{wanted.ref} {wanted.mode.value}".strip()
    answer = desk.registry.commands[word].handle(desk, replace(ask, word=word, about=about, text=""))
    place = places.of(desk.db, new.id, desk.me.id) if new else None
    if not old or not isinstance(answer.body, Card):
        return answer
    if place is None:  # they are asked how they come, or about something else that they have then
        return carried_on(answer, "swap_to", [each.ref for each in old])
    yours = place.hold is Hold.BOOKED
    told = [needs_follow(desk, each, new) for each in old if new and yours and each.title == new.title]
    followed = next((each for each in told if each is not None), None)
    parts = (*exchanging.needs(desk.say, followed), *view.still_there(old, desk.say, yours=yours))
    return replace(answer, body=replace(answer.body, parts=(*answer.body.parts, *parts)))


def _held(desk: Desk) -> Sequence[Session]:
    """What they have, unless it has begun."""
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    return [each for each, hold in held if hold != Hold.LEAVING and each.starts_at > desk.now]


def _wanted(desk: Desk, said: Swap, old: Sequence[Session]) -> Sequence[Session]:
    """What they would have instead: "the one in June" is another date of what they have."""
    days, left = days_and_rest(desk, said.new)
    telling = [token.text for token in spoken(left) if token.text not in STOP_WORDS | _ANOTHER]
    found: Sequence[Session]
    if telling or not old:
        found = all_named(desk, said.new)
    else:
        dates = [date for each in old for date in desk.programme.dates_of(each)]
        found = [each for each in dates if days is None or days.hold(each.starts_at.astimezone(desk.zone))]
    have = {each.id for each in old}
    return [each for each in dict.fromkeys(found) if each.id not in have and each.starts_at > desk.now]


def _not_mine(desk: Desk, ask: Ask, said: Swap | None) -> Answer:
    """They have no such place: what they want is shown where it is on, and else it was a question."""
    if said is not None and all_named(desk, said.new):
        return desk.registry.commands["shall_book"].handle(desk, replace(ask, about=said.new))
    return desk.registry.commands["look"].handle(desk, replace(ask, word="look"))
