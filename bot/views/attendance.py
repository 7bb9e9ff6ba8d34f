"""How attendance looks: saying that one is there, the organiser's list, and what got in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.card import (
    Bars,
    Button,
    Buttons,
    Card,
    Choice,
    Form,
    Heading,
    Item,
    Line,
    Link,
    Note,
    Paragraph,
    Part,
    Picture,
    Text,
    Words,
)
from bot.learning.attendance import Hindrance, Mark, Marked
from bot.learning.feedback import FLOOR
from bot.learning.people import Person
from bot.learning.sessions import Session
from bot.views.organising_people import say_nameless
from bot.views.places import summary
from bot.views.sessions import button, details_button, when_text
from bot.words.voice import Voice

PAGE = 10


# ── I'm here ─────────────────────────────────────────────────────────────────────────────────────


def here(session: Session, say: Voice, *, again: bool = False) -> Card:
    """They are marked as there; `again`: they were before."""
    name = "here-again" if again else "here-done"
    parts = (Paragraph(say(name, title=say.bold(session.title))), Buttons((details_button(session, say),)))
    return Card(summary(session, say(name, title=session.title), say), parts, say.language)


def code_form(session: Session, say: Voice, *, wrong: int | None = None) -> Form:
    """The code on the wall. `wrong`: so many tries are left after a wrong one."""
    errors = {} if wrong is None else {"code": say("here-wrong-code", n=wrong)}
    return Form(
        title=say("here-form"),
        word="here",
        about=session.ref,
        intro=(Paragraph(say("here-which", title=say.bold(session.title))),),
        fields=(Line("code", say("label-code"), say("label-code-hint"), required=True, longest=10),),
        submit=say("button-here"),
        errors=errors,
        language=say.language,
    )


def too_many_tries(session: Session, say: Voice) -> Card:
    sentence = say("here-too-many", title=say.bold(session.title))
    return Card(say("here-too-many", title=session.title), (Paragraph(sentence),), say.language)


# ── The organiser's list ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody who has a place, or came without one. `marked` None: not known yet."""

    person: Person
    marked: Marked | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page of the list from number `first` on. `marks` counts everybody's, `unmarked` those without one."""

    session: Session
    rows: Sequence[Row]
    first: int
    total: int
    marks: Mapping[Mark, int]
    unmarked: int
    code: str
    needs: int  # how many told what they need
    over: bool = False  # nobody can say any more that they are there


def sheet(of: Sheet, say: Voice) -> Card:
    """Mark everybody with one press, then the exceptions."""
    session = of.session
    counts = say.join(
        *(say(f"attendance-count-{mark.value}", count=n) for mark, n in of.marks.items() if n), with_=" · "
    )
    standing = counts if any(of.marks.values()) else say("attendance-nobody-marked")
    parts: list[Part] = [
        Heading(say("attendance-heading", title=session.title)),
        Paragraph(say.join(when_text(session, say), standing, with_=" · ")),
    ]
    if not of.total:
        parts.append(Paragraph(say("people-none")))
    if of.unmarked:
        started = of.unmarked < of.total
        parts.append(Note(say("attendance-unmarked", n=of.unmarked)))
        rest = "rest" if started else "all"
        parts.append(
            Buttons(
                (
                    _rest(session, Mark.CAME, f"button-{rest}-came", say, main=True),
                    _rest(session, Mark.ABSENT, f"button-{rest}-absent", say),
                )
            )
        )
    parts.extend(_row(session, each, of.first, say) for each in of.rows)
    following = of.total - of.first - len(of.rows)
    if following > 0:
        more = Button(say("button-more"), "attendance", f"{session.ref} {of.first + PAGE}")
        parts.extend((Note(say("people-more", n=following)), Buttons((more,))))
    parts.append(Buttons(_tools(of, say)))
    parts.append(Note(say("attendance-private")))
    return Card(say("attendance-heading", title=session.title), tuple(parts), say.language)


def _tools(of: Sheet, say: Voice) -> tuple[Button, ...]:
    code = button("attendance_code", "button-code" if of.code else "button-ask-code", of.session, say)
    codes = () if of.over else (code,)
    add = Button(say("button-attendance-add"), "attendance_add", of.session.ref, form=True)
    why = Button(say("button-hindrances"), "hindrances")
    needs = (needs_button(of.session, of.needs, say),) if of.needs else ()
    return (*codes, add, *needs, why)


def needs_button(session: Session, count: int, say: Voice) -> Button:
    """To what people told they need, for organisers."""
    return Button(say("button-access-list", n=count), "access_list", session.ref)


def _rest(session: Session, mark: Mark, label: str, say: Voice, *, main: bool = False) -> Button:
    spoken = say("spoken-about", action=say(label), title=session.title)
    about = f"{session.ref} {mark.value}"
    return Button(say(label), "attendance_rest", about, style="main" if main else "plain", spoken=spoken)


def _row(session: Session, row: Row, first: int, say: Voice) -> Item:
    person, marked = row.person, row.marked
    name = person.name or person.email or say_nameless(say)
    if marked is None:
        line = say("attendance-unknown")
    elif marked.by_organiser or marked.mark is not Mark.CAME:
        line = say(f"people-{marked.mark.value}")
    else:
        line = say("attendance-said-so")
    buttons = tuple(
        Button(
            say(f"button-mark-{mark.value}"),
            "attendance_mark",
            f"{session.ref} {person.id} {mark.value} {first}",
            spoken=say("spoken-about", action=say(f"button-mark-{mark.value}"), title=name),
        )
        for mark in Mark
        if marked is None or marked.mark is not mark
    )
    return Item(say.words(name), (line,), buttons)


