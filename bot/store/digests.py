"""Channels' weekly digests: what was set up, and which periods are done."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from bot.ask import Target
from bot.store.paper import pack
from bot.store.ready import Ready
from bot.store.tables import digest_runs, digests, letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """`weekday` is a name ("monday"), `clock` wall time in the programme's zone; no topic: all of them."""

    id: int
    target: Target
    channel_name: str
    weekday: str
    clock: time
    topic: str
    paused: bool
    set_by: int
    next_due: datetime


def _digest(row: Row[Any]) -> Digest:
    return Digest(
        id=row.id,
        target=Target(room=row.room, workspace=row.workspace, channel=row.channel),
        channel_name=row.channel_name,
        weekday=row.weekday,
        clock=time.fromisoformat(row.clock),
        topic=row.topic,
        paused=row.paused,
        set_by=row.set_by,
        next_due=row.next_due,
    )


def of_channel(db: Connection, target: Target) -> Digest | None:
    row = db.execute(
        select(digests).where(
            digests.c.room == target.room,
            digests.c.workspace == target.workspace,
            digests.c.channel == target.channel,
        )
    ).first()
    return _digest(row) if row else None


def get(db: Connection, digest_id: int) -> Digest | None:
    row = db.execute(select(digests).where(digests.c.id == digest_id)).first()
    return _digest(row) if row else None


def set_up(
    db: Connection,
    target: Target,
    *,
    channel_name: str,
    weekday: str,
    clock: time,
    topic: str,
    set_by: int,
    next_due: datetime,
) -> None:
    """Make this the channel's one digest, whether it had one or not. It is not paused afterwards."""
    values = {
        "channel_name": channel_name,
        "weekday": weekday,
        "clock": clock.strftime("%H:%M"),
        "topic": topic,
        "set_by": set_by,
        "paused": False,
        "next_due": next_due,
    }
    known = of_channel(db, target)
    if known is not None:
        db.execute(update(digests).where(digests.c.id == known.id).values(values))
        return
    place = {"room": target.room, "workspace": target.workspace, "channel": target.channel}
    db.execute(insert(digests).values(values | place))


def pause(db: Connection, digest_id: int, *, paused: bool, next_due: datetime) -> None:
    values = {"paused": paused, "next_due": next_due}
    db.execute(update(digests).where(digests.c.id == digest_id).values(values))


def stop(db: Connection, digest_id: int) -> None:
    db.execute(delete(digest_runs).where(digest_runs.c.digest_id == digest_id))
    db.execute(delete(digests).where(digests.c.id == digest_id))


def rename(db: Connection, digest_id: int, channel_name: str) -> None:
    db.execute(update(digests).where(digests.c.id == digest_id).values(channel_name=channel_name))


def move(db: Connection, digest: Digest, channel: str) -> None:
    """The platform gave the channel another id: what is set up there and on its way there goes along."""
    target = replace(digest.target, channel=channel)
    db.execute(update(digests).where(digests.c.id == digest.id).values(channel=channel))
    mine = (letters.c.lane == digest.target.lane) & letters.c.ended_at.is_(None)
    db.execute(update(letters).where(mine).values(target=pack(target), lane=target.lane))


_DUE = Ready(
    select(digests)
    .where(digests.c.next_due <= bindparam("now"), digests.c.paused.is_(False))
    .order_by(digests.c.id)
)
_NEXT = Ready(
    select(func.min(digests.c.next_due).label("next_due")).where(
        digests.c.next_due > bindparam("after"), digests.c.paused.is_(False)
    )
)


def due(db: Connection, now: datetime) -> list[Digest]:
    return [_digest(row) for row in _DUE.all(db, now=now)]


def next_due(db: Connection, after: datetime) -> datetime | None:
    found: datetime | None = _NEXT.first(db, after=after).next_due
    return found


def last_posted(db: Connection, digest_id: int) -> datetime | None:
    """When the newest period that was posted fell due."""
    query = select(func.max(digest_runs.c.due)).where(
        digest_runs.c.digest_id == digest_id, digest_runs.c.outcome == "posted"
    )
    return db.execute(query).scalar()


def finish(db: Connection, digest: Digest, *, outcome: str, next_due: datetime) -> bool:
    """Claim this period and move on to the next; False when another replica did so already."""
    moved = db.execute(
        update(digests)
        .where(digests.c.id == digest.id, digests.c.next_due == digest.next_due)
        .values(next_due=next_due)
    ).rowcount
    if not moved:
        return False
    key = {"digest_id": digest.id, "due": digest.next_due}
    if db.execute(select(digest_runs.c.outcome).filter_by(**key)).first():
        return False
    db.execute(insert(digest_runs).values(key | {"outcome": outcome}))
    return True
