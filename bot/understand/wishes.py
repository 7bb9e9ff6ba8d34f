"""What somebody wishes to attend, read out of what they typed: when, where, how, about what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.card import Language
from bot.learning.holidays import NO_HOLIDAYS, Holidays
from bot.learning.sessions import Format
from bot.understand.dates import Hours, PartOfDay, Span, find_dates
from bot.understand.glossary import SAME
from bot.understand.lengths import Length, find_length
from bot.understand.letters import Token, tokens, without
from bot.understand.meaning.ideas import ideas_in
from bot.understand.names import NO_NAMES, Names
from bot.understand.stop_words import STOP_WORDS
from bot.understand.towns import spoken_places
from bot.understand.welsh import mutated
from bot.understand.wish_words import NOT_A_FORMAT, PHRASES, Kind, Table, phrase_words


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that was read, and the words that said it, so that a reply can show how it was read."""

    kind: Kind
    said: str


@dataclass(frozen=True, slots=True)
class Wider:
    """A question without its `kind` of wish; `words` are what is left of it, never empty."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is wished for; what was not said stays empty.

    `start` and `end` are a half-open stretch of local days (aware; None is open), narrowed by `weekdays`
    (Monday 0), `part_of_day` and `hours`. `place` is part of a session's place and `topic` one of the
    programme's topics and `audience` one of its audiences, all as the programme writes them. `unbooked`:
    not what I have a place on; `near_me`: at my own site. `words` is the rest, to be searched for; `spoken`
    is the same with the small words left in, since "put off" is more than "put".
    """

    start: datetime | None = None
    end: datetime | None = None
    weekdays: frozenset[int] = frozenset()
    part_of_day: PartOfDay | None = None
    hours: Hours | None = None
    format: Format | None = None
    length: Length | None = None
    free_only: bool = False
    unbooked: bool = False
    near_me: bool = False
    language: Language | None = None
    place: str = ""
    audience: str = ""
    topic: str = ""
    words: str = ""
    spoken: str = ""
    read_as: tuple[Heard, ...] = ()

    @property
    def span(self) -> Span:
        """The part of the wishes that is about time."""
        return Span(
            start=self.start, end=self.end, weekdays=self.weekdays, part=self.part_of_day, hours=self.hours
        )


def read_wishes(
    text: str,
    *,
    now: datetime,
    topics: Sequence[str],
    places: Sequence[str],
    audiences: Sequence[str] = (),
    names: Names = NO_NAMES,
    holidays: Holidays = NO_HOLIDAYS,
) -> Wishes:
    """What `text` wishes for. `now` is aware, in the programme's zone; `topics`, `places` and `audiences`
    are the programme's own words for them, `names` its titles that could be taken for dates. Any text gives
    an answer; one that says nothing gives empty wishes.
    """
    if not text.strip():
        return Wishes()
    length, said_length, text = _length(text, names)
    span, rest = find_dates(text, now=now, names=names, holidays=holidays)
    when = span or Span()
    said: dict[Kind, str] = {}
    value: dict[Kind, str] = {}
    kept = [token for token in tokens(rest) if token.text[-1].isalnum()]
    tables = (PHRASES, _places(places), _audiences(tuple(audiences)), _topics(tuple(topics)))
    for table in tables:
        kept = _take(kept, rest, table, said, value)
    told = [token for token in kept if token.text not in STOP_WORDS and not token.text.startswith("'")]
    told = told or _together(kept)
    words = " ".join(rest[token.start : token.end] for token in told)
    heard = [Heard("when", " ".join(when.said))] if span else []
    heard += [Heard("length", said_length)] if length else []
    heard += [Heard(kind, phrase) for kind, phrase in said.items()]
    heard += [Heard("words", words)] if words else []
    return Wishes(
        start=when.start,
        end=when.end,
        weekdays=when.weekdays,
        part_of_day=when.part,
        hours=when.hours,
        format=Format(value["format"]) if "format" in value else None,
        length=length,
        free_only="free" in value,
        unbooked="unbooked" in value,
        near_me="near" in value,
        language="cy" if value.get("language") == "cy" else "en" if "language" in value else None,
        place=value.get("place", ""),
        audience=value.get("audience", ""),
        topic=value.get("topic", ""),
        words=words,
        spoken=_spoken(kept, rest) if words else "",
        read_as=tuple(heard),
    )


def _together(kept: Sequence[Token]) -> list[Token]:
    """The words that say something only together: "running meetings" holds no word that does by itself."""
    said = ideas_in([token.text for token in kept])
    places = sorted({place for spoken in said if len(spoken.places) > 1 for place in spoken.places})
    return [kept[place] for place in places]


def _spoken(kept: Sequence[Token], rest: str) -> str:
    return "".join(f"{'' if token.glued else ' '}{rest[token.start : token.end]}" for token in kept).strip()


def _length(text: str, names: Names) -> tuple[Length | None, str, str]:
    """The length that is asked for, the words that said so, and the text without them."""
    found = tokens(text)
    length = find_length(found)
    if length is None:
        return None, "", text
    start, end = found[length.first].start, found[length.end - 1].end
    if any(first < end and start < last for first, last in names.within(found)):
        return None, "", text
    return length.length, text[start:end], without(text, [(start, end)])


def _take(
    kept: list[Token],
    text: str,
    table: Table,
    said: dict[Kind, str],
    value: dict[Kind, str],
) -> list[Token]:
    """Take the phrases of `table` out of the tokens, longest first; the first of each kind counts."""
    left: list[Token] = []
    place = 0
    longest = max(map(len, table), default=0)
    while place < len(kept):
        for size in range(min(longest, len(kept) - place), 0, -1):
            phrase = kept[place : place + size]
            found = table.get(tuple(token.text for token in phrase))
            behind = kept[place + size].text if place + size < len(kept) else ""
            other = found and found[0] == "format" and behind in NOT_A_FORMAT
            if found and not other and value.setdefault(*found) == found[1]:
                said.setdefault(found[0], text[phrase[0].start : phrase[-1].end])
                place += size
                break
        else:
            left.append(kept[place])
            place += 1
    return left


def _places(places: Sequence[str]) -> Table:
    named = spoken_places(tuple(dict.fromkeys(places)))
    return {name: ("place", found) for name, found in named.items()}


_AIMED_AT = (
    "for", "aimed at", "suitable for", "just for", "only for", "for all", "for our", "for the", "i",
    "ar gyfer", "at gyfer",
)  # fmt: skip
_EVERYONE = frozenset(["", "all", "everyone", "pawb"])


@lru_cache(maxsize=4)
def _audiences(audiences: tuple[str, ...]) -> Table:
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
                for aim in _AIMED_AT:
                    said.setdefault((*phrase_words(aim), first, *form[1:]), ("audience", audience))
                    said.setdefault((*phrase_words(aim), "line", first, *form[1:]), ("audience", audience))
    return said


@lru_cache(maxsize=4)
def _topics(topics: tuple[str, ...]) -> Table:
    """What people may say for the topics: their names, another word for them, mutated or not."""
    said: dict[tuple[str, ...], tuple[Kind, str]] = {}
    for topic in topics:
        name = phrase_words(topic)
        for form in (name, *SAME.get(name, ())) if name else ():
            for first in (form[0], *mutated(form[0])):
                said.setdefault((first, *form[1:]), ("topic", topic))
    return said
