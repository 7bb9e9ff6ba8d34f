"""How people and channels are reached in rooms that tell it only when somebody speaks."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from bot.ask import Target
from bot.store.tables import ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """`to` is a user or a channel; the rest is in the room's own terms (see `bot.room.Way`)."""

    to: Target
    service: str
    conversation: str
    member: str
    group: str
    name: str


def keep(db: Connection, kept: Kept) -> None:
    """In the place of what was kept of the same before."""
    close(db, kept.to)
    db.execute(
        insert(ways).values(
            room=kept.to.room,
            workspace=kept.to.workspace,
            place=_place(kept.to),
            channel=not kept.to.user,
            service=kept.service,
            conversation=kept.conversation,
            member=kept.member,
            group=kept.group,
            name=kept.name[:200],
        )
    )


def find(db: Connection, to: Target) -> Kept | None:
    row = db.execute(select(ways).where(*_here(to))).first()
    return _kept(row) if row else None


def of_group(db: Connection, room: str, workspace: str, group: str) -> list[Kept]:
    """Those to the channels of a group."""
    rows = db.execute(
        select(ways)
        .where(ways.c.room == room, ways.c.workspace == workspace, ways.c.group == group)
        .order_by(ways.c.place)
    )
    return [_kept(row) for row in rows]


def close(db: Connection, to: Target) -> None:
    db.execute(delete(ways).where(*_here(to)))


def _here(to: Target) -> tuple[Any, ...]:
    return (
        ways.c.room == to.room,
        ways.c.workspace == to.workspace,
        ways.c.place == _place(to),
        ways.c.channel.is_(not to.user),
    )


def _place(to: Target) -> str:
    return to.user or to.channel


def _kept(row: Row[Any]) -> Kept:
    where = {"channel": row.place} if row.channel else {"user": row.place}
    return Kept(
        to=Target(row.room, row.workspace, **where),
        service=row.service,
        conversation=row.conversation,
        member=row.member,
        group=row.group,
        name=row.name,
    )
