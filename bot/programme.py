"""Takes a file into the programme: compared, then carried out whole in one transaction, or not at all."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from bot.desk import Desk
from bot.intake import Sheet
from bot.learning.events import CapacityRaised, ProgrammeImported, SessionCancelled, SessionMoved
from bot.learning.programme import Change, Plan, compare
from bot.learning.sessions import Session, Status
from bot.store import sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What is taken in: `source` names the file's own part of the programme; the days bound it."""

    sheet: Sheet
    source: str = "programme"
    start: date | None = None
    until: date | None = None
    cancel_gone: bool = False

    def plan(self, db: Connection) -> Plan:
        """What it would do to the programme as it stands."""
        return compare(
            self.sheet.drafts,
            sessions.of_source(db, self.source),
            source=self.source,
            # A reference is given once, here; the file's own may be taken by another session.
            told=self.sheet.fields - {"ref"},
            held=self.sheet.held,
            start=self.start,
            until=self.until,
        )

    def carry_out(self, desk: Desk) -> Plan:
        """Do it: sessions that move or are called off are told to everybody who holds on to them."""
        plan = self.plan(desk.db)
        sessions.add_all(desk.db, plan.new, source=self.source, now=desk.now)
        # In the order of their ids, as everywhere: two who lock several sessions never wait for each other.
        for change in sorted(plan.changed, key=lambda change: change.session.id):
            _change(desk, change)
        gone = plan.gone if self.cancel_gone else ()
        for session in sorted(gone, key=lambda session: session.id):
            sessions.set_status(desk.db, session.id, Status.CANCELLED)
            desk.record(SessionCancelled(session.id))
        if plan.new or plan.changed or gone:
            desk.record(ProgrammeImported(self.source, len(plan.new), len(plan.changed), len(gone)))
        desk.settle()
        return plan


def _change(desk: Desk, change: Change) -> None:
    before = change.session
    told = {name: getattr(change.draft, name) for name in change.fields}
    after = replace(before, uid=change.draft.uid, **told)
    sessions.change(desk.db, before.id, after)
    if after.status is Status.CANCELLED:
        if before.status is not Status.CANCELLED:
            desk.record(SessionCancelled(before.id))
        return
    timed = (before.starts_at, before.all_day) != (after.starts_at, after.all_day)
    timed = timed or before.ends_at != after.ends_at
    placed = (before.place, before.link) != (after.place, after.link)
    if timed or placed:
        desk.record(
            SessionMoved(
                session_id=before.id,
                was_at=before.starts_at,
                was_until=before.ends_at,
                was_place=before.place,
                timed=timed,
                placed=placed,
            )
        )
    if _more_places(before, after):
        desk.record(CapacityRaised(before.id))


def _more_places(before: Session, after: Session) -> bool:
    if before.capacity is None:
        return False
    return after.capacity is None or after.capacity > before.capacity
