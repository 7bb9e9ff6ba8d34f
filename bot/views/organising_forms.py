"""The forms with which organisers make, edit, move and repeat a session, and write to the people on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from bot.card import Choice, Field, Form, Line, Note, Paragraph, Part, Text, Ticks, Words
from bot.learning.sessions import Draft, Format, Session
from bot.views.topics import topic_names
from bot.words.moments import spell_day, spell_time
from bot.words.voice import Fact, Voice

_NO_YEAR = date(1, 1, 1)  # nobody's own year, so that the session's is always named
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot stand in a field: the sentence's name without "form-", and its facts."""

    field: str
    reason: str
    facts: Mapping[str, Fact]


def errors(wrong: Sequence[Wrong], say: Voice) -> dict[str, Text]:
    """What is wrong, by field; several in one field stand one under the other."""
    found: dict[str, Text] = {}
    for each in wrong:
        sentence = say(f"form-{each.reason}", None, **each.facts)
        before = found.get(each.field)
        found[each.field] = say.join(before, sentence, with_="\n") if before else sentence
    return found


def shown(session: Draft, zone: tzinfo, say: Voice) -> dict[str, str]:
    """A session as it stands in the form, field by field; an empty one for a session that is to be made."""
    return {
        "title_en": session.title.en,
        "title_cy": session.title.cy,
        "summary_en": session.summary.en,
        "summary_cy": session.summary.cy,
        "place": session.place,
        "link": session.link,
        "format": session.format.value or "-",
        "topic": session.topic,
        "speaker": session.speaker,
        "capacity": "" if session.capacity is None else str(session.capacity),
        "audience": session.audience,
        "language": session.language or "-",
    } | when_shown(session, zone, say)


def when_shown(session: Draft, zone: tzinfo, say: Voice) -> dict[str, str]:
    """The day, the start and the end, as people write them and as they are read again."""
    start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    day = spell_day(start.date(), say.language, _NO_YEAR)
    if session.all_day:
        last = end.date() - _DAY
        until = spell_day(last, say.language, _NO_YEAR) if last > start.date() else ""
        return {"day": day, "starts": _words(say("form-all-day")), "ends": until}
    until = spell_time(end, say.language)
    if end.date() > start.date():
        until = spelled(end, say)
    return {"day": day, "starts": spell_time(start, say.language), "ends": until}


def spelled(moment: datetime, say: Voice) -> str:
    """A day and a time (as the clock on the wall says them) as they are read again."""
    return f"{spell_day(moment.date(), say.language, _NO_YEAR)} {spell_time(moment, say.language)}"


def _words(text: Text) -> str:
    return "".join(getattr(span, "text", "") for span in text.spans)


@dataclass(frozen=True, slots=True)
class Filled:
    """Where a form goes, what stands in it, and what is wrong with that."""

    word: str
    about: str
    values: Mapping[str, str]
    wrong: Sequence[Wrong] = ()


def session_form(filled: Filled, title: Text, topics: Sequence[str], say: Voice) -> Form:
    """Everything about a session, in both languages."""
    value = filled.values
    hint = say("form-topic-hint", topics=topic_names(topics[:8], say)) if topics else None
    fields: tuple[Field, ...] = (
        Line("title_en", say("form-title-en"), value=value.get("title_en", ""), longest=300),
        Line("title_cy", say("form-title-cy"), value=value.get("title_cy", ""), longest=300),
        *_when_fields(value, say),
        _format(value.get("format", "-"), say),
        Line("place", say("form-place"), say("form-place-hint"), value=value.get("place", "")),
        Line("link", say("form-link"), value=value.get("link", ""), longest=1000),
        Line("capacity", say("form-capacity"), say("form-capacity-hint"), value=value.get("capacity", "")),
        Line("speaker", say("label-speaker"), value=value.get("speaker", "")),
        Line("topic", say("label-topic"), hint, value=value.get("topic", "")),
        _language(value.get("language", "-"), say),
        Line("audience", say("label-audience"), say("form-audience-hint"), value=value.get("audience", "")),
        Words("summary_en", say("form-summary-en"), value=value.get("summary_en", "")),
        Words("summary_cy", say("form-summary-cy"), value=value.get("summary_cy", "")),
    )
    submit = say("button-look" if filled.about else "button-make")
    return _form(filled, _Frame(title, submit), fields, say)


