"""Which session somebody means: by reference, by words and day; a choice where several could be meant."""

from collections.abc import Sequence
from datetime import datetime

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.admission import shown_to
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer
from bot.steps.standing import as_they_stand
from bot.store import sessions
from bot.understand.dates import Span, find_dates
from bot.understand.meant import meant
from bot.understand.named import named
from bot.understand.search import Index, nearest
from bot.views.sessions import choose

_CHOICES = 5
_NEAR = 3


def choose_or_one(
    desk: Desk, ask: Ask, *, among: Sequence[Session] | None = None, also: str = ""
) -> Session | Answer:
    """The session that `ask.about` names, or the choice to be made.

    `among`: only these can be meant (my own places, say). A reference, and words that name none of these
    but one other session, are looked up everywhere, so that the rule can say what is wrong with it. `also`:
    what was said beside the name, which each choice carries behind its reference. Refuses words that name
    nothing, offering what is near.
    """
    about = ask.about.strip()
    if not about and not among:
        raise Refusal("which-session", said=how_said(desk, ask.word))
    if about and (exact := sessions.by_ref(desk.db, about)) is not None:
        return exact
    found = _meant(desk, about, among) if about else list(among or ())
    if len(found) == 1:
        return found[0]
    if found:
        return Answer(choose(found[:_CHOICES], ask.word, desk.say, also=also))
    if among is not None and len(elsewhere := _shown(desk, _meant(desk, about, None))) == 1:
        return elsewhere[0]
    pool = Index(among) if among is not None else desk.programme.index
    near = _shown(desk, nearest(named(about), pool))
    near, held = as_they_stand(desk, near[:_NEAR])
    raise Refusal("no-such-session", about=named(about), offer=tuple(near), held=held)


def _shown(desk: Desk, found: Sequence[Session]) -> Sequence[Session]:
    return [each for each in found if shown_to(each, desk.me)]


def how_said(desk: Desk, word: str) -> str:
    """How a command is said in the reader's language: "attendance"; "book" for what is only pressed."""
    known = desk.registry.commands
    for each in (word, "book"):
        if each in known and (phrases := getattr(known[each], desk.say.language)):
            return str(phrases[0])
    return word


def those_named(desk: Desk, about: str, among: Sequence[Session]) -> Sequence[Session]:
    """Those of `among` that `about` may name by reference or words; all of them where it says nothing."""
    if not about.strip():
        return among
    exact = sessions.by_ref(desk.db, about.strip())
    if exact is not None:
        return [each for each in among if each.id == exact.id]
    return named_among(desk, about, Index(among))


def all_named(desk: Desk, about: str) -> Sequence[Session]:
    """All coming sessions that `about` may name by reference or words, and that the asker may see."""
    exact = sessions.by_ref(desk.db, about.strip())
    return _shown(desk, [exact] if exact is not None else named_among(desk, about, desk.programme.index))


def days_in(desk: Desk, text: str) -> Span | None:
    """The days that `text` speaks of; None where it speaks of none."""
    return days_and_rest(desk, text)[0]


def days_and_rest(desk: Desk, text: str) -> tuple[Span | None, str]:
    """The same, and `text` without them."""
    now, holidays = _local(desk), desk.settings.programme.holidays
    return find_dates(text, now=now, names=desk.programme.names, holidays=holidays)


def _meant(desk: Desk, about: str, among: Sequence[Session] | None) -> list[Session]:
    if among is not None:
        return named_among(desk, about, Index(among))
    # Perhaps over or cancelled: then the rule says so, which helps more than "not found".
    return named_among(desk, about, desk.programme.index) or named_among(
        desk, about, desk.programme.past_index
    )


def named_among(desk: Desk, about: str, pool: Index) -> list[Session]:
    """The sessions of an index that `about` may name by its words."""
    holidays = desk.settings.programme.holidays
    return meant(about, pool, now=_local(desk), names=desk.programme.names, holidays=holidays)


def _local(desk: Desk) -> datetime:
    return desk.now.astimezone(desk.zone)
