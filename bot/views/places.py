"""How places look: booked, waiting, given up, taken back, and the list of what is mine."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from functools import lru_cache
from operator import attrgetter

from bot.card import Button, Buttons, Card, Facts, Heading, Item, Link, Note, Paragraph, Part, Text, When
from bot.learning.places import Hold
from bot.learning.sessions import Mode, Session, Status
from bot.views.sessions import change_button, details_button, item, title, when, when_text, where_text
from bot.words.voice import Voice

_COUNTERS = {"taken", "waiting", "taken_online", "waiting_online"}
_FACTS = attrgetter(*(each.name for each in fields(Session) if each.name not in _COUNTERS))
_DAY = timedelta(days=1)
_OFTEN = 1000  # cards of a few kilobytes


def facts(
    session: Session, say: Voice, *, mode: Mode = Mode.ANY, link: bool = True, calendar: str = ""
) -> Facts:
    """When and where, how they come where that is counted apart, and the join link unless `link` is off.
    `calendar`: where it can be had as a file.
    """
    rows = [(say("label-when"), when_text(session, say)), (say("label-where"), where_text(session, say))]
    if mode is not Mode.ANY:
        rows.append((say("label-way"), say(f"format-{mode.value}")))
    if link and session.link:
        rows.append((say("label-link"), Text((Link(session.link, session.link),), say.language)))
    if calendar:
        words = "".join(getattr(span, "text", "") for span in say("calendar-add").spans)
        rows.append((say("label-calendar"), Text((Link(words, calendar),), say.language)))
    return Facts(tuple(rows))


def summary(session: Session, line: Text, say: Voice) -> Text:
    """The line that pops up on a screen, where others may see it: of what is sensitive it tells nothing."""
    return say("sensitive-summary") if session.sensitive else line


def clash_notes(clashes: Sequence[Session], say: Voice) -> Iterator[Note]:
    return (Note(say("clash", title=other.title, when=when(other))) for other in clashes)


def _cancel(session: Session, say: Voice, label: str = "button-cancel") -> Button:
    spoken = say("spoken-about", action=say(label), title=session.title)
    return Button(say(label), "cancel", session.ref, spoken=spoken)


def access_button(session: Session, say: Voice) -> Button:
    """Tells the organisers what somebody needs to take part."""
    spoken = say("spoken-about", action=say("button-access"), title=session.title)
    return Button(say("button-access"), "access", session.ref, spoken=spoken, form=True)


def booked(
    session: Session,
    say: Voice,
    *,
    clashes: Sequence[Session] = (),
    mode: Mode = Mode.ANY,
    calendar: str = "",
) -> Card:
    """You're in."""
    if mode is Mode.ANY and not clashes and not calendar:
        # Nothing of this is theirs alone: whoever books next gets the same card, which is not drawn again.
        return _plainly_booked(_Alike(session), say)
    return _booked(session, say, clashes=clashes, mode=mode, calendar=calendar)


class _Alike:
    """A session that equals another when all is the same but the counters, which the card does not show."""

    __slots__ = ("facts", "session")

    def __init__(self, session: Session) -> None:
        self.session, self.facts = session, _FACTS(session)

    def __hash__(self) -> int:
        return hash(self.session.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike) and self.facts == other.facts


@lru_cache(maxsize=_OFTEN)
def _plainly_booked(alike: _Alike, say: Voice) -> Card:
    return _booked(alike.session, say, clashes=(), mode=Mode.ANY, calendar="")


def _booked(session: Session, say: Voice, *, clashes: Sequence[Session], mode: Mode, calendar: str) -> Card:
    sentence = say("booked", title=say.bold(session.title))
    told = facts(session, say, mode=mode, calendar=calendar)
    parts: list[Part] = [Paragraph(sentence), told, *clash_notes(clashes, say)]
    change = change_button(session, mode, say)
    others = (access_button(session, say), *((change,) if change else ()))
    parts.append(Buttons((_cancel(session, say), details_button(session, say), *others)))
    line = say("booked-summary", title=session.title, when=when(session))
    return Card(summary(session, line, say), tuple(parts), say.language)


def queued(
    session: Session,
    position: int,
    say: Voice,
    *,
    clashes: Sequence[Session] = (),
    mode: Mode = Mode.ANY,
    asks: bool = False,
    others: Sequence[Session] = (),
) -> Card:
    """It's full, and you are this far from a place. `asks`: a place that comes free is offered, not booked;
    `others`: other dates with places.
    """
    name = f"queued-{mode.value}" if mode is not Mode.ANY else "queued"
    parts: list[Part] = [
        Paragraph(say(name, n=position, title=say.bold(session.title))),
        Paragraph(say("queued-what-next-offer" if asks else "queued-what-next")),
        facts(session, say, link=False),
        *clash_notes(clashes, say),
    ]
    change = change_button(session, mode, say)
    leave = _cancel(session, say, "button-leave-list")
    parts.append(Buttons((leave, details_button(session, say), *((change,) if change else ()))))
    if others:
        parts.append(Note(say("other-dates")))
        parts.extend(item(other, None, say) for other in others)
    return Card(summary(session, say(name, n=position, title=session.title), say), tuple(parts), say.language)


