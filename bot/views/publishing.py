"""What organisers see around published answers: what can be published, what waits, and what it is of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from bot.card import (
    Button,
    Buttons,
    Card,
    Divider,
    Heading,
    Item,
    Link,
    Note,
    Paragraph,
    Part,
    Plain,
    Text,
)
from bot.learning.figures import Figures
from bot.learning.publishing import Slice
from bot.learning.sessions import Session
from bot.views.results import more_named, more_said, named_until, results, said_by_name
from bot.views.sessions import title, when_text
from bot.views.topics import topic_name
from bot.words.moments import spell_month
from bot.words.voice import Voice

State = Literal["ready", "open", "published", "waiting", "unread"]


def of(slice_: Slice, about: Sequence[Session], say: Voice) -> Text:
    """What figures are of, in words. `about`: of one session, it and those put together with it."""
    match slice_.kind:
        case "session":
            titles = [Text((say.bold(session.title),), say.language) for session in about]
            if len(titles) == 1:
                return say("results-of-session", title=titles[0])
            return say("results-of-sessions", titles=say.join(*titles, with_=", "))
        case "topic":
            return say("results-of-topic", name=topic_name(slice_.name, say))
        case "month":
            year, month = slice_.name.split("-")
            return say.words(spell_month(date(int(year), int(month), 1), say.language))
        case "everything":
            return say("results-of-everything")
        case "series" | "speaker" as kind:
            return say(f"results-of-{kind}", name=slice_.name)


def ready(session: Session, say: Voice) -> Card:
    """Enough have answered: what publishing means, before it is done. How many they are is told then."""
    sentence = say("results-ready", title=say.bold(session.title))
    publish = Button(say("button-publish"), "publish", session.ref, style="main")
    parts = (Paragraph(sentence), Note(say("summary-freezes")), Buttons((publish,)))
    return Card(say("results-ready", title=session.title), parts, say.language)


def shown(
    figures: Figures,
    slice_: Slice,
    about: Sequence[Session],
    say: Voice,
    *,
    in_channel: bool,
    foot: Sequence[Part] = (),
) -> Card:
    """Figures for an organiser, with the way to post them. In a channel numbers alone, though nobody else is
    shown them: what people wrote is read in private. `foot`: what was done because of them.
    """
    seen = numbers(figures) if in_channel else figures
    files = () if in_channel else _files(figures, slice_, say)
    card = results(seen, of(slice_, about, say), say, ways=(Buttons(files),) if files else ())
    parts: list[Part] = [*card.parts]
    if seen != figures:
        parts.append(Note(say("results-words-in-private")))
    if figures.sessions > 1 and slice_.kind == "session":
        parts.append(Note(say("results-why-together")))
    if in_channel:
        parts.append(Buttons((Button(say("button-results-post"), "results_post", str(slice_)),)))
    else:
        parts.append(Note(say("results-post-where")))
    return replace(card, parts=(*parts, *foot))


def _files(figures: Figures, slice_: Slice, say: Voice) -> tuple[Button, ...]:
    """What can be fetched: numbers as a picture, and every answer in words where there are many."""
    files: list[Button] = []
    if any(not figure.said for figure in figures.figures) or figures.done:
        files.append(Button(say("button-results-picture"), "results_picture", str(slice_)))
    if more_said(figures):
        files.append(Button(say("button-results-comments"), "results_comments", str(slice_)))
    if more_named(figures):
        files.append(Button(say("button-results-named"), "results_named", f"0 {slice_}"))
    return tuple(files)


def by_name(figures: Figures, slice_: Slice, about: Sequence[Session], first: int, say: Voice) -> Card:
    """What people said by name, from number `first` on, and the way to the rest."""
    heading, until = say("results-named"), named_until(figures, first)
    parts: list[Part] = [Heading(heading), Paragraph(of(slice_, about, say))]
    parts.extend(said_by_name(figures, first, say))
    if until < len(figures.named):
        parts.append(Note(say("results-more-named", n=len(figures.named) - until)))
        parts.append(Buttons((Button(say("button-more"), "results_named", f"{until} {slice_}"),)))
    return Card(heading, tuple(parts), say.language)


def pictured(address: str, say: Voice, *, without: bool = False) -> Card:
    """Where the numbers are fetched as a picture, to be shown; no `address`: we have none on the web.
    `without`: organisers see more in the words.
    """
    card = _fetched(say("results-picture"), address, say)
    if not (address and without):
        return card
    return replace(card, parts=(*card.parts, Note(say("results-post-without"))))


def written(address: str, say: Voice) -> Card:
    """Where all that people wrote is fetched; no `address`: we have none on the web."""
    return _fetched(say("results-comments"), address, say)


def _fetched(what: Text, address: str, say: Voice) -> Card:
    heading = say("results-heading")
    if not address:
        return Card(heading, (Heading(heading), Paragraph(say("files-no-address"))), say.language)
    name = "".join(getattr(span, "text", "") for span in what.spans)
    link = Paragraph(Text((Link(name, address),), say.language))
    return Card(heading, (Heading(heading), link, Note(say("files-until"))), say.language)


# ── In a channel ─────────────────────────────────────────────────────────────────────────────────


def numbers(figures: Figures) -> Figures:
    """What a channel may see: what people wrote is for organisers, as people were told."""
    counted = tuple(figure for figure in figures.figures if not figure.said)
    return replace(figures, figures=counted, named=())


def confirm(
    figures: Figures, slice_: Slice, about: Sequence[Session], say: Voice, *, without: bool = False
) -> Card:
    """What everybody in the channel will see, before it is posted. `without`: organisers see more in it."""
    card = results(numbers(figures), of(slice_, about, say), say)
    post = Button(say("button-results-post-now"), "results_post_now", str(slice_), style="main")
    asked = say("results-post-confirm")
    told = (Paragraph(asked), *((Note(say("results-post-without")),) if without else ()))
    return Card(asked, (*told, Divider(), *card.parts, Buttons((post,))), say.language)


def posted(
    figures: Figures, slice_: Slice, about: Sequence[Session], by: str, voices: Sequence[Voice]
) -> Card:
    """The post itself, in the channel's languages."""
    parts: list[Part] = []
    cards = [results(numbers(figures), of(slice_, about, say), say) for say in voices]
    for number, (card, say) in enumerate(zip(cards, voices, strict=True)):
        parts.extend((Divider(),) if number else ())
        parts.extend((*card.parts, Note(say("results-posted-by", person=by))))
    spans = cards[0].summary.spans
    for card in cards[1:]:
        spans = (*spans, Plain(" / "), *card.summary.spans)
    return Card(Text(spans, voices[0].language), tuple(parts), voices[0].language)


