"""What is kept of a wish that nothing suits: the words that matter, nothing that tells whose they were."""

import re
from dataclasses import replace

from bot.learning.unmet import Unmet
from bot.understand.letters import fold
from bot.understand.meaning.ideas import words_of
from bot.understand.stems import stem
from bot.understand.stop_words import STOP_WORDS
from bot.understand.vague_words import says_little
from bot.understand.wishes import Wishes

_LONGEST = 120
_MOST_WORDS = 12  # who writes more tells a story, and perhaps their own
# What of a wish is over soon, or is about one person, or is no wish.
_LOST = frozenset({"when", "free", "unbooked", "near", "unwanted"})
# Atomic: what was found is not tried in all other ways as well, of which there are as many as letters cubed.
_PRIVATE = re.compile(r"(?>\S*@\S*|https?://\S+|<[^>]*>|[\w-]*\d[\d\s-]{3,}\d[\w-]*)")
# Who asks what became of something ("has the walk changed") wishes for nothing.
_IS = """
changed cancelled canceled moved postponed happened became booked started finished ended sent lost forgot
forgotten newid newidiodd newidiwyd ganslo ganslwyd symudwyd ohiriwyd ddigwyddodd digwyddodd ddaeth
anghofiais
"""
_OF_WHAT_IS = frozenset(_IS.split())


def unmet_wish(wishes: Wishes) -> Unmet | None:
    """What organisers may read of a wish; None where it names nothing that one could put on.

    E-mail addresses, links, mentions and long numbers are left out, and so are the days.
    """
    if not (wishes.words or wishes.topics):
        return None
    if _OF_WHAT_IS & set(words_of(wishes.spoken)) or (not wishes.topics and says_little(wishes.words)):
        return None
    heard = {each.kind: each.said for each in wishes.read_as if each.kind not in _LOST}
    if sum(len(each.split()) for each in heard.values()) > _MOST_WORDS:
        return None
    if "words" in heard:
        heard["words"] = wishes.phrase
    words = ", ".join(filter(None, map(_harmless, heard.values())))
    known = {stem(word) for word in words_of(words) if word not in STOP_WORDS and not word.isdigit()}
    key = " ".join(sorted(known))
    return Unmet(key, words) if key and len(words) <= _LONGEST and len(key) <= _LONGEST else None


def _harmless(said: str) -> str:
    """Without what tells whose it is, and the small words that are left at its ends."""
    words = _PRIVATE.sub(" ", said).split()
    while words and fold(words[-1]) in STOP_WORDS:
        words.pop()
    while words and fold(words[0]) in STOP_WORDS:
        words.pop(0)
    return " ".join(words)


def without_days(wishes: Wishes) -> Wishes:
    """The same wish for any day and hour."""
    return replace(wishes, start=None, end=None, weekdays=frozenset(), part_of_day=None, hours=None)
