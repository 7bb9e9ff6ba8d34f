"""One-time codes that link two accounts, and how often somebody has tried one.

A code is kept as a slow hash alone, lives ten minutes, is one per person, and is used up by the first who
types it: nobody else can use it from then on.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, delete, insert, or_, select, update

from bot.store.ready import Ready
from bot.store.statements import inserting
from bot.store.tables import link_codes, link_tries

LIFE = timedelta(minutes=10)
TRIES = 5
WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """A code that was right: `id` is what the button that goes on names, `person_id` who asked for it."""

    id: int
    person_id: int


def keep(db: Connection, person_id: int, code: str, now: datetime) -> datetime:
    """That person's code, in the place of an earlier one; until when it is good."""
    db.execute(delete(link_codes).where(link_codes.c.person_id == person_id))
    until = now + LIFE
    db.execute(insert(link_codes).values(person_id=person_id, hash=_hash(code), until=until))
    return until


def try_(db: Connection, by: int, now: datetime) -> datetime | None:
    """Count a try, right or wrong, before it is looked at; until when they are to wait, if they are.

    Counted by the database in one statement: tries at the same moment do not pass each other.
    """
    until = now + WAIT
    new = inserting(db.dialect.name, link_tries).values(person_id=by, tries=1, until=until)
    over = link_tries.c.until <= now
    waits = link_tries.c.tries >= TRIES
    counted = new.on_conflict_do_update(
        index_elements=[link_tries.c.person_id],
        set_={
            "tries": case((over, 1), else_=link_tries.c.tries + 1),
            "until": case((over, until), (waits, link_tries.c.until), else_=until),
        },
    ).returning(link_tries.c.tries, link_tries.c.until)
    row = db.execute(counted).one()
    return row.until if row.tries > TRIES else None


def claim(db: Connection, code: str, by: int, now: datetime) -> Claim | None:
    """The code is theirs who typed it, from now on; None for a wrong, old or used one."""
    free = or_(link_codes.c.claimed_by.is_(None), link_codes.c.claimed_by == by)
    right = link_codes.c.hash == _hash(code), link_codes.c.until > now, free
    mine = update(link_codes).where(*right).values(claimed_by=by)
    row = db.execute(mine.returning(link_codes.c.id, link_codes.c.person_id)).first()
    return Claim(row.id, row.person_id) if row else None


def claimed(db: Connection, claim_id: int, by: int, now: datetime) -> Claim | None:
    """The claim that they made and have not used yet."""
    theirs = link_codes.c.id == claim_id, link_codes.c.claimed_by == by, link_codes.c.until > now
    row = db.execute(select(link_codes).where(*theirs).with_for_update()).first()
    return Claim(row.id, row.person_id) if row else None


def use_up(db: Connection, claim_id: int) -> None:
    db.execute(delete(link_codes).where(link_codes.c.id == claim_id))


def count_together(db: Connection, person_id: int, into: int) -> None:
    """Two become one: their tries are one's tries."""
    query = select(link_tries.c.tries, link_tries.c.until).where(
        link_tries.c.person_id.in_((person_id, into))
    )
    counts = db.execute(query).all()
    db.execute(delete(link_tries).where(link_tries.c.person_id.in_((person_id, into))))
    if counts:
        tries, until = sum(row.tries for row in counts), max(row.until for row in counts)
        db.execute(insert(link_tries).values(person_id=into, tries=tries, until=until))


def count_apart(db: Connection, person_id: int, other: int) -> None:
    """One becomes two: neither has new tries by it."""
    row = db.execute(select(link_tries).where(link_tries.c.person_id == person_id)).first()
    if row is not None:
        db.execute(insert(link_tries).values(person_id=other, tries=row.tries, until=row.until))


_FORGET = (
    Ready(delete(link_codes).where(link_codes.c.until <= bindparam("now"))),
    Ready(delete(link_tries).where(link_tries.c.until <= bindparam("now"))),
)


def forget(db: Connection, now: datetime) -> None:
    """Codes and counts that are over."""
    for forgetting in _FORGET:
        forgetting.run(db, now=now)


def _hash(code: str) -> str:
    # Slow, so that who steals the file does not find the code while it is good. No salt: it is looked up.
    return hashlib.scrypt(code.encode(), salt=b"caffi link", n=2**12, r=8, p=1, dklen=32).hex()
