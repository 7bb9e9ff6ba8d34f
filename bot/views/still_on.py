"""Whether a session is on, said first: on, at a new time, without a date, cancelled, over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.card import Bold, Button, Buttons, Card, Facts, Note, Paragraph, Part, Text
from bot.learning.places import Hold
from bot.learning.sessions import Bilingual, Mode, Session, Status
from bot.views.changes import Before, called_off, earlier_place, earlier_time
from bot.views.places import summary
from bot.views.sessions import (
    action,
    button,
    change_button,
    details_button,
    item,
    places_text,
    when,
    where_text,
)
from bot.words.voice import Voice

UNCHANGED = Before()


@dataclass(frozen=True, slots=True)
class Standing:
    """How one session stands for who asks: what they hold of it, how they come, what it was before it was
    moved, whether it "started" or is "over"; `dates`: others with places, where it is cancelled.
    """

    session: Session
    hold: Hold | None = None
    mode: Mode = Mode.ANY
    before: Before = UNCHANGED
    over: str = ""
    dates: Sequence[Session] = ()


def still_on(
    stands: Standing, say: Voice, *, others: Sequence[Session] = (), held: Mapping[int, Hold] | None = None
) -> Card:
    """The answer, and below it what else they may have meant (`held`: what they have of those, by id)."""
    card = _answer(stands, say)
    parts = list(card.parts)
    if others:
        parts.append(Note(say("perhaps-one-of-these")))
        parts.extend(item(each, (held or {}).get(each.id), say) for each in others)
    return replace(card, parts=tuple(parts))


def _answer(stands: Standing, say: Voice) -> Card:
    session = stands.session
    if session.status is Status.CANCELLED:
        return called_off(session, stands.dates, say)
    parts: list[Part] = [Paragraph(_sentence(stands, say.bold(session.title), say))]
    if session.status is Status.POSTPONED:
        parts.append(Paragraph(say(_without_a_date(stands.hold))))
    elif stands.over != "over":
        parts.append(Facts(_rows(stands, say)))
    parts.append(Buttons((*_actions(stands, say), details_button(session, say))))
    line = _sentence(stands, session.title, say)
    return Card(summary(session, line, say), tuple(parts), say.language)


def _sentence(stands: Standing, title: Bilingual | Bold, say: Voice) -> Text:
    now, was = when(stands.session), stands.before.when
    if stands.session.status is Status.POSTPONED:
        return say("postponed", title=title, when=now)
    if stands.over:
        return say(f"still-on-{stands.over}", title=title, when=now)
    if was:
        return say("still-on-moved", title=title, when=now, was=was)
    return say("still-on", title=title, when=now)


def _without_a_date(hold: Hold | None) -> str:
    if hold is None:
        return "still-on-no-date"
    return "postponed-waiting" if hold is Hold.WAITING else "postponed-kept"


def _rows(stands: Standing, say: Voice) -> tuple[tuple[Text, Text], ...]:
    session, before = stands.session, stands.before
    rows = [*earlier_time(before, say), (say("label-where"), where_text(session, say))]
    if before.place:
        rows.append((say("label-before-place"), say.words(before.place)))
    rows += earlier_place(before, say)
    if not stands.over and (status := places_text(session, stands.hold, say)) is not None:
        rows.append((say("label-status"), status))
    return tuple(rows)


def _actions(stands: Standing, say: Voice) -> tuple[Button, ...]:
    """What can be done about it: who has a place that was moved is asked whether they still come."""
    session, hold = stands.session, stands.hold
    if stands.over:
        return ()
    first = action(session, hold, say)
    if first is None:
        return ()
    if hold is Hold.OFFERED:
        return first, button("decline", "button-no-thanks", session, say)
    if hold is not Hold.BOOKED or session.status is Status.POSTPONED:
        return (first,)
    if stands.before.when:
        return button("keep_place", "button-keep-place", session, say), first
    change = change_button(session, stands.mode, say)
    return (first, change) if change else (first,)
