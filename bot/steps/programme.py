"""Takes a file into the programme: compared, then carried out whole in one transaction, or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from sqlalchemy import Connection

from bot.desk import Desk
from bot.intake import Problem, Reason, Sheet
from bot.intake.report import shown
from bot.learning.changes import OfASession, events_of, keep_edits
from bot.learning.events import Event, ProgrammeImported, SessionCancelled
from bot.learning.invitations import KEPT_FOR
from bot.learning.programme import Change, Plan, compare
from bot.learning.sessions import Draft, Session
from bot.store import admission, events, places, revising, sessions

_NAMED = 20


@dataclass(frozen=True, slots=True)
class Looked:
    """What an import would do, and the name of the programme's version that it was compared with. `notes`:
    what the file says that does not fit what we know.
    """

    plan: Plan
    revision: str
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What is taken in: `source` names the file's own part of the programme; the days bound it."""

    sheet: Sheet
    source: str = "programme"
    start: date | None = None
    until: date | None = None
    cancel_gone: bool = False

    def look(self, db: Connection, now: datetime) -> Looked:
        """What it would do to the programme as it stands."""
        revision = sessions.revision(db)  # first: what changes while we compare makes another one
        return Looked(self._compare(db, now), revision, tuple(self._audiences(db, now)))

    def carry_out(self, desk: Desk, looked: Looked | None = None) -> Plan:
        """Do it: sessions that move or are called off are told to everybody who holds on to them.

        While this writes, whoever books waits. So all reading and comparing is done before, by `look`,
        and only done again if the programme has changed since. Gives what was really done.
        """
        revision = revising.hold_still(desk.db)
        current = looked is not None and looked.revision == revision
        plan = looked.plan if looked is not None and current else self._compare(desk.db, desk.now)
        gone = plan.gone if self.cancel_gone else ()
        revising.add_all(desk.db, plan.new, source=self.source, now=desk.now)
        # In the order of their ids, as everywhere: two who lock several sessions never wait for each other.
        changes = sorted(plan.changed, key=lambda change: change.session.id)
        after = {change.session.id: _after(change) for change in changes}
        revising.change_all(
            desk.db,
            [(change.session.id, after[change.session.id], {*change.fields, "uid"}) for change in changes],
        )
        revising.cancel_all(desk.db, sorted(session.id for session in gone))
        revising.rename_all(desk.db, sorted((session.id, uid) for session, uid in plan.adopted))
        revising.forget_edits(desk.db, [(change.session.id, change.fields) for change in changes])
        happened: list[OfASession] = [
            event for change in changes for event in events_of(change.session, after[change.session.id])
        ]
        happened += [SessionCancelled(session.id) for session in sorted(gone, key=lambda session: session.id)]
        self._tell(desk, happened)
        if plan.new or plan.changed or gone:
            desk.record(ProgrammeImported(self.source, len(plan.new), len(plan.changed), len(gone)))
        desk.settle()
        return plan

    def _audiences(self, db: Connection, now: datetime) -> Iterator[Problem]:
        """Words that bar nobody, or everybody, because the people file does not know them."""
        named = dict.fromkeys(draft.audience for draft in self.sheet.drafts if draft.ends_at > now)
        found = admission.unknown(db, named)
        if found.groups:
            some = ", ".join(f"“{shown(name)}”" for name in islice(found.groups, _NAMED))
            names = some if len(found.groups) <= _NAMED else f"{some}, …"
            yield Problem(None, "", Reason("audience-unknown", {"names": names}))
        if found.managers:
            yield Problem(None, "", Reason("audience-managers"))

    def _compare(self, db: Connection, now: datetime) -> Plan:
        plan = compare(
            [_without_forgotten(draft, now) for draft in self.sheet.drafts],
            sessions.of_source(db, self.source),
            source=self.source,
            # A reference is given once, here; the file's own may be taken by another session.
            told=self.sheet.fields - {"ref"},
            unsaid=self.sheet.unsaid,
            held=self.sheet.held,
            ended=self.sheet.ended,
            start=self.start or self.sheet.since,
            until=self.until,
            now=now,
        )
        return keep_edits(plan, revising.edits_of(db, self.source))

    @staticmethod
    def _tell(desk: Desk, happened: Sequence[OfASession]) -> None:
        """Reactions follow where somebody holds on to the session; the rest is only written down.

        Read after the sessions were changed: whoever books from here on waits for their rows.
        """
        concerned = places.with_people(desk.db, sorted({event.session_id for event in happened}))
        quiet: list[Event] = []
        for event in happened:
            if event.session_id in concerned:
                desk.record(event)
            else:
                quiet.append(event)
        events.keep_all(desk.db, quiet, now=desk.now, actor_id=desk.person.id if desk.person else None)


def _without_forgotten(draft: Draft, now: datetime) -> Draft:
    """A file does not bring back who was invited long ago."""
    return replace(draft, invited="") if draft.invited and draft.ends_at < now - KEPT_FOR else draft


def _after(change: Change) -> Session:
    told = {name: getattr(change.draft, name) for name in change.fields}
    return replace(change.session, uid=change.draft.uid, **told)
