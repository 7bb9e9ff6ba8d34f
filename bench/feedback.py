"""Feedback on a large day: prompts for ten thousand people, and what a hundred thousand answers add up to."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, insert, select

from bench.databases import Databases
from bench.table import Row
from bot.card import Text
from bot.clock import Clock
from bot.config import load
from bot.learning.feedback import token
from bot.learning.figures import Figures
from bot.learning.publishing import Group, Slice, Terms, publish
from bot.learning.question_library import DEFAULT
from bot.learning.questions import Answers, QuestionSet
from bot.learning.sessions import Bilingual, Draft
from bot.registry import find
from bot.store import feedback, figures, revising, sessions, tables
from bot.store.database import Database
from bot.store.paper import pack
from bot.store.tables import (
    feedback_answers,
    feedback_asked,
    feedback_cells,
    feedback_closings,
    feedback_keys,
)
from bot.timekeeper import Timekeeper
from bot.views.results import results
from bot.words.voice import voice

_PROMPTS, _ANSWERS = 10_000, 100_000
_EACH = 50  # answers after one of many sessions
_ZONE = ZoneInfo("Europe/London")
_NOW = datetime(2026, 3, 4, 11, tzinfo=_ZONE)  # a Wednesday, so that nothing waits for Monday
_ENDED = _NOW - timedelta(minutes=30)
_TERMS = Terms(minimum=10, waits=timedelta(days=180), zone=_ZONE)
_NO_WORDS = Text(())


class _Still(Clock):
    def now(self) -> datetime:
        return _NOW


def rows(databases: Databases, *, share: float = 1) -> Iterator[Row]:
    """On SQLite, each on a database of its own. `share`: of the people and answers, to see that it works."""
    yield from _prompts(databases.fresh(), int(_PROMPTS * share))
    yield from _published(databases.fresh(), int(_ANSWERS * share))
    yield from _added_up(databases.fresh(), int(_ANSWERS * share))


def _prompts(folder: Path, many: int) -> Iterator[Row]:
    """Until all are written; they go out at each platform's pace."""
    with _opened(folder) as database:

        def attended(db: Connection) -> None:
            session_id, people = _session(db), _people(db, many)
            places = [
                {"session_id": session_id, "person_id": person, "hold": "booked", "since": _ENDED}
                for person in people
            ]
            db.execute(insert(tables.places), places)

        database.write_now(attended)
        keeper = Timekeeper(
            database, _Still(), load(environment={}), find("schedules"), lambda: None, _nothing, _nothing
        )
        took = _timed(lambda: asyncio.run(keeper.tick()))
        written = func.count(tables.letters.c.id)
        is_prompt = tables.letters.c.kind == "feedback-prompt"
        found = database.read_now(lambda db: db.execute(select(written).where(is_prompt)).scalar_one())
    yield Row(
        f"Prompts for {many:,} people who were there, written",
        str(took) + ("" if found == many else f"; **{found} were written**"),
        "under 10 s",
        took.clock < 10 and found == many,
    )


def _published(folder: Path, many: int) -> Iterator[Row]:
    """One session's answers, counted and deleted; then read."""
    with _opened(folder) as database:

        def answered(db: Connection) -> int:
            session_id, people = _session(db), _people(db, many)
            feedback.ask_all(db, session_id, people[:1], QuestionSet(DEFAULT, 10))
            rest = [{"session_id": session_id, "person_id": person} for person in people[1:]]
            db.execute(insert(feedback_asked), rest)
            db.execute(feedback_asked.update().values(answered=True))
            key = db.execute(select(feedback_keys.c.key)).scalar_one()
            said = [
                {"session_id": session_id, "token": token(key, person), "said": answer}
                for person, answer in zip(people, _answers(many), strict=True)
            ]
            db.execute(insert(feedback_answers), said)
            return session_id

        def close(db: Connection) -> None:
            figures.close(db, sessions.get(db, session_id), _TERMS, _NOW)

        session_id = database.write_now(answered)
        took = _timed(lambda: database.write_now(close))
        found = database.read_now(lambda db: figures.figures_of_session(db, session_id))
        read = _timed(lambda: database.read_now(lambda db: _read(figures.figures_of_session(db, session_id))))
    right = found is not None and found.answered == many
    yield Row(f"{many:,} answers after one session, counted, published and deleted", str(took))
    yield Row(
        f"A summary over {many:,} answers after one session, read",
        str(read) + ("" if right else "; **wrong**"),
        "under 1 s",
        read.clock < 1 and right,
    )


