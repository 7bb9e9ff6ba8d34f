"""How organisers see what they are about to do, whom it reaches, and what they have done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.card import Button, Buttons, Card, Facts, Item, Language, Note, Paragraph, Part, Plain, Text, When
from bot.learning.admission import ALL_KNOWN, Unknown, invitation_only
from bot.learning.sessions import Draft, Format, Freed, Session, Status
from bot.views.places import summary
from bot.views.sessions import details_button, when_text, where_text
from bot.words.voice import Voice

_MOST_DATES = 60


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom a change or a message reaches: people booked, people waiting, and how many read Welsh."""

    booked: int = 0
    waiting: int = 0
    welsh: int = 0

    def text(self, say: Voice) -> Text:
        """Like "12 people booked and 3 waiting; 4 of them read Welsh"."""
        if not (self.booked or self.waiting):
            return say("reach-nobody")
        counts = say("reach-booked", n=self.booked)
        if self.waiting:
            counts = say("reach-both", booked=counts, waiting=say("reach-waiting", n=self.waiting))
        return say("reach", people=counts, welsh=say("reach-welsh", n=self.welsh))


def button(session: Session, word: str, say: Voice, *, form: bool = False, main: bool = False) -> Button:
    """One of an organiser's buttons about a session."""
    label = say(f"button-organise-{word}")
    spoken = say("spoken-about", action=label, title=session.title)
    return Button(
        label,
        word.replace("-", "_"),
        session.ref,
        style="main" if main else "plain",
        spoken=spoken,
        form=form,
    )


def panel(session: Session, say: Voice) -> Buttons:
    """What can be done with a session."""
    buttons = [button(session, "people-list", say), button(session, "edit", say, form=True)]
    if session.status is not Status.CANCELLED:
        buttons.append(button(session, "move", say, form=True))
        buttons.append(button(session, "booking-rules", say, form=True))
        buttons.append(button(session, "repeat", say, form=True))
        buttons.append(button(session, "message", say, form=True))
        buttons.append(button(session, "call-off", say))
    elif session.taken or session.waiting:  # who had a place may want more words than that it is off
        buttons.append(button(session, "message", say, form=True))
    return Buttons(tuple(buttons))


def _facts(session: Session, say: Voice) -> Facts:
    rows = [(say("label-when"), when_text(session, say)), (say("label-where"), where_text(session, say))]
    rows.append((say("label-ref"), say.words(session.ref)))
    return Facts(tuple(rows))


def made(session: Session, say: Voice, unknown: Unknown = ALL_KNOWN) -> Card:
    """A new session is in the programme. `unknown`: of its audience."""
    sentence = say("organise-made", title=say.bold(session.title))
    return Card(
        say("organise-made", title=session.title),
        (
            Paragraph(sentence),
            _facts(session, say),
            *_audience(session, session.ref, unknown, say),
            panel(session, say),
        ),
        say.language,
    )


def _audience(session: Draft, ref: str, unknown: Unknown, say: Voice) -> Iterator[Note]:
    """Who cannot book it, although that may not be meant; or that everybody can."""
    if unknown.groups:
        names = ", ".join(f"“{name}”" for name in unknown.groups)
        yield Note(say("audience-unknown", names=names))
    if unknown.managers:
        yield Note(say("audience-no-managers"))
    if invitation_only(session) and not session.invited:
        yield Note(say("audience-nobody-invited", ref=ref))


