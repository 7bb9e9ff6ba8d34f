"""Cards as a learning café shows them, for the pages under test."""

import struct
import zlib
from datetime import UTC, datetime, timedelta

from bot.card import (
    Bars,
    Bold,
    Button,
    Buttons,
    Card,
    Choice,
    Divider,
    Facts,
    File,
    Form,
    Heading,
    Item,
    Language,
    Line,
    Link,
    Note,
    Paragraph,
    Picture,
    Plain,
    Someone,
    Text,
    Ticks,
    When,
    Words,
)

START = datetime(2026, 3, 3, 9, 41, tzinfo=UTC)  # a Tuesday


def en(*spans: str | Plain | Bold | Link | Someone | When) -> Text:
    return Text(tuple(Plain(span) if isinstance(span, str) else span for span in spans))


def cy(*spans: str | Plain | Bold | Link | Someone | When) -> Text:
    return Text(tuple(Plain(span) if isinstance(span, str) else span for span in spans), "cy")


def at(day: int, hour: int, minutes: int = 90) -> When:
    start = datetime(2026, 3, day, hour, tzinfo=UTC)
    return When(start, start + timedelta(minutes=minutes))


def book(ref: str, title: str) -> Button:
    return Button(en("Book"), "book", ref, "main", spoken=en(f"Book {title}"))


def details(ref: str, title: str) -> Button:
    return Button(en("Details"), "details", ref, spoken=en(f"Details of {title}"))


def _session(ref: str, title: str, when: When, place: str, left: str) -> Item:
    lines = (en(when), en(place, " · ", Bold(left)))
    return Item(en(title), lines, (book(ref, title), details(ref, title)))


WHATS_ON = Card(
    en("Four sessions this week and next"),
    (
        Heading(en("What's on this week and next")),
        _session(
            "12", "Writing so that people read it", at(5, 10), "Cathays Park, room 1.04", "6 places left"
        ),
        _session("14", "Difficult conversations, kindly", at(6, 14, 120), "Online", "full, 3 waiting"),
        Item(
            en(Plain("Cymraeg yn y gweithle", "cy")),
            (en(at(10, 9, 60)), en("Aberystwyth and online · ", Bold("11 places left"))),
            (book("15", "Cymraeg yn y gweithle"), details("15", "Cymraeg yn y gweithle")),
        ),
        _session("17", "Reading a spreadsheet without fear", at(12, 13, 45), "Online", "no limit"),
        Note(en("I read that as: everything, until Sunday 15 March.")),
        Buttons(
            (Button(en("Show more"), "whats_on", "page:2"), Button(en("Only online"), "whats_on", "online"))
        ),
    ),
)


def whats_on_cy() -> Card:
    buttons = (Button(cy("Archebu"), "book", "15", "main", spoken=cy("Archebu Cymraeg yn y gweithle")),)
    return Card(
        cy("Un sesiwn"),
        (
            Heading(cy("Beth sydd ymlaen")),
            Item(cy("Cymraeg yn y gweithle"), (cy(at(10, 9, 60)), cy("11 lle ar ôl")), buttons),
            Item(cy(Plain("Reading a spreadsheet without fear", "en")), (cy(at(12, 13, 45)),)),
        ),
        "cy",
    )


BOOKED = Card(
    en("You have a place"),
    (
        Heading(en("You have a place")),
        Paragraph(en(Bold("Writing so that people read it"), " with ", Someone("Owen Pritchard"), ".")),
        Facts(
            (
                (en("When"), en(at(5, 10))),
                (en("Where"), en("Cathays Park, room 1.04")),
                (en("Join from elsewhere"), en(Link("Meeting room", "https://example.org/join/12"))),
            )
        ),
        File(
            "writing.ics",
            "text/calendar; charset=utf-8",
            b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            en("Add to my calendar"),
        ),
        Buttons((Button(en("Cancel my place"), "cancel", "12", "danger"), details("12", "Writing"))),
    ),
)

CANCELLED = Card(
    en("Your place is free again"),
    (
        Paragraph(en("Your place in ", Bold("Writing so that people read it"), " is free again.")),
        Buttons((Button(en("Undo"), "book", "12"),)),
    ),
)

FULL = Card(
    en("Difficult conversations, kindly is full"),
    (
        Heading(en("Difficult conversations, kindly")),
        Paragraph(en("All 12 places are taken and 3 people are waiting. You would be number 4.")),
        Buttons(
            (
                Button(en("Join the waiting list"), "wait", "14", "main"),
                Button(en("Other dates"), "whats_on", "series:difficult"),
            )
        ),
    ),
)

