"""Whom feedback is asked of, and their answers while it is open: kept apart from who gave them."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter

from sqlalchemy import Connection, String, bindparam, cast, delete, exists, func, literal, select, update

from bot.learning.attendance import THERE
from bot.learning.feedback import token
from bot.learning.places import Hold
from bot.learning.questions import Answers, QuestionSet, Value
from bot.learning.sessions import Session
from bot.store import question_sets
from bot.store.ready import Ready
from bot.store.sessions import takes_place
from bot.store.statements import batched, inserting
from bot.store.tables import (
    attendance,
    feedback_answers,
    feedback_asked,
    feedback_closings,
    feedback_keys,
    feedback_named,
    letters,
    people,
    places,
    sessions,
)

_OPEN = Ready(
    # Not joined, and put in order afterwards: else SQLite goes through all sessions to find a few.
    select(sessions.c.id, sessions.c.ends_at).where(sessions.c.id.in_(select(feedback_keys.c.session_id)))
)


def ask(db: Connection, session_id: int, person_id: int, asked: QuestionSet | None = None) -> bool:
    """Note that somebody is asked; False when they were before."""
    return bool(ask_all(db, session_id, [person_id], asked))


def ask_all(
    db: Connection, session_id: int, person_ids: Sequence[int], asked: QuestionSet | None = None
) -> list[int]:
    """Note that these are asked; those who were not before. With the first of them it is settled what
    everybody is asked: `asked`, or what is asked where nobody has chosen anything.
    """
    mine = feedback_asked.c.session_id == session_id
    before = {row.person_id for row in db.execute(select(feedback_asked.c.person_id).where(mine))}
    new = [person_id for person_id in person_ids if person_id not in before]
    if not new:
        return []
    rows = [{"session_id": session_id, "person_id": person_id} for person_id in new]
    adding = inserting(db.dialect.name, feedback_asked).on_conflict_do_nothing()
    for some in batched(rows):
        db.execute(adding, some)
    if asked is not None and not before:
        question_sets.freeze(db, session_id, asked)
    key = {"session_id": session_id, "key": secrets.token_bytes(32)}
    db.execute(inserting(db.dialect.name, feedback_keys).on_conflict_do_nothing(), key)
    # Whoever closes it at this moment is waited for just above: what is over is not opened again.
    over = select(feedback_closings.c.session_id)
    db.execute(
        delete(feedback_keys).filter_by(session_id=session_id).where(feedback_keys.c.session_id.in_(over))
    )
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


def how_many(db: Connection, session: Session) -> int:
    """How many people could answer about it, as far as that is known: who has been asked, or had a place."""
    mine = feedback_asked.c.session_id == session.id
    return max(session.taken, db.execute(select(func.count()).where(mine)).scalar_one())


def due_from(db: Connection, person_id: int, *, answered: bool = False) -> list[int]:
    """Sessions that somebody was asked about and can still answer, newest first; `answered`: that they did
    answer, while they can change it.
    """
    rows = db.execute(
        select(feedback_asked.c.session_id)
        .join(feedback_keys, feedback_keys.c.session_id == feedback_asked.c.session_id)
        .join(sessions, sessions.c.id == feedback_asked.c.session_id)
        .where(feedback_asked.c.person_id == person_id, feedback_asked.c.answered.is_(answered))
        .order_by(sessions.c.ends_at.desc(), sessions.c.id.desc())
    )
    return [row.session_id for row in rows]


def open_sessions(db: Connection) -> list[tuple[int, datetime]]:
    """Sessions whose feedback is still open: (id, when they ended), earliest first."""
    found = sorted(_OPEN.all(db), key=attrgetter("ends_at", "id"))
    return [(row.id, row.ends_at) for row in found]


# ── Whom to ask ──────────────────────────────────────────────────────────────────────────────────


def to_ask(db: Connection, session_id: int, *, known: bool, most: int) -> list[int]:
    """Some of those who were at a session, want to be asked, and have not been. `known`: who came was written
    down, so that somebody without a mark was not there; else whoever held a place was, but for who is marked
    as away.
    """
    there = select(attendance.c.person_id).where(
        attendance.c.session_id == session_id, attendance.c.mark.in_(THERE)
    )
    marked = select(attendance.c.person_id).where(attendance.c.session_id == session_id)
    booked = select(places.c.person_id).where(
        places.c.session_id == session_id, places.c.hold == Hold.BOOKED, places.c.person_id.not_in(marked)
    )
    before = select(feedback_asked.c.person_id).where(feedback_asked.c.session_id == session_id)
    wanted = select(people.c.id).where(
        people.c.id.in_(there if known else there.union(booked)),
        people.c.id.not_in(before),
        people.c.prompts,
        people.c.gone.is_(False),
    )
    return list(db.execute(wanted.order_by(people.c.id).limit(most)).scalars())


_CAME_LATE = Ready(
    select(sessions.c.id, sessions.c.ends_at, attendance.c.person_id, attendance.c.at)
    .join(attendance, attendance.c.session_id == sessions.c.id)
    .join(people, people.c.id == attendance.c.person_id)
    .where(
        sessions.c.ends_at > bindparam("start"),
        sessions.c.ends_at <= bindparam("end"),
        takes_place,
        attendance.c.mark.in_([literal(each.value) for each in sorted(THERE)]),
        people.c.prompts,
        people.c.gone.is_(False),
        ~exists().where(
            feedback_asked.c.session_id == sessions.c.id, feedback_asked.c.person_id == people.c.id
        ),
        ~exists().where(feedback_closings.c.session_id == sessions.c.id),
    )
    .order_by(sessions.c.id, attendance.c.person_id)
)


def came_late(db: Connection, start: datetime, end: datetime) -> list[tuple[int, datetime, int, datetime]]:
    """(session, when it ended, person, when that was written down): who came, wants to be asked, and has not
    been; on sessions that ended in (start, end] and of which feedback is not over.
    """
    return [tuple(row) for row in _CAME_LATE.all(db, start=start, end=end)]


def to_remind(
    db: Connection, session_id: int, *, first: str, letter: str, asked_by: datetime, most: int
) -> list[int]:
    """Some of those who were asked, have not answered, and have not been written a letter of which the key is
    `letter` and their number; nor one of which it is `first` and that number, later than `asked_by`.
    """
    number = cast(feedback_asked.c.person_id, String)
    reminded = letters.c.key == literal(f"{letter} ") + number
    just_asked = letters.c.key == literal(f"{first} ") + number, letters.c.written_at > asked_by
    wanted = (
        select(people.c.id)
        .join(feedback_asked, feedback_asked.c.person_id == people.c.id)
        .where(feedback_asked.c.session_id == session_id, feedback_asked.c.answered.is_(False))
        .where(people.c.prompts, people.c.gone.is_(False))
        .where(~exists().where(reminded), ~exists().where(*just_asked))
    )
    return list(db.execute(wanted.order_by(people.c.id).limit(most)).scalars())


# ── Answers ──────────────────────────────────────────────────────────────────────────────────────


def _key(db: Connection, session_id: int, *, lock: bool = False) -> bytes | None:
    query = select(feedback_keys.c.key).where(feedback_keys.c.session_id == session_id)
    return db.execute(query.with_for_update() if lock else query).scalar()


def mine(db: Connection, session_id: int, person_id: int) -> Answers | None:
    """What somebody answered so far, to show it to them alone; None once feedback is closed."""
    key = _key(db, session_id)
    return None if key is None else _said(db, session_id, token(key, person_id))


def answer(db: Connection, session_id: int, person_id: int, said: Answers) -> bool:
    """Keep an answer in the place of an earlier one; False when feedback is closed."""
    return _keep(db, session_id, person_id, lambda _: said)


def answer_one(db: Connection, session_id: int, person_id: int, key: str, value: Value) -> bool:
    """The same for one question: what was answered to others stays."""
    return _keep(db, session_id, person_id, lambda before: {**before, key: value})


def _keep(db: Connection, session_id: int, person_id: int, change: Callable[[Answers], Answers]) -> bool:
    # Two presses of one person come one after the other; who publishes waits for them, or they come too late.
    key = _key(db, session_id, lock=True)
    if key is None:
        return False
    whose = token(key, person_id)
    row = {"session_id": session_id, "token": whose}
    said = {"said": dict(sorted(change(_said(db, session_id, whose)).items()))}
    adding = inserting(db.dialect.name, feedback_answers)
    db.execute(adding.on_conflict_do_update(index_elements=[*row], set_=said), row | said)
    db.execute(
        update(feedback_asked)
        .where(feedback_asked.c.session_id == session_id, feedback_asked.c.person_id == person_id)
        .values(answered=True)
    )
    return True


def _said(db: Connection, session_id: int, whose: str) -> Answers:
    query = select(feedback_answers.c.said).where(
        feedback_answers.c.session_id == session_id, feedback_answers.c.token == whose
    )
    said: Answers = db.execute(query).scalar() or {}
    return said


# ── By name, because they wish it ────────────────────────────────────────────────────────────────


def say_by_name(db: Connection, session_id: int, person_id: int, words: str) -> None:
    """What somebody wants to be read with their name beside it; empty: nothing (any more)."""
    row = {"session_id": session_id, "person_id": person_id}
    if not words:
        db.execute(delete(feedback_named).filter_by(**row))
        return
    adding = inserting(db.dialect.name, feedback_named)
    db.execute(
        adding.on_conflict_do_update(index_elements=[*row], set_={"words": words}), row | {"words": words}
    )


def said_by_name(db: Connection, session_id: int, person_id: int) -> str:
    query = select(feedback_named.c.words).filter_by(session_id=session_id, person_id=person_id)
    return db.execute(query).scalar() or ""


# ── Two who become one ───────────────────────────────────────────────────────────────────────────


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
            _hand_over_name(db, row.session_id, person_id, to)
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


def _hand_over_name(db: Connection, session_id: int, person_id: int, to: int) -> None:
    words = said_by_name(db, session_id, person_id)
    if words and not said_by_name(db, session_id, to):
        say_by_name(db, session_id, to, words)
    say_by_name(db, session_id, person_id, "")


def counts(db: Connection, session_id: int) -> tuple[int, int]:
    """(asked, answered): two numbers, and nothing of what was said. Nobody is told them while it is open."""
    n_asked = select(func.count()).where(feedback_asked.c.session_id == session_id)
    n_answered = select(func.count()).where(feedback_answers.c.session_id == session_id)
    return db.execute(n_asked).scalar_one(), db.execute(n_answered).scalar_one()
