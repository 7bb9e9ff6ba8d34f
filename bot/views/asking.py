"""What is asked before a place is booked or given up: whether, how, and beside or instead of what one has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.card import Button, Buttons, Card, Item, Paragraph, Part, Text
from bot.learning.places import PENDING, Hold
from bot.learning.sessions import Mode, Session
from bot.views.places import summary
from bot.views.sessions import (
    button,
    details_button,
    item,
    title,
    way_text,
    when,
    when_text,
    where_text,
)
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
    parts.append(Buttons((anyway, Button(_keep_what(clashes, say), "keep_mine", session.ref))))
    return Card(sentence, tuple(parts), say.language)


def _keep_what(clashes: Sequence[Session], say: Voice) -> Text:
    title_said, _ = clashes[0].title.in_(say.language)
    if len(clashes) > 1 or len(title_said) > _FITS:
        return say("button-keep-mine")
    return say("button-keep", title=clashes[0].title)


def kept_mine(session: Session, say: Voice) -> Card:
    sentence = say("kept-mine", title=session.title)
    again = button("book_anyway", "button-book-anyway", session, say)
    return Card(sentence, (Paragraph(sentence), Buttons((again,))), say.language)


# ── Read from a sentence: asked before anything is done ──────────────────────────────────────────


def shall_cancel(held: Sequence[tuple[Session, Hold]], say: Voice) -> Card:
    """Whether they give up what they have; which, where it may be one of several."""
    if len(held) > 1:
        return _which_to_cancel(held, say)
    ((session, hold),) = held
    name = _given_up_as(hold)
    question = say(name, title=say.bold(session.title), when=when(session))
    asked = Paragraph(say.join(question, say("nothing-cancelled-yet")))
    buttons = Buttons((give_up(session, hold, say), _keep(session, hold, say)))
    parts = (asked, buttons)
    return Card(
        summary(session, say(name, title=session.title, when=when(session)), say), parts, say.language
    )


def _which_to_cancel(held: Sequence[tuple[Session, Hold]], say: Voice) -> Card:
    asked = say("shall-cancel-which")
    parts: list[Part] = [Paragraph(say.join(asked, say("nothing-cancelled-yet")))]
    parts.extend(
        Item(
            title(session, say),
            (when_text(session, say), where_text(session, say)),
            (give_up(session, hold, say),),
        )
        for session, hold in held
    )
    parts.append(Buttons((Button(say("button-keep-all"), "mine"),)))
    return Card(asked, tuple(parts), say.language)


def give_up(session: Session, hold: Hold, say: Voice) -> Button:
    """The button that gives up what they have of it."""
    if hold is Hold.OFFERED:
        return button("decline", "button-no-thanks", session, say)
    labels = {Hold.WAITING: "button-leave-list", **dict.fromkeys(PENDING, "button-withdraw")}
    return button("cancel", labels.get(hold, "button-cancel"), session, say)


def _given_up_as(hold: Hold) -> str:
    if hold is Hold.WAITING:
        return "shall-leave-list"
    if hold is Hold.OFFERED:
        return "shall-decline"
    return "shall-withdraw" if hold in PENDING else "shall-cancel"


def _keep(session: Session, hold: Hold, say: Voice) -> Button:
    if hold is Hold.OFFERED:
        return button("take", "button-take", session, say)
    if hold in PENDING:
        return button("details", "button-keep-it", session, say)
    label = "button-keep-waiting" if hold is Hold.WAITING else "button-keep-place"
    return button("keep_place", label, session, say)


def shall_book(found: Sequence[Session], held: Mapping[int, Hold], say: Voice) -> Card:
    """Whether they want a place; which, where several could be meant."""
    shown = [item(session, held.get(session.id), say) for session in found]
    if len(found) > 1:
        line = asked = say("shall-book-which")
    else:
        (session,) = found
        asked = say("shall-join-list" if session.full else "shall-book")
        line = summary(session, say("details-summary", title=session.title, when=when(session)), say)
    parts: tuple[Part, ...] = (Paragraph(say.join(asked, say("nothing-booked-yet"))), *shown)
    return Card(say.join(asked, line) if line is not asked else asked, parts, say.language)


# ── To come in another way ───────────────────────────────────────────────────────────────────────


def shall_change(found: Sequence[Session], to: Mode, say: Voice) -> Card:
    """Whether they come online from now on, or in person; to which, where it may be one of several."""
    word, label = f"change_{to.name.lower()}", f"button-change-{to.value}"
    nothing = say("nothing-changed-yet")
    if len(found) > 1:
        asked = say("shall-change-which")
        items = tuple(
            Item(
                title(each, say),
                (when_text(each, say), where_text(each, say)),
                (button(word, label, each, say),),
            )
            for each in found
        )
        return Card(asked, (Paragraph(say.join(asked, nothing)), *items), say.language)
    (session,) = found
    name = f"shall-change-{to.value}"
    question = say(name, title=say.bold(session.title), when=when(session))
    buttons = Buttons((button(word, label, session, say), details_button(session, say)))
    line = summary(session, say(name, title=session.title, when=when(session)), say)
    return Card(line, (Paragraph(say.join(question, nothing)), buttons), say.language)


def shall_change_none(held: Sequence[Session], say: Voice) -> Card:
    """None of theirs can be come to in two ways; `held`: what they may have meant."""
    told = say("shall-change-none" if held else "no-places")
    items = tuple(
        Item(title(each, say), (when_text(each, say), where_text(each, say)), (details_button(each, say),))
        for each in held
    )
    parts: tuple[Part, ...] = (
        Paragraph(told),
        *items,
        Buttons((Button(say("button-all"), "whats_on"),)),
    )
    return Card(told, parts, say.language)


# ── Swapped: the old place is never lost before the new one is had ───────────────────────────────


def swap(found: Sequence[Session], held: Mapping[int, Hold], old: Sequence[Session], say: Voice) -> Card:
    """What they want, to be booked first; what they have stays theirs until they say so."""
    refs = " ".join(each.ref for each in old)
    parts: list[Part] = [Paragraph(_first(old, say, bold=True))]
    for session in found:
        shown = item(session, held.get(session.id), say)
        buttons = [
            replace(each, word="swap_to", about=f"{session.ref} {refs}") if each.word == "book" else each
            for each in shown.buttons
        ]
        parts.append(replace(shown, buttons=tuple(buttons)))
    return Card(_first(old, say), tuple(parts), say.language)


def _first(old: Sequence[Session], say: Voice, *, bold: bool = False) -> Text:
    if len(old) > 1:
        return say("swap-first-several")
    (session,) = old
    return say("swap-first", title=say.bold(session.title) if bold else session.title, when=when(session))


def swap_nothing(about: str, old: Sequence[Session], say: Voice) -> Card:
    """There is nothing else of what they want."""
    told = say("swap-nothing", about=about, title=old[0].title)
    parts = (
        Paragraph(told),
        Buttons((Button(say("button-all"), "whats_on"), Button(say("my-places"), "mine"))),
    )
    return Card(told, parts, say.language)


def still_there(old: Sequence[Session], say: Voice, *, yours: bool) -> Iterator[Part]:
    """What stands below the answer about the new place; `yours`: that one is theirs, so this can go."""
    for session in old:
        name = "swap-still" if yours else "swap-meanwhile"
        yield Paragraph(say(name, title=say.bold(session.title), when=when(session)))
        if yours:
            cancel = button("cancel", "button-cancel-old", session, say)
            yield Buttons((cancel, button("keep_place", "button-keep-both", session, say)))