def add_form(session: Session, say: Voice) -> Form:
    """People who came without a place."""
    return Form(
        title=say("attendance-add-form"),
        word="attendance_add",
        about=session.ref,
        intro=(Paragraph(say("attendance-add-which", title=say.bold(session.title))),),
        fields=(
            Words("names", say("label-attendance-names"), say("label-attendance-names-hint"), required=True),
        ),
        submit=say("button-save"),
        language=say.language,
    )


def added(session: Session, found: Sequence[Person], unknown: Sequence[str], say: Voice) -> Card:
    """Whom we marked, and whom we do not know or could not tell apart."""
    parts: list[Part] = [Paragraph(say("attendance-added", n=len(found), title=say.bold(session.title)))]
    parts.extend(Item(say.words(each.name or each.email), (say("people-came"),)) for each in found)
    parts.extend(Item(say.words(each), (say("attendance-not-known"),)) for each in unknown)
    parts.append(Buttons((button("attendance", "button-attendance", session, say),)))
    return Card(say("attendance-added", n=len(found), title=session.title), tuple(parts), say.language)


def wall(session: Session, code: str, png: bytes, address: str, say: Voice) -> Card:
    """The code for the wall. `address`: where its picture is fetched, which then leads to a page of ours;
    empty: the picture holds the words to say.
    """
    link = Link("".join(getattr(span, "text", "") for span in say("wall-file").spans), address)
    parts = (
        Heading(say("wall-heading", title=session.title)),
        Paragraph(say("wall-code", code=code)),
        Picture(png, say("wall-picture", code=code)),
        *((Paragraph(Text((link,), say.language)),) if address else ()),
        Note(say("wall-page" if address else "wall-words")),
        Note(say("wall-until")),
        Buttons(
            (
                button("attendance", "button-attendance", session, say),
                button("attendance_no_code", "button-no-code", session, say),
            )
        ),
    )
    return Card(say("wall-heading", title=session.title), parts, say.language)


def no_code(session: Session, say: Voice) -> Card:
    sentence = say("wall-none", title=say.bold(session.title))
    parts = (Paragraph(sentence), Buttons((button("attendance", "button-attendance", session, say),)))
    return Card(say("wall-none", title=session.title), parts, say.language)


def told(session: Session, say: Voice) -> Card:
    """They cannot come after all, and said so when it had begun."""
    sentence = say("attendance-told", title=say.bold(session.title))
    similar = Button(say("button-similar"), "whats_on", session.topic)
    line = summary(session, say("attendance-told", title=session.title), say)
    return Card(line, (Paragraph(sentence), Buttons((similar,))), say.language)


# ── What got in the way ──────────────────────────────────────────────────────────────────────────


def missed(session: Session, say: Voice) -> Card:
    """One kind question."""
    parts = (
        Paragraph(say("missed", title=say.bold(session.title), when=when_text(session, say))),
        Paragraph(say("missed-question")),
        Buttons(
            tuple(
                Button(say(f"hindrance-{each.value}"), "missed", f"{session.ref} {each.value}")
                for each in Hindrance
                if each is not Hindrance.OTHER
            )
        ),
        Buttons((Button(say("button-own-words"), "missed_words", session.ref, form=True),)),
        Note(say("missed-who-sees")),
        Note(say("missed-once")),
    )
    line = say("missed-summary", title=session.title)
    return Card(summary(session, line, say), parts, say.language)


def missed_form(session: Session, say: Voice) -> Form:
    options = tuple((each.value, say(f"hindrance-{each.value}")) for each in Hindrance)
    return Form(
        title=say("missed-form"),
        word="missed_words",
        about=session.ref,
        intro=(Paragraph(say("missed-which", title=say.bold(session.title))), Note(say("missed-who-sees"))),
        fields=(
            Choice("reason", say("missed-question"), options, value=Hindrance.OTHER.value, required=True),
            Words("words", say("label-own-words"), say("label-own-words-hint"), longest=500),
        ),
        submit=say("button-send"),
        language=say.language,
    )


def missed_thanks(session: Session, say: Voice, *, was_there: bool) -> Card:
    """Thanks, and nothing of what was said. Who was there after all learns whom to tell."""
    sentence = say("missed-was-there" if was_there else "missed-thanks", title=say.bold(session.title))
    similar = Button(say("button-similar"), "whats_on", session.topic)
    return Card(say("missed-thanks-summary"), (Paragraph(sentence), Buttons((similar,))), say.language)


def hindrances(counts: Mapping[Hindrance, int], words: Sequence[str], say: Voice) -> Card:
    """What got in the way on all sessions of a year; nothing while they could be guessed."""
    answered = sum(counts.values())
    parts: list[Part] = [Heading(say("hindrances-heading"))]
    if answered < FLOOR:
        parts.append(Paragraph(say("hindrances-few", least=FLOOR)))
        return Card(say("hindrances-heading"), tuple(parts), say.language)
    rows = tuple((say(f"hindrance-{each.value}"), n) for each, n in counts.items() if n)
    parts.append(Bars(say("hindrances-answered", n=answered), rows))
    parts.extend(Paragraph(say("quoted", words=each)) for each in words)
    parts.append(Note(say("hindrances-note")))
    return Card(say("hindrances-heading"), tuple(parts), say.language)
