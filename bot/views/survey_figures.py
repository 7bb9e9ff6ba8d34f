"""The figures of a survey from elsewhere: each question in a line, one in full, by session, as a table."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from bot.card import (
    Bars,
    Button,
    Buttons,
    Card,
    Facts,
    Heading,
    Item,
    Note,
    Paragraph,
    Part,
    Plain,
    Text,
    When,
)
from bot.learning.survey_reports import Kept
from bot.learning.surveys import Asked, Survey, Tally, mean, nps
from bot.views.organising_people import harmless
from bot.views.results import MOST_SAID
from bot.words.voice import Voice

PAGE = 8
_LONGEST = 150  # letters of a heading, an option
_MOST_BARS = 20
_FIRST = ("useful", "recommend", "before", "after")
_LATER = {"choice": 10, "number": 10, "words": 20}
_NOON = time(12, tzinfo=UTC)  # a day is the same day all over Europe then


@dataclass(frozen=True, slots=True)
class Slice:
    """All answers of a survey, or one group's: `group` is its place, None for all."""

    number: int
    name: str
    n: int
    asked: tuple[Asked, ...]
    tallies: tuple[Tally | None, ...]
    group: int | None = None

    @property
    def about(self) -> str:
        """What a button says of it: the survey's number and the group's."""
        return f"{self.number} {'-' if self.group is None else self.group}"


def slice_of(kept: Kept, group: int | None) -> Slice | None:
    """None where there is no such group."""
    survey = kept.brought.survey
    if group is None:
        return Slice(kept.id, kept.brought.name, survey.n, survey.asked, survey.tallies)
    if not 0 <= group < len(survey.groups):
        return None
    found = survey.groups[group]
    return Slice(kept.id, found.name, found.n, survey.asked, found.tallies, group)


def short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def heading_of(column: str) -> str:
    """A column's heading as people read it: a long name with underscores would not even break."""
    return short(column.replace("_", " "))


# ── In a line ────────────────────────────────────────────────────────────────────────────────────


def lines(asked: Asked, tally: Tally, say: Voice) -> Iterator[Text]:
    """What a question's answers come to, in a sentence or two; then the numbers that nobody has explained."""
    yield say.join(*_in_words(asked, tally, say), say("survey-answers", n=tally.n), with_=" · ")
    yield from _codes(asked, tally, say)


def _in_words(asked: Asked, tally: Tally, say: Voice) -> Iterator[Text]:
    if score := nps(asked, tally):
        yield say("survey-nps", score=f"{score.score:.1f}")
    average = mean(asked, tally)
    if average is not None and asked.kind == "scale":
        low, high = asked.values[0], asked.values[-1]
        yield say("survey-mean", mean=f"{average:.2f}", low=low, high=high)
    elif average is not None:
        yield say("survey-mean-number", mean=f"{average:.2f}")
    elif asked.kind in ("order", "choice", "choices") and tally.counts:
        most = max(range(len(tally.counts)), key=tally.counts.__getitem__)
        percent = round(100 * tally.counts[most] / tally.n)
        yield say("survey-most", option=short(asked.options[most]), percent=percent)


def _codes(asked: Asked, tally: Tally, say: Voice) -> Iterator[Text]:
    within = mean(asked, tally, with_codes=True)
    for code, times in zip(asked.codes, tally.coded, strict=True):
        if times and within is not None:
            yield say("survey-unexplained", value=code, times=times)
    if any(tally.coded) and within is not None:
        without = mean(asked, tally)
        yield say("survey-both-means", without=f"{without:.2f}", within=f"{within:.2f}")
    for mark, times in zip(asked.missing, tally.left, strict=True):
        if times:
            yield say("survey-left", value=short(mark), times=times)


# ── All questions ────────────────────────────────────────────────────────────────────────────────


