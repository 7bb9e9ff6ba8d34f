"""How calendars look: what stands in an entry, the letters that carry it, and a person's own calendar."""

from datetime import date, datetime, tzinfo
from typing import Any

from bot.calendar.entries import Entry
from bot.card import Button, Buttons, Card, Facts, File, Heading, Link, Note, Paragraph, Part, Plain, Text
from bot.learning.sessions import Bilingual, Mode, Session, Status
from bot.views.places import summary
from bot.views.sessions import when, when_text, where_text
from bot.words.voice import Voice


def title(session: Session, say: Voice) -> Bilingual:
    """A sensitive session has none that a colleague might read over a shoulder."""
    if not session.sensitive:
        return session.title
    neutral = _plain(say("calendar-private"))
    return Bilingual(neutral, neutral)


def entry(
    session: Session, mode: Mode, say: Voice, zone: tzinfo, *, says_so: bool = False, **facts: Any
) -> Entry:
    """What stands in the calendar. `zone`: the programme's, in which an all-day session is that day.

    `says_so`: its title says that it is off. `facts`: `uid`, `sequence`, `stamp`, `off` as `Entry` has them.
    """
    words, language = title(session, say).in_(say.language)
    if says_so:
        words, language = _plain(say("calendar-off", title=words)), say.language
    link = "" if mode is Mode.IN_PERSON else session.link
    return Entry(
        title=words,
        language=language,
        starts=_moment(session.starts_at, zone, all_day=session.all_day),
        ends=_moment(session.ends_at, zone, all_day=session.all_day),
        place="" if mode is Mode.ONLINE and link else session.place,
        link=link,
        words=_words(session, link, say),
        private=session.sensitive,
        **facts,
    )


def _moment(moment: datetime, zone: tzinfo, *, all_day: bool) -> datetime | date:
    return moment.astimezone(zone).date() if all_day else moment


def _words(session: Session, link: str, say: Voice) -> str:
    lines: list[str] = []
    if not session.sensitive:
        lines += [session.summary.in_(say.language)[0], session.speaker]
    if link:
        lines.append(f"{_plain(say('label-link'))}: {link}")
    lines.append(_plain(say("calendar-cannot-come", ref=session.ref)))
    return "\n\n".join(filter(None, lines))


# ── Letters ──────────────────────────────────────────────────────────────────────────────────────


def invitation(session: Session, mode: Mode, say: Voice, ics: File, *, changed: bool, heard: bool) -> Card:
    """An e-mail with the invitation. `heard`: an answer to it is read."""
    name = "mail-changed" if changed else "mail-invited"
    named = title(session, say)
    parts: list[Part] = [Paragraph(say(name, title=say.bold(named))), _facts(session, mode, say)]
    parts.append(Note(say("mail-decline") if heard else say("calendar-cannot-come", ref=session.ref)))
    subject = say(f"{name}-summary", title=named, when=when(session))
    return Card(subject, (*parts, ics), say.language)


def withdrawal(session: Session, say: Voice, ics: File, *, holding: bool) -> Card:
    """An e-mail that takes the entry out. `holding`: they still have their place on it."""
    name = "mail-given-up"
    if session.status is Status.CANCELLED:
        name = "mail-called-off"
    elif session.status is Status.POSTPONED and holding:
        name = "mail-postponed"
    named = title(session, say)
    sentence = say(name, title=say.bold(named))
    return Card(say("mail-off-summary", title=named), (Paragraph(sentence), ics), say.language)


def _facts(session: Session, mode: Mode, say: Voice) -> Facts:
    rows = [(say("label-when"), when_text(session, say))]
    if mode is not Mode.ONLINE:
        rows.append((say("label-where"), where_text(session, say)))
    if session.link and mode is not Mode.IN_PERSON:
        rows.append((say("label-link"), _link(session.link, session.link, say)))
    return Facts(tuple(rows))


# ── In chat ──────────────────────────────────────────────────────────────────────────────────────


def declined(session: Session, say: Voice, *, passed_on: bool) -> Card:
    """They declined the invitation in their calendar: what became of their place, and a way back."""
    name = "declined-passed-on" if passed_on else "declined"
    return _with_a_way_back(session, name, say)


def too_late(session: Session, say: Voice) -> Card:
    """They accepted in their calendar what they had given up."""
    return _with_a_way_back(session, "accepted-too-late", say)


def _with_a_way_back(session: Session, name: str, say: Voice) -> Card:
    again = say("button-take-again")
    spoken = say("spoken-about", action=again, title=session.title)
    buttons = Buttons((Button(again, "book", session.ref, style="main", spoken=spoken),))
    sentence = Paragraph(say(name, title=say.bold(session.title), when=when(session)))
    line = say(name, title=session.title, when=when(session))
    return Card(summary(session, line, say), (sentence, buttons), say.language)


def mine(address: str, email: str, say: Voice, *, by_mail: bool, possible: bool, heard: bool = False) -> Card:
    """My own calendar. `address`: where it is read, empty: nowhere. `email`: where invitations go, empty:
    none are sent here. `possible`: there can be an address. `heard`: answers to invitations are read.
    """
    parts: list[Part] = [Heading(say("calendar-heading"))]
    buttons: list[Button] = []
    if address:
        parts += [Paragraph(say("calendar-how")), Paragraph(Text((Plain(address),), say.language))]
        parts.append(Note(say("calendar-secret")))
        buttons.append(Button(say("button-calendar-new"), "calendar_new"))
        buttons.append(Button(say("button-calendar-stop"), "calendar_stop"))
    elif possible:
        parts.append(Paragraph(say("calendar-none")))
        buttons.append(Button(say("button-calendar-make"), "calendar_new", style="main"))
    if email and by_mail:
        told = say("calendar-mail", email=email)
        parts.append(Paragraph(say.join(told, say("calendar-mail-decline")) if heard else told))
        buttons.append(Button(say("button-calendar-no-mail"), "calendar_mail", "off"))
    elif email:
        parts.append(Paragraph(say("calendar-no-mail")))
        buttons.append(Button(say("button-calendar-mail"), "calendar_mail", "on"))
    if not buttons:
        parts.append(Paragraph(say("calendar-not-set-up")))
        return Card(say("calendar-heading"), tuple(parts), say.language)
    return Card(say("calendar-heading"), (*parts, Buttons(tuple(buttons))), say.language)


def _link(words: str, address: str, say: Voice) -> Text:
    return Text((Link(words, address),), say.language)


def _plain(text: Text) -> str:
    return "".join(getattr(span, "text", "") for span in text.spans)
