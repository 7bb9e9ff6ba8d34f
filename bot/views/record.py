"""How somebody's own record looks: what is to come, what they went to, certificates, and taking it along."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.calendar.entries import Entry, open_uid
from bot.card import (
    Button,
    Buttons,
    Card,
    Facts,
    Form,
    Heading,
    Item,
    Line,
    Link,
    Note,
    Paragraph,
    Part,
    Reader,
    Text,
    When,
)
from bot.files.certificate import Certificate
from bot.learning.attendance import Mark
from bot.learning.places import Hold
from bot.learning.records import Past, length, topics, total
from bot.learning.sessions import Mode, Session
from bot.views import calendars
from bot.views.organising_people import harmless
from bot.views.sessions import item, title, when_text
from bot.views.topics import topic_name
from bot.words.aloud import say as aloud
from bot.words.voice import Voice

PAGE = 8
_UNMARKED = 3
_TOPICS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`held`: what is to come, with how they hold on to it; `past`: what is over, the newest first;
    `actions`: how many things they said they will do, and how many of them they did.
    """

    held: Sequence[tuple[Session, Hold]]
    past: Sequence[Past]
    first: int = 0
    actions: tuple[int, int] = (0, 0)


def record(of: Record, say: Voice) -> Card:
    """Places to come, waiting, and what is over from number `first` on."""
    parts: list[Part] = [Heading(say("record-heading"))]
    if not (of.held or of.past or any(of.actions)):
        parts.append(Paragraph(say("record-empty")))
        parts.append(Buttons((Button(say("button-all"), "whats_on"),)))
        return Card(say("record-heading"), tuple(parts), say.language)
    rows = [*(_totals(of.past, say) if of.past else ()), *_actions(of, say)]
    if rows:
        parts.append(Facts(tuple(rows)))
    if not of.first:
        for hold, heading in ((Hold.BOOKED, "record-to-come"), (Hold.WAITING, "record-waiting")):
            held = [session for session, each in of.held if each is hold]
            if held:
                parts.append(Heading(say(heading)))
                parts.extend(item(session, hold, say) for session in held[:PAGE])
    if of.past:
        parts.append(Heading(say("record-past")))
        parts.extend(_past(each, say) for each in of.past[of.first : of.first + PAGE])
    buttons = [Button(say("button-record-files"), "record_files")]
    if any(of.actions):
        buttons.insert(0, Button(say("button-actions"), "actions"))
    if len(of.past) > of.first + PAGE:
        buttons.insert(0, Button(say("button-more"), "record", str(of.first + PAGE)))
    parts.extend((Buttons(tuple(buttons)), Note(say("record-private"))))
    return Card(say("record-heading"), tuple(parts), say.language)


def _totals(past: Sequence[Past], say: Voice) -> list[tuple[Text, Text]]:
    sums = total(past)
    rows = [(say("record-sessions"), say("record-count", n=sums.sessions))]
    if sums.minutes or sums.days:
        rows.append((say("record-time"), time(sums.minutes, sums.days, say)))
    if sums.in_part:
        rows.append((say("record-in-part"), say("record-count", n=sums.in_part)))
    went = topics(past)[:_TOPICS]
    if went:
        names = (say.join(topic_name(topic, say), say.words(f"({n})")) for topic, n in went)
        rows.append((say("record-topics"), say.join(*names, with_=", ")))
    return rows


def _actions(of: Record, say: Voice) -> list[tuple[Text, Text]]:
    said, done = of.actions
    return [(say("record-actions"), say("record-actions-done", said=said, done=done))] if said else []


