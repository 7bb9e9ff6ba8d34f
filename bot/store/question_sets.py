"""What people are asked, as organisers chose it, and what they were asked after one session.

`minimum` is everywhere the organisation's smallest group, from its settings: organisers ask for larger ones,
for all sessions or for some, and never for smaller ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias, get_args

from sqlalchemy import Connection, delete, select

from bot.learning.feedback import FLOOR
from bot.learning.question_library import DEFAULT
from bot.learning.questions import Question, QuestionSet
from bot.learning.sessions import Session
from bot.store.paper import pack, unpack
from bot.store.statements import inserting
from bot.store.tables import asked_questions, feedback_keys, question_sets

Scope: TypeAlias = Literal["all", "topic", "series", "session"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
_Questions: TypeAlias = tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What organisers chose for all sessions (`name` empty), those of a topic or a series (its name, as
    `named` makes it), or one (its number).
    """

    scope: Scope
    name: str
    asked: QuestionSet


def named(name: str) -> str:
    """How a topic or a series is written down here."""
    return " ".join(name.split()).casefold()


def keep(db: Connection, chosen: Chosen) -> None:
    """From now on, in the place of what was chosen before; who is being asked already is asked no other."""
    said = {"minimum": chosen.asked.minimum, "questions": pack(chosen.asked.questions, _Questions)}
    row = {"scope": chosen.scope, "name": chosen.name} | said
    adding = inserting(db.dialect.name, question_sets)
    db.execute(adding.on_conflict_do_update(index_elements=["scope", "name"], set_=said), row)


def drop(db: Connection, scope: str, name: str) -> None:
    """Nothing is chosen there any more."""
    db.execute(delete(question_sets).where(*_of(scope, name)))


def get(db: Connection, scope: str, name: str, minimum: int) -> QuestionSet | None:
    """What is chosen there, and nowhere else; never for a smaller group than all sessions have."""
    row = db.execute(select(question_sets).where(*_of(scope, name))).first()
    if row is None:
        return None
    return _raised(_set(row), minimum if scope == "all" else for_all(db, minimum).minimum)


def everything(db: Connection, minimum: int) -> Sequence[Chosen]:
    """All that organisers chose: for all sessions, then by topic, series and session."""
    rows, least = db.execute(select(question_sets)).all(), for_all(db, minimum).minimum
    found = (Chosen(row.scope, row.name, _raised(_set(row), least)) for row in rows)
    return sorted(found, key=lambda each: (SCOPES.index(each.scope), each.name))


def closest(db: Connection, session: Session, minimum: int) -> tuple[Scope, QuestionSet]:
    """What would be asked after a session, and how near that was chosen."""
    names: dict[Scope, str] = {
        "session": str(session.id),
        "series": named(session.series),
        "topic": named(session.topic),
    }
    for scope, name in names.items():
        if name and (found := get(db, scope, name, minimum)) is not None:
            return scope, found
    return "all", for_all(db, minimum)


def for_all(db: Connection, minimum: int) -> QuestionSet:
    """What is asked where nobody chose anything nearer, and the smallest group of the whole programme."""
    return get(db, "all", "", minimum) or QuestionSet(DEFAULT, minimum)


# ── Of one session, for good ─────────────────────────────────────────────────────────────────────


def freeze(db: Connection, session_id: int, asked: QuestionSet) -> None:
    """When the first person is asked: from here on everybody is asked the same. A second time: nothing."""
    row = {"minimum": asked.minimum, "questions": pack(asked.questions, _Questions), "session_id": session_id}
    db.execute(inserting(db.dialect.name, asked_questions).on_conflict_do_nothing(), row)


def of_session(db: Connection, session: Session, minimum: int) -> QuestionSet:
    """What people were asked after a session, or would be."""
    return asked(db, session.id, minimum) or closest(db, session, minimum)[1]


def asked(db: Connection, session_id: int, minimum: int) -> QuestionSet | None:
    """What people were asked after a session, and told of its smallest group; None before that."""
    row = db.execute(select(asked_questions).where(asked_questions.c.session_id == session_id)).first()
    if row is not None:
        return _set(row)
    # Asked by an earlier version of Caffi, which had these questions only.
    keys = select(feedback_keys.c.session_id).where(feedback_keys.c.session_id == session_id)
    return QuestionSet(DEFAULT, minimum) if db.execute(keys).first() else None


def _of(scope: str, name: str) -> tuple[Any, ...]:
    return question_sets.c.scope == scope, question_sets.c.name == name


def _raised(chosen: QuestionSet, least: int) -> QuestionSet:
    return replace(chosen, minimum=max(chosen.minimum, least))


def _set(row: Any) -> QuestionSet:
    return QuestionSet(unpack(row.questions, _Questions), max(row.minimum, FLOOR))
