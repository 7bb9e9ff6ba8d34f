"""Published figures: kept once and never changed, and added up for whatever slice is asked for.

Here alone answers are read, to be counted; which of them make a group is said in `learning.publishing`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    select,
    true,
    update,
)

from bot.learning import publishing as rules
from bot.learning.admission import shown_publicly
from bot.learning.feedback import token
from bot.learning.figures import Figures
from bot.learning.publishing import Group, Slice, Terms
from bot.learning.questions import QuestionSet
from bot.learning.sessions import Session
from bot.store import question_sets
from bot.store.paper import pack, unpack
from bot.store.ready import Ready
from bot.store.sessions import by_ids, by_ref
from bot.store.statements import batched
from bot.store.tables import (
    feedback_answers,
    feedback_asked,
    feedback_cells,
    feedback_closings,
    feedback_keys,
    feedback_named,
    people,
    sessions,
)

State = Literal["open", "published", "waiting", "unread"]


def state(db: Connection, session_id: int) -> State | None:
    """How far a session's feedback is; None: nobody has been asked. "unread": the few answers are gone."""
    row = db.execute(select(feedback_closings).where(feedback_closings.c.session_id == session_id)).first()
    if row is not None:
        return "published" if row.cell_id else "waiting" if row.waits_until else "unread"
    is_open = select(feedback_keys.c.session_id).where(feedback_keys.c.session_id == session_id)
    return "open" if db.execute(is_open).first() else None


def enough(db: Connection, session: Session, terms: Terms, now: datetime) -> bool:
    """Whether an open session's answers can be published by themselves; how many they are, nobody is told."""
    return rules.publish([_group(db, session, terms, _key(db, session.id))], now) is not None


# ── Closing ──────────────────────────────────────────────────────────────────────────────────────


def close(db: Connection, session: Session, terms: Terms, now: datetime) -> bool:
    """Feedback on a session is over: its figures are published and its answers deleted; where they are too
    few, they wait for others (see `pool`), also where there are none, so that nobody can tell how few.
    From here on nobody can tell whose is whose. False when it was over before.
    """
    key = _key(db, session.id, lock=True)
    if key is None:
        return False
    question_sets.freeze(db, session.id, _asked(db, session.id, terms))
    group = _group(db, session, terms, key)
    _keep_who_answered(db, group)
    db.execute(delete(feedback_keys).where(feedback_keys.c.session_id == session.id))
    until = now + terms.waits
    db.execute(insert(feedback_closings).values(session_id=session.id, closed_at=now, waits_until=until))
    if figures := rules.publish([group], now):
        _keep(db, [group], figures)
    else:
        _write_anew(db, session.id)
    return True


def _write_anew(db: Connection, session_id: int) -> None:
    """What waits is written once more, all at once and by its tokens. PostgreSQL keeps with each row in which
    transaction it was written (postgresql.org, "System Columns"): until here that of its author's own rows.
    """
    mine = feedback_answers.c.session_id == session_id
    rows = db.execute(select(feedback_answers).where(mine).order_by(feedback_answers.c.token)).all()
    db.execute(delete(feedback_answers).where(mine))
    for some in batched(rows):
        db.execute(insert(feedback_answers), [row._asdict() for row in some])


def pool(db: Connection, terms: Terms, now: datetime) -> None:
    """Publish what waiting sessions can make together; delete unread what has waited long enough."""
    waiting = feedback_closings.c.waits_until.is_not(None)
    # One after the other, where there are several replicas: a session is in one group only. And in one order,
    # so that they never wait for each other.
    which = select(feedback_closings).where(waiting).order_by(feedback_closings.c.session_id)
    rows = db.execute(which.with_for_update()).all()
    until = {row.session_id: row.waits_until for row in rows}
    groups = [
        replace(_group(db, session, terms), waits_until=until[session.id])
        for session in by_ids(db, sorted(until))
    ]
    for together, figures in rules.pools(groups, now):
        _keep(db, together, figures)
        for group in together:
            del until[group.session_id]
    over = [session_id for session_id, moment in until.items() if moment <= now]
    _delete_answers(db, over)
    for some in batched(over):
        db.execute(delete(feedback_named).where(feedback_named.c.session_id.in_(some)))
        of = feedback_closings.c.session_id.in_(some)
        db.execute(update(feedback_closings).where(of).values(waits_until=None))


_NEXT_END = Ready(
    select(func.min(feedback_closings.c.waits_until).label("waits_until")).where(
        feedback_closings.c.waits_until > bindparam("after")
    )
)
_OUT_OF_TIME = Ready(
    select(feedback_closings.c.session_id).where(feedback_closings.c.waits_until <= bindparam("now")).limit(1)
)