REFUSED = Card(
    en("There is no session 99"),
    (
        Paragraph(en("There is no session 99. Did you mean one of these?")),
        Item(en("Writing so that people read it"), (en(at(5, 10)),), (book("12", "Writing"),)),
        Item(
            en("Difficult conversations, kindly"), (en(at(6, 14)),), (book("14", "Difficult conversations"),)
        ),
    ),
)

FEEDBACK = Card(
    en("How was Writing so that people read it?"),
    (
        Heading(en("How was “Writing so that people read it”?")),
        Note(en("Nobody sees your name: the organisers get a summary once ten people have answered.")),
        Buttons(
            tuple(
                Button(en(f"{stars} {name}"), "rate", f"12 {stars}", form=True)
                for stars, name in enumerate(("poor", "fair", "good", "very good", "excellent"), start=1)
            )
        ),
    ),
)

THANKS = Card(en("Thank you"), (Paragraph(en("Thank you. You can change your answer until Friday.")),))

HOME = Card(
    en("Your own page"),
    (
        Heading(en("My places")),
        Item(
            en("Writing so that people read it"),
            (en(at(5, 10)), en("Cathays Park, room 1.04")),
            (
                Button(
                    en("Cancel my place"), "cancel", "12", "danger", spoken=en("Cancel my place in Writing")
                ),
            ),
        ),
        Heading(en("On for me")),
        _session("17", "Reading a spreadsheet without fear", at(12, 13, 45), "Online", "no limit"),
        Heading(en("How I like it")),
        Facts(((en("Language"), en("English")), (en("Topics"), en("wellbeing, writing")))),
        Buttons((Button(en("Change my settings"), "settings", form=True),)),
    ),
)

_HINT = en("As people type it, such as wellbeing.")
TOPICS = ("wellbeing", "writing", "leading", "data", "Welsh", "security", "money")


def digest_form(language: Language = "en") -> Form:
    return Form(
        title=en("A weekly digest for this channel"),
        word="digest",
        about="learning",
        intro=(Paragraph(en("It comes once a week, and never when there is nothing to say.")),),
        fields=(
            Choice(
                "day",
                en("Day"),
                (("monday", en("Monday")), ("tuesday", en("Tuesday")), ("friday", en("Friday"))),
                value="monday",
                required=True,
            ),
            Choice("topic", en("Topic"), tuple((topic, en(topic)) for topic in TOPICS), hint=_HINT),
            Line("time", en("Time"), hint=en("For example 9am."), required=True, longest=20),
            Words("hello", en("A line above it"), longest=200),
            Ticks(
                "formats",
                en("Formats"),
                (("in-person", en("In person")), ("online", en("Online")), ("hybrid", en("Hybrid"))),
                hint=en("None ticked means all of them."),
                values=("online",),
            ),
        ),
        submit=en("Show me first"),
        language=language,
    )


RATE_FORM = Form(
    title=en("Your feedback"),
    word="rate",
    about="12",
    fields=(
        Words("use", en("What will you do with it?"), required=True, longest=300),
        Words("comment", en("Anything else"), longest=300),
    ),
    submit=en("Send my answer"),
)

DIGEST = Card(
    cy("Yr wythnos hon yn y caffi dysgu"),
    (
        Heading(cy("Yr wythnos hon yn y caffi dysgu")),
        Heading(en("This week in the learning café")),
        Item(
            cy("Cymraeg yn y gweithle"),
            (cy(at(10, 9, 60)), en(at(10, 9, 60))),
            (Button(cy("Archebu · ", Plain("Book", "en")), "book", "15", "main"),),
        ),
        Item(en("Reading a spreadsheet without fear"), (en(at(12, 13, 45)),), (book("17", "Reading"),)),
        Divider(),
        Note(en("This comes every Monday at 9am, because ", Someone("Owen Pritchard"), " asked for it.")),
    ),
    "cy",
)


def _png() -> bytes:
    """A small picture, four by four, drawn here."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((31, 90, 70) * 4) for _ in range(4))
    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


SUMMARY = Card(
    en("What people said"),
    (
        Heading(en("What 23 people said")),
        Bars(
            en("How was it?"),
            ((en("Excellent"), 11), (en("Very good"), 8), (en("Good"), 3), (en("Fair"), 1), (en("Poor"), 0)),
            note=en("What people thought of it (tier 3 of 8) · 23 answers"),
        ),
        Bars(
            en("How sure are you?"),
            ((en("Not sure"), 0), (en("Sure"), 20)),
            before=(15, 5),
            moments=(en("Before"), en("Now")),
        ),
        Picture(_png(), en("Answers by week: most came in the first")),
        Paragraph(en("“I will write the answer first.”\n“Shorter letters, from Monday.”")),
    ),
)