def promoted(
    session: Session,
    say: Voice,
    *,
    clashes: Sequence[Session] = (),
    mode: Mode = Mode.ANY,
    calendar: str = "",
) -> Card:
    """A place came free, and it is yours."""
    sentence = say("promoted", title=say.bold(session.title))
    cannot = _cancel(session, say, "button-cannot-come")
    parts: tuple[Part, ...] = (
        Paragraph(sentence),
        facts(session, say, mode=mode, calendar=calendar),
        *clash_notes(clashes, say),
        Buttons((cannot, details_button(session, say), access_button(session, say))),
    )
    line = say("promoted-summary", title=session.title, when=when(session))
    return Card(summary(session, line, say), parts, say.language)


def changed(session: Session, mode: Mode, say: Voice) -> Card:
    """You come in the other way now."""
    parts: list[Part] = [
        Paragraph(say(f"now-{mode.value}", title=say.bold(session.title))),
        facts(session, say, mode=mode),
    ]
    back = change_button(session, mode, say)
    parts.append(Buttons((_cancel(session, say), *((back,) if back else ()))))
    return Card(say(f"now-{mode.value}", title=session.title), tuple(parts), say.language)


def leaving(session: Session, seconds: int, say: Voice) -> Card:
    """Given up, with a moment to take it back."""
    button = Button(
        say("button-undo"),
        "undo",
        session.ref,
        spoken=say("spoken-about", action=say("button-undo"), title=session.title),
    )
    sentence = say("leaving", title=say.bold(session.title))
    parts = (Paragraph(sentence), Note(say("leaving-undo", n=seconds)), Buttons((button,)))
    return Card(say("leaving", title=session.title), parts, say.language)


def left_queue(session: Session, say: Voice) -> Card:
    sentence = say("left-queue", title=say.bold(session.title))
    return Card(say("left-queue", title=session.title), (Paragraph(sentence),), say.language)


def kept(session: Session, say: Voice) -> Card:
    """The place is yours again."""
    sentence = say("kept", title=say.bold(session.title))
    parts = (Paragraph(sentence), facts(session, say), Buttons((_cancel(session, say),)))
    return Card(say("kept", title=session.title), parts, say.language)


def reminder(session: Session, how_long: str, say: Voice) -> Card:
    """`how_long`: "day" or "hour" before."""
    sentence = say(f"reminder-{how_long}", title=say.bold(session.title))
    cannot = _cancel(session, say, "button-cannot-come")
    note = Note(say("why-reminder"))
    parts = (Paragraph(sentence), facts(session, say), Buttons((cannot, details_button(session, say))), note)
    line = say(f"reminder-{how_long}", title=session.title)
    if how_long == "day":
        line = say("reminder-day-summary", title=session.title, when=when(session))
    return Card(summary(session, line, say), parts, say.language)


def day_ahead(sessions: Sequence[Session], say: Voice) -> Card:
    """Several on one day: one reminder for all."""
    day = When(sessions[0].starts_at, style="day")
    sentence = say("day-ahead", n=len(sessions), day=day)
    parts: tuple[Part, ...] = (
        Paragraph(sentence),
        *(_booked_item(session, say) for session in sessions),
        Note(say("why-reminder")),
    )
    return Card(sentence, parts, say.language)


def _booked_item(session: Session, say: Voice) -> Item:
    lines = [say.join(when_text(session, say), where_text(session, say), with_=" · ")]
    if session.link:
        lines.append(Text((Link(session.link, session.link),), say.language))
    buttons = (_cancel(session, say, "button-cannot-come"), details_button(session, say))
    return Item(title(session, say), tuple(lines), buttons)


def _begun(session: Session, now: datetime) -> bool:
    return session.starts_at <= now and session.status is not Status.POSTPONED


def nothing_then(
    days: tuple[datetime, datetime] | None, next_: tuple[Session, Hold], now: datetime, say: Voice
) -> Card:
    """Nothing of theirs on those days, [first, end) (None: they cannot be named); and what comes next."""
    if days is None:
        told = say("mine-none-then")
    else:
        first, last = (When(each, all_day=True, style="day") for each in (days[0], days[1] - _DAY))
        one_day = last.start.date() <= first.start.date()
        told = (
            say("mine-none-day", when=first) if one_day else say("mine-none-between", first=first, last=last)
        )
    session, hold = next_
    parts = (
        Heading(say("my-places")),
        Paragraph(told),
        Paragraph(say("mine-next")),
        item(session, hold, say, begun=_begun(session, now)),
        Buttons((Button(say("my-places"), "mine"),)),
    )
    return Card(told, parts, say.language)


def mine(held: Sequence[tuple[Session, Hold]], now: datetime, say: Voice) -> Card:
    """My places, the next one first."""
    heading = Heading(say("my-places"))
    if not held:
        nothing = (heading, Paragraph(say("no-places")), Buttons((Button(say("button-all"), "whats_on"),)))
        return Card(say("no-places"), nothing, say.language)
    parts: tuple[Part, ...] = (
        heading,
        *(item(session, hold, say, begun=_begun(session, now)) for session, hold in held),
    )
    booked = sum(hold is Hold.BOOKED and each.status is not Status.CANCELLED for each, hold in held)
    return Card(say("my-places-summary", n=booked), parts, say.language)
