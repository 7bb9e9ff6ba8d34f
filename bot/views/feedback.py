"""Asking for feedback, thanking for it, and the summary that organisers read."""

from collections.abc import Sequence

from bot.card import (
    Bars,
    Button,
    Buttons,
    Card,
    Choice,
    Form,
    Heading,
    Item,
    Note,
    Paragraph,
    Part,
    Words,
)
from bot.learning.feedback import RATINGS, Answer, Summary
from bot.learning.sessions import Session
from bot.views.places import summary as discreet
from bot.views.sessions import title, when, when_text
from bot.words.voice import Voice


def prompt(session: Session, minimum: int, say: Voice, *, again: bool = False) -> Card:
    """Three questions, the first answered with one press. Who will see it is said before anything else."""
    name = "feedback-again" if again else "feedback-ask"
    sentence = say(name, title=say.bold(session.title), when=when(session))
    parts = (
        Paragraph(sentence),
        Note(say("feedback-who-sees", n=minimum)),
        Paragraph(say("feedback-rating")),
        _ratings(session, say),
        Buttons((_in_words(session, say),)),
        Note(say("why-feedback")),
    )
    line = say(name, title=session.title, when=when(session))
    return Card(discreet(session, line, say), parts, say.language)


def _ratings(session: Session, say: Voice) -> Buttons:
    return Buttons(
        tuple(
            Button(
                say(f"rating-{rating}"),
                "rate",
                f"{session.ref} {rating}",
                spoken=say("spoken-about", action=say(f"rating-{rating}"), title=session.title),
            )
            for rating in RATINGS
        )
    )


def _in_words(session: Session, say: Voice, label: str = "button-feedback-words") -> Button:
    spoken = say("spoken-about", action=say(label), title=session.title)
    return Button(say(label), "feedback_form", session.ref, spoken=spoken, form=True)


def thanks(session: Session, say: Voice, *, whole: bool) -> Card:
    """Saved. What was said is not repeated: this message is kept by the room, the answer is not theirs."""
    name = "feedback-thanks" if whole else "feedback-saved"
    label = "button-feedback-change" if whole else "button-feedback-words"
    parts = (
        Paragraph(say(name, title=say.bold(session.title))),
        Buttons((_in_words(session, say, label),)),
        Note(say("feedback-changeable")),
    )
    return Card(say(name, title=session.title), parts, say.language)


def form(session: Session, given: Answer, minimum: int, say: Voice) -> Form:
    """All three questions, with what was answered so far."""
    ratings = tuple((str(rating), say(f"rating-{rating}")) for rating in RATINGS)
    return Form(
        title=say("feedback-form"),
        word="feedback_form",
        about=session.ref,
        intro=(
            Paragraph(say("feedback-about", title=say.bold(session.title))),
            Note(say("feedback-who-sees", n=minimum)),
        ),
        fields=(
            Choice(
                "rating",
                say("feedback-rating"),
                ratings,
                value=str(given.rating) if given.rating else "",
                required=True,
            ),
            Words(
                "action", say("feedback-action"), say("feedback-action-hint"), value=given.action, longest=500
            ),
            Words("comment", say("feedback-comment"), say("feedback-comment-hint"), value=given.comment),
        ),
        submit=say("button-send"),
        language=say.language,
    )


def due(sessions: Sequence[Session], say: Voice) -> Card:
    """What I was asked about and have not answered."""
    if not sessions:
        return Card(say("feedback-none-due"), (Paragraph(say("feedback-none-due")),), say.language)
    items = (Item(title(s, say), (when_text(s, say),), (_in_words(s, say),)) for s in sessions)
    return Card(say("feedback-due"), (Heading(say("feedback-due")), *items), say.language)


def ready(session: Session, asked: int, answered: int, say: Voice) -> Card:
    """Enough have answered: what publishing means, before it is done."""
    sentence = say("summary-ready", title=say.bold(session.title), answered=answered, asked=asked)
    publish = Button(say("button-publish"), "publish", session.ref, style="main")
    parts = (Paragraph(sentence), Note(say("summary-freezes")), Buttons((publish,)))
    return Card(
        say("summary-ready", title=session.title, answered=answered, asked=asked), parts, say.language
    )


def summary(session: Session, found: Summary, say: Voice) -> Card:
    """How many answered, the distribution, what people will do and said; and that liking is not impact."""
    rows = tuple(
        (say(f"rating-{rating}"), count) for rating, count in zip(RATINGS, found.counts, strict=True)
    )
    answered = say("n-of-n-answered", answered=found.answered, asked=found.asked)
    parts: list[Part] = [
        Heading(say("summary-heading")),
        Paragraph(say("feedback-about", title=say.bold(session.title))),
        Paragraph(answered),
        Bars(say("feedback-rating"), rows),
    ]
    for heading, words in (("summary-actions", found.actions), ("summary-comments", found.comments)):
        if words:
            parts.append(Heading(say(heading)))
            parts.extend(Paragraph(say("quoted", words=said)) for said in words)
    parts.append(Note(say("summary-measures")))
    return Card(say.join(say("summary-heading"), answered, with_=": "), tuple(parts), say.language)
