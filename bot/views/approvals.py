"""How approval looks to who asked for a place: held, passed on, given, refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.card import Bold, Button, Buttons, Card, Note, Paragraph, Part, Text, When
from bot.learning.sessions import Bilingual, Mode, Session
from bot.views.places import clash_notes, facts, summary
from bot.views.sessions import button, details_button
from bot.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Standing:
    """How an asking stands. `who`: the manager's name; empty: the organisers, for that `reason`. `last`:
    nobody else is asked when `until` is over. `end`: when the rule holds at the latest; `approves`: the place
    is theirs then.
    """

    who: str
    reason: str
    until: datetime
    end: datetime
    last: bool
    approves: bool


def pending(
    session: Session,
    stands: Standing,
    say: Voice,
    *,
    mode: Mode = Mode.ANY,
    clashes: Sequence[Session] = (),
    freed: bool = False,
) -> Card:
    """A place is held for you, and somebody is asked. `freed`: it came free just now."""
    titles = (say.bold(session.title), session.title)
    told, line = (
        say("approval-held-freed", title=title) if freed else say("approval-held", title=title)
        for title in titles
    )
    return _pending(session, (told, _asked(stands, say)), line, stands, say, mode=mode, clashes=clashes)


def passed_on(session: Session, manager: str, stands: Standing, say: Voice, *, mode: Mode = Mode.ANY) -> Card:
    """Your manager has not answered, or is to know nothing of it any more; organisers are asked."""
    name = "approval-passed-on-sensitive" if stands.reason == "sensitive" else "approval-passed-on"
    told, line = (say(name, who=manager, title=title) for title in (say.bold(session.title), session.title))
    return _pending(session, (told,), line, stands, say, mode=mode)


def handed_on(session: Session, stands: Standing, say: Voice, *, mode: Mode = Mode.ANY) -> Card:
    """You have another manager, who is asked now."""
    told, line = (
        say("approval-handed-on", who=stands.who, title=title)
        for title in (say.bold(session.title), session.title)
    )
    return _pending(session, (told,), line, stands, say, mode=mode)


def _pending(
    session: Session,
    sentences: Sequence[Text],
    line: Text,
    stands: Standing,
    say: Voice,
    *,
    mode: Mode = Mode.ANY,
    clashes: Sequence[Session] = (),
) -> Card:
    parts: list[Part] = [
        *map(Paragraph, sentences),
        Paragraph(rule(stands, say)),
        facts(session, say, mode=mode, link=False),
        *clash_notes(clashes, say),
        Note(say("approval-no-calendar")),
        Buttons((button("cancel", "button-withdraw", session, say), details_button(session, say))),
    ]
    return Card(summary(session, line, say), tuple(parts), say.language)


def _asked(stands: Standing, say: Voice) -> Text:
    if stands.who:
        return say("approval-asked-manager", who=stands.who)
    return say(f"approval-asked-organisers-{stands.reason}")


def rule(stands: Standing, say: Voice) -> Text:
    """What holds when nobody answers."""
    end = "approve" if stands.approves else "refuse"
    if stands.last:
        return say(f"approval-rule-{end}", until=When(stands.until))
    then = {"until": When(stands.until), "end": When(stands.end)}
    return say(f"approval-rule-manager-{end}", None, who=stands.who, **then)


def withdrawn(session: Session, say: Voice) -> Card:
    """You ask no more."""
    sentence = say("approval-withdrawn", title=say.bold(session.title))
    again = Buttons((button("book", "button-ask-again", session, say),))
    line = say("approval-withdrawn", title=session.title)
    return Card(summary(session, line, say), (Paragraph(sentence), again), say.language)


def given(
    session: Session,
    who: str,
    how: str,
    say: Voice,
    *,
    mode: Mode = Mode.ANY,
    calendar: str = "",
    clashes: Sequence[Session] = (),
) -> Card:
    """The place is yours, and by whom; `how`, where it was nobody: "rule" or "dropped"."""

    def told(title: Bold | Bilingual) -> Text:
        return (
            say(f"approval-given-{how}", title=title) if how else say("approval-given", who=who, title=title)
        )

    parts: tuple[Part, ...] = (
        Paragraph(told(say.bold(session.title))),
        facts(session, say, mode=mode, calendar=calendar),
        *clash_notes(clashes, say),
        Buttons((button("cancel", "button-cannot-come", session, say), details_button(session, say))),
    )
    return Card(summary(session, told(session.title), say), parts, say.language)


def refused(session: Session, who: str, words: str, say: Voice) -> Card:
    """The place is not yours, by whom and why. `who` empty: nobody answered in time."""

    def told(title: Bold | Bilingual) -> Text:
        return (
            say("approval-refused", who=who, title=title)
            if who
            else say("approval-refused-rule", title=title)
        )

    parts: list[Part] = [Paragraph(told(say.bold(session.title)))]
    if words:
        parts.append(Paragraph(say("approval-words", words=words)))
    similar = Button(say("button-similar"), "whats_on", session.topic)
    parts.append(Buttons((similar, details_button(session, say))))
    return Card(summary(session, told(session.title), say), tuple(parts), say.language)
