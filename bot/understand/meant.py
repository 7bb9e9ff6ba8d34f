"""Which sessions somebody means: by a whole title first, then by day and by what else was said."""

from datetime import datetime

from bot.learning.holidays import NO_HOLIDAYS, Holidays
from bot.learning.sessions import Session
from bot.understand.dates import find_dates
from bot.understand.named import named
from bot.understand.names import NO_NAMES, Names
from bot.understand.search import Index, resolve


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
    return resolve(words, pool)
