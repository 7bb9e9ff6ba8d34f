"""How organisers choose what people are asked: what it is now, the forms, and how people will see it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.card import (
    LANGUAGES,
    Button,
    Buttons,
    Card,
    Choice,
    Divider,
    Form,
    Heading,
    Item,
    Language,
    Line,
    Note,
    Paragraph,
    Part,
    Text,
    Ticks,
    Words,
)
from bot.learning.question_library import LIBRARY, asks_two_things, written
from bot.learning.questions import KINDS, MOST, Question, QuestionSet
from bot.learning.sessions import Bilingual, Session
from bot.views.feedback import Leads, prompt
from bot.views.questions import asked
from bot.views.topics import topic_name
from bot.words.voice import Voice, voice

_TIERS = (3, 2, 4, 5, 6, 7, 8, 0)


@dataclass(frozen=True, slots=True)
class Where:
    """After which sessions: all ("all"), those of a topic or a series (`name`), or one (`session`)."""

    scope: str
    name: str = ""
    session: Session | None = None

    def __str__(self) -> str:
        return f"{self.scope}:{self.session.ref if self.session else self.name}"

    def text(self, say: Voice) -> Text:
        if self.session is not None:
            return say("questions-of-session", title=self.session.title)
        if self.scope == "topic":
            return say("questions-of-topic", name=topic_name(self.name, say))
        return (
            say("questions-of-series", name=self.name) if self.scope == "series" else say("questions-of-all")
        )


def overview(chosen: Sequence[tuple[Where, QuestionSet]], say: Voice) -> Card:
    """Everything that is chosen, and how to choose more."""
    items = (
        Item(
            where.text(say),
            (_keys(about, say),),
            (Button(say("button-questions-open"), "questions", str(where), spoken=where.text(say)),),
        )
        for where, about in chosen
    )
    elsewhere = Button(say("button-questions-where"), "questions_where", form=True)
    parts: tuple[Part, ...] = (*items, Buttons((elsewhere,)), Note(say("questions-how")))
    return Card(say("questions-heading"), (Heading(say("questions-heading")), *parts), say.language)


def _keys(about: QuestionSet, say: Voice) -> Text:
    return say.join(*(asked(each, say) for each in about.questions))


def one(where: Where, about: QuestionSet, say: Voice, *, chosen: bool, frozen: bool) -> Card:
    """What people are asked there. `chosen`: by an organiser, for just there; `frozen`: they are asked."""
    parts: list[Part] = [Heading(where.text(say)), *_listed(about, say)]
    if frozen:
        parts.append(Note(say("questions-frozen")))
    elif not chosen:
        parts.append(Note(say("questions-not-chosen")))
    choices = [Button(say("button-preview"), "questions_see", str(where))]
    if not frozen:
        choices.insert(0, _choose(str(where), say, main=True))
        choices.append(_write(str(where), say))
    if chosen and not frozen:
        choices.append(Button(say("button-questions-drop"), "questions_drop", str(where)))
    parts.append(Buttons(tuple(choices)))
    return Card(where.text(say), tuple(parts), say.language)


def _listed(about: QuestionSet, say: Voice) -> Iterator[Part]:
    for question in about.questions:
        private = [say("questions-private")] if question.private and question.kind == "words" else []
        yield Item(
            asked(question, say), (say(f"question-kind-{question.kind}"), _tier(question, say), *private)
        )
    yield Paragraph(say("questions-minimum", n=about.minimum))


def _tier(question: Question, say: Voice) -> Text:
    return say(f"results-tier-{question.tier}")


def _choose(about: str, say: Voice, *, main: bool = False) -> Button:
    label = say("button-questions-choose")
    return Button(label, "questions_choose", about, style="main" if main else "plain", form=True)


def _write(about: str, say: Voice) -> Button:
    return Button(say("button-questions-write"), "questions_write", about, form=True)


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────


def where_form(places: Sequence[Where], say: Voice) -> Form:
    """Of which topic or series the questions are to be chosen."""
    options = tuple((str(each), each.text(say)) for each in places)
    field = Choice("where", say("questions-where"), options, required=True)
    return Form(
        say("questions-heading"), "questions_where", "", (field,), say("button-look"), language=say.language
    )


def choose_form(
    about: str,
    now: QuestionSet,
    say: Voice,
    *,
    least: int,
    wrong: Text | None = None,
    minimum: str = "",
) -> Form:
    """From the library, and of those that were written. `least`: the smallest group that may be chosen."""
    own = tuple(each for each in now.questions if written(each))
    keys = {each.key for each in now.questions}
    fields = [
        _ticks("pressed", [each for each in LIBRARY if each.kind not in ("words", "people")], keys, say),
        _ticks("worded", [each for each in LIBRARY if each.kind in ("words", "people")], keys, say),
        *([_ticks("own", own, keys, say)] if own else []),
    ]
    number = Line(
        "minimum",
        say("questions-form-minimum"),
        say("questions-form-minimum-hint", n=least),
        value=minimum or str(now.minimum),
        required=True,
        longest=4,
    )
    return Form(
        say("button-questions-choose"),
        "questions_choose",
        about,
        (*fields, number),
        say("button-look"),
        intro=(Note(say("questions-form-how", n=MOST)),),
        errors={"minimum" if minimum else "pressed": wrong} if wrong else {},
        language=say.language,
    )


def _ticks(name: str, questions: Sequence[Question], ticked: set[str], say: Voice) -> Ticks:
    options = tuple((each.key, asked(each, say)) for each in questions)
    values = tuple(each.key for each in questions if each.key in ticked)
    return Ticks(name, say(f"questions-form-{name}"), options, values=values)


def write_form(
    about: str, typed: Mapping[str, str], say: Voice, *, wrong: Mapping[str, Text] | None = None
) -> Form:
    """A question of their own, in both languages."""
    kinds = tuple((kind, say(f"question-kind-{kind}")) for kind in KINDS)
    tiers = tuple((str(tier), say(f"results-tier-{tier}")) for tier in _TIERS)
    options = say("question-options-hint")
    return Form(
        say("button-questions-write"),
        "questions_write",
        about,
        (
            Choice("kind", say("question-kind"), kinds, value=typed.get("kind", "rating"), required=True),
            Line(
                "words_en",
                say("question-words-en"),
                say("question-words-hint"),
                typed.get("words_en", ""),
                required=True,
            ),
            Line("words_cy", say("question-words-cy"), value=typed.get("words_cy", ""), required=True),
            Words("options_en", say("question-options-en"), options, typed.get("options_en", "")),
            Words("options_cy", say("question-options-cy"), options, typed.get("options_cy", "")),
            Choice("tier", say("question-tier"), tiers, value=typed.get("tier", "3"), required=True),
        ),
        say("button-look"),
        errors=dict(wrong or {}),
        language=say.language,
    )


# ── As people will see it ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What was chosen, to be looked at. `number` is what its buttons carry; `changed`: it can be saved;
    `like`: a session for which it is shown.
    """

    number: int
    where: Where
    about: QuestionSet
    like: Session
    changed: bool


