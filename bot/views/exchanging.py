"""One date of a session for another, where one person may not hold both: asked, done, or too full for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.card import Button, Buttons, Card, Item, Note, Paragraph, Part, Text
from bot.learning.sessions import Mode, Session
from bot.views.places import summary
from bot.views.sessions import button, details_button, item, title, when, when_text, where_text
from bot.words.voice import Voice


def exchange(found: Sequence[Session], old: Sequence[Session], say: Voice) -> Card:
    """Whether they want one of `found` instead of what they have, and of several `old` dates, of which."""
    first = next((each for each in found if not each.full), found[0])
    n = first.dates_each or 1
    asked = say("exchange-ask", n=n, title=first.title)
    parts: list[Part] = [
        Paragraph(say("exchange-ask", n=n, title=say.bold(first.title))),
        *([] if first.full else [Paragraph(say("exchange-how"))]),
    ]
    for session in found:
        shown = item(session, None, say)
        swap = [_swap(session, old[0], say)] if len(old) == 1 and not session.full else []
        wait = [_wait(session, say)] if session.full else []
        parts.append(replace(shown, buttons=(*swap, *wait, details_button(session, say))))
        if session.full:
            parts.append(Note(_full(session, old[0], say)))
    if len(old) > 1 and not first.full:
        parts.append(Paragraph(say("exchange-which", when=when(first))))
        parts.extend(_which(first, old, say))
    if len(old) == 1:
        parts.append(Buttons((button("keep_place", "button-keep-place", old[0], say),)))
    return Card(summary(first, asked, say), tuple(parts), say.language)


def _swap(new: Session, old: Session, say: Voice, *, which: bool = False) -> Button:
    """`which`: it stands at the old date, not at the new one."""
    label = say("button-exchange-which" if which else "button-exchange")
    spoken = say("spoken-about", action=label, title=new.title)
    return Button(label, "exchange", f"{new.ref} {old.ref}", style="main", spoken=spoken)


def _which(new: Session, old: Sequence[Session], say: Voice) -> Iterator[Item]:
    """Of which they would give up a place for the new one."""
    for each in old:
        lines = (when_text(each, say), where_text(each, say))
        yield Item(title(each, say), lines, (_swap(new, each, say, which=True),))


def _wait(session: Session, say: Voice, mode: Mode = Mode.ANY) -> Button:
    waiting = button("wait_beside", "button-join-list", session, say)
    return replace(waiting, about=f"{session.ref} :{mode.value}" if mode else session.ref)


def back(session: Session, old: Sequence[Session], say: Voice) -> Card:
    """They want back what they gave up, and have booked as many others since."""
    n = session.dates_each or 1
    asked = say("exchange-back", n=n, title=session.title)
    parts: list[Part] = [
        Paragraph(say("exchange-back", n=n, title=say.bold(session.title))),
        Paragraph(say("exchange-back-how", when=when(session))),
    ]
    parts.extend(_which(session, old, say))
    return Card(summary(session, asked, say), tuple(parts), say.language)


def offered(card: Card, session: Session, old: Sequence[Session], say: Voice) -> Card:
    """`card`: that a place is kept for them. They take it in the place of what they have."""
    told = Paragraph(say("exchange-ask", n=session.dates_each or 1, title=say.bold(session.title)))
    parts: list[Part] = []
    for part in card.parts:
        if not isinstance(part, Buttons):
            parts.append(part)
            continue
        parts += [told, Paragraph(say("exchange-how"))]
        rest = tuple(each for each in part.buttons if each.word != "take")
        if len(old) == 1:
            parts += [
                Note(say("exchange-goes", when=when(old[0]))),
                Buttons((_swap(session, old[0], say), *rest)),
            ]
        else:
            parts += [Paragraph(say("exchange-which", when=when(session))), *_which(session, old, say)]
            parts.append(Buttons(rest))
    return replace(card, parts=tuple(parts))


def _full(new: Session, old: Session, say: Voice) -> Text:
    return say("exchange-full", title=new.title, when=when(new), was=when(old))


def full(new: Session, old: Session, others: Sequence[Session], say: Voice, *, mode: Mode = Mode.ANY) -> Card:
    """It is full: they keep what they have, and can wait for it, or swap for another date with places."""
    return _kept(new, old, others, _full(new, old, say), say, first=(_wait(new, say, mode),))


def no_seat(new: Session, old: Session, others: Sequence[Session], say: Voice) -> Card:
    """There is no seat for who comes along to help them: the same, without a turn."""
    told = say("exchange-no-seat", title=new.title, when=when(new), was=when(old))
    return _kept(new, old, others, told, say, first=())


def _kept(
    new: Session, old: Session, others: Sequence[Session], told: Text, say: Voice, *, first: Sequence[Button]
) -> Card:
    parts: list[Part] = [Paragraph(told)]
    if others:
        parts.append(Note(say("other-dates")))
        parts.extend(
            replace(item(each, None, say), buttons=(_swap(each, old, say), details_button(each, say)))
            for each in others
        )
    keep = button("keep_place", "button-keep-place", old, say)
    parts.append(Buttons((*first, keep, details_button(new, say))))
    return Card(summary(new, told, say), tuple(parts), say.language)


def waiting(queued: Card, old: Sequence[Session], say: Voice) -> Card:
    """`queued`: what is said of their turn. Below it, what they keep meanwhile."""
    told, *rest = queued.parts
    kept = [Paragraph(say("swap-meanwhile", title=say.bold(each.title), when=when(each))) for each in old]
    return replace(queued, parts=(told, *rest[:1], *kept, *rest[1:]))


def exchanged(booked: Card, old: Session, say: Voice, *, followed: bool | None = None) -> Card:
    """`booked`: what is said of the new place. Below it: the old one is gone. `followed`: as in `needs`."""
    told, *rest = booked.parts
    gone = Paragraph(say("exchange-gone", title=say.bold(old.title), when=when(old)))
    return replace(booked, parts=(told, gone, *needs(say, followed), *rest))


def needs(say: Voice, followed: bool | None) -> tuple[Paragraph, ...]:
    """That what they need to take part came with them; False: but for the seat of who helps them; None:
    there was nothing of that.
    """
    if followed is None:
        return ()
    told = Paragraph(say("exchange-needs"))
    return (told,) if followed else (told, Paragraph(say("access-no-seat")))
