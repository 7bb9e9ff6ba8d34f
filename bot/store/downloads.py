"""Files that somebody may fetch for a short time, by an address that only they were told."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.store.ready import Ready
from bot.store.tables import downloads


@dataclass(frozen=True, slots=True)
class Promised:
    """What was promised, to whom; `facts` fit JSON."""

    person_id: int
    kind: str
    facts: Mapping[str, Any]


def promise(db: Connection, promised: Promised, until: datetime) -> str:
    """Keep it until then; the token by which it is fetched. Only its hash is kept: nobody reads it here."""
    token = secrets.token_urlsafe(32)
    db.execute(
        insert(downloads).values(
            hash=_hash(token),
            person_id=promised.person_id,
            kind=promised.kind,
            facts=dict(promised.facts),
            until=until,
        )
    )
    return token


def find(db: Connection, token: str, now: datetime) -> Promised | None:
    """None where nothing was promised under that token, or too long ago."""
    mine = downloads.c.hash == _hash(token), downloads.c.until > now
    row = db.execute(select(downloads).where(*mine)).first()
    return Promised(row.person_id, row.kind, row.facts) if row else None


_FORGET = Ready(delete(downloads).where(downloads.c.until <= bindparam("now")))


def forget(db: Connection, now: datetime) -> None:
    """What can be fetched no more."""
    _FORGET.run(db, now=now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
