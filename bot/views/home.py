"""A person's own page: my places, what's on for me, feedback due, settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.card import Button, Buttons, Card, Divider, Heading, Item, Note, Paragraph, Part
from bot.learning.places import Hold
from bot.learning.sessions import Session
from bot.views.approving import Request
from bot.views.approving import item as request_item
from bot.views.sessions import item, title, when_text
from bot.views.topics import topic_names
from bot.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Home:
    name: str
    mine: Sequence[tuple[Session, Hold]]
    for_me: Sequence[Session]
    held: Mapping[int, Hold]
    feedback: Sequence[Session]
    follows: Sequence[str]
    approvals: Sequence[Request] = ()
    more_approvals: int = 0


def home(page: Home, say: Voice) -> Card:
    greeting = say("home-hello", name=page.name) if page.name else say("home-welcome")
    parts: list[Part] = [Heading(greeting)]
    if page.approvals:
        parts.append(Heading(say("approvals-waiting", n=len(page.approvals) + page.more_approvals)))
        parts.extend(request_item(request, say) for request in page.approvals)
        if page.more_approvals:
            parts.append(Buttons((Button(say("button-approvals"), "approvals"),)))
        parts.append(Divider())
    if page.feedback:
        parts.append(Heading(say("feedback-due")))
        for session in page.feedback:
            label = say("button-feedback-words")
            spoken = say("spoken-about", action=label, title=session.title)
            button = Button(label, "feedback_form", session.ref, spoken=spoken, form=True)
            parts.append(Item(title(session, say), (when_text(session, say),), (button,)))
        parts.append(Divider())
    parts.append(Heading(say("my-places")))
    if page.mine:
        parts.extend(item(session, hold, say) for session, hold in page.mine)
    else:
        parts.append(Paragraph(say("no-places")))
    parts.extend((Divider(), Heading(say("home-for-me"))))
    if page.follows:
        parts.append(Note(say("home-follows", topics=topic_names(page.follows, say))))
    parts.extend(item(session, page.held.get(session.id), say) for session in page.for_me)
    buttons = (
        Button(say("button-all"), "whats_on"),
        Button(say("button-settings"), "settings", form=True),
        Button(say("button-help"), "help"),
    )
    parts.extend((Divider(), Buttons(buttons)))
    return Card(greeting, tuple(parts), say.language)
