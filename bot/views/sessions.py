"""How sessions look: in a list, whole, and as lines that other cards reuse."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.card import (
    Button,
    Buttons,
    Card,
    Facts,
    Heading,
    Item,
    Link,
    Note,
    Paragraph,
    Part,
    Plain,
    Text,
    When,
)
from bot.learning.places import PENDING, Hold
from bot.learning.sessions import Format, Mode, Session, Status
from bot.understand.wishes import Wider
from bot.views.topics import topic_name
from bot.views.towns import place_in
from bot.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Listing:
    """Part of a list: `rest` more follow, reached by asking `more_about`; `read_as` is how the question
    was understood.
    """

    sessions: Sequence[Session]
    read_as: Sequence[Text] = ()
    rest: int = 0
    more_about: str = ""
    wider: Sequence[Wider] = ()


def title(session: Session, say: Voice) -> Text:
    return Text((say.bold(session.title),), say.language)


def when(session: Session) -> When:
    return When(session.starts_at, session.ends_at, all_day=session.all_day)


def when_text(session: Session, say: Voice) -> Text:
    """Its day and time; what is postponed has none."""
    if session.status is Status.POSTPONED:
        return say("no-date")
    return Text((when(session),), say.language)


def where_text(session: Session, say: Voice) -> Text:
    """The place, or how it is held when no place is given."""
    if session.place:
        return say.words(place_in(session.place, say.language))
    return (
        say(f"format-{session.format.value}") if session.format is not Format.UNKNOWN else say("place-later")
    )


def places_text(session: Session, hold: Hold | None, say: Voice) -> Text | None:
    """How it stands: mine, cancelled, full, places left."""
    if session.status is Status.CANCELLED:
        return say("status-cancelled")
    if session.status is Status.POSTPONED:
        return say("status-postponed")
    if hold is Hold.BOOKED:
        return say("status-mine")
    if hold is Hold.OFFERED:
        return say("status-offered")
    if hold is Hold.WAITING:
        return say("status-waiting")
    if hold is Hold.ASKED or hold is Hold.REFERRED:
        return say(f"status-{hold.value}")
    if session.status is Status.CLOSED:
        return say("status-closed")
    if session.apart:
        return say.join(*(way_text(session, mode, say) for mode in session.modes), with_=" · ")
    return _left_text(session, Mode.ANY, say)


def way_text(session: Session, mode: Mode, say: Voice) -> Text:
    """How many places are left for those who come in this way: "Online: 3 places left"."""
    left = _left_text(session, mode, say) or say("places-no-limit")
    return say("way-places", way=say(f"format-{mode.value}"), places=left)


def _left_text(session: Session, mode: Mode, say: Voice) -> Text | None:
    left, waiting = session.left_in(mode), session.waiting_in(mode)
    if session.full_in(mode):
        return say("status-full-waiting", n=waiting) if waiting else say("status-full")
    return say("places-left", n=left) if left is not None else None


def language_text(session: Session, say: Voice) -> Text | None:
    """Named where it is not plain English: people choose by it."""
    known = session.language in {"cy", "bilingual"}
    return say(f"in-language-{session.language}") if known else None


def action(session: Session, hold: Hold | None, say: Voice) -> Button | None:
    """The one thing to do about a session, if anything."""
    if session.status is Status.CANCELLED:
        return None
    if hold is Hold.BOOKED:
        return button("cancel", "button-cancel", session, say)
    if hold is Hold.OFFERED:
        return button("take", "button-take", session, say, style_main=True)
    if hold is Hold.WAITING:
        return button("cancel", "button-leave-list", session, say)
    if hold in PENDING:
        return button("cancel", "button-withdraw", session, say)
    if session.status in {Status.CLOSED, Status.POSTPONED}:
        return None
    if session.full:
        return button("book", "button-join-list", session, say)
    return button("book", "button-book", session, say, style_main=True)


def details_button(session: Session, say: Voice) -> Button:
    return button("details", "button-details", session, say)


def button(word: str, label: str, session: Session, say: Voice, *, style_main: bool = False) -> Button:
    spoken = say("spoken-about", action=say(label), title=session.title)
    return Button(say(label), word, session.ref, style="main" if style_main else "plain", spoken=spoken)


def item(session: Session, hold: Hold | None, say: Voice, *, begun: bool = False) -> Item:
    """A session in a list, with what can be done about it (nothing, once it has begun)."""
    place = [where_text(session, say)]
    language = language_text(session, say)
    if language is not None:
        place.append(language)
    lines = [when_text(session, say), say.join(*place, with_=" · ")]
    status = say("status-started") if begun else places_text(session, hold, say)
    ref = say("ref", ref=session.ref)
    lines.append(ref if status is None else say.join(status, ref, with_=" · "))
    buttons = (None if begun else action(session, hold, say), details_button(session, say))
    return Item(title(session, say), tuple(lines), tuple(button for button in buttons if button))


def listing(found: Listing, held: Mapping[int, Hold], say: Voice) -> Card:
    """What's on, a few at a time."""
    parts: list[Part] = [Heading(say("whats-on"))]
    if found.read_as:
        parts.append(Note(say("read-as", reading=say.join(*found.read_as, with_=" · "))))
    parts.extend(item(session, held.get(session.id), say) for session in found.sessions)
    if found.rest:
        more = Button(say("button-more"), "more", found.more_about)
        parts.extend((Note(say("more-sessions", n=found.rest)), Buttons((more,))))
    parts.extend(_widening(found.wider, say))
    return Card(say("found-sessions", n=len(found.sessions) + found.rest), tuple(parts), say.language)


