"""A form where none can be opened at once: a card with a button that opens it."""

from bot.card import Button, Buttons, Card, Form, Paragraph
from bot.words.voice import Voice


def invitation(form: Form, say: Voice) -> Card:
    button = Button(say("button-open-form"), form.word, form.about, style="main", form=True)
    return Card(form.title, (Paragraph(form.title), *form.intro, Buttons((button,))), form.language)
