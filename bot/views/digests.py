"""The weekly digest of a channel, and setting it up."""

from collections.abc import Sequence

from bot.card import (
    Button,
    Buttons,
    Card,
    Choice,
    Divider,
    Form,
    Heading,
    Item,
    Line,
    Note,
    Paragraph,
    Part,
    Plain,
    Text,
    When,
)
from bot.learning.digests import Plan
from bot.learning.sessions import Session
from bot.learning.wall_time import WEEKDAYS
from bot.views.sessions import (
    language_text,
    places_text,
    title,
    when_text,
    where_text,
)
from bot.views.topics import topic_name
from bot.words.voice import Voice

MOST = 10  # a channel message stays readable; the rest is one press away


def digest(sessions: Sequence[Session], topic: str, setter: str, voices: Sequence[Voice]) -> Card:
    """One message for everybody in a channel, in the channel's languages; nobody's own places in it.

    The buttons stand once, below the last language, and are labelled in both.
    """
    parts: list[Part] = []
    for number, say in enumerate(voices):
        if number:
            parts.append(Divider())
        parts.extend(_half(sessions, topic, setter, say, labels=voices if say is voices[-1] else ()))
    first, *others = (_summary(sessions, topic, say) for say in voices)
    spans = sum(((Plain(" / "), *other.spans) for other in others), first.spans)
    return Card(Text(spans, first.language), tuple(parts), first.language)


def _summary(sessions: Sequence[Session], topic: str, say: Voice) -> Text:
    n = len(sessions)
    if not topic:
        return say("digest-summary", n=n)
    return say("digest-summary-topic", n=n, topic=topic_name(topic, say))


def _half(
    sessions: Sequence[Session], topic: str, setter: str, say: Voice, *, labels: Sequence[Voice]
) -> list[Part]:
    """One language's half; with buttons, labelled in all of `labels`, where there are any."""
    heading = say("digest-heading")
    if topic:
        heading = say("digest-heading-topic", topic=topic_name(topic, say))
    parts: list[Part] = [Heading(heading)]
    parts.extend(_entry(session, say, labels) for session in sessions[:MOST])
    if len(sessions) > MOST:
        parts.append(Note(say("more-sessions", n=len(sessions) - MOST)))
    if labels:
        more = Button(_in_all(labels, "button-all"), "whats_on")
        follow = Button(_in_all(labels, "button-follow"), "follow", topic)
        parts.append(Buttons((more, follow) if topic else (more,)))
    parts.append(Note(say("why-digest", person=setter) if setter else say("why-digest-nobody")))
    return parts


def _entry(session: Session, say: Voice, labels: Sequence[Voice]) -> Item:
    lines = [when_text(session, say), where_text(session, say)]
    # Nobody should see from the places left that a colleague has just taken one.
    places = None if session.sensitive else places_text(session, None, say)
    extras = (language_text(session, say), places)
    lines.extend(extra for extra in extras if extra is not None)
    return Item(title(session, say), tuple(lines), _pressed(session, labels) if labels else ())


def _pressed(session: Session, labels: Sequence[Voice]) -> tuple[Button, ...]:
    spoken = _in_all(labels, "spoken-about", session, label := _booking(session))
    details = _in_all(labels, "spoken-about", session, "button-details")
    return (
        Button(_in_all(labels, label), "book", session.ref, style="main", spoken=spoken),
        Button(_in_all(labels, "button-details"), "details", session.ref, spoken=details),
    )


def _booking(session: Session) -> str:
    return "button-join-list" if session.full else "button-book"


def _in_all(voices: Sequence[Voice], name: str, session: Session | None = None, action: str = "") -> Text:
    """A label in every language: "Archebu lle / Book"."""
    said = [
        say(name, action=say(action), title=session.title) if session is not None else say(name)
        for say in voices
    ]
    spans = said[0].spans
    for text in said[1:]:
        spans = (*spans, Plain(" / "), *text.spans)
    return Text(spans, voices[0].language)


def preview(plan: Text, shown: Card | None, about: str, say: Voice) -> Card:
    """What the channel will get, before it is confirmed."""
    parts: list[Part] = [Paragraph(plan)]
    confirm = Button(say("button-digest-confirm"), "digest_confirm", about, style="main")
    change = Button(say("button-digest-change"), "digest_form", about, form=True)
    parts.append(Buttons((confirm, change)))
    parts.append(Divider())
    if shown is None:
        parts.append(Note(say("digest-preview-empty")))
    else:
        parts.append(Note(say("digest-preview")))
        parts.extend(_without_buttons(part) for part in shown.parts if not isinstance(part, Buttons))
    return Card(plan, tuple(parts), say.language)


def _without_buttons(part: Part) -> Part:
    return Item(part.title, part.lines) if isinstance(part, Item) else part


def state(plan: Text, next_at: When, about: str, say: Voice, *, paused: bool) -> Card:
    """The digest that a channel has, and what can be done with it."""
    line = say("digest-paused") if paused else say("digest-next", when=next_at)
    pause = (
        Button(say("button-digest-resume"), "digest_resume")
        if paused
        else Button(say("button-digest-pause"), "digest_pause")
    )
    buttons = Buttons(
        (
            Button(say("button-digest-change"), "digest_form", about, form=True),
            pause,
            Button(say("button-digest-stop"), "digest_stop", style="danger"),
        )
    )
    return Card(plan, (Paragraph(plan), Paragraph(line), buttons), say.language)


def done(sentence: Text, say: Voice) -> Card:
    """A sentence: set up, paused, resumed, stopped."""
    return Card(sentence, (Paragraph(sentence),), say.language)


def announcement(plan_of: Sequence[Text], voices: Sequence[Voice]) -> Card:
    """Told to the channel when its digest is set up; it also shows at once whether we can post there."""
    parts = tuple(Paragraph(plan) for plan in plan_of)
    return Card(plan_of[-1], parts, voices[-1].language)


def form(plan: Plan, *, topics: Sequence[str], say: Voice) -> Form:
    """Day, time and topic of a channel's digest."""
    days = tuple((day, say(f"day-{day}")) for day in WEEKDAYS)
    kinds = (("-", say("digest-every-topic")), *((name, topic_name(name, say)) for name in topics[:99]))
    clock = f"{plan.clock:%H:%M}"
    return Form(
        title=say("digest-form"),
        word="digest_form",
        about=str(plan),
        fields=(
            Choice("weekday", say("label-weekday"), days, value=plan.weekday, required=True),
            Line("clock", say("label-time"), say("hint-time"), value=clock, required=True, longest=10),
            Choice("topic", say("label-topic"), kinds, value=plan.topic or "-", required=True),
        ),
        submit=say("button-preview"),
        language=say.language,
    )
