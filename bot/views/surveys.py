"""Surveys from elsewhere in chat: the list, how to bring one in, what one was read as before it is kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.card import (
    Button,
    Buttons,
    Card,
    Choice,
    Facts,
    Field,
    Form,
    Heading,
    Item,
    Line,
    Link,
    Note,
    Paragraph,
    Part,
    Text,
    When,
)
from bot.learning.survey_reports import Kept
from bot.learning.surveys import Survey
from bot.views.survey_figures import heading_of, short
from bot.words.voice import Voice

PAGE = 8
LONGEST_NAME = 120
_MOST_COLUMNS = 25
_MOST_REMARKS = 15
_MOST_CODES = 20
DECIDE = ("missing", "counts", "open")
"""What an organiser can say of a number that is explained nowhere."""


def surveys(found: Sequence[Kept], every: int, first: int, link: str, say: Voice) -> Card:
    """The kept ones, and where to bring one in; `link` is empty where we have no address on the web."""
    parts: list[Part] = [Heading(say("survey-heading"))]
    if not every:
        parts.append(Paragraph(say("survey-list-none")))
    for kept in found:
        name = say.words(short(kept.brought.name))
        label, away = say("button-survey-figures"), say("button-remove")
        buttons = (
            Button(
                label,
                "survey_figures",
                f"{kept.id} - 0",
                spoken=say("spoken-about", action=label, title=name),
            ),
            Button(away, "survey_drop", str(kept.id), spoken=say("spoken-about", action=away, title=name)),
        )
        told = (say("survey-answers", n=kept.brought.survey.n), _on(kept.brought_at, say))
        parts.append(Item(name, (say.join(*told, with_=" · "),), buttons))
    if every > first + len(found):
        more = Button(say("button-more"), "surveys", f"from {first + len(found)}")
        parts.append(Buttons((more,)))
    if link:
        there = Link(_plain(say("survey-page")), link)
        parts += [Paragraph(Text((there,), say.language)), Note(say("survey-page-hint"))]
    else:
        parts.append(Note(say("survey-no-address")))
    return Card(say("survey-heading"), tuple(parts), say.language)


def _on(moment: datetime, say: Voice) -> Text:
    return Text((When(moment, style="day"),), say.language)


# ── Looked at, before it is kept ─────────────────────────────────────────────────────────────────


def preview(kept: Kept, say: Voice) -> Card:
    """What each column was taken for, and what to know before it is kept."""
    brought = kept.brought
    name = say.words(short(brought.source))
    sentence = say("survey-read", name=name, n=brought.survey.n)
    parts: list[Part] = [Heading(say("survey-preview")), Paragraph(sentence)]
    rows = [
        (say.words(heading_of(each.heading) or str(each.number)), _taken_for(each.role, each.what, say))
        for each in brought.columns[:_MOST_COLUMNS]
    ]
    parts.append(Facts(tuple(rows)))
    if len(brought.columns) > _MOST_COLUMNS:
        parts.append(Note(say("survey-more-columns", n=len(brought.columns) - _MOST_COLUMNS)))
    if brought.remarks:
        parts.append(Heading(say("survey-to-know")))
    for remark in brought.remarks[:_MOST_REMARKS]:
        told = say(remark.name, None, **remark.facts)
        if remark.column:
            parts.append(Item(say.words(heading_of(remark.column)), (told,)))
        else:
            parts.append(Paragraph(told))
    if len(brought.remarks) > _MOST_REMARKS:
        parts.append(Note(say("survey-more-remarks", n=len(brought.remarks) - _MOST_REMARKS)))
    parts.append(Buttons(_choices(kept, say)))
    parts.append(Note(say("survey-what-is-kept", n=brought.survey.minimum)))
    return Card(sentence, tuple(parts), say.language)


def _taken_for(role: str, what: str, say: Voice) -> Text:
    """The question that it answers where we know it, and what stands in the column."""
    holds = say(f"survey-what-{what}")
    if role in ("other", "person", "date", "session") or what in ("person", "date", "group", "empty"):
        return holds
    return say.join(say(f"survey-role-{role}"), holds, with_=" · ")


def _choices(kept: Kept, say: Voice) -> tuple[Button, ...]:
    return (
        Button(say("button-survey-keep"), "survey_keep", str(kept.id), style="main", form=True),
        Button(say("button-survey-figures"), "survey_figures", f"{kept.id} - 0"),
        Button(say("button-survey-away"), "survey_drop_now", str(kept.id)),
    )


def codes_of(survey: Survey) -> list[tuple[int, int]]:
    """The numbers to be explained that a form has room for, as (question's place, number)."""
    return [(place, code) for place in survey.open for code in survey.asked[place].codes][:_MOST_CODES]


def keep_form(kept: Kept, given: Mapping[str, str], say: Voice, *, wrong: Text | None = None) -> Form:
    """What it is called, and what each number means that is explained nowhere."""
    survey = kept.brought.survey
    name = given.get("name", kept.brought.name)[:LONGEST_NAME]
    fields: list[Field] = [Line("name", say("survey-name"), value=name, required=True, longest=LONGEST_NAME)]
    for place, code in codes_of(survey):
        field = f"code-{place}-{code}"
        asked = survey.asked[place]
        fields.append(
            Choice(
                field,
                say("survey-code-means", value=code, heading=heading_of(asked.heading)),
                tuple((how, say(f"survey-code-{how}", value=code)) for how in DECIDE),
                value=given.get(field, "open"),
                required=True,
            )
        )
    intro: tuple[Part, ...] = (Paragraph(say("survey-codes-intro")),) if survey.open else ()
    return Form(
        title=say("survey-keep-form"),
        word="survey_keep",
        about=str(kept.id),
        fields=tuple(fields),
        submit=say("button-survey-keep"),
        intro=intro,
        errors={"name": wrong} if wrong else {},
        language=say.language,
    )


# ── Away with it ─────────────────────────────────────────────────────────────────────────────────


def ask_drop(kept: Kept, say: Voice) -> Card:
    sentence = say("survey-ask-drop", name=short(kept.brought.name))
    button = Button(say("button-remove"), "survey_drop_now", str(kept.id), style="danger")
    return Card(sentence, (Paragraph(sentence), Buttons((button,))), say.language)


def dropped(kept: Kept, say: Voice) -> Card:
    sentence = say("survey-dropped", name=short(kept.brought.name))
    return Card(sentence, (Paragraph(sentence),), say.language)


def file_ready(kept: Kept, address: str, say: Voice) -> Card:
    """Where to fetch the figures as a table."""
    sentence = say("survey-file", name=short(kept.brought.name))
    if not address:
        return Card(sentence, (Paragraph(say("files-no-address")),), say.language)
    link = Link(_plain(say("files-csv")), address)
    parts = (Paragraph(sentence), Paragraph(Text((link,), say.language)), Note(say("files-until")))
    return Card(sentence, parts, say.language)


def _plain(text: Text) -> str:
    return "".join(getattr(span, "text", "") for span in text.spans)
