"""Counting how far learning reached in a period; and what is kept of it: reports, headcounts."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, select

from bot.learning.attendance import THERE, Mark
from bot.learning.places import Hold
from bot.learning.reach import ATTENDED, Counted, Headcount, Often, Whole
from bot.learning.sessions import NOT_ON
from bot.store.ready import Ready
from bot.store.sessions import takes_place
from bot.store.statements import inserting
from bot.store.tables import attendance, headcounts, people, places, reach_reports, sessions, unmet

_WISHES = 10  # the most wished for
_CAME = attendance.c.mark.in_([mark.value for mark in THERE])


# ── Counting ─────────────────────────────────────────────────────────────────────────────────────


def count(
    db: Connection, start: datetime, end: datetime, now: datetime, *, groups: bool, few: int
) -> Counted:
    """The sessions that began from `start` to before `end`, took place and are over.

    `groups`: also by directorate, site, topic, format and language; a topic that was attended by `few` people
    or more is said to have been attended by at least so many.
    """
    mine = and_(
        sessions.c.starts_at >= start,
        sessions.c.starts_at < end,
        sessions.c.ends_at <= now,
        sessions.c.status.not_in(NOT_ON),
    )
    rows = db.execute(select(*_OF_SESSIONS).where(mine)).all()
    came, taken = _marks(db, mine)
    sums: Counter[str] = Counter()
    for row in db.execute(_places(mine)):
        if row.session_id in taken:
            sums["expected"] += row.known
            sums["absent"] += row.absent
            sums["unknown"] += row.places - row.known
        else:
            sums["booked"] += row.places
    for row in rows:
        sums["waiting"] += row.waiting
        for seats, filled in _seats(row):
            sums["seats"] += seats
            sums["filled"] += filled
        sums["limited"] += bool(_seats(row))
    whole = Whole(
        sessions=len(rows),
        taken=len(taken),
        people=db.execute(select(func.count()).select_from(_who(mine).subquery())).scalar_one(),
        attendances=sum(came.values()),
        held=dict(Counter(row.language for row in rows)),
        **{name: sums[name] for name in ("booked", "expected", "absent", "unknown", "waiting")},
        **{name: sums[name] for name in ("limited", "seats", "filled")},
    )
    wishes = _wishes(db, start, end)
    if not groups:
        return Counted(whole=whole, wishes=wishes)
    open_ = [row for row in rows if not row.sensitive]
    by = {name: _often(db, mine, name, rows=open_, came=came, few=few) for name in ATTENDED}
    return Counted(whole=whole, came=_by_place(db, mine), staff=_staff(db), by=by, wishes=wishes)


_OF_SESSIONS = tuple(
    sessions.c[name]
    for name in (
        *("id", "topic", "format", "language", "sensitive", "waiting"),
        *("apart", "capacity", "online_capacity", "taken", "taken_online"),
    )
)


def _marks(db: Connection, mine: ColumnElement[bool]) -> tuple[dict[int, int], set[int]]:
    """How many came, by session; and the sessions of which it is known who came."""
    said = func.count(attendance.c.marked_by)
    query = (
        select(attendance.c.session_id, func.sum(case((_CAME, 1), else_=0)).label("came"), said.label("said"))
        .join(sessions, sessions.c.id == attendance.c.session_id)
        .where(mine)
        .group_by(attendance.c.session_id)
    )
    rows = db.execute(query).all()
    return (
        {row.session_id: row.came for row in rows if row.came},
        {row.session_id for row in rows if row.came or row.said},
    )


def _places(mine: ColumnElement[bool]) -> Any:
    """By session: places that were kept, of how many it is known what became of them, who did not come."""
    mark = attendance.c.mark
    marked = and_(
        attendance.c.session_id == places.c.session_id, attendance.c.person_id == places.c.person_id
    )
    return (
        select(
            places.c.session_id,
            func.count().label("places"),
            func.count(mark).label("known"),
            func.sum(case((mark == Mark.ABSENT.value, 1), else_=0)).label("absent"),
        )
        .join(sessions, sessions.c.id == places.c.session_id)
        .outerjoin(attendance, marked)
        .where(mine, places.c.hold == Hold.BOOKED.value)
        .group_by(places.c.session_id)
    )


def _seats(row: Any) -> list[tuple[int, int]]:
    """(there are, are taken) of the ways to come that have a limit."""
    ways = [(row.capacity, row.taken - row.taken_online), (row.online_capacity, row.taken_online)]
    ways = ways if row.apart else [(row.capacity, row.taken)]
    return [(seats, min(seats, filled)) for seats, filled in ways if seats is not None]


def _who(mine: ColumnElement[bool]) -> Any:
    """Everybody who came at least once."""
    of = sessions.c.id == attendance.c.session_id
    return select(attendance.c.person_id).join(sessions, of).where(mine, _CAME).distinct()


def _by_place(db: Connection, mine: ColumnElement[bool]) -> dict[tuple[str, str], int]:
    who = _who(mine).subquery()
    query = _crossed().join(who, who.c.person_id == people.c.id)
    return {(row.directorate, row.site): row.number for row in db.execute(query)}


def _staff(db: Connection) -> dict[tuple[str, str], int]:
    query = _crossed().where(people.c.gone.is_(False))
    return {(row.directorate, row.site): row.number for row in db.execute(query)}


def _crossed() -> Any:
    columns = people.c.directorate, people.c.site
    return select(*columns, func.count().label("number")).select_from(people).group_by(*columns)


def _often(
    db: Connection,
    mine: ColumnElement[bool],
    name: str,
    *,
    rows: Sequence[Any],
    came: Mapping[int, int],
    few: int,
) -> dict[str, Often]:
    """By topic (or what else `name` is): attendances and, as far as it matters, people."""
    attendances: Counter[str] = Counter()
    people_: Counter[str] = Counter()
    for row in rows:
        each = getattr(row, name)
        attendances[each] += came.get(row.id, 0)
        people_[each] = max(people_[each], came.get(row.id, 0))
    # One well-attended session says that there were enough; only of the rest people have to be told apart.
    doubtful = [each for each in attendances if people_[each] < few <= attendances[each]]
    if doubtful:
        people_.update(_fresh(db, mine, name, doubtful, people_))
    return {each: Often(number, people_[each]) for each, number in attendances.items() if number}


def _fresh(
    db: Connection, mine: ColumnElement[bool], name: str, which: Collection[str], known: Mapping[str, int]
) -> dict[str, int]:
    """How many people more there are of each than are known."""
    column = sessions.c[name]
    query = (
        select(column, func.count(attendance.c.person_id.distinct()))
        .join(sessions, sessions.c.id == attendance.c.session_id)
        .where(mine, _CAME, sessions.c.sensitive.is_(False), column.in_(which))
        .group_by(column)
    )
    return {each: number - known[each] for each, number in db.execute(query)}


def _wishes(db: Connection, start: datetime, end: datetime) -> list[tuple[str, int]]:
    """What was looked for in vain, and last so in that time."""
    query = (
        select(unmet.c.words, unmet.c.times)
        .where(unmet.c.last_at >= start, unmet.c.last_at < end)
        .order_by(unmet.c.times.desc(), unmet.c.key)
        .limit(_WISHES)
    )
    return [(row.words, row.times) for row in db.execute(query)]


_EVER = datetime(1, 1, 1, tzinfo=UTC)
_NEXT = Ready(
    select(sessions.c.starts_at)
    .where(takes_place, sessions.c.starts_at >= bindparam("since"))
    .order_by(sessions.c.starts_at)
    .limit(1)
)


def next_session(db: Connection, since: datetime | None) -> datetime | None:
    """When the next one that takes place begins, at that moment or later."""
    row = _NEXT.first(db, since=since or _EVER)
    return None if row is None else row.starts_at


# ── Reports ──────────────────────────────────────────────────────────────────────────────────────


def kept(db: Connection, keys: Collection[str]) -> dict[str, tuple[dict[str, Any], datetime]]:
    """Reports that were counted for good, by their period's key; and when."""
    rows = db.execute(select(reach_reports).where(reach_reports.c.period.in_(keys)))
    return {row.period: (row.facts, row.counted_at) for row in rows}


