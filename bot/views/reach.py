"""How reach looks in a message: each figure, and below it what is counted and what is not."""

from collections.abc import Iterator

from bot.card import Button, Buttons, Card, Facts, Heading, Item, Link, Note, Paragraph, Part, Text, When
from bot.learning.reach import Kind, Period
from bot.views.reach_lines import Section, Shown, period_name, sections
from bot.words.voice import Voice

_MOST = 20  # rows of one section; the files have them all


def card(shown: Shown, settles: When, say: Voice) -> Card:
    """`settles`: when the period is, or was, counted for good."""
    report = shown.report
    heading = say("reach-heading", period=period_name(report.period, say))
    parts: list[Part] = [Heading(heading)]
    if report.whole.sessions:
        parts.append(Note(standing(shown, settles, say)))
        for section in sections(shown, say):
            parts.extend(_parts(section, say))
        if report.period.kind is not Kind.QUARTER:
            parts.append(Note(say("reach-groups-by-quarter")))
        elif not report.final:
            parts.append(Note(say("reach-groups-later")))
        parts.append(Note(say("reach-tier")))
    else:
        parts.append(Paragraph(say("reach-empty")))
    parts.append(Buttons(tuple(_buttons(shown, say))))
    return Card(heading, tuple(parts), say.language)


def standing(shown: Shown, settles: When, say: Voice) -> Text:
    """When it was counted, and whether it stays so."""
    if shown.report.final:
        return say("reach-final", when=When(shown.report.counted_at, style="day"))
    return say("reach-so-far", when=settles)


def _parts(section: Section, say: Voice) -> Iterator[Part]:
    if section.name == "all":
        for line in section.lines:
            label = say.join(line.label, line.value, with_=": ")
            yield Item(label, (line.what,) if line.what else ())
        return
    yield Heading(section.title)
    yield Facts(tuple((line.label, line.value) for line in section.lines[:_MOST]))
    if section.what:
        yield Note(section.what)


def _buttons(shown: Shown, say: Voice) -> Iterator[Button]:
    period = shown.report.period
    if shown.report.whole.sessions:
        yield Button(say("button-reach-files"), "reach_files", period.key, style="main")
    yield _to(period.before, "before", say)
    if period.kind is not Kind.YEAR:
        yield _to(period.in_year, "year", say)
    elif settled := [each.period for each in shown.quarters if each]:
        yield _to(settled[-1], "quarter", say)
    yield Button(say("button-headcount"), "headcount")


def _to(period: Period, name: str, say: Voice) -> Button:
    label = say(f"button-reach-{name}")
    spoken = say("reach-heading", period=period_name(period, say))
    return Button(label, "reach", period.key, spoken=spoken)


def files(period: Period, links: dict[str, str], say: Voice) -> Card:
    """`links`: "csv", "xlsx" and "page" to addresses; none where we have no address on the web."""
    heading = say("reach-files-heading", period=period_name(period, say))
    if not links:
        return Card(heading, (Heading(heading), Paragraph(say("files-no-address"))), say.language)
    parts: list[Part] = [Heading(heading)]
    for name, address in links.items():
        label = "".join(getattr(span, "text", "") for span in say(f"reach-files-{name}").spans)
        parts.append(Paragraph(Text((Link(label, address),), say.language)))
    parts.extend((Note(say("reach-files-what")), Note(say("files-until"))))
    return Card(heading, tuple(parts), say.language)
