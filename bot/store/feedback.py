"""Answers to feedback, kept apart from who gave them, and their frozen summaries."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.learning.feedback import Answer, Summary, token
from bot.store.paper import pack, unpack
from bot.store.tables import sessions
from bot.store.tables_of_feedback import feedback_answers, feedback_asked, feedback_keys, summaries


@dataclass(frozen=True, slots=True)
class Closed:
    """Feedback is over; `summary` None: too few answered for anybody to see anything."""

    summary: Summary | None


def ask(db: Connection, session_id: int, person_id: int) -> bool:
    """Note that somebody is asked; False when they were before."""
    return bool(ask_all(db, session_id, [person_id]))


def ask_all(db: Connection, session_id: int, person_ids: Sequence[int]) -> list[int]:
    """Note that these are asked; those who were not before."""
    mine = feedback_asked.c.session_id == session_id
    before = {row.person_id for row in db.execute(select(feedback_asked.c.person_id).where(mine))}
    new = [person_id for person_id in person_ids if person_id not in before]
    if not new:
        return []
    db.execute(
        insert(feedback_asked), [{"session_id": session_id, "person_id": person_id} for person_id in new]
    )
    if not db.execute(select(feedback_keys.c.key).where(feedback_keys.c.session_id == session_id)).first():
        db.execute(insert(feedback_keys).values(session_id=session_id, key=secrets.token_bytes(32)))
    return new


def asked(db: Connection, session_id: int, person_id: int) -> bool:
    query = select(feedback_asked.c.answered).where(
        feedback_asked.c.session_id == session_id, feedback_asked.c.person_id == person_id
    )
    return db.execute(query).first() is not None


def answered(db: Connection, session_id: int, person_id: int) -> bool:
    query = select(feedback_asked.c.answered).where(
        feedback_asked.c.session_id == session_id, feedback_asked.c.person_id == person_id
    )
    return bool(db.execute(query).scalar())


def due_from(db: Connection, person_id: int) -> list[int]:
    """Sessions that somebody was asked about and can still answer, newest first."""
    rows = db.execute(
        select(feedback_asked.c.session_id)
        .join(feedback_keys, feedback_keys.c.session_id == feedback_asked.c.session_id)
        .join(sessions, sessions.c.id == feedback_asked.c.session_id)
        .where(feedback_asked.c.person_id == person_id, feedback_asked.c.answered.is_(False))
        .order_by(sessions.c.ends_at.desc())
    )
    return [row.session_id for row in rows]


def open_sessions(db: Connection) -> list[tuple[int, datetime]]:
    """Sessions whose feedback is still open: (id, when they ended), earliest first."""
    rows = db.execute(
        select(sessions.c.id, sessions.c.ends_at)
        .join(feedback_keys, feedback_keys.c.session_id == sessions.c.id)
        .order_by(sessions.c.ends_at)
    )
    return [(row.id, row.ends_at) for row in rows]


def silent(db: Connection, session_id: int) -> list[int]:
    """Who was asked about a session and has not answered."""
    rows = db.execute(
        select(feedback_asked.c.person_id).where(
            feedback_asked.c.session_id == session_id, feedback_asked.c.answered.is_(False)
        )
    )
    return [row.person_id for row in rows]


def _key(db: Connection, session_id: int, *, lock: bool = False) -> bytes | None:
    query = select(feedback_keys.c.key).where(feedback_keys.c.session_id == session_id)
    return db.execute(query.with_for_update() if lock else query).scalar()


def mine(db: Connection, session_id: int, person_id: int) -> Answer | None:
    """What somebody answered so far, to show it to them alone; None once feedback is closed."""
    key = _key(db, session_id)
    if key is None:
        return None
    row = db.execute(
        select(feedback_answers).where(
            feedback_answers.c.session_id == session_id,
            feedback_answers.c.token == token(key, person_id),
        )
    ).first()
    return _read(row.said) if row else Answer()


def answer(db: Connection, session_id: int, person_id: int, said: Answer) -> bool:
    """Keep an answer in the place of an earlier one; False when feedback is closed."""
    key = _key(db, session_id, lock=True)  # who publishes waits for this answer, or it comes too late
    if key is None:
        return False
    values: dict[str, Any] = {"said": {"useful": said.rating, "action": said.action, "comment": said.comment}}
    where = {"session_id": session_id, "token": token(key, person_id)}
    if not db.execute(update(feedback_answers).filter_by(**where).values(values)).rowcount:
        db.execute(insert(feedback_answers).values(where | values))
    db.execute(
        update(feedback_asked)
        .where(feedback_asked.c.session_id == session_id, feedback_asked.c.person_id == person_id)
        .values(answered=True)
    )
    return True


def hand_over(
    db: Connection, person_id: int, to: int, *, among: Sequence[int] | None = None
) -> Sequence[int]:
    """What `person_id` was asked and answered becomes `to`'s, who gives one answer to a session: their own,
    where there are two. `among`: of these sessions alone. Those that only `person_id` had been asked about.
    """
    query = select(feedback_asked).where(feedback_asked.c.person_id == person_id)
    if among is not None:
        query = query.where(feedback_asked.c.session_id.in_(among))
    handed = []
    for row in db.execute(query.order_by(feedback_asked.c.session_id)).all():
        about = feedback_asked.c.session_id == row.session_id
        theirs = db.execute(select(feedback_asked).where(about, feedback_asked.c.person_id == to)).first()
        if row.answered:
            _hand_over_answer(db, row.session_id, person_id, to, doubled=bool(theirs and theirs.answered))
        mine = about & (feedback_asked.c.person_id == person_id)
        if theirs is None:
            db.execute(update(feedback_asked).where(mine).values(person_id=to))
            handed.append(row.session_id)
            continue
        db.execute(delete(feedback_asked).where(mine))
        if row.answered:
            db.execute(
                update(feedback_asked).where(about, feedback_asked.c.person_id == to).values(answered=True)
            )
    return handed


def _hand_over_answer(db: Connection, session_id: int, person_id: int, to: int, *, doubled: bool) -> None:
    key = _key(db, session_id, lock=True)
    if key is None:
        return  # closed: nobody can tell whose answer was whose
    answers = feedback_answers.c
    mine = answers.session_id == session_id, answers.token == token(key, person_id)
    if doubled:
        db.execute(delete(feedback_answers).where(*mine))
    else:
        db.execute(update(feedback_answers).where(*mine).values(token=token(key, to)))


def counts(db: Connection, session_id: int) -> tuple[int, int]:
    """(asked, answered): two numbers, and nothing of what was said."""
    n_asked = select(func.count()).where(feedback_asked.c.session_id == session_id)
    n_answered = select(func.count()).where(feedback_answers.c.session_id == session_id)
    return db.execute(n_asked).scalar_one(), db.execute(n_answered).scalar_one()


def take_answers(db: Connection, session_id: int) -> list[Answer]:
    """For making the summary, and for nothing else. From here on nobody can answer any more."""
    _key(db, session_id, lock=True)
    rows = db.execute(select(feedback_answers).where(feedback_answers.c.session_id == session_id))
    return [_read(row.said) for row in rows]


def close(db: Connection, session_id: int, summary: Summary | None, now: datetime) -> None:
    """Freeze the summary and delete the key and the answers: from here on nobody can tell whose is whose."""
    db.execute(delete(feedback_keys).where(feedback_keys.c.session_id == session_id))
    db.execute(delete(feedback_answers).where(feedback_answers.c.session_id == session_id))
    facts = pack(summary) if summary else None
    db.execute(insert(summaries).values(session_id=session_id, facts=facts, published_at=now))


def closed(db: Connection, session_id: int) -> Closed | None:
    """The frozen summary; None while feedback is open or was never asked."""
    row = db.execute(select(summaries).where(summaries.c.session_id == session_id)).first()
    return None if row is None else Closed(unpack(row.facts, Summary) if row.facts else None)


def _read(said: dict[str, Any]) -> Answer:
    return Answer(said.get("useful", 0), said.get("action", ""), said.get("comment", ""))
