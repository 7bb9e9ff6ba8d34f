"""What somebody will do with what they learned: the one question about it, and their own list."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import (
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
    Text,
    Words,
)
from bot.learning.actions import LONGEST, Action, Obstacle, Outcome
from bot.learning.sessions import Session
from bot.views.places import summary as discreet
from bot.views.sessions import title, when
from bot.words.voice import Voice

PAGE = 6


@dataclass(frozen=True, slots=True)
class Own:
    """One's own action, and the session that it came of."""

    action: Action
    session: Session


def question(own: Own, say: Voice) -> Card:
    """What became of it: one tap. The words are their own, and stand nowhere but in the message itself."""
    action, session = own.action, own.session
    parts: list[Part] = [
        Paragraph(say("action-asked", title=say.bold(session.title), when=when(session))),
        Paragraph(say("quoted", words=action.words)),
    ]
    if action.colleagues:
        parts.append(Paragraph(say("action-with", names=action.colleagues)))
    parts.extend(
        (
            Paragraph(say("action-question")),
            _outcomes(action, say),
            Buttons((_change(action, say), _drop(action, say))),
            Note(say("action-private")),
            Note(say("action-once")),
        )
    )
    return Card(
        discreet(session, say("action-summary", title=session.title), say), tuple(parts), say.language
    )


def _outcomes(action: Action, say: Voice) -> Buttons:
    return Buttons(
        tuple(
            Button(
                say(f"outcome-{each.value}"),
                "action_outcome",
                f"{action.id} {each.value}",
                spoken=say("spoken-about", action=say(f"outcome-{each.value}"), title=_short(action)),
            )
            for each in Outcome
        )
    )


def _change(action: Action, say: Voice) -> Button:
    spoken = say("spoken-about", action=say("button-change"), title=_short(action))
    return Button(say("button-change"), "action_change", str(action.id), spoken=spoken, form=True)


def _drop(action: Action, say: Voice) -> Button:
    spoken = say("spoken-about", action=say("button-delete"), title=_short(action))
    return Button(say("button-delete"), "action_drop", str(action.id), spoken=spoken)


def _short(action: Action) -> str:
    words = " ".join((action.words or action.colleagues).split())
    return words if len(words) <= 60 else f"{words[:59]}…"


def told(own: Own, say: Voice) -> Card:
    """Thanks; and where something got in the way, what it was, with one more tap."""
    action = own.action
    if action.outcome is Outcome.DID:
        sentence = say("action-did-it")
        return Card(sentence, (Paragraph(sentence), Buttons((_all(say),))), say.language)
    obstacles = Buttons(
        tuple(
            Button(say(f"obstacle-{each.value}"), "action_obstacle", f"{action.id} {each.value}")
            for each in Obstacle
            if each is not Obstacle.OTHER
        )
    )
    parts = (
        Paragraph(say("action-thanks")),
        Paragraph(say("action-obstacle")),
        obstacles,
        Buttons((Button(say("button-own-words"), "action_words", str(action.id), form=True), _all(say))),
        Note(say("action-counted")),
    )
    return Card(say("action-thanks"), parts, say.language)


def obstacle_told(say: Voice) -> Card:
    sentence = say("action-obstacle-told")
    return Card(sentence, (Paragraph(sentence), Buttons((_all(say),))), say.language)


def _all(say: Voice) -> Button:
    return Button(say("button-actions"), "actions")


def words_form(own: Own, say: Voice) -> Form:
    """What got in the way: the kind, which is counted, and words, which nobody else reads."""
    chosen = own.action.obstacle or Obstacle.OTHER
    options = tuple((each.value, say(f"obstacle-{each.value}")) for each in Obstacle)
    return Form(
        title=say("action-form-words"),
        word="action_words",
        about=str(own.action.id),
        intro=(Note(say("action-counted")),),
        fields=(
            Choice("obstacle", say("action-obstacle"), options, value=chosen.value, required=True),
            Words(
                "note",
                say("label-own-words"),
                say("action-note-hint"),
                value=own.action.note,
                longest=LONGEST,
            ),
        ),
        submit=say("button-save"),
        language=say.language,
    )


def change_form(own: Own, say: Voice, *, words: str | None = None, wrong: Text | None = None) -> Form:
    """`words`: what was typed, where it comes back with what is `wrong`."""
    action = own.action
    return Form(
        title=say("action-form"),
        word="action_change",
        about=str(action.id),
        intro=(
            Paragraph(say("action-of", title=say.bold(own.session.title))),
            Note(say("action-private")),
            *((Note(say("action-shared")),) if action.shared else ()),
        ),
        fields=(
            Words(
                "words",
                say("label-action"),
                value=action.words if words is None else words,
                required=True,
                longest=LONGEST,
            ),
            Words("colleagues", say("label-colleagues"), value=action.colleagues, longest=LONGEST),
        ),
        submit=say("button-save"),
        errors={} if wrong is None else {"words": wrong},
        language=say.language,
    )


def mine(own: Sequence[Own], first: int, say: Voice) -> Card:
    """Their list from number `first` on."""
    heading = say("actions-heading")
    parts: list[Part] = [Heading(heading), Note(say("action-private"))]
    if not own:
        parts.append(Paragraph(say("actions-none")))
        return Card(heading, tuple(parts), say.language)
    parts.extend(part for each in own[first : first + PAGE] for part in _item(each, say))
    if len(own) > first + PAGE:
        parts.append(Buttons((Button(say("button-more"), "actions", str(first + PAGE)),)))
    return Card(heading, tuple(parts), say.language)


def _item(own: Own, say: Voice) -> tuple[Part, ...]:
    action = own.action
    lines = [say("quoted", words=action.words)] if action.words else []
    if action.colleagues:
        lines.append(say("action-with", names=action.colleagues))
    if action.outcome is not None:
        lines.append(say("action-stands", outcome=say(f"outcome-{action.outcome.value}")))
    if action.obstacle is not None:
        reason = say.words(action.note) if action.note else say(f"obstacle-{action.obstacle.value}")
        lines.append(say("action-in-the-way", reason=reason))
    buttons = (*_outcomes(action, say).buttons, _change(action, say), _drop(action, say))
    return (Item(title(own.session, say), tuple(lines), buttons),)


def changed(own: Own, say: Voice) -> Card:
    sentence = say("action-saved")
    parts = (Paragraph(sentence), Paragraph(say("quoted", words=own.action.words)), Buttons((_all(say),)))
    return Card(sentence, parts, say.language)


def drop(own: Own, say: Voice) -> Card:
    """Is it meant? It cannot be brought back."""
    action = own.action
    delete = Button(say("button-delete-now"), "action_drop_now", str(action.id), style="danger")
    parts = (
        Paragraph(say("action-drop")),
        Paragraph(say("quoted", words=action.words or action.colleagues)),
        Buttons((delete, Button(say("button-keep-it"), "actions"))),
    )
    return Card(say("action-drop"), parts, say.language)


def dropped(say: Voice) -> Card:
    sentence = say("action-dropped")
    return Card(sentence, (Paragraph(sentence), Buttons((_all(say),))), say.language)
