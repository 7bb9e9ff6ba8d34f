"""Nudges that are held until it is their turn: counted, merged, put off or let go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, literal, select, update

from bot.learning.quiet import CAN_WAIT, WEEK, Held, Nudge
from bot.store.letters import State
from bot.store.ready import Ready
from bot.store.statements import inserting
from bot.store.tables import letters, people

_DUE = Ready(
    select(letters.c.person_id)
    .where(letters.c.state == literal(State.HELD.value), letters.c.due_at <= bindparam("now"))
    .distinct()
    .limit(bindparam("most"))
)
_COUNTED = (State.WAITING, State.SENDING, State.SENT, State.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One nudge for a person. Times are aware; `facts` must fit JSON."""

    key: str
    kind: str
    facts: Mapping[str, Any]
    person_id: int
    nudge: Nudge
    due_at: datetime
    until: datetime


def hold(db: Connection, written: Sequence[Written], now: datetime) -> None:
    """Keep them until their turn. One whose key is known already, sent or not, is left out."""
    if not written:
        return
    # Ten thousand reminders may fall due in one minute: one statement for all, not two for each.
    rows = [
        {
            "key": each.key,
            "kind": each.kind,
            "facts": dict(each.facts),
            "person_id": each.person_id,
            "target": None,
            "lane": f"person:{each.person_id}",
            "due_at": each.due_at,
            "state": State.HELD,
            "written_at": now,
            "nudge": each.nudge,
            "until": each.until,
        }
        for each in written
    ]
    held = inserting(db.dialect.name, letters).on_conflict_do_nothing(index_elements=["key"])
    db.execute(held, rows)


def people_due(db: Connection, now: datetime, most: int) -> list[int]:
    """Some of those who have a nudge that is due."""
    return [row.person_id for row in _DUE.all(db, now=now, most=most)]


def of_people(db: Connection, person_ids: Sequence[int], now: datetime) -> dict[int, list[Held]]:
    """Each one's nudges that may go: what is due, and what can wait but may as well ride along."""
    mine = (letters.c.state == State.HELD) & letters.c.person_id.in_(person_ids)
    ripe = (letters.c.due_at <= now) | letters.c.nudge.in_(CAN_WAIT)
    rows = db.execute(select(letters).where(mine, ripe).order_by(letters.c.id).with_for_update())
    found: dict[int, list[Held]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(Held(row.id, Nudge(row.nudge), row.until))
    return found


def limits(db: Connection, person_ids: Sequence[int]) -> dict[int, int]:
    """What each has chosen for themselves, where they have."""
    chosen = select(people.c.id, people.c.nudges_a_week).where(
        people.c.id.in_(person_ids), people.c.nudges_a_week.is_not(None)
    )
    return {row.id: row.nudges_a_week for row in db.execute(chosen)}


def sent_to(db: Connection, person_ids: Sequence[int], now: datetime) -> dict[int, list[datetime]]:
    """When each was sent messages of nudges in the week until `now`."""
    counted = letters.c.person_id.in_(person_ids) & (letters.c.nudge != "") & letters.c.state.in_(_COUNTED)
    rows = db.execute(
        select(letters.c.person_id, letters.c.due_at).where(counted, letters.c.due_at > now - WEEK)
    )
    found: dict[int, list[datetime]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row.due_at)
    return found


def release(db: Connection, letter_ids: Sequence[int], now: datetime) -> None:
    """Each goes now, as a message of its own."""
    _change(db, letter_ids, state=State.WAITING, due_at=now)


def bundle(db: Connection, person_id: int, letter_ids: Sequence[int], *, last_of: int, now: datetime) -> None:
    """They go now as one message. `last_of`: it is the last of so many in a week; 0: it is not."""
    _change(db, letter_ids, state=State.MERGED, ended_at=now)
    db.execute(
        letters.insert().values(
            key=f"nudges {person_id} {letter_ids[0]}-{now.isoformat()}",
            kind="nudges",
            facts={"letters": list(letter_ids), "last_of": last_of},
            person_id=person_id,
            target=None,
            lane=f"person:{person_id}",
            due_at=now,
            state=State.WAITING,
            written_at=now,
            nudge=Nudge.REMINDER,
        )
    )


def put_off(db: Connection, letter_ids: Sequence[int], until: datetime) -> None:
    _change(db, letter_ids, due_at=until)


def drop(db: Connection, letter_ids: Sequence[int], now: datetime) -> None:
    """They would come too late, or be one too many."""
    _change(db, letter_ids, state=State.WITHDRAWN, error="quiet", ended_at=now)


def _change(db: Connection, letter_ids: Sequence[int], **values: Any) -> None:
    if letter_ids:
        change = update(letters).where(letters.c.id == bindparam("letter")).values(values)
        db.execute(change, [{"letter": letter_id} for letter_id in letter_ids])
