"""How the waiting list speaks: a place is kept for you, it was passed on, your turn is over."""

from collections.abc import Sequence
from datetime import datetime

from bot.card import Button, Buttons, Card, Note, Paragraph, Part, Text, When
from bot.learning.sessions import Mode, Session
from bot.views.places import clash_notes, facts, summary
from bot.views.sessions import button, details_button
from bot.words.voice import Voice


def offered(
    session: Session, until: datetime, say: Voice, *, mode: Mode = Mode.ANY, clashes: Sequence[Session] = ()
) -> Card:
    """A place is kept for you until then."""
    ends = When(until)
    parts: list[Part] = [
        Paragraph(say("offered", title=say.bold(session.title), until=ends)),
        Paragraph(say("offered-then")),
        facts(session, say, mode=mode, link=False),
        *clash_notes(clashes, say),
        Buttons(
            (
                button("take", "button-take", session, say, style_main=True),
                button("decline", "button-no-thanks", session, say),
                details_button(session, say),
            )
        ),
    ]
    line = say("offered-summary", title=session.title, until=ends)
    return Card(summary(session, line, say), tuple(parts), say.language)


def declined(session: Session, say: Voice) -> Card:
    """You left it to the next in line."""
    said, line = (say("offer-declined", title=title) for title in (say.bold(session.title), session.title))
    return _ended(session, said, line, say)


def lapsed(session: Session, until: datetime, say: Voice) -> Card:
    """It was kept for you, and is not any more."""
    titles = (say.bold(session.title), session.title)
    said, line = (say("offer-lapsed", title=title, until=When(until)) for title in titles)
    return _ended(session, said, line, say)


def skipped(session: Session, reason: str, say: Voice) -> Card:
    """It was your turn, and you could not have the place."""
    sentence = say(f"skipped-{reason}", title=session.title)
    mine = Buttons((Button(say("my-places"), "mine"), details_button(session, say)))
    parts = (Paragraph(sentence), Note(say("ref", ref=session.ref)), mine)
    return Card(summary(session, sentence, say), parts, say.language)


def _ended(session: Session, said: Text, line: Text, say: Voice) -> Card:
    again = button("book", "button-ask-again", session, say)
    return Card(summary(session, line, say), (Paragraph(said), Buttons((again,))), say.language)