def on_its_way(say: Voice) -> Card:
    return Card(say("results-posted"), (Paragraph(say("results-posted")),), say.language)


# ── Everything at a glance ───────────────────────────────────────────────────────────────────────


def overview(states: Sequence[tuple[Session, State]], slices: Sequence[Slice], say: Voice) -> Card:
    """The sessions of late and how far their feedback is, and what else figures can be asked of."""
    heading = say("results-overview" if states else "results-overview-none")
    parts: list[Part] = [Heading(heading) if states else Paragraph(heading)]
    parts.extend(_item(session, state, say) for session, state in states)
    if states:
        buttons = [Button(of(each, (), say), "results", str(each)) for each in slices]
        parts.append(Buttons(tuple(buttons)))
        parts.append(Note(say("results-overview-how")))
    return Card(heading, tuple(parts), say.language)


def _item(session: Session, state: State, say: Voice) -> Item:
    lines = (when_text(session, say), say(f"results-state-{state}"))
    if state == "published":
        button = _button("button-results", "results", f"session:{session.ref}", session, say)
    elif state == "ready":
        button = _button("button-publish", "publish", session.ref, session, say)
    else:
        return Item(title(session, say), lines)
    return Item(title(session, say), lines, (button,))


def _button(name: str, word: str, about: str, session: Session, say: Voice) -> Button:
    spoken = say("spoken-about", action=say(name), title=session.title)
    return Button(say(name), word, about, spoken=spoken)
