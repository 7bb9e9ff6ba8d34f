"""Deliveries that were served, with their answers: a repeated delivery changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.card import Card
from bot.store.paper import Written, unpack, write_down
from bot.store.ready import Ready
from bot.store.tables import answers


@dataclass(frozen=True, slots=True)
class Kept:
    """`body` None: the answer was a form, or has been sent and forgotten."""

    body: Card | None


_OFTEN = 1000
_known: dict[int, tuple[Card, Written]] = {}  # the card is kept, so that its identity is not given to another
_FIND = Ready(select(answers.c.reply).where(answers.c.key == bindparam("delivery")))
_KEEP = Ready(insert(answers), "key", "reply", "at")


def find(db: Connection, key: str) -> Kept | None:
    """What that delivery was answered; None when it was never served."""
    row = _FIND.first(db, delivery=key)
    return None if row is None else Kept(unpack(row.reply, Card) if row.reply else None)


def keep(db: Connection, key: str, body: Card | None, now: datetime, *, secret: bool = False) -> None:
    """`secret`: nothing of it stays in memory."""
    written = None if body is None else write_down(body) if secret else _written(body)
    _KEEP.run(db, key=key, reply=written, at=now)


def _written(card: Card) -> Written:
    """As JSON. The last ones are remembered by the card itself, because many get the same answer."""
    known = _known.get(id(card))
    if known is None:
        if len(_known) >= _OFTEN:
            _known.clear()
        known = _known[id(card)] = card, write_down(card)
    return known[1]


def blank(db: Connection, key: str) -> None:
    """The answer has been sent: keep that it was served, not what it said."""
    db.execute(update(answers).where(answers.c.key == key).values(reply=None))


_FORGET = Ready(delete(answers).where(answers.c.at < bindparam("before")))


def forget(db: Connection, before: datetime) -> None:
    _FORGET.run(db, before=before)