def _widening(wider: Sequence[Wider], say: Voice) -> tuple[Part, ...]:
    """The same question with less asked for, one tap each."""
    buttons = tuple(Button(say(f"widen-{each.kind}"), "whats_on", each.words) for each in wider)
    return (Note(say("widen")), Buttons(buttons)) if buttons else ()


def nothing(
    read_as: Sequence[Text],
    nearest: Sequence[Session],
    held: Mapping[int, Hold],
    say: Voice,
    wider: Sequence[Wider] = (),
) -> Card:
    """Nothing suits: say so, and show what is near. `held`: what the reader has of it, by session id."""
    heading = say("nothing-but-near") if nearest else say("nothing-on")
    parts: list[Part] = [Heading(heading)]
    if read_as:
        parts.append(Note(say("read-as", reading=say.join(*read_as, with_=" · "))))
    if not nearest:
        parts.append(Paragraph(say("nothing-on-hint") if read_as else say("nothing-at-all")))
    parts.extend(item(session, held.get(session.id), say) for session in nearest)
    parts.extend(_widening(wider, say))
    if read_as:
        parts.append(Buttons((Button(say("button-all"), "whats_on"),)))
    return Card(heading, tuple(parts), say.language)


def choose(sessions: Sequence[Session], word: str, say: Voice, *, also: str = "") -> Card:
    """Several could be meant: a choice, one button each; `also` is carried behind each reference."""
    parts: list[Part] = [Paragraph(say("which-one"))]
    for session in sessions:
        spoken = say("spoken-about", action=say("button-this-one"), title=session.title)
        about = f"{session.ref} {also}" if also else session.ref
        button = Button(say("button-this-one"), word, about, spoken=spoken)
        lines = (when_text(session, say), where_text(session, say))
        parts.append(Item(title(session, say), lines, (button,)))
    return Card(say("which-one"), tuple(parts), say.language)


def details(
    session: Session,
    hold: Hold | None,
    say: Voice,
    *,
    clashes: Sequence[Session] = (),
    over: str = "",
    mode: Mode = Mode.ANY,
    now: datetime | None = None,
) -> Card:
    """Everything about one session. `over`: it "started" or is "over", and nothing can be done any more;
    `mode`: how they come, where that is counted apart; `now`: to tell when booking opens or closes.
    """
    heading, language = session.title.in_(say.language)
    parts: list[Part] = [Heading(Text((Plain(heading),), language))]
    if session.summary.en or session.summary.cy:
        words, spoken_in = session.summary.in_(say.language)
        parts.append(Paragraph(Text((Plain(words),), spoken_in)))
    rows = [*_told(session, say), *_standing(session, hold, over, mode, say)]
    if now is not None:
        rows.extend(
            (label, Text((When(moment),), say.language)) for label, moment in _window(session, now, say)
        )
    rows.append((say("label-ref"), say.words(session.ref)))
    if hold is Hold.BOOKED and session.link and over != "over":
        rows.append((say("label-link"), Text((Link(session.link, session.link),), say.language)))
    parts.append(Facts(tuple(rows)))
    parts.extend(Note(say("clash", title=other.title, when=when(other))) for other in clashes)
    buttons = () if over else _buttons(session, hold, mode, say)
    if buttons:
        parts.append(Buttons(buttons))
    summary = say("details-summary", title=session.title, when=when(session))
    return Card(summary, tuple(parts), say.language)


def _told(session: Session, say: Voice) -> Iterator[tuple[Text, Text]]:
    """What the programme says of it, row by row."""
    yield say("label-when"), when_text(session, say)
    yield say("label-where"), where_text(session, say)
    if session.place and session.format is not Format.UNKNOWN:
        yield say("label-format"), say(f"format-{session.format.value}")
    if session.speaker:
        yield say("label-speaker"), say.words(session.speaker)
    if session.topic:
        yield say("label-topic"), topic_name(session.topic, say)
    spoken = language_text(session, say)
    if spoken is not None:
        yield say("label-language"), spoken
    if session.audience and session.audience.casefold() != "all":
        yield say("label-audience"), say.words(session.audience)
    if session.cost:
        yield say("label-cost"), say.words(session.cost)
    if session.approval:
        yield say("label-approval"), say("approval-needed")


def _standing(
    session: Session, hold: Hold | None, over: str, mode: Mode, say: Voice
) -> Iterator[tuple[Text, Text]]:
    """How its places stand, and theirs."""
    status = say(f"status-{over}") if over else places_text(session, hold, say)
    if status is not None:
        yield say("label-status"), status
    if hold is not None and mode is not Mode.ANY:
        yield say("label-way"), say(f"format-{mode.value}")


def _window(session: Session, now: datetime, say: Voice) -> Iterator[tuple[Text, datetime]]:
    """When booking opens, as long as it has not; when it closes, as long as it can be booked."""
    if session.opens_at is not None and session.opens_at > now:
        yield say("label-opens"), session.opens_at
    if session.closes_at is not None:
        yield say("label-closes"), session.closes_at


def _buttons(session: Session, hold: Hold | None, mode: Mode, say: Voice) -> tuple[Button, ...]:
    """The one thing to do, and what else can be done by whoever holds on to it."""
    first = action(session, hold, say)
    if first is None:
        return ()
    if hold is Hold.OFFERED:
        return first, button("decline", "button-no-thanks", session, say)
    change = change_button(session, mode, say) if hold is Hold.BOOKED else None
    return (first, change) if change else (first,)


def change_button(session: Session, mode: Mode, say: Voice) -> Button | None:
    """To come in the other way, where a place is free for that."""
    if mode is Mode.ANY:
        return None
    other = Mode.ONLINE if mode is Mode.IN_PERSON else Mode.IN_PERSON
    if session.full_in(other):
        return None
    return button(f"change_{other.name.lower()}", f"button-change-{other.value}", session, say)
