"""What came of feedback, as those who gave it read it: nothing that organisers would not have posted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.card import Button, Buttons, Card, Heading, Item, Note, Paragraph, Part, Text, When
from bot.learning.sessions import Session
from bot.views.publishing import State
from bot.views.sessions import title, when_text
from bot.views.upshots import Shown, section
from bot.words.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """How far the feedback on one session is. `needed`: how many have to answer before anything is shown;
    `closes`: until when one can; `posted`: when the results, or a sum with them, went to a channel; `of`:
    what that was of, as long as it is still the same.
    """

    session: Session
    answered: bool
    state: State
    needed: int
    closes: datetime
    published: datetime | None = None
    posted: datetime | None = None
    of: str = ""


def what_became(told: Sequence[Became], say: Voice, done: Sequence[Shown] = ()) -> Card:
    """The newest first; then what was `done` because of it, and who sees what."""
    if not told:
        nothing = say("became-none")
        return Card(nothing, (Paragraph(nothing), Note(say("became-who"))), say.language)
    heading = say("became")
    parts: list[Part] = [Heading(heading), *(_item(each, say) for each in told)]
    if any(each.state == "open" for each in told):
        parts.append(Buttons((Button(say("button-became-answer"), "feedback"),)))
    parts.extend(section(done, say))
    if not done and any(each.state == "published" for each in told):
        parts.append(Note(say("became-ask")))
    parts.append(Note(say("became-who")))
    return Card(heading, tuple(parts), say.language)


def _item(each: Became, say: Voice) -> Item:
    lines = (when_text(each.session, say), *_lines(each, say))
    return Item(title(each.session, say), lines, tuple(_buttons(each, say)))


def _lines(each: Became, say: Voice) -> Iterator[Text]:
    match each.state:
        case "published" if each.published is not None:
            yield say("became-published", day=When(each.published, style="day"))
            if each.posted is None:
                yield say("became-not-posted")
            else:
                yield say("became-posted", day=When(each.posted, style="day"))
        case "waiting" | "unread":
            yield say(f"results-state-{each.state}")
        case _:
            if each.answered:
                yield say("became-answered")
            yield say("became-open", until=When(each.closes, style="day"), needed=each.needed)


def _buttons(each: Became, say: Voice) -> Iterator[Button]:
    if each.of:
        label = say("button-became-posted")
        spoken = say("spoken-about", action=label, title=each.session.title)
        yield Button(label, "what_was_posted", each.of, spoken=spoken)
