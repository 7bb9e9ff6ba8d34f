"""The list of people on a session, as a card in pages and as a file; who organises; who changed what."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.card import Button, Buttons, Card, Facts, Heading, Item, Link, Note, Paragraph, Part, Text, When
from bot.learning.people import Person
from bot.learning.places import PENDING
from bot.learning.sessions import Session
from bot.views.approving import to_decide
from bot.views.organising import button
from bot.views.places import summary
from bot.views.sessions import when_text
from bot.words.voice import Voice

PAGE = 10
_LONGEST = 200
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class OnIt:
    """One who holds on to a session. `how` is "booked", "waiting", …; `position` is 0 but for who waits;
    `approval` numbers what the reader can decide about, 0 for nothing.
    """

    person: Person
    how: str
    position: int
    since: datetime
    came: str = ""  # "came", "part", "absent", "told"; empty: not known
    approval: int = 0


# ── The people on a session ──────────────────────────────────────────────────────────────────────


def people_on(session: Session, people: Sequence[OnIt], first: int, say: Voice) -> Card:
    """A page of those who come and those who wait, from number `first` on; and the way to a file of all."""
    counts = _counts(session, people, say)
    parts: list[Part] = [
        Heading(say("people-heading", title=session.title)),
        Paragraph(say.join(when_text(session, say), counts, with_=" · ")),
    ]
    if not people:
        parts.append(Paragraph(say("people-none")))
    parts.extend(_item(session, each, say) for each in people[first : first + PAGE])
    rest = len(people) - first - PAGE
    buttons = [button(session, "add-people", say, form=True), button(session, "capacity", say, form=True)]
    if people:
        buttons.append(Button(say("button-attendance"), "attendance", session.ref))
        buttons.append(button(session, "message", say, form=True))
        buttons.append(Button(say("button-people-file"), "people_file", session.ref))
    if rest > 0:
        parts.append(Note(say("people-more", n=rest)))
        buttons.insert(0, Button(say("button-more"), "people_list", f"{session.ref} {first + PAGE}"))
    parts.extend((Buttons(tuple(buttons)), Note(say("people-private"))))
    line = say("people-heading", title=session.title)
    return Card(summary(session, line, say), tuple(parts), say.language)


def _counts(session: Session, people: Sequence[OnIt], say: Voice) -> Text:
    waiting = sum(each.how == "waiting" for each in people)
    asked = sum(each.how in PENDING for each in people)
    booked, places = len(people) - waiting - asked, _places(session, say)
    if asked:
        return say("people-counts-asked", booked=booked, asked=asked, waiting=waiting, places=places)
    return say("people-counts", booked=booked, waiting=waiting, places=places)


def people_file(session: Session, address: str, say: Voice) -> Card:
    """Where the whole list is fetched; no `address`: we have none on the web."""
    heading = say("people-heading", title=session.title)
    if not address:
        return Card(heading, (Heading(heading), Paragraph(say("files-no-address"))), say.language)
    link = Text((Link(_plain(say("people-file")), address),), say.language)
    parts = (Heading(heading), Paragraph(link), Note(say("files-until")), Note(say("people-private")))
    return Card(summary(session, heading, say), parts, say.language)


def _places(session: Session, say: Voice) -> Text:
    return say("people-no-limit") if session.capacity is None else say("people-places", n=session.capacity)


def _item(session: Session, each: OnIt, say: Voice) -> Item:
    name = each.person.name or each.person.email or say_nameless(say)
    lines = [_how(each, say)]
    more = " · ".join(filter(None, (each.person.email, each.person.directorate, each.person.site)))
    if more:
        lines.append(say.words(more))
    label = say("button-remove")
    remove = Button(
        label,
        "person_remove",
        f"{session.ref} {each.person.id}",
        spoken=say("spoken-about", action=label, title=name),
    )
    decide = to_decide(each.approval, name, say) if each.approval else ()
    return Item(say.words(name), tuple(lines), (*decide, remove))


def say_nameless(say: Voice) -> str:
    """What stands where somebody's name is not known."""
    return "".join(getattr(span, "text", "") for span in say("people-nameless").spans)


