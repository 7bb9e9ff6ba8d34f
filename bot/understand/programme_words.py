"""What people say for a programme's own places, audiences and topics, in English and Welsh."""

from collections.abc import Sequence
from functools import lru_cache

from bot.understand.glossary import SAME
from bot.understand.towns import spoken_places
from bot.understand.welsh import mutated
from bot.understand.wish_words import Kind, Table, phrase_words


def places_of(places: Sequence[str]) -> Table:
    """What people may say for the places: a town, a building, in either language."""
    named = spoken_places(tuple(dict.fromkeys(places)))
    return {name: ("place", found) for name, found in named.items()}


_AIMED_AT = (
    "for", "aimed at", "suitable for", "just for", "only for", "for all", "for our", "for the", "i",
    "ar gyfer", "at gyfer",
)  # fmt: skip
_NOUNS = ("courses", "sessions", "training", "events", "workshops")  # "managers courses", without "for"
_EVERYONE = frozenset(["", "all", "everyone", "pawb"])


@lru_cache(maxsize=4)
def audiences_of(audiences: tuple[str, ...]) -> Table:
    """What people may say for whom it is: "for managers", "for line managers", "i reolwyr"."""
    said: dict[tuple[str, ...], tuple[Kind, str]] = {}
    for audience in audiences:
        name = phrase_words(audience)
        if " ".join(name) in _EVERYONE:
            continue
        *start, last = name
        spelt = [name, (*start, f"{last}s"), (*start, last.removesuffix("s"))]
        for form in (*spelt, *(other for known in spelt for other in SAME.get(known, ()))):
            for first in (form[0], *mutated(form[0], "soft")):
                for noun in _NOUNS if len(form) == 1 else ():
                    said.setdefault((first, noun), ("audience", audience))
                for aim in _AIMED_AT:
                    said.setdefault((*phrase_words(aim), first, *form[1:]), ("audience", audience))
                    said.setdefault((*phrase_words(aim), "line", first, *form[1:]), ("audience", audience))
    return said


@lru_cache(maxsize=4)
def topics_of(topics: tuple[str, ...]) -> Table:
    """What people may say for the topics: their names, another word for them, mutated or not."""
    said: dict[tuple[str, ...], tuple[Kind, str]] = {}
    for topic in topics:
        name = phrase_words(topic)
        for form in (name, *SAME.get(name, ())) if name else ():
            for first in (form[0], *mutated(form[0])):
                said.setdefault((first, *form[1:]), ("topic", topic))
    return said
