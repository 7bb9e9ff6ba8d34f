"""What is asked before a place is booked: in person or online, and whether to book beside what one has."""

from collections.abc import Sequence

from bot.card import Button, Buttons, Card, Item, Paragraph, Part, Text
from bot.learning.sessions import Mode, Session
from bot.views.sessions import button, details_button, title, way_text, when_text, where_text
from bot.words.voice import Voice

_FITS = 40  # letters of a title on a button


def which_way(session: Session, say: Voice) -> Card:
    """In the room or online, with how many places are left for each."""
    sentence = say("which-way", title=session.title)
    lines = (when_text(session, say), *(way_text(session, mode, say) for mode in session.modes))
    ways = tuple(
        Button(
            say(f"format-{mode.value}"),
            f"book_{mode.name.lower()}",
            session.ref,
            style="plain" if session.full_in(mode) else "main",
            spoken=say("spoken-about", action=say(f"format-{mode.value}"), title=session.title),
        )
        for mode in session.modes
    )
    asked = Paragraph(say("which-way", title=say.bold(session.title)))
    return Card(sentence, (asked, Item(title(session, say), lines, ways)), say.language)


def clash(session: Session, clashes: Sequence[Session], mode: Mode, say: Voice) -> Card:
    """You have something then: book beside it, or keep to it."""
    sentence = say("clash-ask", title=session.title)
    parts: list[Part] = [Paragraph(say("clash-ask", title=say.bold(session.title)))]
    parts.extend(
        Item(
            title(other, say), (when_text(other, say), where_text(other, say)), (details_button(other, say),)
        )
        for other in clashes
    )
    label = "button-book-anyway"
    spoken = say("spoken-about", action=say(label), title=session.title)
    anyway = Button(say(label), "book_anyway", f"{session.ref} {mode.value}".strip(), spoken=spoken)
    parts.append(Buttons((anyway, Button(_keep(clashes, say), "keep_mine", session.ref))))
    return Card(sentence, tuple(parts), say.language)


def _keep(clashes: Sequence[Session], say: Voice) -> Text:
    title_said, _ = clashes[0].title.in_(say.language)
    if len(clashes) > 1 or len(title_said) > _FITS:
        return say("button-keep-mine")
    return say("button-keep", title=clashes[0].title)


def kept_mine(session: Session, say: Voice) -> Card:
    sentence = say("kept-mine", title=session.title)
    again = button("book_anyway", "button-book-anyway", session, say)
    return Card(sentence, (Paragraph(sentence), Buttons((again,))), say.language)
