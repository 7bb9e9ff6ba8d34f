"""What people are told when a session changes: what it was, what it is, and keep or give up."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Button, Buttons, Card, Facts, Item, Link, Note, Paragraph, Part, Text, When
from bot.learning.sessions import Session
from bot.views.places import summary
from bot.views.sessions import action, details_button, title, when, when_text, where_text
from bot.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Before:
    """What people had been told of a session; None: that has not changed."""

    when: When | None = None
    place: str | None = None
    link: str | None = None
    speaker: str | None = None
    postponed: bool = False  # it had no date until now
    earlier: When | None = None  # before the change before this one, for who may not have read of that
    earlier_place: str | None = None

    @property
    def nothing(self) -> bool:
        """It is as it was: nobody needs to hear of it."""
        changed = (self.when, self.place, self.link, self.speaker)
        return not self.postponed and all(each is None for each in changed)


def moved(session: Session, before: Before, say: Voice, *, waiting: bool = False) -> Card:
    """What is new, what it was, and whether they still come."""
    name = _sentence(before)
    facts = [(say("label-when"), when_text(session, say)), (say("label-where"), where_text(session, say))]
    if before.speaker is not None:
        facts.append((say("label-speaker"), _or_nothing(session.speaker, say)))
    if session.link and not waiting:
        facts.append((say("label-link"), Text((Link(session.link, session.link),), say.language)))
    parts: list[Part] = [Paragraph(say(name, title=say.bold(session.title))), Facts(tuple(facts))]
    if rows := _was(before, say):
        parts.append(Facts(rows))
    if waiting:
        parts.append(Note(say("status-waiting")))
    elif before.postponed or before.when:
        parts.append(Paragraph(say("still-coming")))
    keep, out = (
        ("button-keep-waiting", "button-leave-list") if waiting else ("button-keep-place", "button-give-up")
    )
    buttons = (_button("keep_place", keep, session, say), _button("cancel", out, session, say))
    parts.append(Buttons((*buttons, details_button(session, say))))
    line = say("moved-summary", title=session.title, when=when(session))
    return Card(summary(session, line, say), tuple(parts), say.language)


def _sentence(before: Before) -> str:
    if before.postponed:
        return "dated"
    changed = [
        name
        for name, was in (
            ("time", before.when),
            ("place", before.place),
            ("link", before.link),
            ("speaker", before.speaker),
        )
        if was is not None
    ]
    if changed in (["time", "place"], ["time", "place", "link"]):
        return "moved-both"
    if changed == ["place", "link"]:
        return "moved-place"
    return f"moved-{changed[0]}" if len(changed) == 1 else "moved-several"


def _was(before: Before, say: Voice) -> tuple[tuple[Text, Text], ...]:
    rows: list[tuple[Text, Text]] = []
    if before.when:
        rows.append((say("label-before"), Text((before.when,), say.language)))
    rows += earlier_time(before, say)
    if before.place:
        rows.append((say("label-before-place"), say.words(before.place)))
    rows += earlier_place(before, say)
    if before.speaker:
        rows.append((say("label-before-speaker"), say.words(before.speaker)))
    return tuple(rows)


def earlier_time(before: Before, say: Voice) -> list[tuple[Text, Text]]:
    """When it was before it was moved the time before; nothing where that is not known, or the same."""
    if not before.earlier or before.earlier == before.when:
        return []
    name = "label-earlier" if before.when else "label-before"
    return [(say(name), Text((before.earlier,), say.language))]


def earlier_place(before: Before, say: Voice) -> list[tuple[Text, Text]]:
    """The same of where it was."""
    if not before.earlier_place or before.earlier_place == before.place:
        return []
    name = "label-earlier-place" if before.place else "label-before-place"
    return [(say(name), say.words(before.earlier_place))]


def _or_nothing(words: str, say: Voice) -> Text:
    return say.words(words) if words else say("nothing-set")


def _button(word: str, label: str, session: Session, say: Voice) -> Button:
    spoken = say("spoken-about", action=say(label), title=session.title)
    return Button(say(label), word, session.ref, spoken=spoken)


def called_off(session: Session, others: Sequence[Session], say: Voice) -> Card:
    """The session will not take place; its other dates, where there are any."""
    sentence = say("called-off", title=say.bold(session.title), when=when(session))
    parts: list[Part] = [Paragraph(sentence)]
    if others:
        parts.append(Paragraph(say("called-off-other-dates")))
        parts.extend(_other(each, say) for each in others)
    else:
        parts.append(Paragraph(say("called-off-what-next")))
    parts.append(Buttons((Button(say("button-similar"), "whats_on", session.topic),)))
    line = say("called-off", title=session.title, when=when(session))
    return Card(summary(session, line, say), tuple(parts), say.language)


def _other(session: Session, say: Voice) -> Item:
    book = action(session, None, say)
    buttons = (book,) if book else ()
    lines = (when_text(session, say), where_text(session, say))
    return Item(title(session, say), lines, (*buttons, details_button(session, say)))


def postponed(session: Session, say: Voice, *, waiting: bool) -> Card:
    """It will be on another day, and nobody knows yet on which."""
    was = When(session.starts_at, session.ends_at, all_day=session.all_day)
    sentence = say("postponed", title=say.bold(session.title), when=was)
    kept = Paragraph(say("postponed-waiting" if waiting else "postponed-kept"))
    out = _button("cancel", "button-leave-list" if waiting else "button-give-up", session, say)
    parts = (Paragraph(sentence), kept, Buttons((out, details_button(session, say))))
    line = say("postponed", title=session.title, when=was)
    return Card(summary(session, line, say), parts, say.language)


def confirmed(session: Session, say: Voice, *, waiting: bool) -> Card:
    """They stay, although things changed."""
    name = "kept-waiting" if waiting else "kept-although"
    sentence = say(name, title=say.bold(session.title))
    facts = Facts(
        ((say("label-when"), when_text(session, say)), (say("label-where"), where_text(session, say)))
    )
    parts = (Paragraph(sentence), facts, Buttons((details_button(session, say),)))
    return Card(say(name, title=session.title), parts, say.language)
