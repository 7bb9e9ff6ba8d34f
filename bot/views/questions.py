"""How a question looks: its words, its buttons, and its fields in a form."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.card import Button, Buttons, Choice, Field, Language, Line, Plain, Text, Ticks, Words
from bot.learning.actions import LONGEST as LONGEST_ACTION
from bot.learning.questions import BEFORE, LONGEST, NOW, SCALE, Option, Question, presses
from bot.learning.sessions import Bilingual, Session
from bot.words.voice import Voice

SHARE: Final = "share"
"""The field in which somebody lets what they will do be read without their name."""
NAMED: Final = "named"
"""The field in which somebody puts their name to their words."""
YES: Final = "yes"


def asked(question: Question, say: Voice) -> Text:
    """What is asked: as an organiser wrote it, else in our own words."""
    if any(question.words.values()):
        return _written(question.words, say)
    return say(f"ask-{question.key}") if say.has(f"ask-{question.key}") else say.words(question.key)


def step(question: Question, number: int, say: Voice) -> Text:
    """What one to five mean."""
    name = f"{question.scale}-{number}"
    return say(name) if say.has(name) else say.words(str(number))


def option(question: Question, chosen: Option, say: Voice) -> Text:
    """What can be chosen."""
    if any(chosen.words.values()):
        return _written(chosen.words, say)
    name = f"ask-{question.key}-{chosen.key}"
    return say(name) if say.has(name) else say.words(chosen.key)


def _written(words: Mapping[Language, str], say: Voice) -> Text:
    text, language = Bilingual(en=words.get("en", ""), cy=words.get("cy", "")).in_(say.language)
    return say.words(Plain(text, None if language == say.language else language))


def buttons(question: Question, session: Session, say: Voice, *, word: str, about: str) -> Buttons:
    """An answer with one press each; what is pressed is `<about> <question>=<answer>`."""
    return Buttons(
        tuple(
            Button(
                label,
                word,
                f"{about} {question.key}={value}",
                spoken=say("spoken-about", action=label, title=session.title),
            )
            for value, label in zip(presses(question), _labels(question, say), strict=True)
        )
    )


def _labels(question: Question, say: Voice) -> tuple[Text, ...]:
    if question.kind in ("choice", "choices"):
        return tuple(option(question, each, say) for each in question.options)
    return tuple(step(question, number, say) for number in SCALE)


def _options(question: Question, say: Voice) -> tuple[tuple[str, Text], ...]:
    return tuple(zip(presses(question), _labels(question, say), strict=True))


def fields(question: Question, given: Mapping[str, Any], say: Voice) -> Iterator[Field]:
    """One question in a form, with what was answered so far."""
    value, label = given.get(question.key), asked(question, say)
    match question.kind:
        case "rating" | "choice":
            yield Choice(question.key, label, _options(question, say), value=str(value or ""))
        case "choices":
            keyed = tuple((each.key, option(question, each, say)) for each in question.options)
            yield Ticks(question.key, label, keyed, values=tuple(value or ()))
        case "change":
            for side, chosen in zip((BEFORE, NOW), value or ("", ""), strict=True):
                sided = say(f"change-{side}", question=label)
                yield Choice(f"{question.key}-{side}", sided, _options(question, say), value=str(chosen))
        case "words":
            longest = LONGEST_ACTION if question.private else LONGEST
            yield Words(question.key, label, _hint(question, say), value=value or "", longest=longest)
        case _:
            yield Line(question.key, label, say("ask-private-hint"), value=value or "", longest=200)


def _hint(question: Question, say: Voice) -> Text | None:
    name = f"ask-{question.key}-hint"
    return say(name) if say.has(name) else None if question.private else say("ask-words-hint")


def tick(name: str, label: Text, yes: Text, *, ticked: bool) -> Ticks:
    """One box to tick."""
    return Ticks(name, label, ((YES, yes),), values=(YES,) if ticked else ())