def time(minutes: int, days: int, say: Voice) -> Text:
    """Like "2 days 3 hours 30 minutes"; what is none is left out."""
    counts = (("time-days", days), ("time-hours", minutes // 60), ("time-minutes", minutes % 60))
    told = [say(name, n=n) for name, n in counts if n]
    return say.join(*told) if told else say("time-minutes", n=0)


def _past(each: Past, say: Voice) -> Item:
    session = each.session
    mark = say(f"record-{each.mark.value}") if each.mark else say("record-not-known")
    lines = [when_text(session, say)]
    pieces = [mark]
    if each.mark is Mark.CAME:
        pieces.append(time(*length(session), say))
    if session.topic:
        pieces.append(topic_name(session.topic, say))
    lines.append(say.join(*pieces, with_=" · "))
    label = say("button-certificate")
    certificate = Button(
        label,
        "certificate",
        session.ref,
        spoken=say("spoken-about", action=label, title=session.title),
        form=True,
    )
    return Item(title(session, say), tuple(lines), (certificate,) if each.there else ())


# ── Taking it along ──────────────────────────────────────────────────────────────────────────────


def files(spreadsheet: str, calendar: str, say: Voice) -> Card:
    """Links to the record as files; where we have no address on the web, what to do instead."""
    if not spreadsheet:
        return _no_address("files-heading", say)
    links = (Link(_plain(say("files-csv")), spreadsheet), Link(_plain(say("files-ics")), calendar))
    parts: list[Part] = [Heading(say("files-heading"))]
    parts.extend(Paragraph(Text((link,), say.language)) for link in links)
    parts.append(Note(say("files-until")))
    return Card(say("files-heading"), tuple(parts), say.language)


def _no_address(heading: str, say: Voice) -> Card:
    parts = (Heading(say(heading)), Paragraph(say("files-no-address")))
    return Card(say(heading), parts, say.language)


def table(of: Record, zone: tzinfo, say: Voice) -> bytes:
    """The record as CSV, which no spreadsheet takes for formulas; in UTF-8 with the mark that Excel needs.

    Source: OWASP, "CSV Injection".
    """
    out = io.StringIO()
    writer = csv.writer(out)
    names = ("ref", "title", "starts", "ends", "minutes", "topic", "format", "place", "how")
    writer.writerow([_plain(say(f"record-column-{name}")) for name in names])
    for session, hold in of.held:
        how = say("record-waiting" if hold is Hold.WAITING else "record-to-come")
        writer.writerow(_cells(session, how, zone, say))
    for each in of.past:
        how = say(f"record-{each.mark.value}") if each.mark else say("record-not-known")
        writer.writerow(_cells(each.session, how, zone, say))
    return out.getvalue().encode("utf-8-sig")


def _cells(session: Session, how: Text, zone: tzinfo, say: Voice) -> list[str]:
    minutes, _ = length(session)
    cells = (
        session.ref,
        session.title.in_(say.language)[0],
        _moment(session, session.starts_at, zone),
        _moment(session, session.ends_at, zone),
        str(minutes) if minutes else "",
        session.topic,
        _plain(say(f"format-{session.format.value}")) if session.format.value else "",
        session.place,
        _plain(how),
    )
    return [harmless(cell) for cell in cells]


def _moment(session: Session, moment: datetime, zone: tzinfo) -> str:
    return (
        f"{moment.astimezone(zone):%Y-%m-%d}"
        if session.all_day
        else f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
    )


def entries(of: Record, person_id: int, now: datetime, zone: tzinfo, say: Voice) -> list[Entry]:
    """What they have a place on and what they went to, for a calendar."""
    mine = [(session, Mode.ANY) for session, hold in of.held if hold is Hold.BOOKED]
    mine += [(each.session, each.mode) for each in of.past if each.there]
    return [
        calendars.entry(
            session, mode, say, zone, uid=open_uid(session.id, person_id), sequence=0, stamp=now, off=False
        )
        for session, mode in mine
    ]


# ── Certificates ─────────────────────────────────────────────────────────────────────────────────


def name_form(session: Session, name: str, say: Voice, *, wrong: Text | None = None) -> Form:
    """The name as it will stand there, to be looked at first."""
    return Form(
        title=say("certificate-form"),
        word="certificate",
        about=session.ref,
        intro=(Paragraph(say("certificate-which", title=say.bold(session.title))),),
        fields=(
            Line(
                "name",
                say("label-certificate-name"),
                say("certificate-name-hint"),
                value=name,
                required=True,
                longest=80,
            ),
        ),
        submit=say("button-certificate"),
        errors={} if wrong is None else {"name": wrong},
        language=say.language,
    )


def certificate(session: Session, name: str, address: str, say: Voice) -> Card:
    """Where to fetch it."""
    link = Link(_plain(say("certificate-link")), address)
    parts = (
        Paragraph(say("certificate-ready", title=say.bold(session.title), name=name)),
        Paragraph(Text((link,), say.language)),
        Note(say("files-until")),
        Buttons((Button(say("button-certificate-name"), "certificate", session.ref, form=True),)),
    )
    return Card(say("certificate-summary"), parts, say.language)


def no_certificate(say: Voice) -> Card:
    """We have no address on the web at which it could be fetched."""
    return _no_address("certificate-form", say)


def which(past: Sequence[Past], say: Voice) -> Card:
    """Several that a certificate can be had of; or none."""
    there = [each for each in past if each.there][:PAGE]
    parts = tuple(_past(each, say) for each in there)
    words = say("certificate-which-one" if there else "certificate-none")
    unmarked = [title(each.session, say) for each in past if each.mark is None][:_UNMARKED]
    told = (Note(say("certificate-unmarked", titles=say.join(*unmarked, with_="; "))),) if unmarked else ()
    return Card(words, (Paragraph(words), *parts, *told), say.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose certificate, as it stands there: the name that they gave, and the account that they have."""

    name: str
    account: str
    by: str


def paper(
    session: Session, holder: Holder, reader: Reader, say: Voice, *, mark: Mark, issued: datetime
) -> Certificate:
    """The words on the certificate."""
    moment = When(session.starts_at, session.ends_at, all_day=session.all_day)
    minutes, days = length(session)
    about = [time(minutes, days, say)] if mark is Mark.CAME else []
    if session.topic:
        about.append(topic_name(session.topic, say))
    dated = Reader(reader.zone, reader.today.replace(year=1, day=1))  # so that the year is named
    lines = [aloud(Text((moment,), say.language), dated)]
    if about:
        lines.append(aloud(say.join(*about, with_=" · "), reader))
    if session.speaker:
        lines.append(aloud(say("certificate-speaker", name=session.speaker), reader))
    small = [say("certificate-account", account=holder.account)] if holder.account else []
    small.append(say("certificate-issued", ref=session.ref, when=When(issued, style="day")))
    return Certificate(
        language=say.language,
        heading=_plain(say("certificate-heading")),
        before_name=_plain(say("certificate-before", by=holder.by)),
        name=holder.name,
        after_name=_plain(say("certificate-part" if mark is Mark.PART else "certificate-came")),
        title=session.title.in_(say.language)[0],
        lines=tuple(lines),
        small=tuple(aloud(each, dated) for each in small),
        author=holder.by,
        issued=issued.isoformat(),
    )


def _plain(text: Text) -> str:
    return "".join(getattr(span, "text", "") for span in text.spans)
