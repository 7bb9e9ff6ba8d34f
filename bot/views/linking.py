"""One person in two apps: the code, what it would join, and what came of it."""

from collections.abc import Sequence
from datetime import datetime

from bot.card import Bold, Button, Buttons, Card, Heading, Note, Paragraph, Plain, Text, When
from bot.learning.codes import shown
from bot.words.voice import Voice


def room_name(room: str, say: Voice) -> Text:
    """What people call a room: "Microsoft Teams"."""
    name = f"room-{room}"
    return say(name) if say.has(name) else say.words(room)


def room_names(rooms: Sequence[str], say: Voice) -> Text:
    """Several, with commas between them, each once."""
    return say.join(*(room_name(room, say) for room in dict.fromkeys(rooms)), with_=", ")


def code(new: str, until: datetime, say: Voice) -> Card:
    """`summary` is without the code."""
    typed = "".join(getattr(span, "text", "") for span in say("link-type", code=shown(new)).spans)
    parts = (
        Heading(say("link-heading")),
        Paragraph(say("link-how")),
        Paragraph(Text((Bold(typed),), say.language)),
        Note(say("link-care", until=When(until, style="time"))),
    )
    return Card(say("link-heading"), parts, say.language)


def confirm(name: str, email: str, rooms: Sequence[str], claim: int, say: Voice) -> Card:
    """Whose code it is, before anything is joined. A name can be anybody's, an address cannot."""
    who = ", ".join(part for part in (name, email) if part)
    where = room_names(rooms, say)
    question = say("link-confirm", name=Plain(who), rooms=where) if who else say("link-nameless", rooms=where)
    buttons = (
        Button(say("button-link-yes"), "link_confirm", str(claim), style="main"),
        Button(say("button-link-no"), "link_decline", str(claim)),
    )
    parts = (Paragraph(question), Paragraph(say("link-confirm-what")), Buttons(buttons))
    return Card(question, parts, say.language)


def linked(rooms: Sequence[str], link: int, until: datetime, say: Voice) -> Card:
    sentence = say("linked", rooms=room_names(rooms, say))
    buttons = (
        Button(say("button-settings"), "settings", form=True),
        Button(say("button-unlink"), "unlink", str(link)),
    )
    parts = (
        Paragraph(sentence),
        Paragraph(say("linked-what")),
        Buttons(buttons),
        Note(say("linked-undo", until=When(until))),
    )
    return Card(sentence, parts, say.language)


def said(name: str, say: Voice) -> Card:
    """One sentence: "link-wrong", "link-own", "link-declined", "parted" or "alike"."""
    return Card(say(name), (Paragraph(say(name)),), say.language)


def wait(until: datetime, say: Voice) -> Card:
    sentence = say("link-wait", until=When(until, style="time"))
    return Card(sentence, (Paragraph(sentence),), say.language)
