"""Asking for feedback, and thanking for it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.card import Button, Buttons, Card, Field, Form, Heading, Item, Note, Paragraph, Part
from bot.learning.questions import Answers, Question, QuestionSet
from bot.learning.sessions import Session
from bot.views.places import summary as discreet
from bot.views.questions import NAMED, SHARE, asked, buttons, fields, tick
from bot.views.sessions import title, when, when_text
from bot.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody has answered so far, theirs to see: what is private, and what stands with their name,
    among it.
    """

    answers: Answers = field(default_factory=dict)
    shared: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the buttons and the form lead. `about` empty: to the session. Those of a preview keep nothing."""

    press: str = "rate"
    form: str = "feedback_form"
    about: str = ""


ANSWERS: Final = Leads()


def prompt(
    session: Session,
    about: QuestionSet,
    say: Voice,
    *,
    again: bool = False,
    people: int | None = None,
    leads: Leads = ANSWERS,
) -> Card:
    """The questions, the first answered with one press. Who will see it is said before anything else, and so
    is that it takes others to answer where there were only few `people` (None: nobody knows).
    """
    name = "feedback-again" if again else "feedback-ask"
    sentence = say(name, title=say.bold(session.title), when=when(session))
    parts = (
        Paragraph(sentence),
        *_who_sees(session, about, people, say),
        *_next(session, about, (), say, leads),
        Note(say("why-feedback")),
    )
    line = say(name, title=session.title, when=when(session))
    return Card(discreet(session, line, say), parts, say.language)


def _who_sees(session: Session, about: QuestionSet, people: int | None, say: Voice) -> Iterator[Part]:
    few = _has_too_few_places(session, about.minimum) or (people is not None and people < about.minimum)
    yield Note(say("feedback-who-sees-small" if few else "feedback-who-sees", n=about.minimum))
    if about.action or about.people:
        yield Note(say("feedback-private"))


def _has_too_few_places(session: Session, minimum: int) -> bool:
    """Whether it can never have so many answers of its own."""
    places = [session.capacity_in(mode) for mode in session.modes]
    return None not in places and sum(each or 0 for each in places) < minimum


def _next(
    session: Session, about: QuestionSet, done: Collection[str], say: Voice, leads: Leads
) -> Iterator[Part]:
    """The first question that one press answers and that is open, and the way to the others."""
    first = next((each for each in about.pressed if each.key not in done), None)
    if first is not None:
        yield Paragraph(asked(first, say))
        yield buttons(first, session, say, word=leads.press, about=leads.about or session.ref)
    left = [each for each in about.questions if each is not first and each.key not in done]
    if left:
        also = say.join(*(asked(each, say) for each in left))
        yield Paragraph(say("feedback-also", questions=also) if first or done else also)
    if left or done:
        yield Buttons((_in_words(session, say, _label(left, alone=not (first or done)), leads),))


def _label(left: Sequence[Question], *, alone: bool) -> str:
    """How the way to the form is called. `alone`: no other question stands beside it or was answered."""
    if not left:
        return "button-feedback-change"
    if all(each.kind in ("words", "people") for each in left):
        return "button-feedback-words"
    return "button-feedback-give" if alone else "button-feedback-rest"


def _in_words(
    session: Session, say: Voice, label: str = "button-feedback-words", leads: Leads = ANSWERS
) -> Button:
    spoken = say("spoken-about", action=say(label), title=session.title)
    return Button(say(label), leads.form, leads.about or session.ref, spoken=spoken, form=True)


def saved(session: Session, about: QuestionSet, to: Question, done: Collection[str], say: Voice) -> Card:
    """The answer `to` one question is saved; `done`: the keys of all that are answered. What it was is not
    repeated: this message is kept by the room, the answer is not theirs.
    """
    name = "feedback-saved" if to.kind == "rating" else "feedback-saved-answer"
    parts = (
        Paragraph(say(name, title=say.bold(session.title))),
        *_next(session, about, done, say, ANSWERS),
        Note(say("feedback-changeable")),
    )
    return Card(say(name, title=session.title), parts, say.language)


def thanks(session: Session, say: Voice) -> Card:
    """The form is saved; not what it held, for the same reason."""
    parts = (
        Paragraph(say("feedback-thanks", title=say.bold(session.title))),
        Buttons((_in_words(session, say, "button-feedback-change"),)),
        Note(say("feedback-changeable")),
    )
    return Card(say("feedback-thanks", title=session.title), parts, say.language)


def form(
    session: Session,
    about: QuestionSet,
    given: Given,
    say: Voice,
    *,
    empty: bool = False,
    half: Sequence[str] = (),
    people: int | None = None,
    leads: Leads = ANSWERS,
) -> Form:
    """All the questions, with what was answered so far. `empty`: it came back without an answer; `half`: the
    fields that were left out of two that belong together; `people` as above.
    """
    found = tuple(_fields(about, given, say))
    return Form(
        title=say("feedback-form"),
        word=leads.form,
        about=leads.about or session.ref,
        intro=(
            Paragraph(say("feedback-about", title=say.bold(session.title))),
            *_who_sees(session, about, people, say),
        ),
        fields=found,
        submit=say("button-send"),
        errors={found[0].name: say("feedback-empty")}
        if empty
        else {each: say("feedback-half") for each in half},
        language=say.language,
    )


def _fields(about: QuestionSet, given: Given, say: Voice) -> Iterator[Field]:
    for question in about.questions:
        yield from fields(question, given.answers, say)
        if question == about.action:
            yield tick(SHARE, say("feedback-share"), say("feedback-share-yes"), ticked=given.shared)
        if question == about.signed:
            yield tick(NAMED, say("feedback-named"), say("feedback-named-yes"), ticked=given.named)


def due(sessions: Sequence[Session], answered: Sequence[Session], say: Voice) -> Card:
    """What I was asked about and have not answered; and what I `answered`, as long as I can change it."""
    first = say("feedback-due") if sessions else say("feedback-none-due")
    parts: list[Part] = [Heading(first) if sessions else Paragraph(first)]
    parts.extend(Item(title(s, say), (when_text(s, say),), (_in_words(s, say),)) for s in sessions)
    if answered:
        parts.extend((Heading(say("feedback-answered")), Note(say("feedback-changeable"))))
    change = "button-feedback-change"
    parts.extend(Item(title(s, say), (when_text(s, say),), (_in_words(s, say, change),)) for s in answered)
    return Card(first, tuple(parts), say.language)
