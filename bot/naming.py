"""Which session somebody means: by reference, by words, with a choice where several could be meant."""

from collections.abc import Sequence

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer
from bot.store import sessions
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
    pool = Index(among) if among is not None else desk.programme.index
    found = resolve(about, pool) if about else list(among or ())
    if not found and among is None:
        # Perhaps over or cancelled: then the rule says so, which helps more than "not found".
        found = resolve(about, desk.programme.past_index)
    if len(found) == 1:
        return found[0]
    if found:
        return Answer(choose(found[:_CHOICES], ask.word, desk.say))
    near = sessions.fresh(desk.db, nearest(about, pool)[:_NEAR])
    raise Refusal("no-such-session", about=about, offer=tuple(near))
