"""What came after sessions of the demo: slides and links of two of them, a survey from elsewhere, and what
was done because of feedback.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.learning.sessions import Bilingual

SURVEY_NAME: Final = "Learning café survey.csv"
DEMO_SAID: Final = Bilingual(
    "An hour is hard to fit in around shifts.", "Mae’n anodd cael awr yng nghanol shifftiau."
)
DEMO_DID: Final = Bilingual(
    "From next month, every second session is half an hour, at lunch or at the end of the day.",
    "O’r mis nesaf ymlaen, hanner awr fydd pob ail sesiwn, amser cinio neu ar ddiwedd y dydd.",
)
_HEADINGS = (
    "Date",
    "Session",
    "How useful was it? (1 to 5)",
    "How likely are you to recommend our sessions? (0 to 10)",
    "What would you like more of?",
)
# About which session so many answered; the last two are too few to be shown by themselves.
_ANSWERED = (
    ("Sleep well", 24),
    ("Spreadsheets", 19),
    ("Hard conversations", 14),
    ("Working with volunteers", 6),
    ("Walk at lunch", 5),
)
_USEFUL = (5, 4, 4, 5, 3, 4, 2, 5)
_RECOMMEND = (9, 10, 7, 8, 10, 6, 9, 3, 8)
_MORE = (
    "Shorter sessions over lunch",
    "",
    "Mwy o sesiynau yn Gymraeg",
    "Time to practise",
    "",
    "Something for people who work shifts",
    "Mwy o amser i holi cwestiynau",
    "",
    "Recordings for those who cannot come",
    "",
    "Follow-up a month later",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMaterial:
    """A link to what was used at the session with that reference; not `sent`: it waits to be let go."""

    ref: str
    title: str
    url: str
    sent: bool = True


def demo_materials() -> list[DemoMaterial]:
    """Of one session what people have by now, of another what waits to be let go."""
    return [
        DemoMaterial(ref="8", title="Slides · Sleidiau", url="https://example.org/saying-no/slides"),
        DemoMaterial(
            ref="8",
            title="Ten ways to say no · Deg ffordd o ddweud na",
            url="https://example.org/saying-no/ten-ways",
        ),
        DemoMaterial(
            ref="5",
            title="Agenda template · Templed agenda",
            url="https://example.org/better-meetings/agenda",
            sent=False,
        ),
    ]


def demo_survey(today: date) -> bytes:
    """A survey as another program exports it (CSV): 68 answers about five sessions, some weeks ago."""
    text = io.StringIO()
    csv.writer(text).writerows((_HEADINGS, *_rows(today)))
    return text.getvalue().encode()


def _rows(today: date) -> Iterator[tuple[str | int, ...]]:
    sessions = [name for name, many in _ANSWERED for _ in range(many)]
    for number, session in enumerate(sessions):
        day = today - timedelta(days=70 - number % 21)
        useful, recommend = _USEFUL[number % len(_USEFUL)], _RECOMMEND[number % len(_RECOMMEND)]
        yield f"{day:%d/%m/%Y}", session, useful, recommend, _MORE[number % len(_MORE)]
