"""What somebody wishes to attend, read out of what they typed: when, where, how, about what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.card import Language
from bot.learning.holidays import NO_HOLIDAYS, Holidays
from bot.learning.sessions import Format
from bot.understand.dates import Hours, PartOfDay, Span, find_dates
from bot.understand.lengths import Length, find_length
from bot.understand.letters import Token, fold, tokens, without
from bot.understand.meaning.ideas import ideas_in
from bot.understand.names import NO_NAMES, Names
from bot.understand.programme_words import audiences_of, places_of, topics_of
from bot.understand.stop_words import STOP_WORDS
from bot.understand.taken import Taken
from bot.understand.unwanted import Refusal, left_of, refusals, weekdays_in
from bot.understand.wish_words import PHRASES, Kind, Table


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
    (Monday 0), `part_of_day` and `hours`. Each of `places` is part of a session's place, each of `topics`
    one of the programme's topics, and any of them will do; `audience` is one of its audiences, all as the
    programme writes them. `unbooked`: not what I have a place on; `near_me`: at my own site. `unwanted`: what
    no session may be. `words` is the rest, to be searched for; `spoken` is the same with the small words
    left in, since "put off" is more than "put"; `phrase` is for people to read: the words that matter with
    those that stand between them.
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
    places: tuple[str, ...] = ()
    audience: str = ""
    topics: tuple[str, ...] = ()
    unwanted: tuple["Wishes", ...] = ()
    words: str = ""
    spoken: str = ""
    phrase: str = ""
    read_as: tuple[Heard, ...] = ()

    @property
    def span(self) -> Span:
        """The part of the wishes that is about time."""
        return Span(
            start=self.start, end=self.end, weekdays=self.weekdays, part=self.part_of_day, hours=self.hours
        )

    @property
    def narrows(self) -> bool:
        """Whether more than words was said."""
        return any(heard.kind != "words" for heard in self.read_as)


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
    read = partial(
        _read, now=now, names=names, holidays=holidays,
        tables=(PHRASES, places_of(places), audiences_of(tuple(audiences)), topics_of(tuple(topics))),
        sites=places,
    )  # fmt: skip
    refused = [(each, _every(read(each.of(text)), each.of(text))) for each in refusals(text)]
    refused = [(each, what) for each, what in refused if _refuses(each, what, names)]
    if not refused:
        return read(text)
    wanted = read(left_of(text, [each for each, _ in refused]))
    if wanted == Wishes() and not any(each.how == "surely" for each, _ in refused):
        return read(text)
    heard = [Heard("unwanted", each.said(text)) for each, _ in refused]
    return replace(wanted, unwanted=tuple(what for _, what in refused), read_as=(*wanted.read_as, *heard))


def _every(refused: Wishes, said: str) -> Wishes:
    days = weekdays_in(said)
    return replace(refused, start=None, end=None, weekdays=days) if days else refused


def _refuses(refusal: Refusal, what: Wishes, names: Names) -> bool:
    """Whether `what` is refused: something sure, or what the programme has a name for."""
    kinds = {each.kind for each in what.read_as}
    if refusal.how == "surely" or kinds - {"words"}:
        return bool(kinds)
    one = bool(what.words) and " " not in what.words
    return refusal.how == "word" and one and names.knows(fold(what.words))


def _read(
    text: str,
    *,
    now: datetime,
    tables: Sequence[Table],
    sites: Sequence[str],
    names: Names,
    holidays: Holidays,
) -> Wishes:
    length, said_length, text = _length(text, names)
    span, rest = find_dates(text, now=now, names=names, holidays=holidays)
    when = span or Span()
    taken = Taken(rest, sites)
    every = kept = [token for token in tokens(rest) if token.text[-1].isalnum()]
    for table in tables:
        kept = taken.take(kept, table)
    told = [token for token in kept if token.text not in STOP_WORDS and not token.text.startswith("'")]
    told = told or _together(kept)
    words = " ".join(rest[token.start : token.end] for token in told)
    heard = [Heard("when", " ".join(when.said))] if span else []
    heard += [Heard("length", said_length)] if length else []
    heard += [Heard(kind, taken.said(kind)) for kind in taken.kinds]
    heard += [Heard("words", words)] if words else []
    language = taken.only("language")
    return Wishes(
        start=when.start,
        end=when.end,
        weekdays=when.weekdays,
        part_of_day=when.part,
        hours=when.hours,
        format=Format(taken.only("format")) if taken.only("format") else None,
        length=length,
        free_only="free" in taken.kinds,
        unbooked="unbooked" in taken.kinds,
        near_me="near" in taken.kinds,
        language="cy" if language == "cy" else "en" if language else None,
        places=taken.all("place"),
        audience=taken.only("audience"),
        topics=taken.all("topic"),
        words=words,
        spoken=_spoken(kept, rest) if words else "",
        phrase=_phrase(told, kept, every, rest),
        read_as=tuple(heard),
    )


def _together(kept: Sequence[Token]) -> list[Token]:
    """The words that say something only together: "running meetings" holds no word that does by itself."""
    said = ideas_in([token.text for token in kept])
    places = sorted({place for spoken in said if len(spoken.places) > 1 for place in spoken.places})
    return [kept[place] for place in places]


def _spoken(kept: Sequence[Token], rest: str) -> str:
    said = ""
    for place, token in enumerate(kept):
        joined = place > 0 and kept[place - 1].end == token.start  # "it's", but "drop-in" is two words
        said += f"{'' if joined else ' '}{rest[token.start : token.end]}"
    return said.strip()


_BETWEEN = 2  # small words that hold two others together: "swimming for the over sixties"


def _phrase(told: Sequence[Token], kept: Sequence[Token], every: Sequence[Token], rest: str) -> str:
    """The words that matter, stretch by stretch as they were typed; what was read otherwise parts them."""
    telling, left = {token.start for token in told}, {token.start for token in kept}
    runs: list[tuple[int, int]] = []
    apart = _BETWEEN + 1
    for token in every:
        if token.start in telling:
            joined = bool(runs) and apart <= _BETWEEN
            runs[-1:] = [(runs[-1][0], token.end)] if joined else [*runs[-1:], (token.start, token.end)]
            apart = 0
        else:
            apart = apart + 1 if token.start in left else _BETWEEN + 1
    return ", ".join(rest[start:end] for start, end in runs)


_MOST_LENGTHS = 3  # that are read in one question


def _length(text: str, names: Names) -> tuple[Length | None, str, str]:
    """The length that is asked for, the words that said so, and the text without them. What is said twice
    over ("a short one, half an hour at most") holds together.
    """
    whole: Length | None = None
    said: list[str] = []
    for _ in range(_MOST_LENGTHS):
        found = tokens(text)
        length = find_length(found)
        if length is None:
            break
        start, end = found[length.first].start, found[length.end - 1].end
        if any(first < end and start < last for first, last in names.within(found)):
            break
        whole = length.length if whole is None else whole.narrowed(length.length)
        said.append(text[start:end])
        text = without(text, [(start, end)])
    return whole, ", ".join(said), text