def next_end_of_waiting(db: Connection, after: datetime) -> datetime | None:
    """When the answers that have waited longest get their last chance."""
    found: datetime | None = _NEXT_END.first(db, after=after).waits_until
    return found


def out_of_time(db: Connection, now: datetime) -> bool:
    """Whether anything has waited long enough."""
    return _OUT_OF_TIME.first(db, now=now) is not None


def _key(db: Connection, session_id: int, *, lock: bool = False) -> bytes | None:
    query = select(feedback_keys.c.key).where(feedback_keys.c.session_id == session_id)
    return db.execute(query.with_for_update() if lock else query).scalar()


def _keep_who_answered(db: Connection, group: Group) -> None:
    """While it can still be told, let those alone count as people who answered whose answer is there."""
    mine = feedback_asked.c.session_id == group.session_id
    flags = select(func.count()).where(mine, feedback_asked.c.answered)
    if db.execute(flags).scalar() == len(group.people):
        return
    flagged = db.execute(select(feedback_asked.c.person_id).where(mine, feedback_asked.c.answered)).scalars()
    for some in batched([person for person in flagged if person not in group.people]):
        of = mine, feedback_asked.c.person_id.in_(some)
        db.execute(update(feedback_asked).where(*of).values(answered=False))


def _group(db: Connection, session: Session, terms: Terms, key: bytes | None = None) -> Group:
    """A session's answers. `key`: while feedback is open, to see whose are really there."""
    asked = _asked(db, session.id, terms)
    mine = feedback_asked.c.session_id == session.id
    flagged = db.execute(select(feedback_asked.c.person_id).where(mine, feedback_asked.c.answered)).scalars()
    said = select(feedback_answers.c.token, cast(feedback_answers.c.said, Text))
    rows = db.execute(said.where(feedback_answers.c.session_id == session.id)).all()
    there = {row[0] for row in rows}
    named = select(feedback_named.c.person_id).where(feedback_named.c.session_id == session.id)
    return Group(
        session_id=session.id,
        questions=asked.questions,
        answers=json.loads(f"[{','.join([row[1] for row in rows])}]"),  # many times faster than one by one
        people=frozenset(flagged if key is None else (each for each in flagged if token(key, each) in there)),
        named=frozenset(db.execute(named).scalars()),
        asked=db.execute(select(func.count()).where(mine)).scalar_one(),
        minimum=asked.minimum,
        series=session.series,
        topic=session.topic,
        month=f"{session.starts_at.astimezone(terms.zone):%Y-%m}",
    )


def _asked(db: Connection, session_id: int, terms: Terms) -> QuestionSet:
    return question_sets.asked(db, session_id, terms.minimum) or QuestionSet((), terms.minimum)


def minimum_of(db: Connection, session_ids: Sequence[int], terms: Terms) -> int:
    """The smallest group of which anything may be shown of these sessions together."""
    return rules.smallest(_asked(db, session_id, terms).minimum for session_id in session_ids)


def _keep(db: Connection, groups: Sequence[Group], figures: Figures) -> None:
    facts = {"facts": pack(figures), "published_at": figures.published_at}
    cell_id = db.execute(insert(feedback_cells).values(facts).returning(feedback_cells.c.id)).scalar_one()
    session_ids = [group.session_id for group in groups]
    for some in batched(session_ids):
        of = feedback_closings.c.session_id.in_(some)
        db.execute(update(feedback_closings).where(of).values(cell_id=cell_id, waits_until=None))
    _delete_answers(db, session_ids)


def _delete_answers(db: Connection, session_ids: Sequence[int]) -> None:
    for some in batched(session_ids):
        db.execute(delete(feedback_answers).where(feedback_answers.c.session_id.in_(some)))


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────


def figures_of_session(db: Connection, session_id: int) -> Figures | None:
    """What is published of a session: its own figures, or those of the sessions it was put together with
    (`Figures.sessions`, see `companions`). With it what people said by name, as it stands now.
    """
    cell = db.execute(
        select(feedback_cells.c.facts, feedback_cells.c.id)
        .join(feedback_closings, feedback_closings.c.cell_id == feedback_cells.c.id)
        .where(feedback_closings.c.session_id == session_id)
    ).first()
    if cell is None:
        return None
    named = db.execute(
        select(people.c.name, feedback_named.c.words)
        .join(people, people.c.id == feedback_named.c.person_id)
        .join(feedback_closings, feedback_closings.c.session_id == feedback_named.c.session_id)
        .where(feedback_closings.c.cell_id == cell.id)
    )
    return replace(_figures(cell.facts), named=tuple(sorted((row.name, row.words) for row in named)))


