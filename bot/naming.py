"""Which session somebody means: by reference, by words, with a choice where several could be meant."""

from collections.abc import Sequence
from datetime import timedelta

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer
from bot.store import sessions
from bot.understand.search import nearest, resolve
from bot.views.sessions import choose

_CHOICES = 5
_LONG_AGO = timedelta(days=120)


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
    pool = list(among) if among is not None else sessions.upcoming(desk.db, start=desk.now)
    found = resolve(about, pool) if about else pool
    if not found and among is None:
        # Perhaps over or cancelled: then the rule says so, which helps more than "not found".
        past = sessions.recent_and_coming(desk.db, since=desk.now - _LONG_AGO)
        found = resolve(about, past)
    if len(found) == 1:
        return found[0]
    if found:
        return Answer(choose(found[:_CHOICES], ask.word, desk.say))
    raise Refusal("no-such-session", about=about, offer=tuple(nearest(about, pool)[:3]))
