"""What happened, kept for good: who, what, when. Answers to feedback never come here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert

from bot.learning.events import Event, Happened
from bot.store import approvals, places
from bot.store.paper import pack
from bot.store.ready import Adding
from bot.store.tables import events

_KEEP = Adding(events, "at", "actor_id", "kind", "facts")


def keep_all(db: Connection, happened: Sequence[Event], *, now: datetime, actor_id: int | None) -> None:
    """Write down events that touch nobody's place, in few statements however many there are."""
    if happened:
        said = [{"kind": type(event).__name__, "facts": pack(event)} for event in happened]
        db.execute(insert(events), [{"at": now, "actor_id": actor_id} | each for each in said])


def keep(db: Connection, event: Event, *, now: datetime, actor_id: int | None) -> Happened:
    """Write the event down and make the places what it says. `actor_id` None: nobody, it was due."""
    values = {"at": now, "actor_id": actor_id, "kind": type(event).__name__, "facts": pack(event)}
    happening = _KEEP.number(db, **values)
    assert happening is not None
    places.apply(event, db, now)
    approvals.apply(event, db, now)
    return Happened(happening, event)