def _added_up(folder: Path, many: int) -> Iterator[Row]:
    """The sum of all that is published, of many sessions."""
    with _opened(folder) as database:
        groups = many // _EACH

        def fill(db: Connection) -> None:
            facts = pack(publish([_group(_EACH)], _NOW))
            revising.add_all(db, [_draft(number) for number in range(groups)], source="answered", now=_NOW)
            mine = tables.sessions.c.source == "answered"
            ids = db.execute(select(tables.sessions.c.id).where(mine)).scalars().all()
            cells = [{"id": number, "facts": facts, "published_at": _NOW} for number in ids]
            closings = [{"session_id": number, "closed_at": _NOW, "cell_id": number} for number in ids]
            db.execute(insert(feedback_cells), cells)
            db.execute(insert(feedback_closings), closings)

        database.write_now(fill)

        def look(db: Connection) -> int:
            return _read(figures.figures_of_slice(db, Slice("everything"), _ZONE))

        found = database.read_now(look)
        took = _timed(lambda: database.read_now(look))
    yield Row(
        f"A summary over {many:,} answers after {groups:,} sessions, added up and read",
        str(took) + ("" if found == groups * _EACH else "; **wrong**"),
        "under 1 s",
        took.clock < 1 and found == groups * _EACH,
    )


# ── What is measured with ────────────────────────────────────────────────────────────────────────


@contextmanager
def _opened(folder: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{folder / 'caffi.db'}")
    yield database
    database.close()


@dataclass(frozen=True, slots=True)
class _Took:
    """Seconds, by the clock and of the processor."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} s ({self.processor:.2f} s of processor time)"


def _timed(work: Callable[[], object]) -> _Took:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return _Took(time.perf_counter() - clock, time.process_time() - processor)


async def _nothing() -> None:
    """Nothing is sent, and the clock stands still."""


def _read(found: Figures | None) -> int:
    """As an organiser does: drawn as a card."""
    assert found is not None
    results(found, _NO_WORDS, voice("en"))
    return found.answered


def _people(db: Connection, many: int) -> list[int]:
    first = (db.execute(select(func.max(tables.people.c.id))).scalar() or 0) + 1
    ids = list(range(first, first + many))
    db.execute(insert(tables.people), [{"id": number, "name": f"Person {number}"} for number in ids])
    return ids


def _session(db: Connection) -> int:
    return revising.add(db, _draft(0), source="answered", now=_NOW)


def _draft(number: int) -> Draft:
    ended = _ENDED - timedelta(hours=number)
    return Draft(
        uid=f"f-{number}",
        ref=f"f-{number}",
        title=Bilingual(f"Writing plainly, {number}"),
        starts_at=ended - timedelta(hours=1),
        ends_at=ended.astimezone(UTC),
        topic="communication",
    )


def _answers(many: int) -> list[Answers]:
    """One in three with a comment, none like another."""
    return [
        {"useful": number % 5 + 1}
        | ({"comment": f"What number {number} thinks of it, in a sentence."} if number % 3 == 0 else {})
        for number in range(many)
    ]


def _group(many: int) -> Group:
    answers = _answers(many)
    return Group(session_id=0, questions=DEFAULT, answers=answers, people=range(many), asked=many, minimum=10)
