"""How booking for others looks: the form, all of them or the reasons, and the letter to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Button, Buttons, Card, Choice, Facts, Field, Form, Item, Note, Paragraph, Part, Words
from bot.learning.sessions import Mode, Session
from bot.views.places import clash_notes, facts, summary
from bot.views.sessions import button, details_button, title, when_text
from bot.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Hindered:
    """`reason`: "unknown", "several", "not-team", "booked", "waiting", "asked", "gave-up", "audience" or
    "dates".
    """

    who: str
    reason: str


def form(session: Session, names: str, say: Voice) -> Form:
    """For whom, and how they come where that is counted apart."""
    fields: list[Field] = [
        Words(
            "names", say("others-names"), say("others-names-hint"), value=names, required=True, longest=3000
        )
    ]
    if session.apart:
        ways = tuple((mode.value, say(f"format-{mode.value}")) for mode in session.modes)
        fields.append(Choice("way", say("label-way"), ways, value=Mode.IN_PERSON.value, required=True))
    return Form(
        title=say("others-form"),
        word="book_for",
        about=session.ref,
        fields=tuple(fields),
        submit=say("button-book"),
        intro=(Paragraph(title(session, say)), Note(say("others-intro"))),
        language=say.language,
    )


def others_button(session: Session, say: Voice) -> Buttons:
    """To book for colleagues."""
    label = say("others-form")
    spoken = say("spoken-about", action=label, title=session.title)
    return Buttons((Button(label, "book_for", session.ref, spoken=spoken, form=True),))


def refused(session: Session, wrong: Sequence[Hindered], say: Voice) -> Card:
    """Nobody is booked, and why."""
    sentence = say("others-nobody", title=say.bold(session.title))
    again = Button(say("button-change"), "book_for", session.ref, form=True)
    rows = tuple((say.words(each.who), say(f"others-{each.reason}")) for each in wrong)
    parts = (Paragraph(sentence), Facts(rows), Buttons((again,)))
    return Card(summary(session, say("others-nobody", title=session.title), say), parts, say.language)


def booked(session: Session, names: Sequence[str], say: Voice, *, asked: bool = False) -> Card:
    """They all have places. `asked`: the booker's own has to be approved first."""
    sentence = say("others-booked-all", n=len(names), title=say.bold(session.title))
    parts: tuple[Part, ...] = (
        Paragraph(sentence),
        *(Paragraph(say.words(name)) for name in names),
        facts(session, say, link=False),
        *((Note(say("others-own-asked")),) if asked else ()),
        Note(say("others-told")),
        Buttons((Button(say("button-booked-for"), "booked_for"), details_button(session, say))),
    )
    line = say("others-booked-all", n=len(names), title=session.title)
    return Card(summary(session, line, say), parts, say.language)


def booked_for_you(
    session: Session, by: str, say: Voice, *, mode: Mode = Mode.ANY, clashes: Sequence[Session] = ()
) -> Card:
    """Somebody booked a place for you; it is yours to give up."""
    parts: tuple[Part, ...] = (
        Paragraph(say("booked-for-you", who=by, title=say.bold(session.title))),
        facts(session, say, mode=mode),
        *clash_notes(clashes, say),
        Buttons((button("cancel", "button-cannot-come", session, say), details_button(session, say))),
    )
    line = say("booked-for-you", who=by, title=session.title)
    return Card(summary(session, line, say), parts, say.language)


def mine_for_others(found: Sequence[tuple[Session, Sequence[str]]], say: Voice) -> Card:
    """Who is on what."""
    if not found:
        return Card(say("others-none"), (Paragraph(say("others-none")),), say.language)
    items = [
        Item(
            title(session, say),
            (when_text(session, say), say.words(", ".join(names))),
            (details_button(session, say),),
        )
        for session, names in found
    ]
    return Card(say("others-list"), (Paragraph(say("others-list")), *items), say.language)
