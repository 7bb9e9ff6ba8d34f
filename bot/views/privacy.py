"""What is kept about a person, in a few sentences."""

from collections.abc import Sequence

from bot.card import Button, Buttons, Card, Heading, Paragraph
from bot.words.voice import Voice


def kept(administrators: Sequence[str], say: Voice) -> Card:
    """`administrators`: the names of those who can have it deleted; any organiser can be asked, too."""
    asked = (
        say("privacy-delete-named", names=", ".join(administrators))
        if administrators
        else say("privacy-delete")
    )
    parts = (
        Heading(say("privacy-heading")),
        Paragraph(say("privacy-kept")),
        Paragraph(say("privacy-seen")),
        Paragraph(say("privacy-sensitive")),
        Paragraph(say("privacy-feedback")),
        Paragraph(asked),
        Buttons(
            (
                Button(say("button-record-files"), "record_files"),
                Button(say("button-settings"), "settings", form=True),
            )
        ),
    )
    return Card(say("privacy-heading"), parts, say.language)
