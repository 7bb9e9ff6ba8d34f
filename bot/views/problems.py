"""What could not be delivered, for those who can do something about it: where, why, what, what next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.card import (
    Button,
    Buttons,
    Card,
    Heading,
    Item,
    Note,
    Paragraph,
    Part,
    Text,
    When,
)
from bot.learning.delivery import Why
from bot.learning.sessions import Bilingual
from bot.words.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place that something did not arrive at, for one reason.

    `channel`: its id, or empty where it is a person; `name`: the channel's or the person's, where known.
    `kind` is the newest letter's, `title` the session that it is about. `has_digest`: one can be stopped.
    """

    letter_id: int
    channel: str
    name: str
    why: Why
    code: str
    kind: str
    title: Bilingual | None
    times: int
    last: datetime
    has_digest: bool

    @property
    def asks(self) -> bool:
        """Whether somebody has to look whether it is there."""
        return self.why is Why.BROKEN_OFF and bool(self.channel)


@dataclass(frozen=True, slots=True)
class Waits:
    """Nothing goes out: the platform's word for it, how many letters wait, since when."""

    code: str
    waiting: int
    since: datetime


def listing(entries: Sequence[Entry], rest: int, next_from: int, waits: Waits | None, say: Voice) -> Card:
    """`rest` more follow those that are shown, from number `next_from` on."""
    parts: list[Part] = []
    if waits is not None:
        since = When(waits.since)
        parts.append(Paragraph(say("problems-standstill", n=waits.waiting, code=waits.code, since=since)))
    if not entries and waits is None:
        return done(say("problems-none"), say)
    if entries:
        parts.append(Heading(say("problems-heading")))
        parts.extend(_item(entry, say) for entry in entries)
    if rest:
        more = Button(say("button-more"), "problems_more", str(next_from))
        parts.extend((Note(say("problems-rest", n=rest)), Buttons((more,))))
    return Card(say("problems-heading"), tuple(parts), say.language)


def question(entry: Entry, say: Voice) -> Card:
    """Told once to whoever set it up: it could not be posted; or it may be there, and is it?"""
    name = "problem-letter-unsure" if entry.asks else "problem-letter"
    sentence = say(name, channel=place(entry, say), kind=_kind(entry, say))
    parts: list[Part] = [Paragraph(sentence)]
    if not entry.asks:
        reason = say(f"problem-why-{entry.why.value}", code=entry.code)
        parts.append(Paragraph(say.join(reason, _next(entry, say))))
    if buttons := _buttons(entry, say):
        parts.append(Buttons(buttons))
    parts.append(Note(say("why-problem")))
    return Card(sentence, tuple(parts), say.language)


def went_again(since: datetime, code: str, say: Voice) -> Card:
    """To administrators, when letters go out again."""
    sentence = say("post-stopped", since=When(since), code=code)
    return Card(sentence, (Paragraph(sentence), Note(say("why-post-stopped"))), say.language)


def done(sentence: Text, say: Voice) -> Card:
    return Card(sentence, (Paragraph(sentence),), say.language)


def place(entry: Entry, say: Voice) -> Text:
    """The channel or the person, by name."""
    if entry.channel:
        return channel_name(entry.channel, entry.name, say)
    return say.words(entry.name) if entry.name else say("problem-somebody")


def channel_name(channel: str, name: str, say: Voice) -> Text:
    return say("problem-channel", name=name) if name else say("problem-channel-unnamed", id=channel)


def _item(entry: Entry, say: Voice) -> Item:
    kind, when = _kind(entry, say), When(entry.last)
    what = (
        say("problem-what-times", n=entry.times, kind=kind, when=when)
        if entry.times > 1
        else say("problem-what", kind=kind, when=when)
    )
    reason = say(f"problem-why-{entry.why.value}", code=entry.code)
    return Item(place(entry, say), (what, reason, _next(entry, say)), _buttons(entry, say))


def _kind(entry: Entry, say: Voice) -> Text:
    name = f"problem-kind-{_SPOKEN_OF_AS.get(entry.kind, entry.kind)}"
    kind = say(name) if say.has(name) else say("problem-kind-other")
    return say("problem-kind-about", kind=kind, title=entry.title) if entry.title else kind


def _next(entry: Entry, say: Voice) -> Text:
    return say("problem-next-look") if entry.asks else say(f"problem-next-{entry.why.value}")


def _buttons(entry: Entry, say: Voice) -> tuple[Button, ...]:
    if entry.asks:
        return (
            _button("button-problem-there", "problem_there", entry, say, main=True),
            _button("button-problem-again", "problem_again", entry, say),
        )
    return (_button("button-problem-stop", "problem_stop", entry, say),) if entry.has_digest else ()


def _button(name: str, word: str, entry: Entry, say: Voice, *, main: bool = False) -> Button:
    label = say(name)
    spoken = say("spoken-about", action=label, title=place(entry, say))
    return Button(label, word, str(entry.letter_id), style="main" if main else "plain", spoken=spoken)


_SPOKEN_OF_AS = {"hour-ahead": "reminder", "day-ahead": "reminder"}
