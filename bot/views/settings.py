"""What each person can choose for themselves, following topics, and help."""

from collections.abc import Collection, Sequence

from bot.card import (
    Button,
    Buttons,
    Card,
    Choice,
    Facts,
    Form,
    Heading,
    Item,
    Note,
    Paragraph,
    Part,
    Ticks,
)
from bot.learning.people import Person, Remind
from bot.learning.sessions import Session
from bot.views.linking import room_name
from bot.views.sessions import item
from bot.views.topics import topic_name, topic_names
from bot.words.voice import Voice

LAST = "last"
"""Letters go where somebody last spoke."""


def form(
    person: Person, a_week: int, limits: Collection[int], say: Voice, *, rooms: Sequence[str] = ()
) -> Form:
    """Language, reminders, feedback prompts, and how many of them: `a_week`, one of `limits`; and where
    letters go, for somebody who is in several `rooms`.
    """
    choices = tuple((str(n), say("nudges-a-week", n=n)) for n in sorted(limits))
    reminders = tuple((remind.value, say(f"remind-{remind.value}")) for remind in Remind)
    return Form(
        title=say("settings"),
        word="settings",
        about="",
        fields=(
            Choice(
                "language",
                say("label-my-language"),
                (("cy", say("language-cy")), ("en", say("language-en"))),
                value=say.language,
                required=True,
            ),
            Ticks(
                "reminders",
                say("label-reminders"),
                reminders,
                hint=say("label-reminders-hint"),
                values=tuple(remind.value for remind in Remind if remind in person.reminders),
            ),
            Choice(
                "prompts",
                say("label-prompts"),
                (("yes", say("prompts-yes")), ("no", say("prompts-no"))),
                value="yes" if person.prompts else "no",
                required=True,
            ),
            Choice(
                "limit",
                say("label-nudges"),
                choices,
                hint=say("label-nudges-hint"),
                value=str(a_week),
                required=True,
            ),
            *_letters_to(person, rooms, say),
        ),
        submit=say("button-save"),
        language=say.language,
    )


def _letters_to(person: Person, rooms: Sequence[str], say: Voice) -> tuple[Choice, ...]:
    if len(rooms) < 2:
        return ()
    options = ((LAST, say("letters-to-last")), *((room, room_name(room, say)) for room in rooms))
    chosen = person.letters_to if person.letters_to in rooms else LAST
    return (Choice("letters_to", say("label-letters-to"), options, value=chosen, required=True),)


def saved(say: Voice) -> Card:
    return Card(say("settings-saved"), (Paragraph(say("settings-saved")),), say.language)


def language_chosen(say: Voice) -> Card:
    return Card(say("language-chosen"), (Paragraph(say("language-chosen")),), say.language)


def following(topics: Sequence[str], others: Sequence[str], say: Voice) -> Card:
    """What I follow, and what else could be followed."""
    parts: list[Part] = [Heading(say("follow-heading"))]
    if topics:
        parts.extend(_topic(topic, "unfollow", say) for topic in topics)
    else:
        parts.append(Paragraph(say("follow-none")))
    if others:
        parts.append(Paragraph(say("follow-others")))
        parts.extend(_topic(topic, "follow", say) for topic in others)
    return Card(say("follow-heading"), tuple(parts), say.language)


def _topic(topic: str, word: str, say: Voice) -> Item:
    label = say(f"button-{word}")
    name = topic_name(topic, say)
    button = Button(label, word, topic, spoken=say("spoken-about", action=label, title=name))
    return Item(name, (), (button,))


def follow_done(name: str, topic: str, say: Voice) -> Card:
    sentence = say(name, topic=topic_name(topic, say))
    undo = "unfollow" if name in {"followed", "followed-already"} else "follow"
    parts = (Paragraph(sentence), Buttons((Button(say(f"button-{undo}"), undo, topic),)))
    return Card(sentence, parts, say.language)


def followed_news(sessions: Sequence[Session], topics: Sequence[str], say: Voice) -> Card:
    """What is new in the topics that I follow."""
    parts: list[Part] = [Heading(say("followed-news"))]
    parts.extend(item(session, None, say) for session in sessions)
    parts.append(Note(say("why-followed", topics=topic_names(topics, say))))
    return Card(say("followed-news-summary", n=len(sessions)), tuple(parts), say.language)


def help_(say: Voice, *, organises: bool, manages: bool = False) -> Card:
    """What can be asked, with the words for it."""
    names = ["whats-on", "book", "mine", "cancel", "here", "record", "follow", "digest", "feedback"]
    names += ["settings", "language"]
    if organises or manages:
        names.append("approvals")
    if organises:
        names += ["new", "edit", "move", "people", "attendance", "message-all", "materials"]
        names += ["questions", "summary", "upshots", "surveys", "reach", "problems"]
    rows = tuple((say(f"help-{name}-words"), say(f"help-{name}")) for name in names)
    buttons = Buttons(
        (
            Button(say("button-all"), "whats_on", style="main"),
            Button(say("my-places"), "mine"),
            Button(say("button-settings"), "settings", form=True),
        )
    )
    parts = (Heading(say("help-heading")), Paragraph(say("help-intro")), Facts(rows), buttons)
    return Card(say("help-heading"), (*parts, Note(say("help-private"))), say.language)


def courtesy(say: Voice) -> Card:
    """A kind word back."""
    buttons = Buttons((Button(say("button-all"), "whats_on"), Button(say("my-places"), "mine")))
    return Card(say("courtesy"), (Paragraph(say("courtesy")), buttons), say.language)


def unsure(text: str, say: Voice) -> Card:
    """Not understood: say so, and offer what is likely."""
    sentence = say("unsure", text=text) if text else say("help-intro")
    buttons = (
        Button(say("button-all"), "whats_on"),
        Button(say("my-places"), "mine"),
        Button(say("button-help"), "help"),
    )
    return Card(sentence, (Paragraph(sentence), Buttons(buttons)), say.language)