def tried(number: int, language: Language) -> Leads:
    """Where the buttons of a preview in that language lead."""
    return Leads("questions_try", "questions_try_form", f"{number} {language}")


def preview(of: Preview, language: Language, say: Voice) -> Card:
    """The message just as people get it, in one of the languages; then what can be done with it."""
    theirs = voice(language)
    number, other = str(of.number), "en" if language == "cy" else "cy"
    seen = prompt(of.like, of.about, theirs, leads=tried(of.number, language))
    parts: list[Part] = [
        Paragraph(say("questions-preview", of=of.where.text(say))),
        Divider(),
        *seen.parts,
        Divider(),
    ]
    parts.extend(
        Note(say("questions-two-things", question=asked(q, say)))
        for q in of.about.questions
        if asks_two_things(q)
    )
    choices = [Button(say(f"button-questions-see-{other}"), "questions_see", f"{number} {other}")]
    if of.changed:
        parts.append(Note(say("questions-from-now-on")))
        choices.insert(0, Button(say("button-save"), "questions_save", number, style="main"))
        choices += [_choose(number, say), _write(number, say)]
    parts.append(Buttons(tuple(choices)))
    return Card(say("questions-preview", of=of.where.text(say)), tuple(parts), say.language)


def example_title() -> Bilingual:
    """Of a session that there is none of yet."""
    said = {
        each: "".join(getattr(span, "text", "") for span in voice(each)("questions-example").spans)
        for each in LANGUAGES
    }
    return Bilingual(en=said["en"], cy=said["cy"])


def only_a_preview(number: int, language: Language, say: Voice) -> Card:
    """What was tried there is kept nowhere; a room may have put this in the preview's place."""
    back = Button(say("button-questions-back"), "questions_see", f"{number} {language}")
    return Card(say("questions-tried"), (Paragraph(say("questions-tried")), Buttons((back,))), say.language)


def saved(where: Where, say: Voice) -> Card:
    sentence = say("questions-saved", of=where.text(say))
    again = Button(say("button-questions-open"), "questions", str(where))
    return Card(sentence, (Paragraph(sentence), Buttons((again,))), say.language)