def _how(each: OnIt, say: Voice) -> Text:
    if each.how == "waiting":
        how = say("people-waiting", position=each.position)
    else:
        how = say(f"people-{each.how}")
    since = say("people-since", when=When(each.since))
    texts = [how, since]
    if each.came:
        texts.append(say(f"people-{each.came}"))
    return say.join(*texts, with_=" · ")


def file_name(session: Session) -> str:
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in session.ref)
    return f"people-{plain}"[:60] + ".csv"


def table(people: Sequence[OnIt], zone: tzinfo, say: Voice) -> bytes:
    """The list as CSV, which no spreadsheet takes for formulas; in UTF-8 with the mark that Excel needs.

    Source: OWASP, "CSV Injection".
    """
    out = io.StringIO()
    writer = csv.writer(out)
    names = ("name", "email", "how", "position", "since", "came", "directorate", "site")
    writer.writerow([_plain(say(f"column-{name}")) for name in names])
    for each in people:
        person = each.person
        row = (
            person.name,
            person.email,
            _plain(say("people-in-queue") if each.how == "waiting" else say(f"people-{each.how}")),
            each.position or "",
            f"{each.since.astimezone(zone):%Y-%m-%d %H:%M}",
            _plain(say(f"people-{each.came}")) if each.came else "",
            person.directorate,
            person.site,
        )
        writer.writerow([harmless(str(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows and does not carry out."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULAS) else cell


def _plain(text: Text) -> str:
    return "".join(getattr(span, "text", "") for span in text.spans)


def ask_remove(session: Session, person: Person, how: str, say: Voice) -> Card:
    """What removing somebody means, before it is done."""
    name = person.name or person.email or say_nameless(say)
    sentence = say("preview-remove", name=name, title=say.bold(session.title))
    next_ = say("preview-remove-waiting" if how == "waiting" else "preview-remove-booked")
    remove = Button(
        say("button-remove-now"), "person_remove_now", f"{session.ref} {person.id}", style="danger"
    )
    back = button(session, "people-list", say)
    parts = (Paragraph(sentence), Paragraph(next_), Buttons((remove, back)))
    return Card(say("preview-remove", name=name, title=session.title), parts, say.language)


def removed(session: Session, person: Person, say: Voice) -> Card:
    name = person.name or person.email or say_nameless(say)
    sentence = say("organise-removed", name=name, title=say.bold(session.title))
    parts = (Paragraph(sentence), Buttons((button(session, "people-list", say),)))
    return Card(say("organise-removed", name=name, title=session.title), parts, say.language)


def removed_letter(session: Session, say: Voice) -> Card:
    """To who was taken off a session."""
    sentence = say("removed-letter", title=say.bold(session.title), when=when_text(session, say))
    again = Button(say("button-similar"), "whats_on", session.topic)
    parts = (Paragraph(sentence), Note(say("removed-letter-why")), Buttons((again,)))
    line = say("removed-letter", title=session.title, when=when_text(session, say))
    return Card(summary(session, line, say), parts, say.language)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one line: "booked", "queued", "asked", "there", "unknown", "several" or why not."""

    said: str
    outcome: str
    choices: Sequence[Person] = ()


def added(session: Session, lines: Sequence[Added], say: Voice) -> Card:
    """Each by name: who has a place, who waits, whom we do not know, whom it could mean."""
    parts: list[Part] = [Paragraph(say("organise-added", title=say.bold(session.title)))]
    for each in lines:
        outcome = say(f"added-{each.outcome}")
        choices = tuple(
            Button(_who(person, say), "person_add", f"{session.ref} {person.id}") for person in each.choices
        )
        parts.append(Item(say.words(each.said[:_LONGEST]), (outcome,), choices))
    parts.append(Buttons((button(session, "people-list", say),)))
    return Card(say("organise-added", title=session.title), tuple(parts), say.language)


def _who(person: Person, say: Voice) -> Text:
    return say.words(" · ".join(filter(None, (person.name, person.email))) or say_nameless(say))


# ── Who organises ────────────────────────────────────────────────────────────────────────────────


def organisers(people: Sequence[Person], fixed: set[int], say: Voice) -> Card:
    """Everybody who organises; those whom the settings name cannot be removed here."""
    parts: list[Part] = [Heading(say("organisers-heading"))]
    for person in people:
        label = say("button-remove")
        about = f"remove #{person.id}"
        name = person.name or person.email
        remove = Button(label, "organiser", about, spoken=say("spoken-about", action=label, title=name))
        role = say(f"role-{person.role.value}")
        buttons = () if person.id in fixed else (remove,)
        parts.append(Item(say.words(name), (role,), buttons))
    parts.append(Note(say("organisers-hint")))
    return Card(say("organisers-heading"), tuple(parts), say.language)


def which_person(people: Sequence[Person], about: str, say: Voice) -> Card:
    """Several people have that name."""
    parts: list[Part] = [Paragraph(say("which-person"))]
    for person in people:
        place = " · ".join(filter(None, (person.email, person.directorate, person.site)))
        label = say("button-this-one")
        name = person.name or person.email
        this = Button(
            label, "organiser", f"{about} #{person.id}", spoken=say("spoken-about", action=label, title=name)
        )
        parts.append(Item(say.words(name), (say.words(place),) if place else (), (this,)))
    return Card(say("which-person"), tuple(parts), say.language)


def organiser_done(name: str, person: Person, say: Voice) -> Card:
    """`name`: "organiser-added", "organiser-removed", "organiser-already" or "organiser-fixed"."""
    sentence = say(name, name=person.name or person.email or say_nameless(say))
    return Card(sentence, (Paragraph(sentence),), say.language)


def welcome(by: str, say: Voice) -> Card:
    """To a new organiser."""
    sentence = say("organiser-welcome", name=by)
    parts = (Paragraph(sentence), Facts(commands(say)))
    return Card(sentence, parts, say.language)


def commands(say: Voice) -> tuple[tuple[Text, Text], ...]:
    """What organisers can ask, with the words for it."""
    names = ("new", "edit", "move", "postpone", "call-off", "repeat", "people", "message-all", "materials")
    return tuple((say(f"help-{name}-words"), say(f"help-{name}")) for name in names)


# ── Who changed what ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Deed:
    """`who` is empty where a file did it; `rows` are label, before and after."""

    at: datetime
    who: str
    act: str
    before: Mapping[str, str]
    after: Mapping[str, str]


def history(session: Session, deeds: Sequence[Deed], say: Voice) -> Card:
    """Every act, the newest first."""
    parts: list[Part] = [Heading(say("history-heading", title=session.title))]
    if not deeds:
        parts.append(Paragraph(say("history-none")))
    for deed in deeds:
        who = say.words(deed.who) if deed.who else say("history-file")
        heading = say.join(Text((When(deed.at),), say.language), who, say(f"act-{deed.act}"), with_=" · ")
        names = list(dict.fromkeys((*deed.before, *deed.after)))
        told = (_line(deed, name, say) for name in names if say.has(f"field-{name}"))
        parts.append(Item(heading, tuple(line for line in told if line)))
    return Card(say("history-heading", title=session.title), tuple(parts), say.language)


def _line(deed: Deed, name: str, say: Voice) -> Text | None:
    """What it was and what it became; of an older act perhaps only what it was. Of who is invited it is known
    how many they were and no more: as many as before were others. None: nothing has changed.
    """
    label, old = say(f"field-{name}"), _past(name, deed.before.get(name, ""), say)
    if name not in deed.after:
        return say("history-was", label=label, old=old)
    if deed.before.get(name, "") == deed.after[name]:
        return say("history-others-invited", label=label, people=old) if name == "invited" else None
    return say("history-line", label=label, old=old, new=_past(name, deed.after[name], say))


def _past(name: str, words: str, say: Voice) -> Text:
    if not words:
        return say("nothing-set")
    if name in {"starts_at", "ends_at", "opens_at", "closes_at"}:
        return Text((When(datetime.fromisoformat(words)),), say.language)
    plain = " / ".join(filter(None, words.split("\n")))
    return say.words(plain[:_LONGEST])
