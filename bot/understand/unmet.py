"""What is kept of a wish that nothing suits: the words that matter, nothing that tells whose they were."""

import re
from dataclasses import replace

from bot.learning.unmet import Unmet
from bot.understand.meaning.ideas import words_of
from bot.understand.stems import stem
from bot.understand.stop_words import STOP_WORDS
from bot.understand.wishes import Wishes

_LONGEST = 120
_MOST_WORDS = 12  # who writes more tells a story, and perhaps their own
# What of a wish is over soon, or is about one person, or is no wish.
_LOST = frozenset({"when", "free", "unbooked", "near", "unwanted"})
_PRIVATE = re.compile(r"\S*@\S*|https?://\S+|<[^>]*>|[\w-]*\d[\d\s-]{3,}\d[\w-]*")


def unmet_wish(wishes: Wishes) -> Unmet | None:
    """What organisers may read of a wish; None where it names nothing that one could put on.

    E-mail addresses, links, mentions and long numbers are left out, and so are the days.
    """
    if not (wishes.words or wishes.topics):
        return None
    said = [_PRIVATE.sub(" ", heard.said).split() for heard in wishes.read_as if heard.kind not in _LOST]
    if sum(map(len, said)) > _MOST_WORDS:
        return None
    words = ", ".join(" ".join(each) for each in said if each)
    known = {stem(word) for word in words_of(words) if word not in STOP_WORDS and not word.isdigit()}
    key = " ".join(sorted(known))
    return Unmet(key, words) if key and len(words) <= _LONGEST and len(key) <= _LONGEST else None


def without_days(wishes: Wishes) -> Wishes:
    """The same wish for any day and hour."""
    return replace(wishes, start=None, end=None, weekdays=frozenset(), part_of_day=None, hours=None)