def companions(db: Connection, session_id: int) -> list[Session]:
    """The sessions whose answers were published together with this one's; itself with them."""
    mine = select(feedback_closings.c.cell_id).where(feedback_closings.c.session_id == session_id)
    ids = select(feedback_closings.c.session_id).where(feedback_closings.c.cell_id.in_(mine))
    return by_ids(db, sorted(db.execute(ids).scalars()))


def names(db: Connection, kind: Literal["series", "topic", "speaker"]) -> list[str]:
    """What sessions whose feedback is over call theirs."""
    name = sessions.c[kind]
    query = select(name).join(feedback_closings, feedback_closings.c.session_id == sessions.c.id)
    return list(db.execute(query.where(name != "").distinct().order_by(name)).scalars())


def figures_of_slice(
    db: Connection, slice_: Slice, zone: tzinfo, *, publicly: bool = False
) -> Figures | None:
    """The sum of the published groups that lie in a slice as a whole; None where there is none.

    `zone`: the programme's. A slice of a session is that session's own figures. `publicly`: as a channel may
    see it, without the groups of which a session is sensitive or by invitation: what is in no sum at all
    cannot be worked out from any, whatever else somebody knows.
    """
    if slice_.kind == "session":
        there = sessions_of_slice(db, slice_, zone, publicly=publicly)
        return figures_of_session(db, there[0].id) if there else None
    closed, whole = _whole(db, slice_, zone, publicly=publicly)
    cells = [_figures(facts) for facts in _facts(db, sorted(whole))]
    return rules.together(cells, left_out=sum(cell_id not in whole for _, cell_id in closed))


def sessions_of_slice(
    db: Connection, slice_: Slice, zone: tzinfo, *, publicly: bool = False
) -> Sequence[Session]:
    """The sessions whose answers are in that sum."""
    if slice_.kind == "session":
        session = by_ref(db, slice_.name)
        together = companions(db, session.id) if session else []
        return () if publicly and not all(map(shown_publicly, together)) else together
    closed, whole = _whole(db, slice_, zone, publicly=publicly)
    ids = sorted(session_id for session_id, cell_id in closed if cell_id in whole)
    return [session for some in batched(ids) for session in by_ids(db, some)]


def _whole(
    db: Connection, slice_: Slice, zone: tzinfo, *, publicly: bool
) -> tuple[list[tuple[int, int | None]], set[int]]:
    """The sessions of a slice whose feedback is over, each with its group; and the groups that lie in it as a
    whole.
    """
    rows = db.execute(
        select(feedback_closings.c.session_id, feedback_closings.c.cell_id)
        .join(sessions, sessions.c.id == feedback_closings.c.session_id)
        .where(_within(slice_, zone))
    )
    there = [(row.session_id, row.cell_id) for row in rows]
    here = Counter(cell_id for _, cell_id in there if cell_id is not None)
    whole = {cell_id for cell_id, many in _sizes(db, here) if many == here[cell_id]}
    if publicly:
        few = _of_few(db, [session_id for session_id, _ in there])
        whole -= {cell_id for session_id, cell_id in there if session_id in few}
        there = [each for each in there if each[0] not in few]
    return there, whole


def _of_few(db: Connection, session_ids: Sequence[int]) -> set[int]:
    """Which of these are not everybody's."""
    found = (session for some in batched(session_ids) for session in by_ids(db, some))
    return {session.id for session in found if not shown_publicly(session)}


def _within(slice_: Slice, zone: tzinfo) -> ColumnElement[bool]:
    match slice_.kind:
        case "everything":
            return true()
        case "month":
            start, end = month_of(slice_.name, zone)
            return (sessions.c.starts_at >= start) & (sessions.c.starts_at < end)
        case "series" | "topic" | "speaker" as kind:
            return sessions.c[kind] == slice_.name
        case _:
            raise ValueError(slice_)


def month_of(name: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """A month's first moment and the next one's; `name` as "2026-03". Raises ValueError for another."""
    start = datetime.strptime(name, "%Y-%m").replace(tzinfo=zone)
    return start, (start + timedelta(days=32)).replace(day=1)


def _sizes(db: Connection, cell_ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """How many sessions each of these groups has."""
    cell = feedback_closings.c.cell_id
    for some in batched(sorted(cell_ids)):
        query = select(cell, func.count()).where(cell.in_(some)).group_by(cell).order_by(cell)
        yield from (tuple(row) for row in db.execute(query))


def _facts(db: Connection, cell_ids: Sequence[int]) -> Iterator[Any]:
    for some in batched(cell_ids):
        of = feedback_cells.c.id.in_(some)
        yield from db.execute(
            select(feedback_cells.c.facts).where(of).order_by(feedback_cells.c.id)
        ).scalars()


def _figures(facts: Any) -> Figures:
    found: Figures = unpack(facts, Figures)
    return found
