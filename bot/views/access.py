"""Asking what somebody needs to take part, and showing it to the session's organisers, and to nobody else."""

from collections.abc import Sequence

from bot.card import Button, Buttons, Card, Form, Heading, Item, Note, Paragraph, Part, Ticks, Words
from bot.learning.access import Need, Needs
from bot.learning.people import Person
from bot.learning.sessions import Session
from bot.views.organising_people import say_nameless
from bot.views.sessions import button, details_button, when_text
from bot.words.voice import Voice


def form(session: Session, told: Needs, say: Voice) -> Form:
    """A chosen list and free words, with what was told before; who sees it and for how long comes first."""
    options = tuple((need.value, say(f"need-{need.value}")) for need in Need)
    return Form(
        title=say("access-form"),
        word="access",
        about=session.ref,
        intro=(
            Paragraph(say("access-which", title=say.bold(session.title))),
            Note(say("access-who-sees")),
        ),
        fields=(
            Ticks("needs", say("label-needs"), options, values=tuple(need.value for need in told.chosen)),
            Words("words", say("label-needs-words"), say("label-needs-hint"), value=told.words, longest=1000),
        ),
        submit=say("button-send"),
        language=say.language,
    )


def saved(session: Session, say: Voice, *, kept: bool, helper: bool = False, full: bool = False) -> Card:
    """It is told, or nothing is kept any more. What it was is not repeated: this message stays in the room.

    `helper`: a seat is kept for who comes along; `full`: there was none left.
    """
    name = "access-saved" if kept else "access-removed"
    parts: list[Part] = [Paragraph(say(name, title=say.bold(session.title)))]
    if helper:
        parts.append(Paragraph(say("access-no-seat" if full else "access-seat")))
    change = Button(say("button-access-change"), "access", session.ref, form=True)
    parts.append(Buttons((change, details_button(session, say))))
    if kept:
        parts.append(Note(say("access-until")))
    return Card(say("access-summary"), tuple(parts), say.language)


def for_organisers(session: Session, told: Sequence[tuple[Person, Needs, int]], say: Voice) -> Card:
    """Person by person; with the seats that they have."""
    parts: list[Part] = [
        Heading(say("access-heading", title=session.title)),
        Paragraph(when_text(session, say)),
    ]
    if not told:
        parts.append(Paragraph(say("access-none")))
    for person, needs, seats in told:
        lines = [say.join(*(say(f"need-{need.value}") for need in needs.chosen), with_=" · ")]
        lines = lines if needs.chosen else []
        if needs.words:
            lines.append(say("quoted", words=needs.words))
        if needs.seats > seats:
            lines.append(say("access-helper-without-seat"))
        parts.append(Item(say.words(person.name or person.email or say_nameless(say)), tuple(lines)))
    parts.append(Note(say("access-only-you")))
    parts.append(Buttons((button("people_list", "button-organise-people-list", session, say),)))
    return Card(say("access-heading", title=session.title), tuple(parts), say.language)


def told(session: Session, say: Voice) -> Card:
    """To organisers: somebody has told what they need. Neither who nor what stands in it."""
    sentence = say("access-told", title=say.bold(session.title), when=when_text(session, say))
    see = Button(say("button-see"), "access_list", session.ref, style="main")
    parts = (Paragraph(sentence), Buttons((see,)), Note(say("access-only-you")))
    return Card(say("access-told-summary"), parts, say.language)
