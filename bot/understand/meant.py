"""Which sessions somebody means: by a whole title first, then by day and by what else was said."""

from collections.abc import Sequence
from datetime import datetime

from bot.learning.holidays import NO_HOLIDAYS, Holidays
from bot.learning.sessions import Session
from bot.understand.dates import find_dates
from bot.understand.meaning.ideas import words_of
from bot.understand.named import named
from bot.understand.names import NO_NAMES, Names
from bot.understand.search import Index, resolve
from bot.understand.stems import stem
from bot.understand.stop_words import STOP_WORDS
from bot.understand.welsh import radicals


def meant(
    about: str,
    pool: Index,
    *,
    now: datetime,
    names: Names = NO_NAMES,
    holidays: Holidays = NO_HOLIDAYS,
) -> list[Session]:
    """The sessions of `pool` that `about` may mean, the likeliest first; [] where it names none of them.

    `now` is aware, in the programme's zone.
    """
    words = named(about)
    exact = pool.refs_in(about) or pool.titled(words)
    if exact:
        return exact
    span, rest = find_dates(about, now=now, names=names, holidays=holidays)
    if span is not None:
        then = [each for each in pool.sessions if span.hold(each.starts_at.astimezone(now.tzinfo))]
        left = named(rest) if rest.strip(" ,.!?") else ""
        found = resolve(left, then) if any(len(word) > 2 for word in left.split()) else then
        if found:
            return found
    found = resolve(words, pool)
    return (named_so(words, found) if len(found) > 1 else []) or found


def named_so(words: str, found: Sequence[Session]) -> list[Session]:
    """Those whose own title holds every word: who says "peatlands" means no other that is near. None of them
    where the words name nothing.
    """
    said = [word for word in words_of(words) if word not in STOP_WORDS]
    if not said:
        return []
    forms = [{stem(form) for form in (word, *radicals(word))} for word in said]
    return [
        each
        for each in found
        if any(all(form & held for form in forms) for held in map(_stems, (each.title.en, each.title.cy)))
    ]


def _stems(title: str) -> set[str]:
    return {stem(word) for word in words_of(title)}
