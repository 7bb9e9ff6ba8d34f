"""What `caffi doctor` looks at: rows that do not agree with each other, and what has been left lying."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, exists, func, inspect, or_, select, text, update

from bot.learning.places import Hold
from bot.learning.sessions import NOT_ON, Mode
from bot.store import sessions as programme
from bot.store.letters import State
from bot.store.tables import addresses, digests, lanes, letters, marks, people, places, sessions


@dataclass(frozen=True, slots=True)
class Lost:
    """A channel's digest that did not arrive, or may not have; `reason` is the platform's own word."""

    channel: str
    reason: str
    at: datetime


def miscounted(db: Connection) -> Sequence[str]:
    """References of the sessions whose counters are not what their places say."""
    return refs(db, list(programme.recount(db)))


def refs(db: Connection, session_ids: Sequence[int]) -> Sequence[str]:
    """What people type for these sessions."""
    rows = db.execute(select(sessions.c.ref).where(sessions.c.id.in_(session_ids)).order_by(sessions.c.id))
    return [row.ref for row in rows]


def count_again(db: Connection) -> None:
    """Let the counters say what the places say."""
    # Read again under the lock: somebody may book meanwhile.
    for session_id in sorted(programme.recount(db)):
        programme.lock(db, session_id)
    for session_id, true in programme.recount(db).items():
        names = ("taken", "waiting", "taken_online", "waiting_online")
        counters = dict(zip(names, true, strict=True))
        db.execute(update(sessions).where(sessions.c.id == session_id).values(counters))


def oversold(db: Connection, now: datetime) -> Sequence[str]:
    """References of sessions to come with more places held than there are. Counted by the places."""
    seats = func.coalesce(func.sum(places.c.seats), 0)
    held = select(seats).where(places.c.session_id == sessions.c.id, places.c.hold != Hold.WAITING)
    online = held.where(places.c.mode == Mode.ONLINE.value).scalar_subquery()
    together, apart = held.scalar_subquery(), sessions.c.apart
    too_many = or_(
        and_(~apart, together > sessions.c.capacity),
        and_(apart, together - online > sessions.c.capacity),
        and_(apart, online > sessions.c.online_capacity),
    )
    rows = db.execute(
        select(sessions.c.ref)
        .where(sessions.c.starts_at > now, sessions.c.status.not_in(NOT_ON), too_many)
        .order_by(sessions.c.id)
    )
    return [row.ref for row in rows]


def doubled(db: Connection) -> int:
    """How often somebody holds on to one session twice, which the tables forbid."""
    twice = select(places.c.session_id).group_by(places.c.session_id, places.c.person_id)
    return db.scalar(select(func.count()).select_from(twice.having(func.count() > 1).subquery())) or 0


def overdue(db: Connection, before: datetime) -> tuple[int, datetime | None]:
    """How many letters fell due before that and are not out, and when the oldest did."""
    query = select(func.count(), func.min(letters.c.due_at)).where(
        letters.c.state.in_((State.WAITING, State.SENDING)), letters.c.due_at < before
    )
    many, first = db.execute(query).one()
    return many, first


def ended(db: Connection, state: State, since: datetime) -> int:
    """How many letters have ended like that since then."""
    query = select(func.count()).where(letters.c.state == state, letters.c.ended_at >= since)
    return db.scalar(query) or 0


def lapsed(db: Connection, before: datetime) -> int:
    """How many lanes have a lease that ran out before that (real time) and was not let go of."""
    return db.scalar(select(func.count()).where(lanes.c.lease_until < before)) or 0


def let_go_of_lapsed(db: Connection, before: datetime) -> None:
    """What a process left in hand. Its letter is claimed again by the postman, as one of unknown fate."""
    db.execute(update(lanes).where(lanes.c.lease_until < before).values(lease_until=None))


def unreached(db: Connection, now: datetime) -> int:
    """How many people hold a place to come, and have addresses, of which none is of use any more."""
    mine = addresses.c.person_id == people.c.id
    holds = exists().where(
        places.c.person_id == people.c.id, places.c.session_id == sessions.c.id, sessions.c.starts_at > now
    )
    reached = exists().where(mine, addresses.c.gone.is_(False))
    query = select(func.count()).select_from(people).where(exists().where(mine), ~reached, holds)
    return db.scalar(query) or 0


def looked(db: Connection) -> Mapping[str, datetime]:
    """How far each schedule has looked."""
    return {row.name: row.until for row in db.execute(select(marks))}


def late_digests(db: Connection, before: datetime) -> Sequence[str]:
    """Channels whose digest fell due before that and was not looked at."""
    late = select(digests.c.channel_name).where(digests.c.next_due < before, digests.c.paused.is_(False))
    return [row.channel_name for row in db.execute(late.order_by(digests.c.id))]


def lost_digests(db: Connection) -> Sequence[Lost]:
    """Channels whose last digest did not arrive, or may not have."""
    found = []
    for digest in db.execute(select(digests).where(digests.c.paused.is_(False)).order_by(digests.c.id)):
        last = db.execute(
            select(letters.c.state, letters.c.error, letters.c.ended_at)
            .where(
                letters.c.kind == "digest",
                letters.c.lane == _lane(digest.room, digest.workspace, digest.channel),
            )
            .where(letters.c.ended_at.is_not(None), letters.c.state != State.WITHDRAWN)
            .order_by(letters.c.id.desc())
            .limit(1)
        ).first()
        if last is not None and last.state in {State.UNDELIVERABLE, State.UNKNOWN}:
            found.append(Lost(digest.channel_name, last.error, last.ended_at))
    return found


def unmet(db: Connection, emails: Sequence[str]) -> Sequence[str]:
    """Those of these addresses that belong to nobody whom Caffi has met or been told of."""
    known = {row.email for row in db.execute(select(people.c.email).where(people.c.email.in_(emails)))}
    return [email for email in emails if email not in known]


def damage(db: Connection) -> Sequence[str]:
    """What SQLite finds wrong with its file; nothing for PostgreSQL, which checks its pages as it reads."""
    if db.dialect.name != "sqlite":
        return []
    told = [row[0] for row in db.execute(text("PRAGMA integrity_check"))]
    stray = [f"{row[0]} row {row[1]}" for row in db.execute(text("PRAGMA foreign_key_check"))]
    return [line for line in told if line != "ok"] + stray


def size(db: Connection) -> int:
    """Bytes on the disk."""
    if db.dialect.name == "sqlite":
        pages = db.scalar(text("PRAGMA page_count")) or 0
        return int(pages) * int(db.scalar(text("PRAGMA page_size")) or 0)
    return int(db.scalar(text("select pg_database_size(current_database())")) or 0)


def server(db: Connection) -> tuple[str, datetime | None]:
    """The database's kind and version; its own time, where it may be another machine's."""
    if db.dialect.name == "sqlite":
        return f"SQLite {db.scalar(text('select sqlite_version()'))}", None
    name = db.scalar(text("show server_version"))
    return f"PostgreSQL {str(name).partition(' ')[0]}", db.scalar(text("select clock_timestamp()"))


def rows(db: Connection) -> Mapping[str, int]:
    """How many there are of what one asks for first."""
    there = set(inspect(db).get_table_names())
    shown = [table for table in (people, sessions, places, letters) if table.name in there]
    return {table.name: db.scalar(select(func.count()).select_from(table)) or 0 for table in shown}


def _lane(room: str, workspace: str, channel: str) -> str:
    return f"{room}:{workspace}:{channel}"