def figures(
    kept: Kept, of: Slice, say: Voice, *, by: str = "", first: int = 0, done: Text | None = None
) -> Card:
    """A page of questions, from the given place on. `by`: who brought it in, "" at the terminal. `done`: what
    was just done, told above.
    """
    survey = kept.brought.survey
    heading = say("survey-of", name=short(of.name))
    parts: list[Part] = [Paragraph(done)] if done else []
    parts += [Heading(heading), Paragraph(say("survey-answers", n=of.n))]
    if first == 0:
        parts += _facts(kept, by, say) if of.group is None else ()
        parts.append(Note(say("results-tier-3")))
    shown = _in_turn(of)
    if first == 0:
        parts += [Paragraph(text) for text in _confidence(of, say)]
    if not shown:
        parts.append(Paragraph(say("survey-none-shown", n=survey.minimum)))
    for place in shown[first : first + PAGE]:
        parts.append(_item(of, place, say))
    buttons: list[Button] = []
    if len(shown) > first + PAGE:
        buttons.append(Button(say("button-more"), "survey_figures", f"{of.about} {first + PAGE}"))
    if of.group is None and survey.groups and first == 0:
        buttons.append(Button(say("button-survey-groups"), "survey_groups", str(kept.id)))
    if of.group is None and kept.kept and first == 0:
        buttons.append(Button(say("button-survey-file"), "survey_file", str(kept.id)))
    parts += [Buttons(tuple(buttons))] if buttons else ()
    if left := len(of.tallies) - len(shown):
        parts.append(Note(say("survey-too-few", n=left, needed=survey.minimum)))
    return Card(heading, tuple(parts), say.language)


def _in_turn(of: Slice) -> list[int]:
    """The places of the questions that are shown: what they are compared by first, free words last."""

    def turn(place: int) -> tuple[int, int]:
        asked = of.asked[place]
        rank = _FIRST.index(asked.role) if asked.role in _FIRST else len(_FIRST)
        return rank + _LATER.get(asked.kind, 0), place

    return sorted((place for place, tally in enumerate(of.tallies) if tally), key=turn)


def _confidence(of: Slice, say: Voice) -> Iterator[Text]:
    """Before and afterwards side by side, where both were asked on one scale."""
    found: dict[str, tuple[Asked, Tally]] = {}
    for asked, tally in zip(of.asked, of.tallies, strict=True):
        if asked.role in ("before", "after") and tally and asked.kind == "scale":
            found.setdefault(asked.role, (asked, tally))
    if len(found) == 2 and found["before"][0].values == found["after"][0].values:
        before, after = mean(*found["before"]), mean(*found["after"])
        yield say("survey-confidence", before=f"{before:.2f}", after=f"{after:.2f}")


def _facts(kept: Kept, by: str, say: Voice) -> list[Part]:
    survey = kept.brought.survey
    rows = [(say("survey-label-source"), say.words(short(kept.brought.source)))]
    if survey.first and survey.last:
        days = [When(datetime.combine(day, _NOON), style="day") for day in (survey.first, survey.last)]
        rows.append((say("survey-label-days"), Text((days[0], Plain(" – "), days[1]), say.language)))
    who = say.words(by) if by else say("survey-by-terminal")
    on = Text((When(kept.brought_at, style="day"),), say.language)
    rows.append((say("survey-label-by"), say.join(who, on, with_=" · ")))
    return [Facts(tuple(rows))]


def _item(of: Slice, place: int, say: Voice) -> Item:
    asked, tally = of.asked[place], of.tallies[place]
    assert tally is not None
    title = say.words(heading_of(asked.heading))
    label = say("button-survey-question")
    see = Button(
        label, "survey_question", f"{of.about} {place}", spoken=say("spoken-about", action=label, title=title)
    )
    return Item(title, tuple(lines(asked, tally, say)), (see,))


# ── One question ─────────────────────────────────────────────────────────────────────────────────


def question(of: Slice, place: int, say: Voice) -> Card:
    """Everything that is known of one question: how many gave each answer, and what people wrote."""
    asked, tally = of.asked[place], of.tallies[place]
    assert tally is not None
    title = say.words(heading_of(asked.heading))
    parts: list[Part] = [Heading(title), Note(say("survey-in", name=short(of.name)))]
    parts += [Paragraph(line) for line in lines(asked, tally, say)]
    if score := nps(asked, tally):
        parts.append(Paragraph(say("survey-nps-of", up=score.promoters, down=score.detractors)))
    if asked.options:
        rows = [
            (say.words(short(option)), count)
            for option, count in zip(asked.options, tally.counts, strict=True)
        ]
        parts.append(Bars(say("results-bars", n=tally.n), tuple(rows[:_MOST_BARS])))
        if asked.kind == "choices":
            parts.append(Note(say("results-several")))
    parts += [Paragraph(say("quoted", words=words)) for words in tally.said[:MOST_SAID]]
    if len(tally.said) > MOST_SAID:
        parts.append(Note(say("results-more-said", n=len(tally.said) - MOST_SAID)))
    back = Button(say("button-survey-figures"), "survey_figures", f"{of.about} 0")
    return Card(title, (*parts, Buttons((back,))), say.language)


