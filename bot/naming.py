"""Which session somebody means: by reference, by words and day; a choice where several could be meant."""

from collections.abc import Sequence

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer
from bot.store import sessions
from bot.understand.dates import find_dates
from bot.understand.named import named
from bot.understand.search import Index, nearest, resolve
from bot.views.sessions import choose

_CHOICES = 5
_NEAR = 3


def choose_or_one(desk: Desk, ask: Ask, *, among: Sequence[Session] | None = None) -> Session | Answer:
    """The session that `ask.about` names, or the choice to be made.

    `among`: only these can be meant (my own places, say); a reference is looked up everywhere, so that
    the rule can say what is wrong with it. Refuses words that name nothing, offering what is near.
    """
    about = ask.about.strip()
    if not about and not among:
        raise Refusal("which-session")
    if about and (exact := sessions.by_ref(desk.db, about)) is not None:
        return exact
    found = _meant(desk, about, among) if about else list(among or ())
    if len(found) == 1:
        return found[0]
    if found:
        return Answer(choose(found[:_CHOICES], ask.word, desk.say))
    pool = Index(among) if among is not None else desk.programme.index
    near = sessions.fresh(desk.db, nearest(named(about), pool)[:_NEAR])
    raise Refusal("no-such-session", about=named(about), offer=tuple(near))


def _meant(desk: Desk, about: str, among: Sequence[Session] | None) -> list[Session]:
    """By title as a whole first ("Working 9 to 5"), then by day and what else was said, then what is over."""
    pool = Index(among) if among is not None else desk.programme.index
    words = named(about)
    exact = pool.refs_in(about) or pool.titled(words)
    if exact:
        return exact
    span, rest = find_dates(about, now=desk.now.astimezone(desk.zone))
    if span is not None:
        then = [each for each in pool.sessions if span.hold(each.starts_at.astimezone(desk.zone))]
        words_left = named(rest) if rest.strip(" ,.!?") else ""
        found = resolve(words_left, then) if _says_something(words_left) else then
        if found:
            return found
    found = resolve(words, pool)
    if not found and among is None:
        # Perhaps over or cancelled: then the rule says so, which helps more than "not found".
        found = resolve(words, desk.programme.past_index)
    return found


def _says_something(words: str) -> bool:
    return any(len(word) > 2 for word in words.split())
