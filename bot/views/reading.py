"""How a question was read, in words that can be checked at a glance."""

from collections.abc import Iterator
from datetime import timedelta

from bot.card import Text, When
from bot.understand.wishes import Wishes
from bot.views.topics import topic_name
from bot.views.towns import place_in
from bot.words.voice import Voice


def read_as(wishes: Wishes, say: Voice) -> list[Text]:
    """Such as "wellbeing", "from Monday 2 March", "online"; empty where nothing in particular was asked."""
    said: list[Text] = []
    said.extend(topic_name(topic, say) for topic in wishes.topics)
    if wishes.words:
        said.append(say("reading-words", words=wishes.phrase or wishes.words))
    said.extend(_when(wishes, say))
    said.extend(_narrowed(wishes, say))
    return said


def _narrowed(wishes: Wishes, say: Voice) -> Iterator[Text]:
    """Where, how, for whom and for how long."""
    yield from (say.words(place_in(place, say.language)) for place in wishes.places)
    if wishes.near_me:
        yield say("reading-near")
    if wishes.format:
        yield say(f"format-{wishes.format.value}")
    if wishes.language:
        yield say(f"in-language-{wishes.language}")
    if wishes.audience:
        yield say("reading-audience", audience=wishes.audience)
    if wishes.length:
        yield from (say.words(heard.said) for heard in wishes.read_as if heard.kind == "length")
    if wishes.unbooked:
        yield say("reading-unbooked")
    if wishes.free_only:
        yield say("reading-free")
    yield from (say.words(heard.said) for heard in wishes.read_as if heard.kind == "unwanted")


def _when(wishes: Wishes, say: Voice) -> list[Text]:
    """The days are spelled out, so that a wrong reading shows; a time of day is said as it was said."""
    start, end = wishes.start, wishes.end
    said = []
    if start and end:
        last = end - timedelta(days=1)
        # A day is a date here: it does not move with the reader's zone.
        first = When(start, all_day=True, style="day")
        one_day = last.date() <= start.date()
        said.append(
            Text((first,), say.language)
            if one_day
            else say("reading-between", first=first, last=When(last, all_day=True, style="day"))
        )
    elif start:
        said.append(say("reading-from", when=When(start, all_day=True, style="day")))
    if wishes.part_of_day:
        said.append(say(f"reading-{wishes.part_of_day}"))
    elif wishes.hours or wishes.weekdays:
        said.extend(say.words(heard.said) for heard in wishes.read_as if heard.kind == "when")
    return said
