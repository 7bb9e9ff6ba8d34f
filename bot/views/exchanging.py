"""One date of a session for another, where one person may not hold both: asked, done, or too full for it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.card import Button, Buttons, Card, Item, Note, Paragraph, Part, Text
from bot.learning.sessions import Session
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
        parts.append(replace(shown, buttons=(*swap, details_button(session, say))))
        if session.full:
            parts.append(Note(_full(session, old[0], say)))
    if len(old) > 1 and not first.full:
        parts.append(Paragraph(say("exchange-which", when=when(first))))
        parts.extend(
            Item(
                title(each, say),
                (when_text(each, say), where_text(each, say)),
                (_swap(first, each, say, which=True),),
            )
            for each in old
        )
    if len(old) == 1:
        parts.append(Buttons((button("keep_place", "button-keep-place", old[0], say),)))
    return Card(summary(first, asked, say), tuple(parts), say.language)


def _swap(new: Session, old: Session, say: Voice, *, which: bool = False) -> Button:
    """`which`: it stands at the old date, not at the new one."""
    label = say("button-exchange-which" if which else "button-exchange")
    spoken = say("spoken-about", action=label, title=new.title)
    return Button(label, "exchange", f"{new.ref} {old.ref}", style="main", spoken=spoken)


def _full(new: Session, old: Session, say: Voice) -> Text:
    return say("exchange-full", title=new.title, when=when(new), was=when(old))


def full(new: Session, old: Session, others: Sequence[Session], say: Voice) -> Card:
    """It is full: they keep what they have, and can swap for another date with places."""
    told = _full(new, old, say)
    parts: list[Part] = [Paragraph(told)]
    if others:
        parts.append(Note(say("other-dates")))
        parts.extend(
            replace(item(each, None, say), buttons=(_swap(each, old, say), details_button(each, say)))
            for each in others
        )
    parts.append(Buttons((button("keep_place", "button-keep-place", old, say), details_button(new, say))))
    return Card(summary(new, told, say), tuple(parts), say.language)


def exchanged(booked: Card, old: Session, say: Voice) -> Card:
    """`booked`: what is said of the new place. Below it, that the old one is gone."""
    told, *rest = booked.parts
    gone = Paragraph(say("exchange-gone", title=say.bold(old.title), when=when(old)))
    return replace(booked, parts=(told, gone, *rest))