def _when_fields(value: Mapping[str, str], say: Voice) -> tuple[Field, ...]:
    return (
        Line("day", say("form-day"), say("form-day-hint"), value=value.get("day", ""), required=True),
        Line(
            "starts",
            say("form-starts"),
            say("form-starts-hint"),
            value=value.get("starts", ""),
            required=True,
        ),
        Line("ends", say("form-ends"), say("form-ends-hint"), value=value.get("ends", "")),
    )


def _format(chosen: str, say: Voice) -> Choice:
    options = [("-", say("form-no-format"))]
    options += [(each.value, say(f"format-{each.value}")) for each in Format if each is not Format.UNKNOWN]
    return Choice("format", say("label-format"), tuple(options), value=chosen, required=True)


def _language(chosen: str, say: Voice) -> Choice:
    options = (
        ("-", say("form-no-language")),
        ("cy", say("language-cy")),
        ("en", say("language-en")),
        ("bilingual", say("in-language-bilingual")),
    )
    return Choice("language", say("label-language"), options, value=chosen, required=True)


def move_form(session: Session, filled: Filled, say: Voice) -> Form:
    """Another day or time."""
    intro: list[Part] = [Paragraph(say("form-move-intro", title=say.bold(session.title)))]
    frame = _Frame(say("form-move"), say("button-look"), intro)
    return _form(filled, frame, _when_fields(filled.values, say), say)


def repeat_form(session: Session, filled: Filled, say: Voice) -> Form:
    """Every week so many times, or chosen days."""
    value = filled.values
    fields: tuple[Field, ...] = (
        Line("weeks", say("form-weeks"), say("form-weeks-hint"), value=value.get("weeks", ""), longest=3),
        Words("dates", say("form-dates"), say("form-dates-hint"), value=value.get("dates", "")),
    )
    intro: list[Part] = [Paragraph(say("form-repeat-intro", title=say.bold(session.title)))]
    return _form(filled, _Frame(say("form-repeat"), say("button-look"), intro), fields, say)


def message_form(session: Session, filled: Filled, say: Voice) -> Form:
    """Words to everybody, in one language or both."""
    value = filled.values
    whom = ("booked", "waiting")
    ticked = tuple(value.get("whom", "booked,waiting").split(","))
    fields: tuple[Field, ...] = (
        Ticks("whom", say("form-whom"), tuple((w, say(f"form-whom-{w}")) for w in whom), values=ticked),
        Words("words_en", say("form-words-en"), value=value.get("words_en", "")),
        Words("words_cy", say("form-words-cy"), say("form-words-cy-hint"), value=value.get("words_cy", "")),
    )
    intro: list[Part] = [Paragraph(say("form-message-intro", title=say.bold(session.title)))]
    return _form(filled, _Frame(say("form-message"), say("button-look"), intro), fields, say)


def add_form(session: Session, filled: Filled, say: Voice) -> Form:
    """Who is to have a place: one, or many at once."""
    names = filled.values.get("names", "")
    fields: tuple[Field, ...] = (
        Words("names", say("form-names"), say("form-names-hint"), value=names, required=True, longest=3000),
    )
    intro: list[Part] = [Paragraph(say("form-add-intro", title=say.bold(session.title)))]
    return _form(filled, _Frame(say("form-add"), say("button-add"), intro), fields, say)


def capacity_form(session: Session, filled: Filled, say: Voice) -> Form:
    value = filled.values.get("capacity", "")
    fields: tuple[Field, ...] = (
        Line("capacity", say("form-capacity"), say("form-capacity-hint"), value=value),
    )
    taken = say("form-capacity-taken", n=session.taken, waiting=session.waiting)
    intro: list[Part] = [Paragraph(Text((say.bold(session.title),), say.language)), Note(taken)]
    return _form(filled, _Frame(say("form-capacity-title"), say("button-look"), intro), fields, say)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the fields."""

    title: Text
    submit: Text
    intro: Sequence[Part] = ()


def _form(filled: Filled, frame: _Frame, fields: tuple[Field, ...], say: Voice) -> Form:
    return Form(
        frame.title,
        filled.word,
        filled.about,
        fields,
        frame.submit,
        tuple(frame.intro),
        errors(filled.wrong, say),
        say.language,
    )