# ── By session ───────────────────────────────────────────────────────────────────────────────────


def groups(kept: Kept, say: Voice, *, first: int = 0) -> Card:
    """A page of those who may be seen by themselves; of the others is told how many there are, no more."""
    survey = kept.brought.survey
    heading = say("survey-by", heading=heading_of(survey.by))
    parts: list[Part] = [Heading(heading)]
    for place, group in enumerate(survey.groups[first : first + PAGE], start=first):
        name = say.words(short(group.name))
        label = say("button-survey-figures")
        see = Button(
            label,
            "survey_figures",
            f"{kept.id} {place} 0",
            spoken=say("spoken-about", action=label, title=name),
        )
        told = (say("survey-answers", n=group.n), *_headline(survey.asked, group.tallies, say))
        parts.append(Item(name, told, (see,)))
    if survey.hidden:
        parts.append(Note(say("survey-hidden", n=survey.hidden, needed=survey.minimum)))
    buttons = [Button(say("button-survey-figures"), "survey_figures", f"{kept.id} - 0")]
    if len(survey.groups) > first + PAGE:
        buttons.insert(0, Button(say("button-more"), "survey_groups", f"{kept.id} - {first + PAGE}"))
    return Card(heading, (*parts, Buttons(tuple(buttons))), say.language)


def _headline(asked: Sequence[Asked], tallies: Sequence[Tally | None], say: Voice) -> Iterator[Text]:
    """The questions by which sessions are compared: would they recommend it, and was it useful."""
    for role in ("recommend", "useful"):
        for each, tally in zip(asked, tallies, strict=True):
            if each.role == role and tally and each.kind == "scale":
                first = next(_in_words(each, tally, say), None)
                if first:
                    yield say.join(say.words(heading_of(each.heading)), first, with_=": ")
                break


# ── As a table ───────────────────────────────────────────────────────────────────────────────────


def table(kept: Kept, say: Voice) -> bytes:
    """All that may be seen as CSV, which no spreadsheet takes for formulas; in UTF-8 with the mark that Excel
    needs. Free words stand in rows of their own.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    names = ("group", "question", "answer", "count", "n", "mean", "nps")
    writer.writerow(["".join(_letters(say(f"survey-column-{name}"))) for name in names])
    everybody = "".join(_letters(say("survey-everybody")))
    for group, tallies in _slices(kept.brought.survey, everybody):
        for asked, tally in zip(kept.brought.survey.asked, tallies, strict=True):
            if tally is not None:
                for row in _rows(asked, tally):
                    writer.writerow([harmless(cell) for cell in (group, asked.heading, *row)])
    return out.getvalue().encode("utf-8-sig")


def _slices(survey: Survey, everybody: str) -> Iterator[tuple[str, tuple[Tally | None, ...]]]:
    yield everybody, survey.tallies
    for group in survey.groups:
        yield group.name, group.tallies


def _rows(asked: Asked, tally: Tally) -> Iterator[tuple[str, str, str, str, str]]:
    average, score = mean(asked, tally), nps(asked, tally)
    ends = (str(tally.n), "" if average is None else f"{average:.4f}", f"{score.score:.2f}" if score else "")
    given = [
        *zip(asked.options, tally.counts, strict=True),
        *zip((str(code) for code in asked.codes), tally.coded, strict=True),
        *zip(asked.missing, tally.left, strict=True),
    ]
    for option, count in given:
        yield option, str(count), *ends
    for words in tally.said:
        yield words, "", *ends
    if not given and not tally.said:
        yield "", "", *ends


def _letters(text: Text) -> Iterator[str]:
    return (getattr(span, "text", "") for span in text.spans)