def keep(db: Connection, key: str, facts: Mapping[str, Any], now: datetime) -> None:
    """The first counting is the one that counts: of two at once the second leaves no trace."""
    row = {"period": key, "facts": dict(facts), "counted_at": now}
    db.execute(inserting(db.dialect.name, reach_reports).values(row).on_conflict_do_nothing())


# ── Headcounts ───────────────────────────────────────────────────────────────────────────────────


def set_headcount(db: Connection, scope: str, count: Headcount, *, by: int, now: datetime) -> None:
    """How many people there were on that day; another number for that day takes its place."""
    row = {"scope": scope, "on": count.on, "number": count.number, "set_by": by, "set_at": now}
    new = inserting(db.dialect.name, headcounts).values(row)
    changed = {name: new.excluded[name] for name in ("number", "set_by", "set_at")}
    keys = [headcounts.c.scope, headcounts.c.on]
    db.execute(new.on_conflict_do_update(index_elements=keys, set_=changed))


def headcount_on(db: Connection, scope: str, on: date) -> int | None:
    """What was given for that very day."""
    mine = headcounts.c.scope == scope, headcounts.c.on == on
    return db.execute(select(headcounts.c.number).where(*mine)).scalar()


def all_headcounts(db: Connection) -> dict[str, list[Headcount]]:
    """By scope, the newest first."""
    found: dict[str, list[Headcount]] = {}
    for row in db.execute(select(headcounts).order_by(headcounts.c.scope, headcounts.c.on.desc())):
        found.setdefault(row.scope, []).append(Headcount(row.number, row.on))
    return found


def scopes(db: Connection) -> list[str]:
    """What a headcount can be given of beside everybody: "directorate:<name>" and "site:<name>"."""
    found: list[str] = []
    for column in (people.c.directorate, people.c.site):
        names = db.execute(select(column).where(column != "").distinct()).scalars()
        found.extend(f"{column.name}:{name}" for name in sorted(names, key=str.casefold))
    return found
