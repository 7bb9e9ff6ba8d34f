"""The try-out room's messages: what hangs where, who sees it, and how far each person has read.

The shape of a message belongs to the web room, which the store does not know: `app.py` joins the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, or_, select, update

from bot.card import Card, Form, Text
from bot.store.paper import pack, unpack
from bot.store.tables import pinned, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    id: int
    conversation: str
    author: str
    visible_to: str
    body: Card | Form | Text
    at: datetime


def _pin(row: Row[Any]) -> Pin:
    return Pin(
        id=row.id,
        conversation=row.conversation,
        author=row.author,
        visible_to=row.visible_to,
        body=unpack(row.body, Card | Form | Text),
        at=row.at,
    )


def _visible(person: str) -> Any:
    return or_(pinned.c.visible_to == "", pinned.c.visible_to == person)


def revision(db: Connection) -> int:
    """Grows with every message and every replacement."""
    return db.execute(select(func.max(pinned.c.revision))).scalar() or 0


def post(
    db: Connection,
    *,
    key: str,
    conversation: str,
    author: str,
    visible_to: str,
    body: Card | Form | Text,
    at: datetime,
) -> Pin:
    """Pin a message; a key that was used before gives what was pinned then."""
    known = db.execute(select(pinned).where(pinned.c.key == key)).first()
    if known is not None:
        return _pin(known)
    values = {
        "key": key,
        "conversation": conversation,
        "author": author,
        "visible_to": visible_to,
        "body": pack(body, Card | Form | Text),
        "at": at,
        "revision": revision(db) + 1,
    }
    row = db.execute(insert(pinned).values(values).returning(*pinned.c)).one()
    return _pin(row)


def replace(db: Connection, pin: int, body: Card | Form | Text) -> Pin | None:
    values = {"body": pack(body, Card | Form | Text), "revision": revision(db) + 1}
    db.execute(update(pinned).where(pinned.c.id == pin).values(values))
    return find(db, pin)


def find(db: Connection, pin: int) -> Pin | None:
    row = db.execute(select(pinned).where(pinned.c.id == pin)).first()
    return _pin(row) if row else None


def read(db: Connection, conversation: str, person: str, *, before: int | None, limit: int) -> Sequence[Pin]:
    """The last messages that somebody may see, oldest first."""
    query: Select[Any] = select(pinned).where(pinned.c.conversation == conversation, _visible(person))
    if before is not None:
        query = query.where(pinned.c.id < before)
    rows = db.execute(query.order_by(pinned.c.id.desc()).limit(limit)).all()
    return [_pin(row) for row in reversed(rows)]


def unread(db: Connection, person: str) -> dict[str, int]:
    """Messages by others after the person's mark, by conversation."""
    mark = func.coalesce(seen.c.last_id, 0)
    rows = db.execute(
        select(pinned.c.conversation, func.count().label("new"))
        .outerjoin(seen, (seen.c.conversation == pinned.c.conversation) & (seen.c.person == person))
        .where(_visible(person), pinned.c.author != person, pinned.c.id > mark)
        .group_by(pinned.c.conversation)
    )
    return {row.conversation: row.new for row in rows}


def mark_read(db: Connection, person: str, conversation: str, up_to: int) -> None:
    """A mark never moves back."""
    where = (seen.c.person == person) & (seen.c.conversation == conversation)
    known = db.execute(select(seen.c.last_id).where(where)).scalar()
    if known is None:
        db.execute(insert(seen).values(person=person, conversation=conversation, last_id=up_to))
    elif known < up_to:
        db.execute(update(seen).where(where).values(last_id=up_to))
