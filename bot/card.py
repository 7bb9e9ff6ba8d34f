"""What a message says, in neutral parts that each room draws in its own way.

Text is spans, never markup: escaping belongs to the room that draws, and a title may hold anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = ("cy", "en")  # Welsh first wherever both stand


# ── Spans: the pieces of a line ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Plain:
    """Letters, as they are. `language` is set where it differs from the text around it (WCAG 3.1.2)."""

    text: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Bold:
    text: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """`url` is https or http; a room shows any other as plain text."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Someone:
    """A member of staff by name; in a room where `user` is known there, the room may mention them."""

    name: str
    room: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A moment or a stretch of time (aware datetimes); each reader sees it in their own zone.

    `style`: "full" names the weekday, the day and the time; "day" leaves the time out; "time" is the
    time alone. An all-day stretch has an exclusive `end`, as iCalendar's DTEND (RFC 5545, 3.6.1).
    """

    start: datetime
    end: datetime | None = None
    all_day: bool = False
    style: Literal["full", "day", "time"] = "full"


Span: TypeAlias = Plain | Bold | Link | Someone | When


@dataclass(frozen=True, slots=True)
class Text:
    """A line or a paragraph in one language. A line break inside a span is kept."""

    spans: tuple[Span, ...]
    language: Language = "en"


# ── Parts: the pieces of a message ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Button:
    """Carries a word and what it is about, never a right: every press is authorised again.

    `spoken` is what a screen reader says where `label` alone does not tell ten buttons apart.
    `form` says that the press is answered with a form (a room may have to open it at once).
    """

    label: Text
    word: str
    about: str = ""
    style: Literal["plain", "main", "danger"] = "plain"
    spoken: Text | None = None
    form: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: why this came, who sees an answer, how a question was read."""

    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list: a title, lines below it, and what can be done with it."""

    title: Text
    lines: tuple[Text, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, row by row."""

    rows: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Buttons:
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A distribution: label and count, row by row. A room draws a chart or a picture of it where it can,
    and says the numbers in any case.

    `note`: what belongs to the numbers wherever they go, as what they measure. Of two moments, `before`
    holds the earlier counts, as many as `rows`, and `moments` the names of both ("Before", "Now").
    """

    title: Text
    rows: tuple[tuple[Text, int], ...]
    note: Text | None = None
    before: tuple[int, ...] = ()
    moments: tuple[Text, ...] = ()

    @property
    def pairs(self) -> bool:
        """Whether each row has an earlier count beside it."""
        return bool(self.rows) and len(self.before) == len(self.rows) and len(self.moments) == 2


@dataclass(frozen=True, slots=True)
class Picture:
    png: bytes
    alt: Text


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    content: bytes
    label: Text


@dataclass(frozen=True, slots=True)
class Divider:
    pass


Part: TypeAlias = Heading | Paragraph | Note | Item | Facts | Buttons | Bars | Picture | File | Divider


@dataclass(frozen=True, slots=True)
class Card:
    """A message. `summary` is one line that stands for it in a notification."""

    summary: Text
    parts: tuple[Part, ...]
    language: Language = "en"


# ── Forms: cards with fields ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Line:
    """One line to type. `longest` is in characters."""

    name: str
    label: Text
    hint: Text | None = None
    value: str = ""
    required: bool = False
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Words:
    """Several lines to type. `longest` is in characters."""

    name: str
    label: Text
    hint: Text | None = None
    value: str = ""
    required: bool = False
    longest: int = 2000


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: (value, label). At most 100 options, values of at most 75 characters."""

    name: str
    label: Text
    options: tuple[tuple[str, Text], ...]
    hint: Text | None = None
    value: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Ticks:
    """Any of several: (value, label). At most 10 options. Arrives as a tuple of the ticked values."""

    name: str
    label: Text
    options: tuple[tuple[str, Text], ...]
    hint: Text | None = None
    values: tuple[str, ...] = ()


Field: TypeAlias = Line | Words | Choice | Ticks


@dataclass(frozen=True, slots=True)
class Form:
    """Submitting it is an Ask with the same word and about, and the fields' values by name.

    `errors` maps a field's name to what is wrong with it, when the form comes back.
    """

    title: Text
    word: str
    about: str
    fields: tuple[Field, ...]
    submit: Text
    intro: tuple[Part, ...] = ()
    errors: Mapping[str, Text] = field(default_factory=dict)
    language: Language = "en"


# ── Who reads, and the answer ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a card is drawn: their zone, and today there (a year is named only when it differs).

    `home`: where most sessions are; its time is told too where the reader's clock shows another.
    """

    zone: tzinfo
    today: date
    home: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to an Ask.

    `replace` puts it in the place of the message whose button was pressed, where the room can.
    `public` shows it to the whole channel; otherwise only the asker sees it.
    """

    body: Card | Form
    reader: Reader
    replace: bool = False
    public: bool = False