# ── Before it goes ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A change that is to be looked at before it goes. `number` is what its buttons carry; `again` the word
    of the form in which it can be changed, if there is one; `others` counts dates to be offered instead;
    `unknown`: of a new audience.
    """

    act: str
    number: int
    before: Session
    after: Draft
    changed: Sequence[str]
    reached: Reached
    again: str = ""
    others: int = 0
    unknown: Unknown = ALL_KNOWN

    @property
    def tells(self) -> bool:
        """Whether anybody hears of it."""
        told = self.act in _FOR_ALL or not TOLD.isdisjoint(self.changed)
        return told and bool(self.reached.booked or self.reached.waiting)


def preview(of: Preview, say: Voice) -> Card:
    """What will change, old and new, and whom it reaches."""
    session = of.before
    rows = rows_of(session, of.after, of.changed, say)
    parts: list[Part] = [
        Paragraph(say(f"preview-{of.act}", title=say.bold(session.title))),
        Facts(tuple(rows)) if rows else _facts(session, say),
    ]
    untold = of.act not in _FOR_ALL and TOLD.isdisjoint(of.changed)
    parts.append(Paragraph(say("reach-untold") if untold else of.reached.text(say)))
    if of.tells:
        parts.append(Note(say(f"preview-{of.act if of.act in _FOR_ALL else 'edit'}-note")))
    if of.act not in _FOR_ALL:
        parts += _audience(of.after, session.ref, of.unknown, say)
    if of.others:
        parts.append(Note(say("preview-other-dates", n=of.others)))
    parts.append(Buttons(_choices(of, say)))
    return Card(say(f"preview-{of.act}", title=session.title), tuple(parts), say.language)


def _choices(of: Preview, say: Voice) -> tuple[Button, ...]:
    if of.act in _FOR_ALL:
        label = say(f"button-{of.act}-now")
    else:
        label = say("button-save-and-tell" if of.tells else "button-save")
    spoken = say("spoken-about", action=label, title=of.before.title)
    style: Literal["danger", "main"] = "danger" if of.act == "call-off" else "main"
    buttons = [Button(label, "organise_save", str(of.number), style=style, spoken=spoken)]
    if of.again:
        buttons.append(Button(say("button-change"), of.again, f"{of.before.ref} {of.number}", form=True))
    if of.act == "call-off" and of.before.status is not Status.POSTPONED:
        buttons.append(button(of.before, "postpone", say))
    buttons.append(Button(say("button-leave-it"), "organise_leave", str(of.number)))
    return tuple(buttons)


_FOR_ALL = frozenset({"call-off", "postpone"})
TOLD = frozenset({"starts_at", "ends_at", "all_day", "place", "link", "speaker", "status"})
"""Changes of these are told to everybody who holds on to the session."""

_LABELS = {
    "title": "label-title",
    "summary": "label-summary",
    "place": "label-where",
    "link": "label-link",
    "speaker": "label-speaker",
    "topic": "label-topic",
    "audience": "label-audience",
    "capacity": "label-capacity",
    "format": "label-format",
    "language": "label-language",
    "status": "label-taking",
    "online_capacity": "label-online-capacity",
    "freed": "label-freed",
    "opens_at": "label-opens",
    "closes_at": "label-closes",
    "dates_each": "label-dates-each",
    "invited": "label-invited",
    "sensitive": "label-sensitive",
    "approval": "label-wants-approval",
    "cost": "label-cost",
}
_WHEN = {"starts_at", "ends_at", "all_day"}
_LONGEST = 300


def rows_of(before: Draft, after: Draft, changed: Sequence[str], say: Voice) -> list[tuple[Text, Text]]:
    """What changed, label by label: what it was, and what it is."""
    rows: list[tuple[Text, Text]] = []
    if not _WHEN.isdisjoint(changed):
        old = say("no-date") if before.status is Status.POSTPONED else _when(before, say)
        rows.append((say("label-when"), _from_to(old, _when(after, say), say)))
    for name, label in _LABELS.items():
        # That it is off, or on again, is what the preview itself says.
        off = name == "status" and not {before.status, after.status} <= {Status.OPEN, Status.CLOSED}
        if name in changed and not off:
            old, new = _value(name, before, say), _value(name, after, say)
            rows.append((say(label), _from_to(old, new, say)))
    return rows


def _from_to(old: Text, new: Text, say: Voice) -> Text:
    return say("from-to", old=old, new=new)


def _when(session: Draft, say: Voice) -> Text:
    return Text((When(session.starts_at, session.ends_at, all_day=session.all_day),), say.language)


def _value(name: str, session: Draft, say: Voice) -> Text:
    """As a sentence of ours where it is one of a few, else as it was written."""
    value = getattr(session, name)
    match value:
        case datetime():
            return Text((When(value),), say.language)
        case bool():
            return say("form-yes" if value else "form-no")
        case Status():
            return say("form-no" if value is Status.CLOSED else "form-yes")
        case Freed():
            return say(f"form-freed-{value.value or 'default'}")
        case Format() if value is not Format.UNKNOWN:
            return say(f"format-{value.value}")
    words = " / ".join(filter(None, (getattr(value, "en", ""), getattr(value, "cy", ""))))
    if not words and isinstance(value, (str, int)):
        words = str(value)
    return (
        say.words(f"{words[:_LONGEST]}…" if len(words) > _LONGEST else words) if words else say("nothing-set")
    )


def saved(session: Session, act: str, reached: Reached, say: Voice) -> Card:
    """It is done."""
    name = {"call-off": "organise-called-off", "postpone": "organise-postponed"}.get(act, "organise-saved")
    parts: list[Part] = [Paragraph(say(name, title=say.bold(session.title)))]
    if reached.booked or reached.waiting:
        parts.append(Paragraph(reached.text(say)))
    parts += [_facts(session, say), panel(session, say)]
    return Card(say(name, title=session.title), tuple(parts), say.language)


def left(say: Voice) -> Card:
    """Nothing was done."""
    return Card(say("organise-left"), (Paragraph(say("organise-left")),), say.language)


def nothing_changed(session: Session, say: Voice) -> Card:
    sentence = say("organise-nothing-changed", title=say.bold(session.title))
    parts = (Paragraph(sentence), panel(session, say))
    return Card(say("organise-nothing-changed", title=session.title), parts, say.language)


# ── Again and again ──────────────────────────────────────────────────────────────────────────────


def preview_dates(
    session: Session, dates: Sequence[When], there: Sequence[When], number: int, say: Voice
) -> Card:
    """The dates on which a session is to be repeated; `there`: it is on (or was called off) then already."""
    parts: list[Part] = [Paragraph(say("preview-repeat", n=len(dates), title=say.bold(session.title)))]
    parts.extend(Paragraph(Text((each,), say.language)) for each in dates[:_MOST_DATES])
    if there:
        spans = say.join(*(Text((each,), say.language) for each in there[:_MOST_DATES]), with_="; ")
        parts.append(Note(say("repeat-there", n=len(there), dates=spans)))
    again = Button(say("button-change"), "repeat", f"{session.ref} {number}", form=True)
    buttons = [Button(say("button-make-them"), "repeat_make", str(number), style="main")] if dates else []
    buttons = [*buttons, again, Button(say("button-leave-it"), "organise_leave", str(number))]
    summary = say("preview-repeat", n=len(dates), title=session.title)
    return Card(summary, (*parts, Buttons(tuple(buttons))), say.language)


def repeated(title: Session, made_: Sequence[Session], say: Voice) -> Card:
    """They are in the programme, each by itself."""
    sentence = say("organise-repeated", n=len(made_), title=say.bold(title.title))
    parts: list[Part] = [Paragraph(sentence)]
    for each in made_[:_MOST_DATES]:
        edit = button(each, "edit", say, form=True)
        parts.append(Item(when_text(each, say), (say("ref", ref=each.ref),), (edit,)))
    return Card(say("organise-repeated", n=len(made_), title=title.title), tuple(parts), say.language)


# ── Words to everybody ───────────────────────────────────────────────────────────────────────────


def preview_message(
    session: Session, words: Sequence[tuple[str, Voice]], reached: Reached, number: int, say: Voice
) -> Card:
    """What will be sent, language by language, and to whom."""
    parts: list[Part] = [Paragraph(say("preview-message", title=say.bold(session.title)))]
    for each, spoken in words:
        parts.append(Note(say(f"language-{spoken.language}")))
        parts.append(Paragraph(Text((Plain(each, spoken.language),), say.language)))
    parts.append(Paragraph(reached.text(say)))
    if len(words) == 1:
        parts.append(Note(say("message-one-language")))
    buttons = [Button(say("button-change"), "message", f"{session.ref} {number}", form=True)]
    if reached.booked or reached.waiting:
        buttons.insert(0, Button(say("button-send"), "message_send", str(number), style="main"))
    buttons.append(Button(say("button-leave-it"), "organise_leave", str(number)))
    parts.append(Buttons(tuple(buttons)))
    return Card(say("preview-message", title=session.title), tuple(parts), say.language)


def message_sent(session: Session, count: int, say: Voice) -> Card:
    sentence = say("message-sent", n=count, title=say.bold(session.title))
    return Card(say("message-sent", n=count, title=session.title), (Paragraph(sentence),), say.language)


def message(session: Session, words: str, spoken: Language, by: str, say: Voice) -> Card:
    """What an organiser wrote to everybody on a session."""
    sentence = say("message-about", name=by, title=say.bold(session.title))
    parts: tuple[Part, ...] = (
        Paragraph(sentence),
        Paragraph(Text((Plain(words, None if spoken == say.language else spoken),), say.language)),
        Note(say("message-why")),
        Buttons((details_button(session, say),)),
    )
    line = say("message-about", name=by, title=session.title)
    return Card(summary(session, line, say), parts, say.language)
