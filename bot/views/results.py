"""How published answers look: figures in words and as bars, what people said, and what is measured at all."""

import csv
import io
from collections.abc import Iterable, Iterator

from bot.card import Bars, Card, Heading, Item, Note, Paragraph, Part, Text
from bot.learning.figures import Done, Figure, Figures
from bot.learning.questions import MOST, SCALE
from bot.understand.most_used import most_used
from bot.views.organising_people import harmless
from bot.views.questions import asked, option, step
from bot.words.voice import Voice

MOST_SAID = 30
"""Answers in words that are shown of one question."""
MOST_NAMED = 10
"""What people said by name that is shown at a time."""
_LETTERS = 6000  # of all answers in words: half of what a message holds
_NAMED_LETTERS = 3000  # of what is said by name, after them
_PARAGRAPH = 1500  # letters of several answers together
_HIGH = 4  # of a scale of five: "4 or 5"


def results(figures: Figures, of: Text, say: Voice, *, ways: Iterable[Part] = ()) -> Card:
    """Published figures of what `of` names ("About Listening well"), each with what it measures beside it.
    `ways`: what stands before what people wrote, which a room may have to cut.

    Whether they may be shown was decided when they were published: here everything is shown.
    """
    answered = _answered(figures, say)
    parts: list[Part] = [Heading(say("results-heading")), Paragraph(of), Paragraph(answered)]
    if figures.left_out:
        parts.append(Note(say("results-left-out", n=figures.left_out)))
    for figure in figures.figures:
        parts.extend(_numbers(figure, say))
    if figures.done:
        parts.extend(_done(figures.done, say))
    parts.append(Note(say("results-measures")))
    parts.extend(ways)
    for figure in figures.figures:
        parts.extend(_said(figure, say))
    if figures.named:
        parts.append(Heading(say("results-named")))
        parts.extend(said_by_name(figures, 0, say))
        if rest := len(figures.named) - named_until(figures, 0):
            parts.append(Note(say("results-more-named", n=rest)))
    return Card(say.join(say("results-heading"), answered, with_=": "), tuple(parts), say.language)


def more_said(figures: Figures) -> bool:
    """Whether more was written than a card shows, or than every room has room for."""
    letters = sum(len(words) for figure in figures.figures for words in figure.said)
    return letters > _LETTERS or any(len(figure.said) > MOST_SAID for figure in figures.figures)


def more_named(figures: Figures) -> bool:
    """Whether more was said by name than a card shows, or than every room has room for: it comes last."""
    there = len(figures.named)
    return there > named_until(figures, 0) or (there > 0 and (more_said(figures) or _many(figures)))


def _many(figures: Figures) -> bool:
    """Sums of several groups may have more questions than people are ever asked."""
    return len(figures.figures) > MOST


def named_until(figures: Figures, first: int) -> int:
    """Behind the last that is shown at once of what was said by name, from number `first` (0) on."""
    letters = 0
    for place, (_, words) in enumerate(figures.named[first : first + MOST_NAMED], first):
        letters += len(words)
        if letters > _NAMED_LETTERS and place > first:
            return place
    return min(first + MOST_NAMED, len(figures.named))


def said_by_name(figures: Figures, first: int, say: Voice) -> Iterator[Part]:
    """As much as is shown at once, from number `first` on."""
    for name, words in figures.named[first : named_until(figures, first)]:
        yield Item(say.words(name), (say("quoted", words=words),))


def all_said(figures: Figures, say: Voice) -> bytes:
    """Every answer in words, below its question, as CSV, which no spreadsheet takes for formulas; in UTF-8
    with the mark that Excel needs. What was said by name is not in it.

    Source: OWASP, "CSV Injection".
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_plain(say("results-column-question")), _plain(say("results-column-answer"))])
    for figure in figures.figures:
        question = harmless(_plain(asked(figure.question, say)))
        writer.writerows((question, harmless(words)) for words in figure.said)
    return out.getvalue().encode("utf-8-sig")


def _plain(text: Text) -> str:
    return "".join(getattr(span, "text", "") for span in text.spans)


def _answered(figures: Figures, say: Voice) -> Text:
    """People in one session; answers where several are added up, because one person may have given two."""
    if figures.sessions == 1:
        return say("n-of-n-answered", answered=figures.answered, asked=figures.asked)
    return say("results-answers", n=figures.sessions, answered=figures.answered, asked=figures.asked)


# ── One question ─────────────────────────────────────────────────────────────────────────────────


def _numbers(figure: Figure, say: Voice) -> Iterator[Part]:
    match figure.question.kind:
        case "rating" | "change":
            yield _scale(figure, say)
            yield Paragraph(_high(figure, say))
        case "choice" | "choices":
            yield _options(figure, say)
            if figure.question.kind == "choices":
                yield Paragraph(say("results-several"))


def _scale(figure: Figure, say: Voice) -> Bars:
    counts = zip(SCALE, figure.counts, strict=True)
    rows = tuple((step(figure.question, number, say), count) for number, count in counts)
    both = (say("results-before"), say("results-now")) if figure.before else ()
    return Bars(asked(figure.question, say), rows, _measures(figure, say), figure.before, both)


def _high(figure: Figure, say: Voice) -> Text:
    now = sum(figure.counts[_HIGH - 1 :])
    if not figure.before:
        return say("results-high", high=now, total=figure.n)
    return say("results-high-change", before=sum(figure.before[_HIGH - 1 :]), now=now, total=figure.n)


def _options(figure: Figure, say: Voice) -> Bars:
    counts = zip(figure.question.options, figure.counts, strict=True)
    rows = tuple((option(figure.question, each, say), count) for each, count in counts)
    return Bars(asked(figure.question, say), rows, _measures(figure, say))


def _said(figure: Figure, say: Voice) -> Iterator[Part]:
    if not figure.said:
        return
    yield Heading(asked(figure.question, say))
    yield Note(_measures(figure, say))
    if words := most_used(figure.said):
        counted = ", ".join(f"{word} ({n})" for word, n in words)
        yield Paragraph(say("results-words", words=counted))
    quotes = (say("quoted", words=words) for words in figure.said[:MOST_SAID])
    yield from (Paragraph(say.join(*some, with_="\n")) for some in _gathered(quotes))
    if len(figure.said) > MOST_SAID:
        yield Note(say("results-more-said", n=len(figure.said) - MOST_SAID))


def _gathered(quotes: Iterable[Text]) -> Iterator[list[Text]]:
    """As many together as one paragraph has room for: a message has room for some fifty paragraphs."""
    some: list[Text] = []
    for quote in quotes:
        if sum(map(_length, (*some, quote))) > _PARAGRAPH and some:
            yield some
            some = []
        some.append(quote)
    yield some


def _length(text: Text) -> int:
    return len(_plain(text))


# ── Afterwards ───────────────────────────────────────────────────────────────────────────────────


def _done(done: Done, say: Voice) -> Iterator[Part]:
    """What became of it, as people say themselves."""
    counts = (("did", done.did), ("partly", done.partly), ("not-yet", done.not_yet))
    rows = tuple((say(f"done-{how}"), count) for how, count in counts)
    yield Bars(say("results-done"), rows, say("results-done-measures"))
    yield Paragraph(say("results-done-answered", answered=done.answered, said=done.said))
    if done.hindrances:
        rows = tuple((say(f"obstacle-{what}"), n) for what, n in done.hindrances)
        yield Bars(say("results-hindrances"), rows, say("results-done-measures"))


def _measures(figure: Figure, say: Voice) -> Text:
    """What it measures, and how many answers it stands on: of free words, how many there are."""
    n = len(figure.said) or figure.n
    meant = figure.question.key == "action"  # what somebody means to do is none of their opinions
    measured = say("results-meant") if meant else say(f"results-tier-{figure.question.tier}")
    return say.join(measured, say("results-n", n=n), with_=" · ")
